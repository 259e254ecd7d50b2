"""How what people type becomes a region or a stage.

An exact match wins; nothing is guessed between names that differ by a letter.
What does not match is refused with suggestions.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher, get_close_matches

from pilkada_cli.domain.reference import District, Reference, Region, Stage
from pilkada_cli.domain.spelling import words
from pilkada_cli.errors import AmbiguousName, UnknownName
from pilkada_cli.i18n import N_, Sentence

LONGEST = 100
"""More characters than these are no name, so none is like them."""

_SHORTENED = 3
"""Words of a name from which on its initials stand for it."""

_KINDS = {"kabupaten": ("kabupaten", "kab"), "kota": ("kota",), "provinsi": ("provinsi", "prov")}


@dataclass(frozen=True, slots=True)
class Place:
    """A region, and the district within it where one was meant."""

    region: str
    district: str | None = None


def squeeze(text: str) -> str:
    """A name without case, blanks, dots and hyphens: spellings of officials differ in these."""
    return re.sub(r"[\s.\-_']+", "", text).casefold()


def resolve_place(reference: Reference, typed: str) -> Place:
    """The place meant by a code, name, kind and name, or alias.

    Raises `UnknownName` with suggestions, or `AmbiguousName` with the codes of
    a district name that lies in several regencies.
    """
    text = typed.strip()
    if re.fullmatch(r"[\d.]+", text):
        return _by_code(reference, text)
    key = squeeze(text)
    if key in _called(reference.province):
        return Place(reference.province.code)
    if codes := _region_keys(reference).get(key):
        return Place(_only(reference, typed, codes))
    name, _, within = text.rpartition(",")
    key, scope = (squeeze(name), squeeze(within)) if name else (key, None)
    found = [
        district
        for region in reference.regencies
        if scope is None or scope in _keys_of(region)
        for district in _districts_called(region, key)
    ]
    if not found:
        raise _unknown_region(reference, typed)
    code = _only(reference, typed, [district.code for district in found])
    return Place(reference.district_by_code[code].regency, code)


def _districts_called(region: Region, key: str) -> Iterator[District]:
    """Those of a region with that name, called a district or not, or its initials: ``LAU``."""
    shortened = initials(region.districts).get(key)
    for district in region.districts:
        name = squeeze(district.name)
        if key in (name, f"kec{name}", f"kecamatan{name}") or district.code == shortened:
            yield district


def _only(reference: Reference, typed: str, codes: list[str]) -> str:
    """The one code a name stands for. Raises `AmbiguousName` with all of them otherwise."""
    if len(codes) == 1:
        return codes[0]
    raise AmbiguousName(
        Sentence(N_("'{typed}' names several places"), typed=typed),
        Sentence(
            N_("say which by its code: {choices}"),
            choices=", ".join(f"{code} ({_place_name(reference, code)})" for code in codes),
        ),
    )


def _place_name(reference: Reference, code: str) -> str:
    if (district := reference.district_by_code.get(code)) is not None:
        return reference.region_by_code[district.regency].name
    return reference.region_by_code[code].full_name


def within(reference: Reference, typed: str | None) -> Place | None:
    """The part of the province that a filter leaves; None stands for all of it."""
    place = None if typed is None else resolve_place(reference, typed)
    return None if place is None or reference.is_province(place.region) else place


def resolve_region(reference: Reference, typed: str) -> str:
    """The code of the province or regency meant; a district is refused."""
    place = resolve_place(reference, typed)
    if place.district is not None:
        region = reference.region_by_code[place.region]
        raise UnknownName(
            Sentence(N_("'{typed}' is a district; a regency or city is needed"), typed=typed),
            typed,
            [region.name],
            "pilkada region list",
        )
    return place.region


def resolve_district(reference: Reference, typed: str, region: str) -> str:
    """The code of the district of `region` meant by a code or name."""
    known = {d.code: d for d in reference.district_by_code.values() if d.regency == region}
    digits, key = re.sub(r"\D", "", typed), squeeze(typed)
    for code, district in known.items():
        if squeeze(district.name) == key or (digits and code.replace(".", "") == digits):
            return code
    if (shortened := initials(known.values()).get(key)) is not None:
        return shortened
    names = [district.name for district in known.values()]
    raise UnknownName(
        Sentence(
            N_("unknown district '{typed}' in {region}"),
            typed=typed,
            region=reference.region_by_code[region].name,
        ),
        typed,
        get_close_matches(typed, names, 3),
        f"pilkada region show {region}",
    )


def initials(districts: Iterable[District]) -> dict[str, str]:
    """The codes of districts of one regency by how officers shorten long names: ``las``, ``bau``."""
    found: dict[str, list[str]] = {}
    for district in districts:
        parts = district.name.split()
        if len(parts) >= _SHORTENED:
            found.setdefault("".join(part[0] for part in parts).casefold(), []).append(
                district.code
            )
    return {short: codes[0] for short, codes in found.items() if len(codes) == 1}


def _by_code(reference: Reference, typed: str) -> Place:
    digits = typed.replace(".", "")
    code = ".".join(part for part in (digits[:2], digits[2:4], digits[4:]) if part)
    if code in reference.region_by_code:
        return Place(code)
    if (district := reference.district_by_code.get(code)) is not None:
        return Place(district.regency, code)
    raise _unknown_region(reference, typed)


def _keys_of(region: Region) -> set[str]:
    keys = {squeeze(region.name), *(squeeze(alias) for alias in region.aliases)}
    return keys | {kind + key for kind in _called(region) for key in keys}


def _called(region: Region) -> tuple[str, ...]:
    """What stands before the name of a region."""
    return _KINDS.get(region.kind, (squeeze(region.kind),))


def _region_keys(reference: Reference) -> dict[str, list[str]]:
    """The codes that each name, kind and name, or alias stands for."""
    keys: dict[str, list[str]] = {}
    for region in (reference.province, *reference.regencies):
        for key in _keys_of(region):
            keys.setdefault(key, []).append(region.code)
    return keys


def _unknown_region(reference: Reference, typed: str) -> UnknownName:
    names = [region.name for region in (reference.province, *reference.regencies)]
    within = {
        district.name: reference.region_by_code[district.regency].name
        for district in reference.district_by_code.values()
    }
    names += within
    error = UnknownName(
        Sentence(N_("unknown region '{typed}'"), typed=typed),
        typed,
        near(typed, names),
        "pilkada region list",
        within,
    )
    if not error.suggestions:
        error.hint = Sentence(
            N_("see pilkada region list; villages are not in it: a report names its own with --village")
        )  # fmt: skip
    return error


MOST = 8
"""Names of which more are no suggestion."""


def near(typed: str, names: Iterable[str]) -> list[str]:
    """The names of which every typed word is one, or spelt much like one; else those most alike."""
    if len(typed) > LONGEST:
        return []
    wanted = words(typed)
    every = list(dict.fromkeys(names))
    found = [
        name
        for name in every
        if wanted and all(get_close_matches(word, words(name), 1, 0.8) for word in wanted)
    ]
    found.sort(key=lambda name: -SequenceMatcher(None, squeeze(name), squeeze(typed)).ratio())
    return found if 0 < len(found) <= MOST else alike(typed, every)


def alike(typed: str, names: Iterable[str]) -> list[str]:
    """The names that are spelt most like `typed`, at most three."""
    by_key = {squeeze(name): name for name in names}
    matches = get_close_matches(squeeze(typed), by_key, n=3, cutoff=0.75)
    return [by_key[key] for key in matches]


def resolve_stage(reference: Reference, typed: str, extra: Iterable[str] = ()) -> str:
    """The key of the stage meant by its key or its name in either language.

    `extra` are keys that are no stages of the data but may be named too.
    """
    keys: dict[str, str] = {key: key for key in extra}
    for stage in reference.stages:
        keys[squeeze(stage.key)] = stage.key
    for key in extra:
        keys[squeeze(key)] = key
    names = _stage_names(reference.stages)
    if (found := keys.get(squeeze(typed)) or names.get(squeeze(typed))) is not None:
        return found
    candidates = [stage.key for stage in reference.stages]
    raise UnknownName(
        Sentence(N_("unknown stage '{typed}'"), typed=typed),
        typed,
        alike(typed, candidates),
        "pilkada stage list",
    )


def _stage_names(stages: Iterable[Stage]) -> dict[str, str]:
    names: dict[str, list[str]] = {}
    for stage in stages:
        for name in {squeeze(stage.name.id), squeeze(stage.name.en)}:
            names.setdefault(name, []).append(stage.key)
    return {name: keys[0] for name, keys in names.items() if len(keys) == 1}
