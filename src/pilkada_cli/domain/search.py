"""Searching: the words a report is found by, and the words that are asked for.

Both are folded first, so that spellings of one word meet.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain

from pilkada_cli.domain import attachments
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


def searchable(report: Report, reference: Reference) -> str:
    """What a report is found by, folded: its own words, those said about it, its place and kind."""
    texts = (
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
        *_kind(report, reference),
        *_places(report, reference),
    )
    return BETWEEN.join(found for text in texts if text and (found := folded(text)))


def _kind(report: Report, reference: Reference) -> tuple[str, ...]:
    category = reference.category_by_key.get(report.category)
    return (report.category, *(category.label if category else ()))


def _places(report: Report, reference: Reference) -> Iterable[str]:
    district = reference.district_by_code.get(report.district or "")
    if district is not None:
        yield district.name
    for code in (report.region, *report.affects):
        if (region := reference.region_by_code.get(code)) is not None:
            yield f"{region.kind} {region.name}"
            yield from region.aliases


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


def _kept_together(argument: str) -> str:
    return f'"{argument}"' if '"' not in argument and len(argument.split()) > 1 else argument
