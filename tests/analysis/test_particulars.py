"""What is compared of a report: words, stations, villages, districts, figures."""

import pytest

from pilkada_cli.analysis.particulars import Matter, as_written, matter
from pilkada_cli.analysis.stems import stem
from pilkada_cli.domain.reference import Reference


def of(reference: Reference, title: str, detail: str = "", **more: object) -> Matter:
    row = {
        "region": "63.71",
        "affects": (),
        "occurred_on": "2024-11-27",
        "category": "tps/prosedur",
    }
    return matter({**row, "title": title, "detail": detail, **more}, reference)


@pytest.mark.parametrize(
    "written", ["TPS 12 Pekauman", "tps 012", "TPS no. 12", "TPS nomor 12", "di TPS-12, lalu"]
)
def test_a_station_is_known_however_it_is_written(reference: Reference, written: str) -> None:
    assert of(reference, written).stations == {12}


def test_stations_come_from_the_field_too_several_at_once(reference: Reference) -> None:
    found = of(
        reference,
        "Pemilih salah TPS di dua TPS",
        polling_station="TPS 9 Seberang Masjid; TPS 16 Pemurus Dalam",
    )
    assert found.stations == {9, 16}
    assert found.villages == {frozenset({"seberang", "masjid"}), frozenset({"pemurus", "dalam"})}


@pytest.mark.parametrize(
    "written",
    [
        "Banjir di Desa Pekauman",
        "Banjir di Kel. Pekauman, warga mengungsi",
        "TPS 3 Pekauman kebanjiran",
        "TPS 3 Kelurahan Pekauman kebanjiran",
    ],
)
def test_a_village_is_the_name_after_its_kind_or_its_station(
    reference: Reference, written: str
) -> None:
    assert of(reference, written).villages == {frozenset({"pekauman"})}


def test_capitals_throughout_say_nothing_of_where_a_name_ends(reference: Reference) -> None:
    assert of(reference, "BANJIR DI DESA PEKAUMAN MELUAS").villages == frozenset()


def test_a_district_is_known_by_its_field_or_by_its_name_in_the_text(reference: Reference) -> None:
    assert of(reference, "Banjir", district="63.71.03").districts == {"63.71.03"}
    assert of(reference, "Banjir di banjarmasin barat").districts == {"63.71.03"}
    assert of(reference, "Banjir di Martapura").districts == frozenset()


def test_figures_are_neither_stations_nor_dates_nor_times_nor_years(reference: Reference) -> None:
    found = of(
        reference,
        "Sebanyak 438.793 lembar tiba 27 November 2024 pukul 22.00",
        "TPS 12, 17:30, 27/11/2024, 2024-11-27, 4 orang, jadwal 16.00–17.00, 11 pejabat.",
    )
    assert found.figures == {"438793", "11"}


def test_the_name_of_the_region_and_the_words_of_every_report_tell_nothing(
    reference: Reference,
) -> None:
    found = of(reference, "Dilaporkan warga: di Kota Banjarmasin belum ada kejadian menonjol")
    assert found.words == {stem("menonjol")}


def test_words_are_folded_and_shown_as_they_were_written(reference: Reference) -> None:
    text = "Ijin kampanye: Nopember, IZIN ditolak"
    found = of(reference, text)
    assert found.words == of(reference, "izin Kampanye ditolak").words
    assert as_written(text, [stem("ditolak"), stem("ijin")]) == ["ditolak", "Ijin"]


def test_a_report_without_a_title_or_a_time_can_be_compared(reference: Reference) -> None:
    found = matter({"region": "63", "affects": (), "occurred_on": "2024-11-27"}, reference)
    assert (found.words, found.minute, found.places) == (frozenset(), None, {"63"})


def test_of_a_long_detail_the_beginning_is_compared(reference: Reference) -> None:
    found = of(reference, "Banjir", "meluap " + "naik " * 1000 + "surut")
    assert {stem(word) for word in ("banjir", "meluap", "naik")} <= found.words
    assert stem("surut") not in found.words
