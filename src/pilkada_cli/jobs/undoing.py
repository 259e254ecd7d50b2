"""Taking commands back, and bringing them back: which one is meant, and whether it can be."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from pilkada_cli.domain.fold import in_order
from pilkada_cli.domain.operation import Kind, Operation, OpId
from pilkada_cli.domain.reference import Reference
from pilkada_cli.domain.undoing import SETTLED, Content, Prospect, undone_after
from pilkada_cli.domain.undos import undo_target, undone_batches
from pilkada_cli.errors import UsageError
from pilkada_cli.i18n import N_, Sentence
from pilkada_cli.jobs.ids import is_report_id, resolve_one
from pilkada_cli.jobs.prospect import Fold, look_ahead
from pilkada_cli.jobs.workplace import Workplace
from pilkada_cli.storage import batches, journal, queries, settings
from pilkada_cli.storage.register import CLOSED, Reader, Writer, own_origin

_NUMBER = re.compile(r"[1-9]\d{0,14}", re.ASCII)
_BATCH = re.compile(r"[0-9a-f]{32}/[1-9]\d{0,14}", re.ASCII)

Propose = Callable[[Reader | Writer, str | None, str | None], Prospect]
"""Finds out what a command that was typed (None for the newest) would do, for an origin."""


@dataclass(frozen=True, slots=True)
class _Record:
    """What the undos of a register say.

    `targets` are the batches that undos name, by their own; `erasing` those of them that
    hold an erasure, `undone` those that are taken back.
    """

    undos: tuple[Operation, ...]
    targets: dict[OpId, OpId]
    erasing: frozenset[OpId]
    undone: frozenset[OpId]

    def command_of(self, batch: OpId) -> OpId:
        """The command that an undo, or an undo of an undo, is about; any other batch itself."""
        while batch in self.targets:
            batch = self.targets[batch]
        return batch


def _record(opened: Reader | Writer) -> _Record:
    undos = tuple(journal.of_kinds(opened.connection, Kind.UNDO))
    targets = {op.header.batch: t for op in undos if (t := undo_target(op)) is not None}
    erasing = journal.erasing(opened.connection, undos)
    return _Record(undos, targets, erasing, undone_batches(undos, erasing))


def proposal(
    workplace: Workplace, propose: Propose, typed: str | None
) -> tuple[Prospect, Reference]:
    """What a command that was typed would do, and the reference data to tell it with."""
    with workplace.read() as reader:
        own = own_origin(reader.connection, reader.path, workplace.state)
        return propose(reader, own, typed), reader.reference


def to_undo(opened: Reader | Writer, own: str | None, typed: str | None) -> Prospect:
    """What taking a command back would do: the one named, else the newest of origin `own` that stands.

    A command is named by its number in the log, or as ``origin/seq``. Raises
    `UsageError` for what cannot be taken back.
    """
    record = _record(opened)
    batch = _named(opened, own, typed) if typed is not None else _newest(opened, own, record)
    content = batches.content(opened.connection, batch)
    if content is None:
        raise _unknown(opened, batch.seq)
    if (objection := _objection(record, batch, content)) is not None:
        raise objection
    prospect = _prospect(opened, record, batch, batch, content)
    settled = settings.settled_last(opened.connection, own) if typed is None else ""
    return replace(prospect, settled=settled)


def to_redo(opened: Reader | Writer, own: str | None, typed: str | None) -> Prospect:
    """What bringing a command back would do: the one named, else the one that was taken back last.

    Raises `UsageError` where nothing was taken back, or the named one was not.
    """
    record = _record(opened)
    wanted = _named(opened, own, typed) if typed is not None else None
    for undo in reversed([op.header.batch for op in in_order(record.undos)]):
        command = record.targets.get(undo)
        if undo.origin != own or undo in record.undone or command in record.targets:
            continue
        if command is None or command not in record.undone or wanted not in (None, command):
            continue
        if (content := batches.content(opened.connection, command)) is not None:
            _refuse_entered_anew(opened, command, content)
            return _prospect(opened, record, command, undo, content)
    missing = Sentence(N_("there is nothing to bring back"))
    if wanted is not None and batches.content(opened.connection, wanted) is None:
        raise _unknown(opened, wanted.seq)
    if wanted is not None:
        missing = Sentence(N_("command {number} was not taken back"), number=wanted.seq)
    raise UsageError(missing, Sentence(N_("see pilkada log")))


def _refuse_entered_anew(opened: Reader | Writer, command: OpId, content: Content) -> None:
    """Raise `UsageError` where reports of an import would stand twice, as its file was imported again.

    Of single reports several may bear one reference.
    """
    made, last = content.kinds.get(Kind.ADD, 0), command.seq + sum(content.kinds.values()) - 1
    n, newest = queries.entered_anew(opened.tables, command, last, by_reference=made > 1)
    if newest is None:
        return
    later = journal.of_subject(opened.connection, newest)[0].header.batch
    way = N_("what was imported again stands; see pilkada log")
    if later.origin == command.origin:
        way = N_(
            "what was imported again stands; to have this one instead: pilkada undo {later}, then pilkada redo {number}"
        )
    raise UsageError(
        Sentence(
            N_("{n} report of command {number} was imported again since and would stand twice"),
            N_("{n} reports of command {number} were imported again since and would stand twice"),
            n=n,
            number=command.seq,
        ),
        Sentence(way, later=later.seq, number=command.seq),
    )


def _prospect(
    opened: Reader | Writer, record: _Record, batch: OpId, names: OpId, content: Content
) -> Prospect:
    after = undone_after(names, record.undos, record.erasing)
    return look_ahead(opened, Fold(record.undone, after), batch, names, content)


def write(writer: Writer, propose: Propose, typed: str | None, told: Prospect) -> None:
    """Do what was told. Raises `UsageError` where it would be something else by now."""
    if propose(writer, writer.batch.origin, typed) != told:
        raise UsageError(
            Sentence(N_("something else was written in the meantime; nothing was changed")),
            Sentence(N_("look at it again with the same command")),
        )
    writer.batch.append(Kind.UNDO, {"batch": str(told.names)})


def _named(opened: Reader | Writer, own: str | None, typed: str) -> OpId:
    if _BATCH.fullmatch(typed):
        batch = OpId.parse(typed)
        if batch.origin != own and batches.content(opened.connection, batch) is not None:
            raise _foreign(opened, batch)
        return batch
    if _NUMBER.fullmatch(typed):
        if own is not None:
            return OpId(own, int(typed))
        if (restored := _restored(opened, int(typed))) is not None:
            raise restored
    way = Sentence(N_("the numbers stand in pilkada log"))
    if "-" in typed and is_report_id(typed):
        way = _of_report(opened, own, typed)
    elif "-" in typed:
        way = Sentence(N_("the numbers of what was done to it: pilkada log {id}"), id=typed)
    raise UsageError(Sentence(N_("'{typed}' is no number of a command"), typed=typed), way)


def _of_report(opened: Reader | Writer, own: str | None, typed: str) -> Sentence:
    """How a report is taken back that was named: by the command that made it and no other, or not."""
    told = journal.of_subject(opened.connection, resolve_one(opened, typed))
    for made in (op.header.batch for op in told if op.header.kind == Kind.ADD):
        content = batches.content(opened.connection, made)
        if made.origin == own and content is not None and content.kinds[Kind.ADD] == 1:
            words = N_(
                "the command that made it: pilkada undo {number}; all on it: pilkada log {id}"
            )
            return Sentence(words, number=made.seq, id=typed)
    return Sentence(
        N_(
            'one report is not taken back by itself: pilkada report refute {id} --reason "salah impor"; or take all of its import back by its number in pilkada log {id}, mend the file and import it again'
        ),
        id=typed,
    )


def _unknown(opened: Reader | Writer, number: int) -> UsageError:
    return _restored(opened, number) or UsageError(
        Sentence(N_("you wrote no command {number}"), number=number),
        Sentence(
            N_("see pilkada log; what has no number there is changed with pilkada report amend")
        ),
    )


def _restored(opened: Reader | Writer, number: int) -> UsageError | None:
    """That a command is older than a restore, after which nobody goes on with its numbers."""
    former = settings.get_lines(opened.connection, CLOSED)
    if all(batches.content(opened.connection, OpId(each, number)) is None for each in former):
        return None
    return UsageError(
        Sentence(
            N_(
                "command {number} was written before the register was restored from a backup; what is older than the restore is not taken back by number"
            ),
            number=number,
        ),
        Sentence(
            N_(
                'change the report: pilkada report amend ID --FIELD …; or refute it: pilkada report refute ID --reason "…"'
            )
        ),
    )


def _foreign(opened: Reader | Writer, batch: OpId) -> UsageError:
    why = N_("another office wrote that; it cannot be taken back here")
    if batch.origin in settings.origins(opened.connection):
        why = N_(
            "that was written by another user, on another computer or before the file was copied;"
            " it cannot be taken back"
        )
    return UsageError(
        Sentence(why), Sentence(N_("change what it said: pilkada report amend ID --FIELD …"))
    )


def _newest(opened: Reader | Writer, own: str | None, record: _Record) -> OpId:
    """The newest command that can be taken back, passing over what undos did."""
    what = settings.settled_last(opened.connection, own)
    settled = Sentence(SETTLED[what]) if what else None
    for batch in journal.batches_of(opened.connection, own or ""):
        content = batches.content(opened.connection, batch)
        if content is None:
            continue
        if Kind.ERASE in content.kinds:
            words = N_("the last command erased; that cannot be taken back")
            if settled:
                words = N_(
                    "{settled}; the command before that erased, which cannot be taken back either"
                )
            raise UsageError(
                Sentence(words, settled=settled),
                Sentence(
                    N_("what was before it: pilkada undo NUMBER; the numbers stand in pilkada log")
                ),
            )
        if _objection(record, batch, content) is None:
            return batch
    way = Sentence(N_("only what you wrote in this file can be taken back; see pilkada log"))
    if settings.get_lines(opened.connection, CLOSED):
        way = Sentence(
            N_(
                "only what you wrote since the register was restored can be taken back; change what is older with pilkada report amend"
            )
        )
    raise UsageError(Sentence(N_("there is nothing to take back")), settled or way)


def _objection(record: _Record, batch: OpId, content: Content) -> UsageError | None:
    """Why a command cannot be taken back, and the way out; None if it can."""
    number = batch.seq
    if Kind.UNDO in content.kinds:
        command = record.command_of(batch)
        back, away = (
            N_("bring it back: pilkada redo {number}"),
            N_("take it back: pilkada undo {number}"),
        )
        way = back if command in record.undone else away
        return UsageError(
            Sentence(N_("command {number} took something back or brought it back"), number=number),
            Sentence(way, number=command.seq),
        )
    if content.kinds.keys() == {Kind.PERSON}:
        return UsageError(
            Sentence(N_("command {number} only says who writes"), number=number),
            Sentence(N_('give another name: pilkada init --writer "NAME"')),
        )
    if Kind.ERASE in content.kinds:
        return UsageError(
            Sentence(N_("command {number} erased; that cannot be taken back"), number=number),
            Sentence(N_("enter anew what may be kept: pilkada report amend ID --FIELD …")),
        )
    if batch in record.undone:
        return UsageError(
            Sentence(N_("command {number} was taken back already"), number=number),
            Sentence(N_("bring it back: pilkada redo {number}"), number=number),
        )
    return None
