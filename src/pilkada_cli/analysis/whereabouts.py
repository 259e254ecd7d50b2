"""Which regency and which district a message is about, by the places that it names."""

import re
from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from pilkada_cli.analysis.places import CALLED, Mention, is_of_office
from pilkada_cli.analysis.wording import Guess, Token, as_written
from pilkada_cli.domain.reference import Reference


class Places(NamedTuple):
    """Where a message says that it is about; `named` are all regencies that it speaks of.

    `districts` are the codes of several in the one regency that contradict one another,
    the one that was taken first.
    """

    region: Guess | None
    district: Guess | None
    named: tuple[str, ...]
    districts: tuple[str, ...] = ()


def about(
    text: str,
    said: Sequence[Token],
    found: Sequence[Mention],
    reference: Reference,
    within: str | None = None,
    told_from: Collection[int] = (),
    filled: Collection[int] = (),
    is_open: bool = False,
) -> Places:
    """The one regency that the mentions leave, and the one district in it.

    `within` is a regency that is known already. A name that several districts
    have says of none of them that it is meant, but agrees with a regency that is
    named beside it. What stands in the `filled` lines of a form as the place goes
    before all else; the words `told_from` name where the teller comes from, which is
    the district only where nothing else names one. The district `is_open` where another is
    named that nobody knows, unless it stands in a form as the place.
    """
    matter = [mention for mention in found if mention.first not in told_from]
    of_form = [mention for mention in matter if said[mention.first].line in filled]
    named = _alone(reference, of_form) or _alone(reference, matter) or _alone(reference, found)
    spoken_of = tuple(sorted(named))
    if within is not None:
        named = {within}
    if len(named) != 1:
        return Places(None, None, spoken_of)
    (code,) = named
    every = _districts_in(reference, matter, code) or _districts_in(reference, found, code)
    inside = {m: d for m, d in every.items() if m in of_form}
    is_open = is_open and not inside
    inside = inside or every
    inside = {m: d for m, d in inside.items() if _is_marked(text, said, m, found)} or inside
    whole = [mention for mention in found if mention.codes == (code,)]
    districts = list(dict.fromkeys(inside.values()))
    others = [d for m, d in every.items() if not is_of_office(text, said, m)] if of_form else []
    several = tuple(dict.fromkeys([*districts, *others]))
    return Places(
        region=_guess(text, said, code, whole or inside or _inside(reference, found, code)),
        district=_guess(text, said, districts[0], inside)
        if len(districts) == 1 and not is_open
        else None,
        named=spoken_of,
        districts=several if len(several) > 1 and not is_open else (),
    )


def _alone(reference: Reference, found: Sequence[Mention]) -> set[str]:
    """The regencies that mentions speak of, each by a name that is in no other."""
    regencies = (_regencies(reference, mention) for mention in found)
    return {code for codes in regencies if len(codes) == 1 for code in codes}


def _inside(reference: Reference, found: Sequence[Mention], regency: str) -> list[Mention]:
    return [mention for mention in found if _district_in(reference, mention, regency)]


_AND = re.compile(r"\s*(?:dan|serta|&|and)\s*", re.IGNORECASE)


def _is_marked(
    text: str, said: Sequence[Token], mention: Mention, found: Sequence[Mention]
) -> bool:
    """Whether a mention is called a district: then it is one, and what is named beside it may not be.

    ``kecamatan Labuan Amas Selatan dan Pandawan`` calls both so.
    """
    before = said[max(0, mention.first - 1) : mention.first + 1]
    if any(token.word in CALLED for token in before):
        return True
    start = said[mention.first].start
    return any(
        other.last <= mention.first
        and _AND.fullmatch(text, said[other.last - 1].end, start)
        and _is_marked(text, said, other, found)
        for other in found
    )


def _regencies(reference: Reference, mention: Mention) -> set[str]:
    districts = reference.district_by_code
    return {districts[c].regency if c in districts else c for c in mention.codes}


def _district_in(reference: Reference, mention: Mention, regency: str) -> str | None:
    """The district of a regency that a mention names."""
    known = (reference.district_by_code.get(code) for code in mention.codes)
    return next((d.code for d in known if d and d.regency == regency), None)


def _districts_in(
    reference: Reference, found: Sequence[Mention], regency: str
) -> dict[Mention, str]:
    named = ((mention, _district_in(reference, mention, regency)) for mention in found)
    return {mention: district for mention, district in named if district is not None}


def _guess(text: str, said: Sequence[Token], code: str, found: Iterable[Mention]) -> Guess | None:
    words = tuple(dict.fromkeys(as_written(text, said[m.first : m.last]) for m in found))
    return Guess(code, words) if words else None
