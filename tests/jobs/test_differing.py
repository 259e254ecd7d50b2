"""The laws of what changes: of weights, of looking back, and of the difference between two times."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.storage.test_laws import Command, Office, instant, offices, scripts, small
from tests.storage.test_rewinding import from_the_beginning, wound_back

from pilkada_cli.domain.diff import Diff, Why
from pilkada_cli.domain.summary import Summary
from pilkada_cli.domain.sums import weight
from pilkada_cli.jobs import calendar
from pilkada_cli.jobs.differing import Point, compare, points
from pilkada_cli.jobs.outlook import View, look
from pilkada_cli.jobs.reading import Asked
from pilkada_cli.jobs.workplace import AsOf
from pilkada_cli.storage import briefs, queries
from pilkada_cli.storage.selection import Filter

VIEW = View()


def at(office: Office, typed: str | None = None) -> AsOf:
    return office.workplace.as_of(typed)


def seen(office: Office, point: AsOf) -> Summary:
    with office.read(point.instant) as reader:
        return look(reader, Asked(office.now()), point, VIEW).summary


def weights(office: Office) -> dict[str, int]:
    """What each event weighs, by the id of its report."""
    with office.read() as reader:
        rows = queries.placed_events(reader.tables, Filter())
        scale = reader.reference.scale
        return {row[1]: weight(scale, row[4], row[6]) for row in rows}


def changed(office: Office, since: str, until: str | None = None) -> Diff:
    first, last = points(office.workplace, since, until)
    with office.read(last.instant) as after, office.read(first.instant) as before:
        return compare(Point(first, before), Point(last, after), Asked(office.now()), VIEW)


@settings(max_examples=5)
@given(scripts, small)
def test_to_verify_a_report_lowers_no_weight_and_no_score(
    script: list[Command], which: int
) -> None:
    with offices() as (office,):
        office.run_all([command for command in script if command[0] != "refute"])
        before, old = seen(office, at(office)), weights(office)
        office.run(("verify", which, 0, 1))
        after, new = seen(office, at(office)), weights(office)
    assert all(new[label] >= old[label] for label in old)
    for was, stands in zip(by_code(before), by_code(after), strict=True):
        assert stands.index >= was.index and stands.open_index >= was.open_index


def by_code(found: Summary) -> list[object]:
    return sorted(found.regencies, key=lambda row: row.code)


@settings(max_examples=5)
@given(scripts, small)
def test_to_close_a_report_raises_no_open_score(script: list[Command], which: int) -> None:
    with offices() as (office,):
        office.run_all(script)
        before = seen(office, at(office))
        office.run(("close", which, 0, 1))
        after = seen(office, at(office))
    for was, stands in zip(by_code(before), by_code(after), strict=True):
        assert stands.open_index <= was.open_index
        assert stands.index == was.index


@settings(max_examples=5)
@given(scripts, st.sampled_from(["2024-11-22", "2024-11-22 23.00", "hari ini"]))
def test_as_of_a_time_that_is_not_past_is_as_of_now(script: list[Command], typed: str) -> None:
    with offices() as (office,):
        office.run_all(script)
        now, then = at(office), at(office, typed)
        assert replace(seen(office, then), as_of="") == replace(seen(office, now), as_of="")
        with office.read(then.instant) as reader:
            asked = Asked(office.now())
            calendars = [calendar.look(reader, asked, point) for point in (now, then)]
        assert replace(calendars[0], as_of="") == replace(calendars[1], as_of="")


@settings(max_examples=5)
@given(scripts, small)
def test_a_register_and_itself_differ_in_nothing_at_any_time(
    script: list[Command], ticks: int
) -> None:
    with offices() as (office,):
        office.run_all(script)
        then = instant(replace(office, ticks=min(ticks, office.ticks)).now())
        for since, until in ((then, then), (instant(office.now()), None)):
            found = changed(office, since, until)
            assert (found.regencies, found.stages) == ((), ())


@settings(max_examples=7)
@given(scripts, small)
def test_every_score_that_moved_was_moved_by_reports_that_say_why(
    script: list[Command], ticks: int
) -> None:
    with offices() as (office,):
        office.run_all(script)
        then = instant(replace(office, ticks=min(ticks, office.ticks)).now())
        found = changed(office, then)
        before, after = seen(office, at(office, then)), seen(office, at(office))
        moved = {row.code for row in found.regencies} | {row.key for row in found.stages}
        old, new = (
            {name: (row.index, row.open_index)
             for name, row in [*((r.code, r) for r in each.regencies),
                               *((r.key, r) for r in each.stages)]}
            for each in (before, after)
        )  # fmt: skip
    nothing = (0.0, 0.0)
    scored = {n for n in old.keys() | new.keys() if old.get(n, nothing) != new.get(n, nothing)}
    assert scored <= moved
    for row in (*found.regencies, *found.stages):
        assert all(mover.why for mover in row.reports)
        if (row.index, row.open_index) != (row.index_before, row.open_index_before):
            assert row.reports
        said = {Why.OTHERS, Why.REMEASURED}
        assert bool(row.reports) or said >= {*row.why}
        assert not row.reports or row.why != (Why.OTHERS,)


@settings(max_examples=10)
@given(scripts, small)
def test_what_changed_is_the_same_whether_all_is_looked_at_or_what_was_touched(
    script: list[Command], ticks: int
) -> None:
    with offices() as (office,):
        office.run_all(script)
        then = instant(replace(office, ticks=min(ticks, office.ticks)).now())
        first, last, asked = at(office, then), at(office), Asked(office.now())
        with (
            office.read() as now,
            from_the_beginning(now, then) as folded,
            wound_back(now, then) as back,
        ):
            anew = replace(now, tables=folded, touched=None)
            by_all, by_touched = (
                compare(Point(first, before), Point(last, now), asked, VIEW)
                for before in (anew, back)
            )
    assert by_touched == by_all


@settings(max_examples=10)
@given(scripts, small)
def test_a_brief_knows_what_was_known_before_though_it_reads_only_what_was_touched(
    script: list[Command], ticks: int
) -> None:
    with offices() as (office,):
        office.run_all(script)
        then = instant(replace(office, ticks=min(ticks, office.ticks)).now())
        with office.read() as now, wound_back(now, then) as back:
            assert briefs.known_before(back, now, briefs.known(now)) == briefs.known(back)
