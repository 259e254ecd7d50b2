"""Where a text calls somebody by name, and where it does not."""

import pytest

from pilkada_cli.domain.person_names import called


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("korban Fulan (28) dibawa ke RS", ["Fulan"]),
        ("Fulan Fulani, 45 th, warga Haruyan", ["Fulan Fulani"]),
        ("Fulan bin Fulani", ["Fulani"]),
        ("an. Fulan dan Fulanah", ["Fulan", "Fulanah"]),
        ("Pak Fulan melapor", ["Fulan"]),
        ("Nama: Fulan Fulani Umur: 45", ["Fulan Fulani"]),
        ("Pak Fulan, S.Pd", ["Fulan"]),
        ("Fulan Fulani, Lk, 34 th, warga Haruyan", ["Fulan Fulani"]),
        ("Fulan Fulani (Lk, 34 th)", ["Fulan Fulani"]),
        ("Fulan Fulani usia 34 tahun", ["Fulan Fulani"]),
        ("Surat Suara Rusak (12), Haruyan (15)", []),
        ("Banjir di Haruyan (12 TPS)", []),
        ("TPS 02, 45 pemilih", []),
    ],
)
def test_names_are_told_by_what_stands_beside_them(text: str, names: list[str]) -> None:
    assert [text[slice(*span)] for span in called(text, {"haruyan"})] == names
