"""Which regency and which district a message is about, by the places that it names."""

import re
from bisect import bisect_left
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from pilkada_cli.analysis.hearsay import (
    places_fled_to,
    places_helping,
    places_taken_to,
    places_told_from,
)
from pilkada_cli.analysis.places import CALLED, SMALLER, Mention, is_of_office, word_before
from pilkada_cli.analysis.towns import is_where
from pilkada_cli.analysis.unread_districts import Unread, districts_unread
from pilkada_cli.analysis.wording import Guess, Token, as_written, sentence_ends
from pilkada_cli.domain.reference import Reference


class Places(NamedTuple):
    """Where a message says that it is about; `named` are all regencies that it speaks of.

    `districts` are the codes of several in the one regency that contradict one another,
    the one that was taken first. `unread` is what it calls a district and none is; the
    words `told_from` name where the teller comes from.
    """

    region: Guess | None
    district: Guess | None
    named: tuple[str, ...]
    districts: tuple[str, ...] = ()
    unread: tuple[Unread, ...] = ()
    told_from: Collection[int] = ()


@dataclass(frozen=True, slots=True)
class _Page:
    """The words of a message beside the places that it may be about.

    `found` are all of them, `matter` those that name not only where the teller comes from,
    `of_form` those of `matter` that a form gives as the place.
    """

    text: str
    said: Sequence[Token]
    reference: Reference
    found: Sequence[Mention]
    matter: Sequence[Mention]
    of_form: Collection[Mention] = ()


def places(
    text: str,
    said: Sequence[Token],
    named: Sequence[Mention],
    reference: Reference,
    within: str | None = None,
    filled: Collection[int] = (),
) -> Places:
    """Where a message is about, of all that is `named` in it; `within` is a regency that is known.

    To where somebody was taken or fled and from where help comes is left out, and a district that lies elsewhere than it is put.
    What stands in the `filled` lines of a form as the place goes before all else; where the
    teller comes from is the district only where nothing else names one.
    """
    told_from = places_told_from(text, said)
    elsewhere = places_taken_to(text, said) | places_fled_to(text, said)
    elsewhere |= places_helping(text, said)
    there = [mention for mention in named if mention.first not in elsewhere]
    unread = districts_unread(text, said, there, reference, within)
    unread = [each for each in unread if each.first not in told_from | elsewhere]
    misplaced = {each.first for each in unread}
    found = [mention for mention in there if mention.first not in misplaced]
    matter = [mention for mention in found if mention.first not in told_from]
    of_form = [mention for mention in matter if said[mention.first].line in filled]
    page = _Page(text, said, reference, found, matter, of_form)
    where = _about(page, within, is_open=bool(unread))
    return where._replace(unread=tuple(unread), told_from=told_from)


def about(
    text: str,
    said: Sequence[Token],
    found: Sequence[Mention],
    reference: Reference,
    within: str | None = None,
) -> Places:
    """The same of words that only say a place, of which every name counts."""
    return _about(_Page(text, said, reference, found, found), within, is_open=False)


def _about(page: _Page, within: str | None, *, is_open: bool) -> Places:
    """The one regency that the mentions leave, or of which alone they name a district, and the one district in it.

    A name that several districts have says of none of them that it is meant, but agrees with
    a regency that is named beside it. The district `is_open` where another is named that
    nobody knows, unless a form gives it as the place.
    """
    alone = _alone(page, page.of_form) or _alone(page, page.matter) or _alone(page, page.found)
    spoken_of = tuple(sorted(alone or _shared(page, within)))
    likely = alone if len(alone) == 1 else _of_districts(page, alone)
    if within is None and len(likely) != 1:
        return Places(None, None, spoken_of)
    code = within or likely.pop()
    every = _districts_in(page, page.matter, code) or _districts_in(page, page.found, code)
    meant = _meant(page, every)
    region = _region(page, code, meant)
    if is_open and every.keys().isdisjoint(page.of_form):
        return Places(region, None, spoken_of)
    return Places(region, _district(page, meant), spoken_of, _several(page, every, meant))


def _meant(page: _Page, every: Mapping[Mention, str]) -> Mapping[Mention, str]:
    """The mentions of districts that count: those of a form, and of these what is called a district.

    In a text also what another sentence says to be the place: ``Banjir di Barabai. Posko di Kec. …``.
    """
    of_form = {m: d for m, d in every.items() if m in page.of_form}
    inside = of_form or every
    called = [m for m in inside if _is_marked(page, m)]
    apart = [] if of_form or not called else _apart(page, inside, called)
    return {m: d for m, d in inside.items() if m in called or m in apart} or inside


