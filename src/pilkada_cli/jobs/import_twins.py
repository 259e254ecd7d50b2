"""New reports of an import that likely tell of an event that was there before."""

from collections.abc import Iterator, Sequence

from pilkada_cli.domain.operation import OpId
from pilkada_cli.i18n import N_, Sentence
from pilkada_cli.jobs import twins
from pilkada_cli.jobs.own_rows import bearing
from pilkada_cli.storage import queries
from pilkada_cli.storage.register import Writer

_SHOWN = 5
"""Of the likely twins, so many are shown."""


def offered(writer: Writer, labels: Sequence[str], begins: int) -> Iterator[Sentence]:
    """A line for each of these new reports that has a likely twin from before; linking is the user's choice.

    `begins` is the number of the first operation of the import.
    """
    if not labels:
        return
    writer.fold()
    found = 0
    for label in labels:
        subject = next(each for each in bearing(writer, label) if _is_new(writer, each, begins))
        row = queries.report(writer.tables, subject) or {}
        before = [
            offer
            for offer in twins.offered(writer, row, subject)
            if not _is_new(writer, OpId.parse(str(offer.row["subject"])), begins)
        ]
        if before:
            found += 1
            if found <= _SHOWN:
                yield from twins.sentences(before[:1], label)
    if found > _SHOWN:
        n = found - _SHOWN
        yield Sentence(
            N_("{n} more new report likely tells of an event that was there"),
            N_("{n} more new reports likely tell of events that were there"),
            n=n,
        )


def _is_new(writer: Writer, subject: OpId, begins: int) -> bool:
    return subject.origin == writer.batch.origin and subject.seq >= begins
