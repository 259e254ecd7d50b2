"""How what was typed becomes fields: every value judged, every problem said at once."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pilkada_cli.domain import fields
from pilkada_cli.domain.contradictions import Standing, contradictions, settle_district
from pilkada_cli.domain.entry import Entry, read
from pilkada_cli.domain.operation import Kind
from pilkada_cli.domain.reference import Reference
from pilkada_cli.errors import UnknownName

TODAY = date(2024, 11, 22)


def judged(reference: Reference, **raw: object) -> Entry:
    return read(reference, raw, TODAY)


def taken(reference: Reference, **raw: object) -> dict[str, Any]:
    entry = judged(reference, **raw)
    assert entry.problems == {}
    return entry.values


def test_every_problem_is_said_at_once(reference: Reference) -> None:
    entry = judged(
        reference, region="Banjarbaro", category="banjr", impact="6", at="31/02/2024",
        grade="G7", dead="-1", title="Banjir", phase="besar", stage="kampany",
    )  # fmt: skip
    assert set(entry.problems) == {
        "region", "category", "impact", "at", "grade", "dead", "phase", "stage"
    }  # fmt: skip
    assert entry.values == {"title": "Banjir"}


def test_a_problem_names_what_was_typed_and_what_may_be_meant(reference: Reference) -> None:
    entry = judged(reference, region="Banjarbaro")
    assert "Banjarbaro" in str(entry.problems["region"])
    assert "Banjarbaru" in str(entry.problems["region"])


def test_what_was_not_said_is_left_out(reference: Reference) -> None:
    assert judged(reference, title=None, region=None).values == {}


def test_personal_fields_are_sealed_and_the_others_are_not(reference: Reference) -> None:
    personal = {
        "title", "detail", "source", "parties", "measures_taken", "reporter", "coordinated_with",
    }  # fmt: skip
    entry = judged(reference, region="HST", village="Pagat", **dict.fromkeys(personal, "x"))
    assert set(entry.sealed) == personal == fields.PERSONAL - {"attachments"}
    assert set(entry.body) == {"region", "village"}


@pytest.mark.parametrize(
    ("name", "typed", "stored"),
    [
        ("impact", "3", 3),
        ("impact", 5, 5),
        ("likelihood", " 1 ", 1),
        ("grade_content", "6", 6),
        ("dead", "0", 0),
        ("crowd", "1000000000", 10**9),
        ("loss_idr", str(10**15), 10**15),
        ("phase", "GN", "gn"),
        ("phase", "potensi", "pg"),
        ("phase", "Gejala", "ag"),
        ("phase", "peristiwa", "gn"),
        ("athg", "Ancaman", "ancaman"),
        ("classification", "sr", "SR"),
        ("grade_source", "b", "B"),
        ("contest", "Bupati", "bupati"),
        ("occurred_on", "22/11/2024", "2024-11-22"),
        ("occurred_on", "2024-11-22", "2024-11-22"),
        ("occurred_time", "14.30", "14:30"),
        ("occurred_time", "9:05", "09:05"),
        ("category", "Banjir", "bencana/banjir"),
        ("stage", "Quiet period", "masa-tenang"),
        ("stage", "di-luar-tahapan", "di-luar-tahapan"),
        ("affects", "63.01; HSS 6372", ["63.01", "63.06", "63.72"]),
        ("affects", ["HSS", "63.06"], ["63.06"]),
        ("title", "  Banjir \n di\tBarabai ", "Banjir di Barabai"),
        ("title", "x" * fields.MAX_TITLE, "x" * fields.MAX_TITLE),
        ("detail", " baris satu\r\nbaris  dua ", "baris satu\nbaris  dua"),
        ("detail", "e\u0301", "é"),
        ("village", "Desa   Pagat", "Desa Pagat"),
        ("village", "", None),
        ("impact", "", None),
        ("region", "HST", "63.07"),
    ],
)
def test_a_value_is_stored_in_its_one_form(
    reference: Reference, name: str, typed: object, stored: object
) -> None:
    assert taken(reference, **{name: typed}) == {name: stored}


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("impact", "0"),
        ("impact", "6"),
        ("impact", "3.0"),
        ("impact", "+3"),
        ("impact", "٣"),
        ("impact", "three"),
        ("impact", 3.0),
        ("impact", True),
        ("impact", [3]),
        ("grade_content", "7"),
        ("dead", "1000000001"),
        ("dead", "9" * 5000),
        ("loss_idr", str(10**15 + 1)),
        ("phase", "besar"),
        ("athg", "risiko"),
        ("classification", "X"),
        ("contest", "presiden"),
        ("occurred_on", "31/02/2024"),
        ("occurred_on", "11/22/2024"),
        ("occurred_on", "22-11-24"),
        ("occurred_on", "kemarin"),
        ("occurred_on", "1999-12-31"),
        ("occurred_on", "2025-11-24"),
        ("occurred_time", "24:00"),
        ("occurred_time", "14:60"),
        ("occurred_time", "14"),
        ("category", "banjr"),
        ("stage", "kampany"),
        ("affects", "63.01 Barabai"),
        ("affects", "Banjarbaro"),
        ("district", "63.07"),
        ("title", ""),
        ("title", "   "),
        ("title", "x" * (fields.MAX_TITLE + 1)),
        ("title", 7),
        ("detail", "x" * (fields.MAX_TEXT + 1)),
        ("detail", "a\0b"),
        ("detail", "\udc80"),
        ("village", "x" * (fields.MAX_LINE + 1)),
        ("grade", "B"),
        ("grade", "B7"),
        ("grade", "2B"),
        ("grade", "B22"),
        ("at", ""),
        ("at", "2024-11-22 25:00"),
    ],
)
def test_a_value_that_cannot_be_is_refused(reference: Reference, name: str, typed: object) -> None:
    entry = judged(reference, **{name: typed})
    assert len(entry.problems) == 1


def test_at_is_a_day_with_or_without_a_time(reference: Reference) -> None:
    assert taken(reference, at="22/11/2024") == {"occurred_on": "2024-11-22"}
    assert taken(reference, at="2024-11-22 14.30") == {
        "occurred_on": "2024-11-22", "occurred_time": "14:30",
    }  # fmt: skip


@pytest.mark.parametrize("typed", ["b2", "B-2", "B 2", " b / 2 "])
def test_a_grade_is_a_letter_and_a_number(reference: Reference, typed: str) -> None:
    assert taken(reference, grade=typed) == {"grade_source": "B", "grade_content": 2}


def test_a_district_given_as_the_region_stands_for_itself_within_its_regency(
    reference: Reference,
) -> None:
    assert taken(reference, region="Barabai") == {"region": "63.07", "district": "63.07.06"}


def test_a_district_must_lie_in_the_region(reference: Reference) -> None:
    assert taken(reference, region="Tanbu", district="Simpang Empat") == {
        "region": "63.10", "district": "63.10.06",
    }  # fmt: skip
    assert set(judged(reference, region="Banjarbaru", district="Barabai").problems) == {"district"}


def test_a_district_that_was_given_counts_more_than_the_one_in_the_region(
    reference: Reference,
) -> None:
    assert taken(reference, region="Barabai", district="63.07.01")["district"] == "63.07.01"


def test_a_district_alone_is_known_by_its_name(reference: Reference) -> None:
    assert taken(reference, district="Barabai") == {"district": "63.07.06"}


def test_a_district_name_of_several_regencies_waits_for_its_report(reference: Reference) -> None:
    entry = judged(reference, district="Simpang Empat")
    settle_district(reference, entry, "63.10", None)
    assert entry.values == {"district": "63.10.06"}


def test_a_district_of_another_regency_than_the_reports_is_refused(reference: Reference) -> None:
    with pytest.raises(UnknownName):
        settle_district(reference, judged(reference, district="Barabai"), "63.72", None)


def test_a_report_that_moves_to_another_regency_leaves_its_district(reference: Reference) -> None:
    moved, stays = judged(reference, region="63.72"), judged(reference, region="63.07")
    settle_district(reference, moved, "63.07", "63.07.06")
    settle_district(reference, stays, "63.07", "63.07.06")
    assert moved.values == {"region": "63.72", "district": None}
    assert stays.values == {"region": "63.07"}


def test_a_province_wide_report_names_no_further_regencies(reference: Reference) -> None:
    assert set(judged(reference, region="Kalsel", affects="HST").problems) == {"affects"}


# What contradicts a report.


def contradicted(
    reference: Reference, kind: Kind, now: Standing | None = None, **raw: object
) -> bool:
    entry = judged(reference, **raw)
    assert entry.problems == {}
    return any(True for _ in contradictions(kind, entry, now, TODAY))


PG, AG, GN = (Standing(phase, "2024-11-22") for phase in ("pg", "ag", "gn"))
AHEAD = Standing("pg", "2024-11-23")


def test_what_has_not_come_yet_cannot_have_happened(reference: Reference) -> None:
    assert contradicted(reference, Kind.ADD, at="2024-11-23", phase="gn")
    assert not contradicted(reference, Kind.ADD, at="2024-11-23", phase="pg")
    assert not contradicted(reference, Kind.ADD, at="2024-11-22", phase="gn")
    assert contradicted(reference, Kind.AMEND, GN, at="2024-11-23")
    assert contradicted(reference, Kind.ESCALATE, AHEAD, phase="gn")


@pytest.mark.parametrize(
    ("now", "to", "wrong"),
    [(PG, "ag", False), (PG, "gn", False), (AG, "gn", False), (AG, "pg", True), (AG, "ag", True),
     (GN, "gn", True), (GN, "pg", True)],
)  # fmt: skip
def test_escalating_goes_up(reference: Reference, now: Standing, to: str, wrong: bool) -> None:
    assert contradicted(reference, Kind.ESCALATE, now, phase=to) == wrong


def test_a_phase_is_corrected_in_any_direction(reference: Reference) -> None:
    assert not contradicted(reference, Kind.AMEND, GN, phase="pg", likelihood="2")


@pytest.mark.parametrize("name", ["likelihood", "residual_likelihood"])
def test_the_likelihood_of_an_actual_disturbance_cannot_be_set(
    reference: Reference, name: str
) -> None:
    assert contradicted(reference, Kind.AMEND, GN, **{name: "4"})
    assert contradicted(reference, Kind.AMEND, GN, **{name: "5"})
    assert contradicted(reference, Kind.ADD, phase="gn", **{name: "4"})
    assert not contradicted(reference, Kind.ADD, phase="gn", **{name: "5"})
    assert not contradicted(reference, Kind.AMEND, AG, **{name: "4"})


@pytest.mark.parametrize(
    ("typed", "fine"),
    [("2000-01-01", True), ("1999-12-31", False), ("2025-11-23", True), ("2025-11-24", False)],
)
def test_a_day_lies_between_2000_and_a_year_from_today(
    reference: Reference, typed: str, fine: bool
) -> None:
    assert (judged(reference, occurred_on=typed).problems == {}) == fine


any_value = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=40)
raw_values = st.dictionaries(
    st.sampled_from([*fields.WRITTEN, "at", "grade"]),
    any_value | st.lists(any_value, max_size=3),
)


@given(raw_values)
def test_whatever_is_typed_is_taken_in_its_stored_shape_or_refused(
    reference: Reference, raw: dict[str, object]
) -> None:
    entry = read(reference, raw, TODAY)
    for name, value in entry.values.items():
        fits = fields.SHAPES[fields.WRITTEN[name].personal][name]
        assert value is None or fits(value), (name, value)
    said = {name for name, value in raw.items() if value is not None}
    assert said <= {*entry.values, *entry.problems, "at", "grade", "region", "district"}
