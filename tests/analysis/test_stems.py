"""Which forms of a word meet in one stem, and what is written out in its short form."""

import pytest

from pilkada_cli.analysis.particulars import as_written
from pilkada_cli.analysis.stems import shortened, stem


@pytest.mark.parametrize(
    "forms",
    [
        "rusak dirusak merusak perusakan kerusakan dirusaknya",
        "pilih memilih dipilih pilihan pemilihan",
        "ajak mengajak diajak ajakan",
        "kirim mengirim dikirim mengirimkan pengiriman",
        "tolak menolak ditolak penolakan",
        "bagi dibagi membagikan pembagian",
        "rendam merendam terendam",
        "padam memadamkan pemadaman",
        "kampanye berkampanye",
    ],
)
def test_the_forms_of_a_word_have_one_stem(forms: str) -> None:
    assert len({stem(form) for form in forms.split()}) == 1


@pytest.mark.parametrize(
    "two", ["rusak rusuh", "bakar bayar", "dukung dikurung", "banjir baliho", "suara saksi"]
)
def test_other_words_have_other_stems(two: str) -> None:
    one, other = map(stem, two.split())
    assert one != other


@pytest.mark.parametrize("word", ["tni", "ppk", "desa", "apk", "di", "kan", "mereka"])
def test_a_short_word_keeps_its_letters(word: str) -> None:
    assert len(stem(word)) >= min(len(word), 4)


def test_what_is_written_out_is_compared_by_its_short_form_and_shown_as_it_is() -> None:
    assert shortened("kepala desa dan pegawai negeri sipil") == "kades dan asn"
    assert shortened("kepala desak") == "kepala desak"
    text = "Kepala Desa Birayang mengajak warga"
    assert as_written(text, [stem("kades"), stem("ajak")]) == ["kepala desa", "mengajak"]
