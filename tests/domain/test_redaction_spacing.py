"""Personal data whose parts stand apart: every occurrence goes, from every text."""

import json

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from pilkada_cli.domain.privacy import _IMPERSONAL
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
        "DA 1234\nXY", "DA\r\n1234 XY", "B\n1234\nXYZ", "budi @contoh.id", "budi(at)contoh.id",
        "budi [at] contoh.co.id", "budi\u200b@contoh.id", "budi@ contoh.id", "budi @ contoh.id", "budi@\ncontoh.id",
    ]))  # fmt: skip


@given(st.lists(hostile(), min_size=1, max_size=4))
def test_every_occurrence_goes_whatever_stands_between_its_parts(found: list[str]) -> None:
    text = "; ".join(f"kontak {each}" for each in found)
    assert redacted_text(text) == "; ".join([f"kontak {MARK}"] * len(found))


@given(st.lists(hostile(), min_size=1, max_size=2), st.sampled_from(["title", "source"]))
def test_it_goes_from_every_field_and_the_scan_of_what_was_written_agrees(
    found: list[str], name: str
) -> None:
    text = ", ".join(f"mobil {each}" for each in found).replace("\r", "").replace("\n", " ")
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
        "menurut @akun.id, ig @kanal.com dan akun @warta.co.id",
        "masuk (at) pukul 9.30",
        "Bagian B\n2024 RI\nKT 500\nA. Rincian",
        "DA 1500\nAda rapat",
        "TPS 1 A, Pasal 8 A, PASAL 27 A",
        "B. 1 A. Rincian",
        "PADA H-1 ADA RAPAT, H 1 DAN H 3",
        "LULUSAN S1 TI DAN D3 TK, P3K, P 3 K",
        "CURANMOR R2 MIO, R4 DI JALAN, BB 1 HP",
        "G30S, G 30 S",
        "PG 3 AG 2 GN 1",
        "TNI AD 1 SSK, TNI AD 1 XY",
        "SMP N 1 HST, MTs N 3 HST dan SMA N 2 BJM",
        "TAHUN A 2024 B",
        "B 1\nRI",
        " ".join(map(str, range(1, 60))),
        "\n".join(map(str, range(1, 60))),
        "16/11/2024 12/11/2024\n17/11/2024",
        "suara 120/98/33/45/210",
        "0,125\n0,375\n12,5",
    ],
)
def test_what_only_looks_like_it_stays(text: str) -> None:
    assert redacted_text(text) == text


identities = st.builds(
    "{}{:04}{:02}{:02}{:02}{:04}".format,
    st.sampled_from([63, 62, 35, 11, 94]), st.integers(0, 9999),
    st.one_of(st.integers(1, 31), st.integers(41, 71)), st.integers(1, 12), st.integers(0, 99),
    st.integers(0, 9999),
)  # fmt: skip
joints = st.text(" \t\n./_-\u200b", min_size=1, max_size=2)


@given(
    identities, st.sets(st.integers(1, 15)), st.lists(joints, min_size=15, max_size=15),
    st.sampled_from(["", "NIK ", "nama: X/", "TPS 4, "]), st.sampled_from(["", " ya", ", RT", ";\n"]),
)  # fmt: skip
def test_an_identity_number_goes_wherever_it_is_cut_unless_into_days_or_times(
    digits: str, cuts: set[int], between: list[str], left: str, right: str
) -> None:
    parts = [f"{between[n - 1]}{digit}" if n in cuts else digit for n, digit in enumerate(digits)]
    written = "".join(parts)
    assume(not _IMPERSONAL.search(written))
    assert redacted_text(f"{left}{written}{right}") == f"{left}{MARK}{right}"
    assert list(scan([json.dumps(f"{left}{written}{right}", ensure_ascii=False).encode()]))


@given(identities, st.sampled_from("/_\t"), st.integers(0, 99))
def test_an_identity_number_is_found_behind_another_number(
    digits: str, joint: str, other: int
) -> None:
    written = joint.join(digits)
    assert written not in redacted_text(f"{other} {written}")
