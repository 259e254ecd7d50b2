"""Where the rows of a sheet lie: what they say themselves, in columns or in words, or what stands for all."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from pilkada_cli.analysis.localities import Locality, locality, near_misses
from pilkada_cli.domain.names import resolve_place, squeeze
from pilkada_cli.domain.reference import Reference
from pilkada_cli.errors import PilkadaError
from pilkada_cli.exchange.sheets.headers import PLACE
from pilkada_cli.exchange.sheets.skipped import Stretches
from pilkada_cli.i18n import N_, Sentence
from pilkada_cli.jobs.sheet_texts import Texts

_REMEMBERED = 1 << 12

_MISSED = (
    N_("'{text}' (row {rows}; did you mean '{name}'?)"),
    N_("'{text}' (rows {rows}; did you mean '{name}'?)"),
)
_STRANGE = N_("'{text}' (row {rows})"), N_("'{text}' (rows {rows})")
_CORRECTED = (
    N_("'{text}' (row {rows}; taken as '{name}')"),
    N_("'{text}' (rows {rows}; taken as '{name}')"),
)

_CALLED = re.compile(r"\bkec(?:amatan)?\b", re.IGNORECASE)
"""How a district is called that is surely one."""

_SMALLER = ("district", "village", "polling_station")

OWN, SHEET, WORDS = "own", "sheet", "words"
"""Where the region of a row that names none comes from."""

Taken = Counter[tuple[str, str, str]]
"""Rows that name no region, by where it comes from, its code, and the header of the column if it is one."""


@dataclass(frozen=True, slots=True)
class Standing:
    """The place of all rows of a sheet that name none; `source` is `OWN` or `SHEET`."""

    region: str | None
    district: str | None
    source: str


class Places:
    """Finds the places of the rows of one sheet; `header` is that of its column of places."""

    def __init__(self, standing: Standing, header: str, reference: Reference) -> None:
        self._standing = standing
        self._header = header
        self._reference = reference
        self._region_of = lru_cache(_REMEMBERED)(self._region_named)
        self._find = lru_cache(_REMEMBERED)(self._found)
        self._near = lru_cache(_REMEMBERED)(
            lambda text, within: near_misses(text, reference, within)
        )
        self._unknown = Texts(_MISSED, _STRANGE)
        self._corrected = Texts(_CORRECTED)
        self._contrary = Stretches()

    def settle(
        self, raw: dict[str, object], number: int
    ) -> tuple[tuple[str, ...], tuple[str, str] | None]:
        """Give a row its place: what of it is a guess, and where its region comes from if it names none."""
        text = " ".join(str(raw.get(PLACE) or "").split())
        named = raw.get("region")
        within = self._region_of(str(named)) if named else self._standing.region
        found = Locality()
        if text and (within is not None or not named):
            fixed = bool(named or raw.get("district"))
            found = self._find(text, within, fixed)
        source = None if named else self._settle_region(raw, found)
        guessed = self._take(raw, found) if text else ()
        if source is not None and source[0] == WORDS and not found.whole:
            guessed = ("region", *guessed)
        if text and not raw.get("district"):
            self._note(text, number, found, within)
        elif "district" in guessed and found.misspelt:
            name = self._reference.district_by_code[str(raw["district"])].name
            self._corrected.add(_CORRECTED, text, name, number)
        if _CALLED.search(text) and self._contradicts(raw, found):
            guessed = ("district", *guessed)
            self._contrary.add(number)
        raw.pop(PLACE, None)
        if source == (self._standing.source, "") and found.region in (None, raw["region"]):
            self._settle_district(raw)
        return guessed, source

    def _settle_district(self, raw: dict[str, object]) -> None:
        """Give a row the district that its sheet is about, where it lies in that region."""
        if self._standing.district is not None and not raw.get("district"):
            raw["district"] = self._standing.district

    def _contradicts(self, raw: dict[str, object], found: Locality) -> bool:
        """Whether the district of a row is another than its words name."""
        written = str(raw.get("district") or "")
        return bool(written) and not self._is_district(written, found.district)

    def _region_named(self, written: str) -> str | None:
        try:
            return resolve_place(self._reference, written).region
        except PilkadaError:
            return None

    def _found(self, text: str, within: str | None, fixed: bool) -> Locality:
        """The place in the region of the row; one of another that is clear, unless the row says it."""
        found = locality(text, self._reference, within)
        if within is None or fixed or found.region is not None:
            return found
        other = locality(text, self._reference)
        return other if other.region is not None else found

    def _settle_region(self, raw: dict[str, object], found: Locality) -> tuple[str, str] | None:
        standing = self._standing
        elsewhere = found.region not in (None, standing.region)
        if elsewhere and not raw.get("district"):
            raw["region"] = found.region
            return WORDS, self._header
        raw["region"] = standing.region or raw.get("district")
        return (standing.source, "") if standing.region else None

    def _take(self, raw: dict[str, object], found: Locality) -> tuple[str, ...]:
        """Fill in what the words say and the row does not; keep the words where they say more."""
        agrees = not raw.get("district") or self._is_district(str(raw["district"]), found.district)
        said = {name: value for name in _SMALLER if (value := getattr(found, name)) is not None}
        new = {name: value for name, value in said.items() if agrees and not raw.get(name)}
        raw.update(new)
        besides = said.keys() - new.keys() - ({"district"} if agrees else set())
        if besides or not (found.whole and (said or found.region) and raw.get("title")):
            _put_to_detail(raw, self._header)
        return () if found.whole else tuple(new)

    def _is_district(self, written: str, code: str | None) -> bool:
        """Whether what a row has in its column of districts is the one that was found, if one was."""
        if code is None:
            return True
        return squeeze(written) in {
            squeeze(self._reference.district_by_code[code].name),
            squeeze(code),
        }

    def _note(self, text: str, number: int, found: Locality, within: str | None) -> None:
        near = self._near(text, within)
        named = found.region is not None and (found.whole or found.region != within)
        if not near and (named or found.village or found.polling_station):
            return
        self._unknown.add(_MISSED if near else _STRANGE, text, ", ".join(near), number)

    @property
    def remarks(self) -> Iterator[Sentence]:
        """What the words of places leave open, or say otherwise."""
        if self._corrected.n:
            yield Sentence(
                N_("{n} row misspells its district in '{header}', which is taken as a guess: {texts}"),
                N_("{n} rows misspell their district in '{header}', which is taken as a guess: {texts}"),
                n=self._corrected.n,
                header=self._header,
                texts=self._corrected.named,
            )  # fmt: skip
        if self._contrary.n:
            yield Sentence(
                N_("{n} row names another district in '{header}' than in its column or heading, which is taken as a guess: row {rows}"),
                N_("{n} rows name another district in '{header}' than in their column or heading, which is taken as a guess: rows {rows}"),
                n=self._contrary.n,
                header=self._header,
                rows=str(self._contrary),
            )  # fmt: skip
        if self._unknown.n:
            yield Sentence(
                N_(
                    "{n} row names no known district in '{header}', its words stand in the detail: {texts}"
                ),
                N_(
                    "{n} rows name no known district in '{header}', their words stand in the detail: {texts}"
                ),
                n=self._unknown.n,
                header=self._header,
                texts=self._unknown.named,
            )


def _put_to_detail(raw: dict[str, object], header: str) -> None:
    """Keep the words of a place, as the title of a row that has nothing else to say."""
    text = str(raw[PLACE]).strip()
    if not raw.get("title"):
        raw["title"] = " ".join(text.split())
        return
    said = f"{header}: {text}"
    raw["detail"] = f"{raw['detail']}\n{said}" if raw.get("detail") else said


_FROM = {
    OWN: N_("{region}, the register's own region"),
    SHEET: N_("{region}, by the name or letterhead of the sheet"),
    WORDS: N_("{region}, by '{header}'"),
}


def told(taken: Taken, reference: Reference) -> Sentence | None:
    """Where the regions of rows that name none come from."""
    if not taken:
        return None
    each = [
        Sentence(_FROM[source], region=reference.region_by_code[code].name, header=header)
        for source, code, header in sorted(taken)
    ]
    if len(each) > 1:
        numbers = (taken[key] for key in sorted(taken))
        each = [Sentence("{place} ({n})", place=p, n=n) for p, n in zip(each, numbers, strict=True)]
    return Sentence(
        N_("{n} row names no region; it lies in {regions}"),
        N_("{n} rows name no region; they lie in {regions}"),
        n=taken.total(),
        regions=Sentence.joined(each, "; "),
    )
