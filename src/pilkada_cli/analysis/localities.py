"""Where a few words that only say a place lie: a cell of a sheet, not a message."""

import re
from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from typing import NamedTuple

from pilkada_cli.analysis import places, stations, villages, whereabouts
from pilkada_cli.analysis.places import Mention
from pilkada_cli.analysis.whereabouts import Places
from pilkada_cli.analysis.wording import Token, as_written, tokens
from pilkada_cli.domain.names import initials, squeeze
from pilkada_cli.domain.reference import Reference
from pilkada_cli.domain.spelling import words

_KINDS = frozenset(
    words("kec kecamatan kab kabupaten prov provinsi desa ds kel kelurahan tps no nomor di wilayah")
)
"""Words that say what kind of place a name is of, and nothing more."""

_APART = re.compile(r"[,;/()\n]|\s[-–]\s")
_DISTRICT = re.compile(r"\b(?:kecamatan|kec)\b\.?\s*", re.IGNORECASE)
_SHORTENED = re.compile(r"^\s*(?P<name>[a-z]{3,4})(?=\s*(?:[,;/(.]|$))", re.IGNORECASE)
_OTHER = re.compile(r"\b(?:desa|ds|kelurahan|kel|dusun|rt|rw|jalan|jln|jl|tps)\b", re.IGNORECASE)
_KIND = re.compile(r"^(?:kabupaten|kab|kota|di)\b\.?\s*", re.IGNORECASE)

_NEAR = 0.8
"""How alike two names are, by difflib, to be one misspelt."""


class Locality(NamedTuple):
    """The place that words say: codes of region and district, names of the smaller ones.

    `misspelt` says that a name is written otherwise than the place is called, `whole` that
    nothing else stands in the words, nor is so written, so that they need not be kept.
    """

    region: str | None = None
    district: str | None = None
    village: str | None = None
    polling_station: str | None = None
    whole: bool = False
    misspelt: bool = False


def locality(text: str, reference: Reference, within: str | None = None) -> Locality:
    """The place that is named; `within` is a regency that it lies in. Of several places it is none."""
    text = _in_capitals(_in_full(text, reference, within))
    # Nothing but names stands in such words, so that a capital letter begins one.
    said = [token._replace(capital=token.raised) for token in tokens(text)]
    named = places.mentions(text, said, reference)
    where = whereabouts.about(text, said, named, reference, within)
    village, station = villages.village(text, said, named), stations.polling_station(text)
    misspelt = not all(_is_as_called(text, said, each, reference) for each in named)
    smaller = [guess.value for guess in (village, station) if guess is not None]
    return Locality(
        where.region.value if where.region else None,
        where.district.value if where.district else None,
        village.value if village else None,
        station.value if station else None,
        _are_told(named, where, reference) and not misspelt and not _rest(said, named, smaller),
        misspelt,
    )


def near_misses(text: str, reference: Reference, within: str | None = None) -> list[str]:
    """Names of districts, and of regencies where none is known, of which one may be misspelt here."""
    regions = [r for r in reference.regencies if within in (None, r.code)]
    names = {squeeze(district.name): district.name for r in regions for district in r.districts}
    if within is None:
        names |= {squeeze(region.name): region.name for region in regions}
    found = [
        close
        for part in _parts(text)
        for close in get_close_matches(squeeze(part), names, 1, _NEAR)
    ]
    told = {squeeze(part) for part in _parts(text)}
    return [names[key] for key in dict.fromkeys(found) if key not in told]


def _in_full(text: str, reference: Reference, within: str | None) -> str:
    """A district of the regency that is shortened where nothing says that it is one: ``LAU``."""
    if within is None:
        return text
    short = initials(reference.region_by_code[within].districts)

    def full(found: re.Match[str]) -> str:
        code = short.get(found["name"].casefold())
        return reference.district_by_code[code].name if code else found[0]

    return _SHORTENED.sub(full, text)


def _in_capitals(text: str) -> str:
    """Words of one case alone as names are written: ``HARUYAN`` and ``haruyan`` as ``Haruyan``."""
    if text.isupper() or text.islower():
        return re.sub(r"[^\W\d_]+", lambda word: word[0].capitalize(), text)
    return text


def _is_as_called(text: str, said: Sequence[Token], named: Mention, reference: Reference) -> bool:
    """Whether a place is written by its name, an alias or its initials, not only spelt alike."""
    written = squeeze(as_written(text, said[named.first : named.last]))
    return any(written in _called(code, reference) for code in named.codes)


def _called(code: str, reference: Reference) -> set[str]:
    if (region := reference.region_by_code.get(code)) is not None:
        return {*map(squeeze, (region.name, *region.aliases))}
    district = reference.district_by_code[code]
    short = initials(reference.region_by_code[district.regency].districts)
    return {squeeze(district.name), *(name for name, of in short.items() if of == code)}


def _are_told(named: Sequence[Mention], where: Places, reference: Reference) -> bool:
    """Whether the region and the district that were found are all that is named."""
    if not named:
        return True
    in_districts = any(code in reference.district_by_code for m in named for code in m.codes)
    return where.region is not None and (where.district is not None or not in_districts)


def _rest(said: Sequence[Token], named: Sequence[Mention], smaller: Sequence[str]) -> list[str]:
    """The words that say something besides."""
    at = {n for mention in named for n in range(mention.first, mention.last)}
    at |= {m.first - 1 for m in named if m.first and said[m.first - 1].word == "kota"}
    known = _KINDS.union(*(words(name) for name in smaller))
    return [token.word for n, token in enumerate(said) if n not in at and token.word not in known]


def _parts(text: str) -> Iterator[str]:
    """What may be the name of a district: what follows that word, else what stands for itself."""
    for part in _APART.split(text):
        _, mark, name = (
            part.rpartition(found[0]) if (found := _DISTRICT.search(part)) else ("", "", part)
        )
        name = _KIND.sub("", name.strip()) if not mark else name.strip()
        if not _OTHER.search(name):
            yield name
