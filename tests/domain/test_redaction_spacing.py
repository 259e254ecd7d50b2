"""Personal data whose parts stand apart: every occurrence goes, from every text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pilkada_cli.domain.redaction import MARK, redacted, redacted_text, scan

GAPS = (" ", "  ", "-", " - ", ".", "\u00a0", "\u2009", "\u200b", "\u2011", "\u2060")

gaps = st.sampled_from(GAPS)


@st.composite
def hostile(draw: st.DrawFn) -> str:
    """A telephone number, a NIK, a plate or an e-mail address with one gap between its parts."""
    gap = draw(gaps)
    tail = draw(st.text("123456789", min_size=8, max_size=8))
    return draw(st.sampled_from([
        gap.join(("0812", tail[:4], tail[4:])), gap.join(("+62", "812", tail[:4], tail[4:])),
        gap.join(("62812", tail[:4], tail[4:])), gap.join(("6307", "0655", "0890", "0001")),
        gap.join(("630706", "550890", "0001")), gap.join(("630", "706", "550", "890", "000", "1")),
        gap.join(("DA", "1234", "XY")), gap.join(("B", "1234", "XYZ")), gap.join(("da", "1234", "xyz")),
        "budi\u200b@contoh.id", "budi@ contoh.id", "budi @ contoh.id", "budi@\ncontoh.id",
    ]))  # fmt: skip


@given(st.lists(hostile(), min_size=1, max_size=4))
def test_every_occurrence_goes_whatever_stands_between_its_parts(found: list[str]) -> None:
    text = "; ".join(f"kontak {each}" for each in found)
    assert redacted_text(text) == "; ".join([f"kontak {MARK}"] * len(found))


@given(st.lists(hostile(), min_size=1, max_size=3), st.sampled_from(["title", "source"]))
def test_it_goes_from_every_field_and_the_scan_of_what_was_written_agrees(
    found: list[str], name: str
) -> None:
    text = ", ".join(f"mobil {each}" for each in found).replace("\n", " ")
    left = redacted({name: text, "reporter": "Fulan"}, (name,))[name]
    assert not any(sign.isdigit() or sign == "@" for sign in left)
    assert list(scan([f"{text}\n".encode()])) and not list(scan([f"{left}\n".encode()]))


@pytest.mark.parametrize(
    "text",
    [
        "menurut @akun.resmi",
        "TPS 1 - 1234 pemilih",
        "pukul 09.00 - 11.00",
        "DA 1 KWK",
        "B. 2024 RI",
    ],
)
def test_what_only_looks_like_it_stays(text: str) -> None:
    assert redacted_text(text) == text
