"""What is answered to whoever changed reports: which they were, by their titles."""

from collections.abc import Sequence

from pilkada_cli.domain.fields import Verification
from pilkada_cli.domain.operation import Kind, OpId
from pilkada_cli.i18n import N_, Sentence
from pilkada_cli.render.local import KINDS
from pilkada_cli.render.titles import title_of
from pilkada_cli.storage import queries
from pilkada_cli.storage.register import Writer

NAMED = 20
"""Changed reports that are named."""

_AS_IF_TRUE = (Kind.AMEND, Kind.ESCALATE)
"""What is done to a report that somebody takes for true."""


def changed(writer: Writer, subjects: Sequence[OpId], kind: Kind) -> list[Sentence]:
    """Which report was changed, by its title: a wrong number is noticed at once."""
    rows = [queries.report(writer.tables, subject) or {} for subject in subjects[:NAMED]]
    refuted = [
        Sentence(
            N_("{id} stays refuted and is not counted; if it is true: pilkada report verify {id}"),
            id=row["id"],
        )
        for row in rows
        if kind in _AS_IF_TRUE and row.get("verification") == Verification.REFUTED
    ]
    return [*withdrawn(writer, subjects), *refuted] + [
        Sentence(
            '{id} "{title}": {what}',
            id=row["id"],
            title=title_of(row["title"]),
            what=Sentence(KINDS[kind]),
        )
        for row in rows
        if row.get("title")
    ]


def withdrawn(writer: Writer, subjects: Sequence[OpId]) -> list[Sentence]:
    """Which reports were taken back, so that nothing that is done to them counts."""
    rows = [queries.report(writer.tables, subject) or {} for subject in subjects[:NAMED]]
    return [
        Sentence(
            N_("{id} was taken back and is not counted; pilkada log {id} says by what"),
            id=row["id"],
        )
        for row in rows
        if row.get("withdrawn")
    ]
