"""What was guessed of a report is said as it stands, which settles it."""

from collections.abc import Collection, Iterator
from dataclasses import replace

from pilkada_cli.domain.entry import Entry
from pilkada_cli.domain.fields import FIELD_BY_NAME
from pilkada_cli.domain.fold import fold_subject
from pilkada_cli.domain.operation import OpId
from pilkada_cli.i18n import N_, Sentence
from pilkada_cli.render.labels import LABELS
from pilkada_cli.render.retyped import as_typed
from pilkada_cli.storage import journal, queries
from pilkada_cli.storage.register import Writer

_PLACES = ("region", "district", "village", "polling_station")
"""From the widest to the smallest: one that is said leaves the smaller ones open."""


def with_guesses(
    writer: Writer, subject: OpId, said: Entry, undone: Collection[OpId]
) -> tuple[Entry, tuple[str, ...]]:
    """What is said of a report and, of the fields that were guessed of it, the others as they stand; and their names.

    What nobody said stays open: its value only stands for want of any.
    """
    state = fold_subject(journal.of_subject(writer.connection, subject), undone)
    if state is None:
        return said, ()
    widest = next((at for at, name in enumerate(_PLACES) if name in said.values), len(_PLACES))
    left = {*said.values, *_PLACES[widest:]}
    names = [n for n in state.guessed if n not in left and state.values.get(n) is not None]
    body = {name: state.values[name] for name in names if not FIELD_BY_NAME[name].personal}
    sealed = {name: state.values[name] for name in names if FIELD_BY_NAME[name].personal}
    return replace(said, body={**said.body, **body}, sealed={**said.sealed, **sealed}), tuple(names)


def settled(
    writer: Writer, subject: OpId, names: Collection[str], *, alone: bool
) -> Iterator[Sentence]:
    """Which guesses of a report were confirmed, as they are typed, and what nobody said of it yet.

    That there were none, if `alone` that was asked for.
    """
    row = queries.report(writer.tables, subject) or {}
    still = str(row["guessed"] or "").split()
    if names:
        words = N_("{id}: confirmed as it stands: {options}")
        yield Sentence(words, id=row["id"], options=" ".join(as_typed(row, tuple(names))))
    elif alone and not still:
        yield Sentence(N_("{id}: nothing of it is a guess"), id=row["id"])
    if still:
        fields = Sentence.joined([Sentence(LABELS[name]) for name in still])
        yield Sentence(N_("{id}: nobody said yet: {fields}"), id=row["id"], fields=fields)
