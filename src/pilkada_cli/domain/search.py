"""Searching: the words a report is found by, and the words that are asked for.

Both are folded first, so that spellings of one word meet.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain

from pilkada_cli.domain import attachments
from pilkada_cli.domain.affixes import prefixed
from pilkada_cli.domain.reference import Reference
from pilkada_cli.domain.report import Report
from pilkada_cli.domain.spelling import folded, words

BETWEEN = " ¶ "
"""Stands between two texts of a report. Nobody can ask for it, so no phrase runs across."""

_QUOTES = re.compile("[“”„«»]")


@dataclass(frozen=True, slots=True)
class Term:
    """Folded words that must follow one another; with `begins` the last one may go on.

    `typed` is how the user wrote it.
    """

    words: tuple[str, ...]
    begins: bool
    typed: str


class Searchable:
    """Tells by which words reports are found, folded: their own, and those of their place and kind.

    What belongs to a place or a category is folded once.
    """

    def __init__(self, reference: Reference) -> None:
        self._reference = reference
        self._of_kind: dict[str, str] = {}
        self._of_place: dict[tuple[str | None, ...], str] = {}

    def of(self, report: Report) -> str:
        """The words of a report and those said about it, with `BETWEEN` between two texts."""
        own = (
            report.title,
            report.detail,
            report.source,
            report.parties,
            report.measures_taken,
            report.coordinated_with,
            report.village,
            report.polling_station,
            *report.said,
            *(each.name for each in attachments.read(report.attachments)),
        )
        return BETWEEN.join(filter(None, (_folded(own), self._kind(report), self._place(report))))

    def _kind(self, report: Report) -> str:
        found = self._of_kind.get(report.category)
        if found is None:
            category = self._reference.category_by_key.get(report.category)
            labels = category.label if category else ()
            found = self._of_kind[report.category] = _folded((report.category, *labels))
        return found

    def _place(self, report: Report) -> str:
        key = (report.district, report.region, *report.affects)
        found = self._of_place.get(key)
        if found is None:
            found = self._of_place[key] = _folded(self._names(report))
        return found

    def _names(self, report: Report) -> Iterable[str]:
        district = self._reference.district_by_code.get(report.district or "")
        if district is not None:
            yield district.name
        for code in (report.region, *report.affects):
            if (region := self._reference.region_by_code.get(code)) is not None:
                yield f"{region.kind} {region.name}"
                yield from region.aliases


def _folded(texts: Iterable[str | None]) -> str:
    return BETWEEN.join(found for text in texts if text and (found := folded(text)))


def terms(typed: Iterable[str]) -> list[Term]:
    """What is asked for by the arguments of a search.

    Text in quotes, and an argument that the shell kept together, is a phrase.
    Every other word may go on after what was typed. Signs are dropped, so the
    list is empty where nothing but signs was typed.
    """
    text = " ".join(_kept_together(_QUOTES.sub('"', argument)) for argument in typed)
    *pieces, rest = text.split('"')
    if len(pieces) % 2:
        rest = f"{pieces.pop()} {rest}"
    outside = chain(*(piece.split() for piece in (*pieces[::2], rest)))
    asked = [Term(tuple(words(piece)), False, piece.strip()) for piece in pieces[1::2]]
    asked += [Term(tuple(words(word)), True, word) for word in outside]
    return [term for term in asked if term.words]


def holds(text: str, term: Term) -> bool:
    """Whether the words of a text are found by a term."""
    said = words(text)
    if len(term.words) > 1 or not term.begins:
        return f" {' '.join(term.words)} " in f" {' '.join(said)} "
    return any(word.startswith(prefixed(term.words[0])) for word in said)


def _kept_together(argument: str) -> str:
    return f'"{argument}"' if '"' not in argument and len(argument.split()) > 1 else argument
