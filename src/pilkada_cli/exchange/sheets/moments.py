"""When a row says that something happened and was known: a day and a time in one cell or in several."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import time

from pilkada_cli.exchange.sheets import dates
from pilkada_cli.exchange.sheets.columns import Column
from pilkada_cli.exchange.sheets.dates import Unreadable, When
from pilkada_cli.exchange.sheets.headers import ZONES
from pilkada_cli.exchange.sheets.rows import Cell, is_blank, shown
from pilkada_cli.exchange.sheets.values import MOST_KEPT, Conventions, Reader
from pilkada_cli.exchange.sheets.zones import at_home
from pilkada_cli.i18n import N_, Sentence

WHEN_FIELDS = ("occurred_on", "occurred_time", "at", "known_at")
"""Fields whose cells say a day, a time or both."""

_CLOCK = "occurred_time"
_KNOWN = "known_at"
_INSTANT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+(?:Z|[+-][0-9]{2}:?[0-9]{2})")
_END = time(23, 59, 59)
"""What a sheet, which tells the second, says of the end of a day: that only the day was known."""

_LOOKS_LIKE_A_DAY = re.compile(r"[0-9]{4}|[/-]")

Told = tuple[dict[str, str], dict[str, Sentence]]
"""Raw values by field, and objections by field."""


@dataclass(frozen=True, slots=True)
class Take:
    """That a field is read from a column, and how.

    `ahead` are the hours of the time zone that the header names; `read` reads
    other values than days and times, `when` those.
    """

    field: str
    column: Column
    read: Reader
    when: Callable[[Cell], When]

    @property
    def ahead(self) -> float | None:
        """The hours that the zone in the header is ahead of UTC."""
        zone = self.column.zone
        return dates.HOURS_AHEAD[zone] if zone in ZONES else None


class Moments:
    """Reads the days and times of the rows of one sheet.

    What the same cells said before is remembered: days come again, row by row.
    """

    def __init__(
        self, takes: Iterable[Take], weekday: int | None, conventions: Conventions
    ) -> None:
        self.takes = [take for take in takes if take.field in WHEN_FIELDS]
        self._happened = [take for take in self.takes if take.field != _KNOWN]
        self._known = next((take for take in self.takes if take.field == _KNOWN), None)
        self._columns = [take.column.index for take in self._happened]
        if weekday is not None:
            self._columns.append(weekday)
        self._weekday = weekday
        self._conventions = conventions
        self._kept: dict[tuple[object, ...], Told] = {}

    def read(self, cells: Sequence[Cell]) -> Told:
        """The day, the time and when it was known; blank cells say nothing."""
        told = self._remembered(cells)
        if self._known is None or is_blank(cells[self._known.column.index]):
            return told
        values, problems = told
        try:
            known = self._when_known(self._known, cells[self._known.column.index])
        except Unreadable as error:
            return values, {**problems, _KNOWN: error.sentence}
        return {**values, _KNOWN: known}, problems

    def _remembered(self, cells: Sequence[Cell]) -> Told:
        said = [cells[index] for index in self._columns]
        # True and 1 are one key, and so are 1 and 1.0: their types tell them apart.
        key = (*said, *[cell.__class__ for cell in said])
        told = self._kept.get(key)
        if told is None:
            if len(self._kept) >= MOST_KEPT:
                self._kept.clear()
            told = self._kept[key] = self._happening(cells)
        return told

    def _happening(self, cells: Sequence[Cell]) -> Told:
        said: dict[str, When] = {}
        problems: dict[str, Sentence] = {}
        for take in self._happened:
            cell = cells[take.column.index]
            if is_blank(cell) or cell in ("-", "–"):
                continue
            try:
                said[take.field] = _when(take, cell)
            except Unreadable as error:
                problems[take.field] = error.sentence
        try:
            return self._together(said, cells), problems
        except Unreadable as error:
            return {}, {**problems, "occurred_on": error.sentence}

    def _together(self, said: Mapping[str, When], cells: Sequence[Cell]) -> dict[str, str]:
        """One day and time of what several cells say, in the election's time zone."""
        day = said.get("occurred_on") or said.get("at") or When()
        clock = said.get(_CLOCK) or When()
        both = When(
            day.day or clock.day,
            clock.clock or day.clock,
            clock.ahead if clock.ahead is not None else day.ahead,
        )
        self._expect_weekday(both, cells)
        self._expect_one_time(day, clock, cells)
        here = self._here(both)
        values = {}
        if here.day is not None:
            values["occurred_on"] = here.day.isoformat()
        if here.clock is not None:
            values["occurred_time"] = here.clock.strftime("%H:%M")
        return values

    def _expect_one_time(self, day: When, clock: When, cells: Sequence[Cell]) -> None:
        """A time beside the day is that of the column of times, in the zone that either names."""
        # Databases write a day as its midnight.
        if day.clock in (None, time()) or clock.clock is None:
            return
        ahead = day.ahead if clock.ahead is None else clock.ahead
        told = self._here(day if day.ahead is not None else day._replace(ahead=ahead))
        if _minute(told) == _minute(self._here(When(day.day, clock.clock, ahead))):
            return
        in_day = next(take.column for take in self._happened if take.field != _CLOCK)
        in_clock = next(take.column for take in self._happened if take.field == _CLOCK)
        raise Unreadable(
            Sentence(
                N_("'{value}' contradicts '{other}' under '{header}'; write one time of day"),
                value=shown(cells[in_day.index]),
                other=shown(cells[in_clock.index]),
                header=in_clock.header,
            )
        )

    def _expect_weekday(self, when: When, cells: Sequence[Cell]) -> None:
        """The day is that of the column with weekdays, where there is one."""
        if self._weekday is None or when.day is None:
            return
        cell = cells[self._weekday]
        if dates.weekday_in(cell) not in (None, when.day.weekday()):
            raise dates.contradicted(shown(cell).strip(), when.day, when.day)

    def _here(self, when: When) -> When:
        return at_home(when, self._conventions.zone, self._conventions.source_zone)

    def _when_known(self, take: Take, cell: Cell) -> str:
        """As the import of JSON Lines takes it: an instant, or a local day or day and time."""
        if isinstance(cell, str) and _INSTANT.fullmatch(cell):
            return cell
        here = self._here(_when(take, cell))
        assert here.day is not None, "a time alone was refused"
        if here.clock is None or here.clock.replace(microsecond=0) == _END:
            return here.day.isoformat()
        return f"{here.day} {here.clock:%H:%M:%S}"


def _minute(when: When) -> str:
    return f"{when.day} {when.clock:%H:%M}"


def _when(take: Take, cell: Cell) -> When:
    """What a cell says, with the time zone of its header; what it must say by its field."""
    is_time = take.field == _CLOCK
    try:
        when = take.when(cell)
    except Unreadable:
        if is_time and not _LOOKS_LIKE_A_DAY.search(shown(cell)):
            raise dates.no_clock(cell) from None
        raise
    if is_time and when.clock is None:
        raise dates.no_clock(cell)
    if not is_time and when.day is None:
        raise dates.no_day(cell)
    if when.ahead is None and when.clock is not None:
        return when._replace(ahead=take.ahead)
    return when
