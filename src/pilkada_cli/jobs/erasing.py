"""Erasing what a report says for good: its words, its personal fields, its files.

An action on no report is erased as a report is; one on a report goes with it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from pilkada_cli.domain.attachments import Attachment, read
from pilkada_cli.domain.operation import Kind, Operation, OpId
from pilkada_cli.errors import UsageError
from pilkada_cli.i18n import N_, Sentence
from pilkada_cli.jobs import erasing_copies
from pilkada_cli.jobs.ids import find, is_action_id, only, resolve_actions
from pilkada_cli.jobs.record import Written
from pilkada_cli.storage import actions, attachments, journal, queries, withheld
from pilkada_cli.storage.register import Reader, Writer


@dataclass(frozen=True, slots=True)
class Loss:
    """What erasing takes from one report, or from an action on none.

    `title` is empty where it was erased, None where the report is withheld here.
    `entries` is the number of operations that lose their words, `files` the
    number of files that go; `shared` are the names of files that stay, each
    with the ids of the reports that have it too.
    """

    id: str
    title: str | None
    entries: int
    files: int
    shared: tuple[tuple[str, tuple[str, ...]], ...]


def losses(opened: Reader | Writer, ids: Sequence[str]) -> list[Loss]:
    """What would be gone for good if these reports, and actions on none, were erased.

    Raises `UsageError` for an action on a report, and for what is erased already.
    """
    subjects = _subjects(opened, ids)
    named = attachments.named(opened.connection)
    return [_loss(opened, subject, frozenset(subjects), named) for subject in subjects]


def _loss(
    opened: Reader | Writer, subject: OpId, erased: frozenset[OpId], named: dict[str, set[OpId]]
) -> Loss:
    label, title = _called(opened, subject)
    every = journal.of_subject(opened.connection, subject)
    stored = [op for op in every if op.sealed is not None]
    _refuse_erased(label, every)
    attaching = [op for op in stored if op.header.kind == Kind.ATTACH]
    files: dict[str, Attachment] = {}
    for op in attaching:
        files |= {each.file_name: each for each in read((op.sealed or {}).get("attachments"))}
    others = {name: named[name] - erased for name in files}
    return Loss(
        id=label,
        title=title,
        entries=len(stored),
        files=sum(not who for who in others.values()),
        shared=tuple(
            (files[name].name, tuple(queries.ids_of(opened.tables, who).values()))
            for name, who in others.items()
            if who
        ),
    )


def _subjects(opened: Reader | Writer, ids: Sequence[str]) -> list[OpId]:
    """What ids of reports and of actions on no report are about, each once."""
    found = []
    for typed in ids:
        if not is_action_id(typed):
            found.append(_report(opened, typed))
            continue
        [(action, subject)] = resolve_actions(opened, [typed])
        if action != subject:
            raise UsageError(
                Sentence(N_("{id} is an action on a report, and erased with it"), id=typed),
                Sentence(
                    N_("erase the report: pilkada report erase {id}"),
                    id=queries.ids_of(opened.tables, [subject]).get(subject, "ID"),
                ),
            )
        found.append(subject)
    return list(dict.fromkeys(found))


def _report(opened: Reader | Writer, typed: str) -> OpId:
    """The report meant by an id, also one that is withheld here since."""
    found = find(opened, typed)
    if known := found.shown or found.withheld:
        return only(typed, known)
    way = Sentence(N_("see pilkada report list"))
    if folders := erasing_copies.taken_away(opened, found.code, found.number):
        way = Sentence(
            N_("a restore took it away, and it lies whole in {folders}: delete that where nobody needs it any more"),
            folders=", ".join(map(str, folders)),
        )  # fmt: skip
    raise found.unknown(way)


def _called(opened: Reader | Writer, subject: OpId) -> tuple[str, str | None]:
    """The id of a report or an action, and its words: empty if erased, None if withheld here."""
    if (row := queries.report(opened.tables, subject)) is not None:
        return str(row["id"]), str(row["title"] or "")
    labels = actions.labels(opened.tables, [subject])
    if subject in labels:
        return labels[subject], actions.words(opened.tables, subject) or ""
    return next(w.label for w in withheld.every(opened.connection) if w.subject == subject), None


def _refuse_erased(label: str, every: Sequence[Operation]) -> None:
    """Raise `UsageError` where nothing but the reason of an erasure has words."""
    erasing = {op.header.batch for op in every if op.header.kind == Kind.ERASE}
    if erasing and all(op.header.batch in erasing for op in every if op.sealed is not None):
        way = Sentence(N_("its reason stands in pilkada report show {id}"), id=label)
        if is_action_id(label):
            way = Sentence(N_("see pilkada action list"))
        raise UsageError(Sentence(N_("{id} is erased already"), id=label), way)


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
    subjects = _subjects(writer, ids)
    for subject in subjects:
        writer.batch.append(Kind.ERASE, {}, subject=subject)
        writer.batch.append(Kind.NOTE, {}, {"text": reason}, subject=subject)
    writer.fold()
    return Written([_called(writer, subject)[0] for subject in subjects])
