"""Months by name, and the period that stands above a table: ``LAPORAN BULAN NOPEMBER 2024``."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januari jan january",
            "februari pebruari febuari feb peb february",
            "maret mar march",
            "april apr",
            "mei may",
            "juni jun june",
            "juli jul july",
            "agustus agu ags agt agust aug august",
            "september sept sep",
            "oktober okt october oct",
            "november nopember nov nop",
            "desember des december dec",
        ),
        1,
    )
    for name in names.split()
}
"""The numbers of months by their names and abbreviations in Indonesian and English."""

_SURE = 4
"""Letters from which on a word above a table is a month; shorter ones may be other words."""

_YEAR = re.compile(r"(?<![0-9])20[0-9]{2}(?![0-9])")
_REGULATION = re.compile(
    r"\b(?:nomor|no|uu|pkpu|perbawaslu|permendagri|perda)\b\.?\s*[0-9]+\s+tahun\s+20[0-9]{2}"
)


def month_of(word: str) -> int | None:
    """The number of a month by its name in Indonesian or English, None for other words."""
    return MONTHS.get(word.casefold())


@dataclass(slots=True, eq=False)
class Period:
    """The one year above a table, and the one month, None where no or several are named.

    `used` says that a day below was completed by it.
    """

    year: int
    month: int | None = None
    used: bool = False

    def __str__(self) -> str:
        """In figures: ``11/2024``, or ``2024``."""
        return f"{self.month}/{self.year}" if self.month else str(self.year)

    def completed(self, day: int, month: int | None = None) -> date | None:
        """A day that names no year, and perhaps no month; None where it is not of this period.

        ValueError where the month has no such day.
        """
        month = month or self.month
        if month is None or self.month not in (None, month):
            return None
        found = date(self.year, month, day)
        self.used = True
        return found


def period_above(texts: Iterable[str]) -> Period | None:
    """The period that the texts above a table name; None where they name no or several years.

    The year of a regulation is none of the table's.
    """
    text = _REGULATION.sub(" ", "\n".join(texts).casefold())
    years = {*_YEAR.findall(text)}
    words = re.findall("[a-z]+", text)
    months = {MONTHS[w] for w in words if w in MONTHS and (len(w) >= _SURE or w == "mei")}
    # Of a span over the turn of the year only one may be written: ``25 Desember - 1 Januari 2025``.
    if len(years) != 1 or {1, 12} <= months:
        return None
    return Period(int(years.pop()), months.pop() if len(months) == 1 else None)
