"""What creates a report."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from pilkada_cli.domain import names
from pilkada_cli.domain.contradictions import Standing, contradictions, known_too_early
from pilkada_cli.domain.entry import Entry
from pilkada_cli.domain.guesses import DAY, KEY, PHASE, UNSAID
from pilkada_cli.domain.operation import Json, Kind, OpId
from pilkada_cli.domain.reference import Reference
from pilkada_cli.domain.times import local, local_day
from pilkada_cli.errors import UsageError
from pilkada_cli.i18n import N_, Sentence
from pilkada_cli.jobs import twins, untimely
from pilkada_cli.jobs.attaching import attach
from pilkada_cli.jobs.ids import labels, resolve
from pilkada_cli.jobs.numbering import own_code, report_numbers
from pilkada_cli.jobs.stored_as import stored_as
from pilkada_cli.jobs.typed import (
    NEEDED,
    clock_of,
    judge,
    known_instant,
    personal_remarks,
    refuse,
    texts_of,
    title_remark,
    today_of,
    understood,
)
from pilkada_cli.storage import queries, settings
from pilkada_cli.storage.register import Writer


@dataclass
class Written:
    """What a command wrote: the ids it is about, and what the user should be told."""

    ids: list[str] = field(default_factory=list)
    remarks: list[Sentence] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Beside:
    """What goes with a new report in the same command.

    `guessed` are the fields that nobody said, read out of its words, `evidence` tells
    them as options, each with the words that led to it; `same_as` the ids of reports about
    the same event; `files` are attached; `confirmed` says that a person saw all of it before it was stored.
    """

    guessed: tuple[str, ...] = ()
    evidence: tuple[Sentence, ...] = ()
    same_as: tuple[str, ...] = ()
    files: tuple[Path, ...] = ()
    confirmed: bool = False


def add(
    writer: Writer,
    raw: Mapping[str, object],
    known: str | None,
    now: datetime,
    beside: Beside = Beside(),
) -> Written:
    """Store one report and name it. `raw` are values by field name, as typed."""
    known_at = known_instant(known, writer.reference, now)
    entry = judged(writer.reference, _with_own_region(writer, raw), now, known_at)
    guessed = beside.guessed
    if not beside.confirmed and _is_phase_open(writer.reference, entry, known_at):
        guessed = (*guessed, PHASE)
    subject, label = create(writer, entry, known_at, guessed)
    same = resolve(writer, beside.same_as)
    for other in same:
        writer.batch.append(Kind.LINK, {"with": str(other)}, subject=subject, known_at=known_at)
    attached = attach(writer, subject, beside.files, known_at)
    writer.fold()
    remarks = [*of_register(writer), *attached]
    remarks += [_one_event(label, other) for other in labels(writer, same)]
    if not beside.confirmed:
        remarks += _of_two_districts(writer.reference, raw, entry)
        remarks += _personal(entry, label)
        remarks += untimely.remark(entry, raw, label, writer.reference, now)
        remarks += understood(
            writer.reference, now, raw.get("at"), known, region=entry.values.get("region")
        )
        row = queries.report(writer.tables, subject) or {}
        remarks += stored_as(writer, row, entry, guessed, beside.evidence)
        remarks += twins.sentences(twins.offered(writer, row, subject), label)
    return Written([label], remarks)


def _is_phase_open(reference: Reference, entry: Entry, known_at: str) -> bool:
    """Whether nobody said, not by a likelihood either, if a matter has happened whose day had come."""
    if any(entry.values.get(name) is not None for name in (PHASE, "likelihood")):
        return False
    known_on = local_day(known_at, reference.election.time_zone).isoformat()
    return str(entry.values.get(DAY) or known_on) <= known_on


def of_register(writer: Writer) -> Iterator[Sentence]:
    """What is to be known of the register that is written to: it is new, or an older copy."""
    if writer.made:
        yield Sentence(_MADE, path=writer.path)
    if writer.behind:
        yield Sentence(
            N_(
                "this register is an older copy, and the last entries made on this computer are missing in it; a backup may hold them (pilkada restore), or the province (docs/bundles.md)"
            )
        )


def _of_two_districts(
    reference: Reference, raw: Mapping[str, object], entry: Entry
) -> Iterator[Sentence]:
    """That the region was named by another district than the one that was given beside it."""
    called, district = str(raw.get("region") or ""), str(entry.body.get("district"))
    try:
        within = names.resolve_place(reference, called).district
    except UsageError:
        return
    if within is not None and within != district and district in reference.district_by_code:
        yield Sentence(
            N_("'{called}' is a district too; the one that was named beside it counts: {name}"),
            called=called,
            name=reference.district_by_code[district].name,
        )


def _personal(entry: Entry, label: str) -> Iterator[Sentence]:
    """That texts of a report hold numbers and addresses of persons; the title, which lists show, first."""
    title = str(entry.sealed["title"])
    if (remark := title_remark(title)) is not None:
        yield Sentence(
            N_(
                '{remark}; they can be erased; to move them: pilkada report amend {id} --title "…" --detail "…"'
            ),
            remark=remark,
            id=label,
        )
    yield from personal_remarks(texts_of(entry).removeprefix(title))


_MADE = N_("new register: {path}; say whose it is with pilkada init")


def _one_event(label: str, other: str) -> Sentence:
    return Sentence(
        N_("{id} and {other} are one event; part them with pilkada report unlink {id} {other}"),
        id=label,
        other=other,
    )


def judged(reference: Reference, raw: Mapping[str, object], now: datetime, known_at: str) -> Entry:
    """What was typed of a new report that became known at an instant.

    Raises `UsageError` with all that is wrong or missing.
    """
    entry = judge(reference, raw, now)
    untimely.settle(entry, raw, reference, now)
    asked = {**raw, "region": entry.values.get("region") or raw.get("region")}
    refuse(entry, [n for n in NEEDED if not asked.get(n) and n not in entry.problems])
    refuse_impossible(reference, Kind.ADD, entry, None, now)
    refuse_known_too_early(reference, entry, known_at)
    return entry


def _with_own_region(writer: Writer, raw: Mapping[str, object]) -> dict[str, object]:
    """An office that is a regency reports about itself unless it says otherwise."""
    own = writer.reference.regency_or_all(settings.get(writer.connection, "region"))
    return {**raw, "region": raw.get("region") or own}


def create(
    writer: Writer, entry: Entry, known_at: str, guessed: Sequence[str] = ()
) -> tuple[OpId, str]:
    """Append the operation that creates a report; `guessed` are the fields that nobody said."""
    code, number = own_code(writer), next(report_numbers(writer))
    content = content_of(code, number, entry, guessed)
    subject = writer.batch.append(Kind.ADD, *content, known_at=known_at, creates=True)
    return subject, f"{code}-{number}"


def content_of(
    code: str, number: int, entry: Entry, guessed: Sequence[str]
) -> tuple[dict[str, Json], dict[str, Json]]:
    """The body and the sealed part of the operation that creates a report."""
    body: dict[str, Json] = {"code": code, "number": number, **entry.body}
    if guessed := [n for n in guessed if n in UNSAID or entry.values.get(n) is not None]:
        body[KEY] = guessed
    return _present(body), _present(entry.sealed)


def _present(values: dict[str, Json]) -> dict[str, Json]:
    return {name: value for name, value in values.items() if value is not None}


_WAY = N_("leave --likelihood and a day to come out, or give another --phase")
_WAY_OF_A_DAY = N_("give a day that has come (--at …), or another --phase")
_WAYS = {
    Kind.ESCALATE: N_("to correct a phase use pilkada report amend ID --phase …"),
    Kind.AMEND: N_("say in the same command when it happened (--at …), without --likelihood"),
}


def refuse_impossible(
    reference: Reference, kind: Kind, entry: Entry, row: Mapping[str, object] | None, now: datetime
) -> None:
    """Raise `UsageError` for an entry that contradicts the report it is about."""
    standing = Standing(str(row["phase"]), str(row["occurred_on"])) if row else None
    today, time = today_of(reference, now), clock_of(reference, now)
    found = contradictions(kind, entry, standing, today, time)
    if (first := next(found, None)) is not None:
        named = Sentence("{id}: {problem}", id=row["id"], problem=first) if row else first
        rated = any(entry.values.get(name) for name in ("likelihood", "residual_likelihood"))
        raise UsageError(named, Sentence(_WAYS.get(kind, _WAY if rated else _WAY_OF_A_DAY)))


def refuse_known_too_early(reference: Reference, entry: Entry, known_at: str) -> None:
    """Raise `UsageError` for what happened after it became known."""
    known = local(known_at, reference.election.time_zone)
    if (problem := known_too_early(entry, known)) is not None:
        words = N_(
            "say when it happened (--at …) and when it became known (--known …), or --phase pg of what may happen"
        )
        raise UsageError(problem, Sentence(words))
