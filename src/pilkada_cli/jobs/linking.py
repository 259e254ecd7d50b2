"""Which reports are about the same event."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from pilkada_cli.domain.events import Outcome
from pilkada_cli.domain.operation import Kind, OpId
from pilkada_cli.errors import UsageError
from pilkada_cli.i18n import N_, Sentence
from pilkada_cli.jobs.answers import changed
from pilkada_cli.jobs.ids import labels, resolve
from pilkada_cli.jobs.record import Written
from pilkada_cli.jobs.typed import known_instant, understood
from pilkada_cli.storage import queries
from pilkada_cli.storage.register import Writer


def link(
    writer: Writer, ids: Sequence[str], known: str | None, now: datetime, *, on: bool
) -> Written:
    """Say that reports are, or are not, about the same event: the first with each other."""
    if len(ids) < 2:
        raise UsageError(
            Sentence(N_("two or more ids are needed")),
            Sentence("pilkada report {kind} HST-42 HST-45", kind=Kind.LINK if on else Kind.UNLINK),
        )
    known_at = known_instant(known, writer.reference, now)
    first, *others = subjects = resolve(writer, ids)
    if not others:
        raise UsageError(Sentence(N_("a report cannot be linked with itself")))
    kind = Kind.LINK if on else Kind.UNLINK
    said = [other for other in others if queries.is_linked(writer.tables, first, other) is on]
    fresh = [other for other in others if other not in said]
    for other in fresh:
        writer.batch.append(kind, {"with": str(other)}, subject=first, known_at=known_at)
    writer.fold()
    remarks = _lost_rank(writer, subjects) if on else _still_joined(writer, first, others)
    heard = understood(writer.reference, now, known)
    told = changed(writer, [first, *fresh], kind) if fresh else ()
    stood = _stood(writer, first, said, on=on)
    return Written(labels(writer, subjects), [*told, *stood, *heard, *remarks])


def _stood(writer: Writer, first: OpId, said: Sequence[OpId], *, on: bool) -> Iterator[Sentence]:
    """Which reports were said already to be, or not to be, the same event as the first."""
    words = (
        N_("{id} is linked with {first} already, nothing is changed")
        if on
        else N_("{id} is unlinked from {first} already, nothing is changed")
    )
    if said:
        one, *others = labels(writer, [first, *said])
        yield from (Sentence(words, id=other, first=one) for other in others)


def _still_joined(writer: Writer, first: OpId, others: Sequence[OpId]) -> Iterator[Sentence]:
    """Say so where unlinked reports stay one event by way of others."""
    group = (queries.report(writer.tables, first) or {}).get("group")
    for other in others:
        row = queries.report(writer.tables, other) or {}
        if group is not None and row.get("group") == group:
            members = [str(m["id"]) for m in queries.group_members(writer.tables, str(group))]
            yield Sentence(
                N_("{id} is still the same event, joined by way of others: {ids}"),
                id=row["id"],
                ids=", ".join(members),
            )


def _lost_rank(writer: Writer, subjects: Sequence[OpId]) -> Iterator[Sentence]:
    """Warn where the member that does not count ranks higher than the one that does."""
    rows = [row for s in subjects if (row := queries.report(writer.tables, s)) is not None]
    for group in sorted({str(row["group"]) for row in rows if row["group"]}):
        members = queries.group_members(writer.tables, group)
        head = next((m for m in members if m["outcome"] == Outcome.EVENT), None)
        for member in members:
            lost = member["outcome"] == Outcome.DUPLICATE
            if head is not None and lost and _value(member) > _value(head):
                yield Sentence(
                    N_(
                        "{id} (value {value}) no longer counts; {head} (value {head_value}) counts for both"
                    ),
                    id=member["id"],
                    value=_value(member),
                    head=head["id"],
                    head_value=_value(head),
                )


def _value(row: Mapping[str, object]) -> int:
    return int(str(row["value"]))
