"""Searching: the words a report is found by, and the words that are asked for.

Both are folded first, so that spellings of one word meet.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from pilkada_cli.domain import attachments, digits
from pilkada_cli.domain.affixes import other_forms, prefixed
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
