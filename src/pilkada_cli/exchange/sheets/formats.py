"""Days and times in the form that a mapping file gives, names in Indonesian or English."""

import re
from datetime import UTC, date, datetime

from pilkada_cli.exchange.sheets import dates
from pilkada_cli.exchange.sheets.dates import Unreadable, When
from pilkada_cli.exchange.sheets.months import month_of
from pilkada_cli.exchange.sheets.rows import Cell, shown
from pilkada_cli.i18n import N_, Sentence

_WORD = re.compile(r"[^\W\d_]+")
_MONTHS = "January February March April May June July August September October November December"
_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday"
_DAY_PARTS = (("%d",), ("%m", "%b", "%B"), ("%Y", "%y"))
_CLOCK_PARTS = (("%H", "%I"), ("%M",))
_EXAMPLE = datetime(2024, 11, 22, 14, 30, tzinfo=UTC)
_WHOLE = ("%c", "%x", "%X")
"""Forms of the locale, which differ between machines."""


def is_usable(pattern: str, *, of_day: bool) -> bool:
    """Whether a form of `strptime` names a whole day, or else a time of day."""
    parts = _DAY_PARTS if of_day else _CLOCK_PARTS
    if any(whole in pattern for whole in _WHOLE):
        return False
    if not all(any(name in pattern for name in names) for names in parts):
        return False
    try:
        _parsed(_EXAMPLE.strftime(pattern), pattern)
    except ValueError:
        return False
    return True


def read(cell: Cell, pattern: str, epoch: date) -> When:
    """What a cell says in the form `pattern`; a typed day or time is taken as it is.

    Raises `Unreadable` where the cell has another form.
    """
    if not isinstance(cell, str):
        return dates.read(cell, epoch)
    text = _WORD.sub(lambda word: _in_english(word[0], pattern), " ".join(cell.split()))
    try:
        moment = _parsed(text, pattern)
    except ValueError:
        raise Unreadable(
            Sentence(
                N_("'{value}' is not of the form {pattern}, as {example} is"),
                value=shown(cell),
                pattern=pattern,
                example=_EXAMPLE.strftime(pattern),
            )
        ) from None
    offset = moment.utcoffset()
    return When(
        moment.date() if "%d" in pattern else None,
        moment.time().replace(microsecond=0) if "%H" in pattern or "%I" in pattern else None,
        None if offset is None else offset.total_seconds() / 3600,
    )


def _parsed(text: str, pattern: str) -> datetime:
    return datetime.strptime(text, pattern)  # noqa: DTZ007 - the zone may stand elsewhere


def _in_english(word: str, pattern: str) -> str:
    """The name of a month or weekday as `strptime` knows it, whole or cut to three letters."""
    if (month := month_of(word)) is not None:
        name = _MONTHS.split()[month - 1]
        return name if "%B" in pattern else name[:3]
    if (day := dates.weekday_in(word)) is not None:
        name = _DAYS.split()[day]
        return name if "%A" in pattern else name[:3]
    return word
