"""Searching: the words a report is found by, and the words that are asked for.

Both are folded first, so that spellings of one word meet.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

from pilkada_cli.domain import attachments, digits
from pilkada_cli.domain.affixes import other_forms, prefixed
from pilkada_cli.domain.reference import Reference
from pilkada_cli.domain.report import Report
from pilkada_cli.domain.spelling import folded, words

BETWEEN = " ¶ "
"""Stands between two texts of a report. Nobody can ask for it, so no phrase runs across."""

_REMEMBERED = 1 << 12
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

    What belongs to a place or a category is remembered, as it comes again.
    """

    def __init__(self, reference: Reference) -> None:
        self._reference = reference
        self._of_kind = lru_cache(_REMEMBERED)(self._kind)
        self._of_place = lru_cache(_REMEMBERED)(self._place)

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
        kind = self._of_kind(report.category)
        place = self._of_place(report.district, report.region, report.affects)
        return BETWEEN.join(filter(None, (_folded(own), kind, place)))

    def _kind(self, key: str) -> str:
        category = self._reference.category_by_key.get(key)
        return _folded((key, *(category.label if category else ())))

    def _place(self, district: str | None, region: str, affects: tuple[str, ...]) -> str:
        return _folded(self._names(district, (region, *affects)))

    def _names(self, district: str | None, regions: tuple[str, ...]) -> Iterable[str]:
        if (known := self._reference.district_by_code.get(district or "")) is not None:
            yield known.name
        for code in regions:
            if (region := self._reference.region_by_code.get(code)) is not None:
                yield f"{region.kind} {region.name}"
                yield from region.aliases


def _folded(texts: Iterable[str | None]) -> str:
    return BETWEEN.join(found for text in texts if text and (found := folded(text)))


def terms(typed: Iterable[str]) -> list[Term]:
    """What is asked for by the arguments of a search.

    Text in quotes, and an argument that the shell kept together, is a phrase.
    Every other word may go on after what was typed; a telephone number is one
    with its blanks. Signs are dropped, so the list is empty where nothing but
    signs was typed.
    """
    text = " ".join(_kept_together(_QUOTES.sub('"', argument)) for argument in typed)
    *pieces, rest = text.split('"')
    if len(pieces) % 2:
        rest = f"{pieces.pop()} {rest}"
    outside = chain(*(_words_and_numbers(piece) for piece in (*pieces[::2], rest)))
    asked = [Term(tuple(words(piece)), False, piece.strip()) for piece in pieces[1::2]]
    asked += [Term(tuple(words(word)), True, word) for word in outside]
    return [term for term in asked if term.words]


def _words_and_numbers(text: str) -> Iterator[str]:
    """What blanks part, but a telephone number in groups as one."""
    end = 0
    for found in digits.IN_GROUPS.finditer(text):
        yield from text[end : found.start()].split()
        yield found[0]
        end = found.end()
    yield from text[end:].split()


def phrases(term: Term, *, as_typed: bool = False) -> Iterator[tuple[tuple[str, ...], bool]]:
    """The runs of words of which any is enough, and whether the last of them may go on.

    A long number is found however it is written. A word that may go on is found
    behind prefixes too and, unless only what is `as_typed` counts, in its other forms.
    """
    number = "".join(term.words)
    if len(term.words) > 1 or not term.begins or number.isdigit():
        yield term.words, term.begins
        if number.isascii() and number.isdigit() and len(number) in digits.LENGTHS:
            yield from ((groups, term.begins) for groups in digits.written(number))
    else:
        yield from (((form,), True) for form in prefixed(term.words[0]))
        if not as_typed:
            yield from (((form,), False) for form in sorted(other_forms(term.words[0])))


def holds(text: str, term: Term) -> bool:
    """Whether the words of a text are found by a term."""
    said = f" {folded(text)} "
    return any(
        f" {' '.join(run)}{'' if goes_on else ' '}" in said for run, goes_on in phrases(term)
    )


def _kept_together(argument: str) -> str:
    return f'"{argument}"' if '"' not in argument and len(argument.split()) > 1 else argument
