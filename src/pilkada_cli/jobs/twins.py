"""Likely twins of a report, offered to whoever enters it; linking them is the user's choice."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from pilkada_cli.analysis.particulars import as_written, matter
from pilkada_cli.analysis.twins import SPAN, Twin, likely
from pilkada_cli.domain.events import Outcome
from pilkada_cli.domain.fields import Handling, Verification
from pilkada_cli.domain.neighbours import neighbours
from pilkada_cli.domain.operation import OpId
from pilkada_cli.i18n import N_, Sentence
from pilkada_cli.render import local
from pilkada_cli.render.titles import title_of
from pilkada_cli.storage import vicinity
from pilkada_cli.storage.register import Reader, Writer

COMPARED = 500
"""Reports that one is compared with at most, the nearest in place and time."""

TITLE = 60
"""Characters of a twin's title that are shown."""

WORDS = 5
"""Shared words that are shown."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A report that likely tells of the same event, as the user is told of it.

    `row` holds its fields by name; `shared` are the words that both have, the
    most telling first, as the new report writes them.
    """

    row: Mapping[str, object]
    twin: Twin
    shared: tuple[str, ...]

    @property
    def id(self) -> str:
        """The report's id."""
        return str(self.row["id"])


def offered(
    opened: Reader | Writer, row: Mapping[str, object], subject: OpId | None = None
) -> list[Offer]:
    """The likely twins of a report, the likeliest first.

    `row` holds the report's fields by name; `subject` is None for one that is
    not stored yet. The report itself and the others of its group are not offered.
    """
    reference = opened.reference
    report = matter(row, reference, str(subject or ""))
    around = frozenset().union(*(neighbours(reference, code) for code in report.places))
    near = vicinity.around(
        opened.tables, report.places, around, date.fromordinal(report.day), SPAN, COMPARED
    )
    by_subject = {str(other["subject"]): other for other in near}
    others = [matter(other, reference, key) for key, other in by_subject.items()]
    text = f"{row.get('title') or ''}\n{row.get('detail') or ''}"
    return [
        Offer(by_subject[twin.subject], twin, tuple(as_written(text, twin.shared)))
        for twin in likely(report, others, around)
    ]


def sentences(offers: Sequence[Offer], label: str | None = None) -> Iterator[Sentence]:
    """One line for each offer; with the id of the stored report also how to link the two."""
    for offer in offers:
        said = Sentence(
            N_('likely the same event: {id} "{title}" ({states}); shared: {words}'),
            id=offer.id,
            title=_shortened(title_of(offer.row["title"])),
            states=", ".join(_states(offer.row)),
            words=", ".join(offer.shared[:WORDS]),
        )
        if label is None:
            yield said
        else:
            yield Sentence(
                N_("{offer}; to link: pilkada report link {id} {other}"),
                offer=said,
                id=label,
                other=offer.id,
            )


def _shortened(title: str) -> str:
    return title if len(title) <= TITLE else f"{title[: TITLE - 1].rstrip()}…"


def _states(row: Mapping[str, object]) -> Iterator[str]:
    """When and where it was and what became of it since, in the reader's language."""
    yield local.short_date(str(row["occurred_on"]))
    yield str(row["regency_name"])
    if row["verification"] != Verification.UNVERIFIED:
        yield local.word(row["verification"])
    if row["handling"] != Handling.NEW:
        yield local.word(row["handling"])
    if row["outcome"] == Outcome.DUPLICATE:
        yield local.word(Outcome.DUPLICATE)