def _apart(page: _Page, found: Iterable[Mention], called: Iterable[Mention]) -> list[Mention]:
    """The mentions that tell a place in a sentence without any that is `called` a district."""
    ends = sentence_ends(page.text)

    def sentence(mention: Mention) -> int:
        return bisect_left(ends, page.said[mention.first].start)

    taken = {sentence(mention) for mention in called}
    at = (m for m in found if word_before(page.text, page.said, m.first) == "di")
    return [mention for mention in at if sentence(mention) not in taken]


def _region(page: _Page, code: str, meant: Collection[Mention]) -> Guess | None:
    """The regency, by the words that name it, else by those that name a district of it."""
    whole = [mention for mention in page.found if mention.codes == (code,)]
    return _guess(page, code, whole or meant)


def _district(page: _Page, meant: Mapping[Mention, str]) -> Guess | None:
    """The one district that the mentions name."""
    codes = {*meant.values()}
    return _guess(page, codes.pop(), meant) if len(codes) == 1 else None


def _several(
    page: _Page, every: Mapping[Mention, str], meant: Mapping[Mention, str]
) -> tuple[str, ...]:
    """The districts that contradict one another: of a form also those that its text names."""
    others = [d for m, d in every.items() if not is_of_office(page.text, page.said, m)]
    codes = tuple(dict.fromkeys([*meant.values(), *(others if page.of_form else ())]))
    return codes if len(codes) > 1 else ()


def _alone(page: _Page, found: Iterable[Mention]) -> set[str]:
    """The regencies that mentions speak of, each by a name that is in no other."""
    regencies = (_regencies(page.reference, mention) for mention in found)
    return {code for codes in regencies if len(codes) == 1 for code in codes}


def _of_districts(page: _Page, regencies: Iterable[str]) -> set[str]:
    """Those of some regencies of which a district or town is told as where it was."""
    return {
        code
        for code in regencies
        for mention in page.matter
        if _district_in(page.reference, mention, code)
        or (mention.of_town and mention.codes == (code,))
    }


def _shared(page: _Page, within: str | None) -> set[str]:
    """The regencies that have a place of the name that is told as where it was, if the one that is known has none.

    ``di Simpang Empat Desa Kundan`` is a crossroads.
    """
    found: set[str] = set()
    for mention in page.matter:
        is_told = is_where(page.text, page.said, mention.first) or _is_marked(page, mention)
        following = page.said[mention.last : mention.last + 1]
        if is_told and not any(token.word in SMALLER for token in following):
            found |= _regencies(page.reference, mention)
    return set() if within in found else found


_AND = re.compile(r"\s*(?:dan|serta|&|and)\s*", re.IGNORECASE)


def _is_marked(page: _Page, mention: Mention) -> bool:
    """Whether a mention is called a district: then it is one, and what is named beside it may not be.

    ``kecamatan Labuan Amas Selatan dan Pandawan`` calls both so.
    """
    before = page.said[max(0, mention.first - 1) : mention.first + 1]
    if any(token.word in CALLED for token in before):
        return True
    start = page.said[mention.first].start
    return any(
        other.last <= mention.first
        and _AND.fullmatch(page.text, page.said[other.last - 1].end, start)
        and _is_marked(page, other)
        for other in page.found
    )


def _regencies(reference: Reference, mention: Mention) -> set[str]:
    districts = reference.district_by_code
    return {districts[c].regency if c in districts else c for c in mention.codes}


def _districts_in(page: _Page, found: Iterable[Mention], regency: str) -> dict[Mention, str]:
    """The mentions of districts of a regency, each with its code."""
    named = ((mention, _district_in(page.reference, mention, regency)) for mention in found)
    return {mention: district for mention, district in named if district is not None}


def _district_in(reference: Reference, mention: Mention, regency: str) -> str | None:
    known = (reference.district_by_code.get(code) for code in mention.codes)
    return next((d.code for d in known if d and d.regency == regency), None)


def _guess(page: _Page, code: str, found: Iterable[Mention]) -> Guess | None:
    words = (as_written(page.text, page.said[m.first : m.last]) for m in found)
    evidence = tuple(dict.fromkeys(words))
    return Guess(code, evidence) if evidence else None
