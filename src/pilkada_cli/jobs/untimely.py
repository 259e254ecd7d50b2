"""What is told at a time that has not come: it is planned, or it was at another time."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta

from pilkada_cli.analysis.phases import phase
from pilkada_cli.analysis.wording import Guess
from pilkada_cli.domain.entry import Entry
from pilkada_cli.domain.fields import Phase
from pilkada_cli.domain.reference import Reference
from pilkada_cli.i18n import N_, Sentence
from pilkada_cli.jobs.typed import clock_of, today_of
from pilkada_cli.jobs.typed_times import problem_of, unclear
from pilkada_cli.render.local import in_figures


def settle(entry: Entry, raw: Mapping[str, object], reference: Reference, now: datetime) -> None:
    """Refuse what may be another day's as well; what each can mean stands in the problem.

    A time without a day (``jam 2 siang``) that today has not come may be yesterday's, of what
    nobody says is planned; of what is, a weekday that is over (``kamis``) may be the next one.
    """
    if _is_any_hour(raw) and _is_to_come(entry, reference, now) and not _is_settled(raw):
        readings = [_moved(entry, -1), _moved(entry, 0)]
        entry.problems["at"] = problem_of(unclear(str(raw["at"]), readings))
    elif _is_any_week(raw) and _is_over(entry, reference, now) and _is_planned(entry, raw):
        readings = [_moved(entry, 0), _moved(entry, _WEEK)]
        entry.problems["at"] = problem_of(unclear(str(raw["at"]), readings))


def settle_amended(
    entry: Entry,
    raw: Mapping[str, object],
    row: Mapping[str, object],
    reference: Reference,
    now: datetime,
) -> None:
    """The same of what is typed of a report that is there, whose words and phase stand beside it."""
    said = {name: row[name] for name in ("title", "detail", "phase")}
    is_to_come = str(row["occurred_on"]) > today_of(reference, now).isoformat()
    if said["phase"] == Phase.PG and not is_to_come:
        # Nobody need have said so: what was given no phase is potential.
        del said["phase"]
    settle(entry, said | {n: value for n, value in raw.items() if value}, reference, now)


def remark(
    entry: Entry, raw: Mapping[str, object], label: str, reference: Reference, now: datetime
) -> Iterator[Sentence]:
    """That a time has not come yet, as what a deed that is told as done is kept, and how to mend it."""
    if (deed := _deed(entry, raw, reference, now)) is not None:
        yield Sentence(
            N_(
                'the text says that it happened ("{words}"), but {day} has not come yet; it is kept as potential (PG), and to mend it: pilkada report amend {id} --at WHEN --phase gn'
            ),
            words='", "'.join(deed.words),
            day=_when(entry),
            id=label,
        )
    elif _is_any_hour(raw) and _is_to_come(entry, reference, now):
        yield Sentence(
            N_(
                "'{value}' is still to come today; if yesterday's is meant: pilkada report amend {id} --at \"{yesterday}\""
            ),
            value=raw["at"],
            id=label,
            yesterday=in_figures(_moved(entry, -1)),
        )


def _is_any_hour(raw: Mapping[str, object]) -> bool:
    """Whether a time was said and no day."""
    if not isinstance(said := raw.get("at"), str):
        return False
    from pilkada_cli.exchange.spoken import is_of_any_day

    return is_of_any_day(said)


def _is_any_week(raw: Mapping[str, object]) -> bool:
    """Whether a weekday was said and not which one."""
    if not isinstance(said := raw.get("at"), str):
        return False
    from pilkada_cli.exchange.spoken import is_of_any_week

    return is_of_any_week(said)


_WEEK = 7
"""Days."""


def _moved(entry: Entry, days: int) -> str:
    """The day that was understood, so many days on, with its time where one was said."""
    day = date.fromisoformat(str(entry.values["occurred_on"])) + timedelta(days)
    clock = entry.values.get("occurred_time")
    return f"{day} {clock}" if clock else f"{day}"


def _when(entry: Entry) -> date:
    """The day, or the moment where a time was said."""
    day, time = entry.values["occurred_on"], entry.values.get("occurred_time")
    return datetime.fromisoformat(f"{day} {time}") if time else date.fromisoformat(str(day))


def _deed(
    entry: Entry, raw: Mapping[str, object], reference: Reference, now: datetime
) -> Guess | None:
    """The words that tell a deed as done, where its time has not come and no phase was said."""
    if raw.get("phase") or not _is_to_come(entry, reference, now):
        return None
    found = _told(raw)
    return found if found is not None and found.value == Phase.GN else None


def _is_settled(raw: Mapping[str, object]) -> bool:
    """Whether a phase was said, or the words tell that nothing has happened yet."""
    found = _told(raw)
    return bool(raw.get("phase")) or (found is not None and found.value != Phase.GN)


def _is_planned(entry: Entry, raw: Mapping[str, object]) -> bool:
    """Whether a phase was said that lies before what may happen, or the words tell one."""
    if raw.get("phase"):
        return entry.values.get("phase", raw["phase"]) in (Phase.PG, Phase.AG)
    found = _told(raw)
    return found is not None and found.value != Phase.GN


def _told(raw: Mapping[str, object]) -> Guess | None:
    """The phase that title and detail tell."""
    return phase("\n".join(str(raw[name]) for name in ("title", "detail") if raw.get(name)))


def _is_over(entry: Entry, reference: Reference, now: datetime) -> bool:
    return bool(entry.values.get("occurred_on")) and not _is_to_come(entry, reference, now)


def _is_to_come(entry: Entry, reference: Reference, now: datetime) -> bool:
    day, today = str(entry.values.get("occurred_on") or ""), today_of(reference, now).isoformat()
    time = str(entry.values.get("occurred_time") or "")
    return day > today or (day == today and time > clock_of(reference, now))
