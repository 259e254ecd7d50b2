"""Erasing what a report says for good: its words, its personal fields, its files."""

from collections.abc import Sequence
from dataclasses import dataclass

from pilkada_cli.domain.attachments import Attachment, read
from pilkada_cli.domain.operation import Kind, Operation, OpId
from pilkada_cli.errors import UsageError
from pilkada_cli.i18n import N_, Sentence
from pilkada_cli.jobs.ids import labels, resolve
from pilkada_cli.jobs.record import Written
from pilkada_cli.storage import attachments, journal, queries
from pilkada_cli.storage.register import Reader, Writer


@dataclass(frozen=True, slots=True)
class Loss:
    """What erasing takes from one report.

    `entries` is the number of operations that lose their words, `files` the
    number of files that go; `shared` are the names of files that stay, each
    with the ids of the reports that have it too.
    """

    id: str
    title: str
    entries: int
    files: int
    shared: tuple[tuple[str, tuple[str, ...]], ...]


def losses(opened: Reader | Writer, ids: Sequence[str]) -> list[Loss]:
    """What would be gone for good if these reports were erased."""
    subjects = resolve(opened, ids)
    named = attachments.named(opened.connection)
    return [_loss(opened, subject, frozenset(subjects), named) for subject in subjects]


def _loss(
    opened: Reader | Writer, subject: OpId, erased: frozenset[OpId], named: dict[str, set[OpId]]
) -> Loss:
    row = queries.report(opened.tables, subject) or {}
    every = journal.of_subject(opened.connection, subject)
    stored = [op for op in every if op.sealed is not None]
    _refuse_erased(str(row["id"]), every)
    attaching = [op for op in stored if op.header.kind == Kind.ATTACH]
    files: dict[str, Attachment] = {}
    for op in attaching:
        files |= {each.file_name: each for each in read((op.sealed or {}).get("attachments"))}
    others = {name: named[name] - erased for name in files}
    return Loss(
        id=str(row["id"]),
        title=str(row["title"] or ""),
        entries=len(stored),
        files=sum(not who for who in others.values()),
        shared=tuple(
            (files[name].name, tuple(queries.ids_of(opened.tables, who).values()))
            for name, who in others.items()
            if who
        ),
    )


def _refuse_erased(label: str, every: Sequence[Operation]) -> None:
    """Raise `UsageError` where nothing but the reason of an erasure has words."""
    erasing = {op.header.batch for op in every if op.header.kind == Kind.ERASE}
    if erasing and all(op.header.batch in erasing for op in every if op.sealed is not None):
        raise UsageError(
            Sentence(N_("{id} is erased already"), id=label),
            Sentence(N_("its reason stands in pilkada report show {id}"), id=label),
        )


def erase(writer: Writer, ids: Sequence[str], reason: str, told: Sequence[Loss]) -> Written:
    """Erase reports; the reason is kept as a note, which the erasure does not reach.

    The disk is cleared when the writer closes; `Writer.unfinished` says why
    where that could not be done. Raises `UsageError` if something else would be
    gone than was `told`.
    """
    if losses(writer, ids) != [*told]:
        raise UsageError(
            Sentence(N_("somebody changed it meanwhile; nothing was erased")),
            Sentence(N_("look at it again, then erase it")),
        )
    subjects = resolve(writer, ids)
    for subject in subjects:
        writer.batch.append(Kind.ERASE, {}, subject=subject)
        writer.batch.append(Kind.NOTE, {}, {"text": reason}, subject=subject)
    writer.fold()
    return Written(labels(writer, subjects))
