"""Lists of reports on the screen: the usual one, and one with chosen columns."""

from collections.abc import Iterable, Sequence

from rich.console import RenderableType
from rich.text import Text

from pilkada_cli.domain.fields import FIELD_BY_NAME, Type
from pilkada_cli.domain.guesses import PHASE, is_day_guessed
from pilkada_cli.domain.reference import Reference
from pilkada_cli.i18n import _, language
from pilkada_cli.render import headings
from pilkada_cli.render.local import DASH, clock, local_time, short_date, whole, word
from pilkada_cli.render.reports import Row, fact, level_name
from pilkada_cli.render.tables import Column, brief, level_text, safe, table
from pilkada_cli.render.titles import title_of

UNCONFIRMED = "?"
"""Stands behind a day or a phase that nobody confirmed."""


def levels(row: Row, reference: Reference) -> Text:
    """The level before actions and, where they lowered it, the one after."""
    shown = (
        [row["level"]]
        if row["level"] == row["residual_level"]
        else [row["level"], row["residual_level"]]
    )
    return Text(" → ").join(level_text(int(str(n)), level_name(reference, n)) for n in shown)


def day(row: Row) -> str:
    """The day of a report, with `UNCONFIRMED` where nobody confirmed it."""
    on = short_date(str(row["occurred_on"]))
    return f"{on}{UNCONFIRMED}" if is_day_guessed(_guessed(row)) else on


def phase(row: Row) -> str:
    """The phase of a report, with `UNCONFIRMED` where nobody said or confirmed it."""
    named = word(row[PHASE])
    return f"{named}{UNCONFIRMED}" if PHASE in _guessed(row) else named


def is_unconfirmed(row: Row) -> bool:
    """Whether nobody confirmed the day or the phase of a report."""
    guessed = _guessed(row)
    return is_day_guessed(guessed) or PHASE in guessed


def _guessed(row: Row) -> list[str]:
    return str(row["guessed"] or "").split()


def report_list(rows: Iterable[Row], reference: Reference) -> RenderableType:
    """Reports, two lines each: what it is called above, what kind it is below."""
    columns = [
        Column("\n".join(("id", _("date"))), wrap=False),
        Column("\n".join((_("region"), _("district"))), least=10, drop=6),
        Column("\n".join((_("phase"), _("level"))), wrap=False),
        Column("\n".join((_("verification"), _("handling"))), least=12, drop=7),
        Column("\n".join((_("title"), _("category"))), least=16),
    ]
    return table(columns, [_list_row(row, reference) for row in rows])


def _list_row(row: Row, reference: Reference) -> list[str | Text]:
    risk = Text(f"{phase(row)}\n")
    risk.append(levels(row, reference))
    what = brief(title_of(row["title"]))
    what.append(safe(f"\n{row['category']}"))
    return [
        f"{row['id']}\n{day(row)}",
        f"{row['regency_name']}\n{_place(str(row['district'] or ''), reference)}",
        risk,
        f"{word(row['verification'])}\n{word(row['handling'])}",
        what,
    ]


_NUMBERS = {Type.RATING, Type.VALUE, Type.GRADE, Type.COUNT, Type.MONEY}
_TEXTS = {
    Type.TITLE,
    Type.LINE,
    Type.TEXT,
    Type.CATEGORY,
    Type.STAGE,
    Type.DISTRICT,
    Type.REGIONS,
    Type.FILES,
}
_LEVELS = {"level", "residual_level"}


def chosen_columns(
    rows: Iterable[Row], names: Sequence[str], reference: Reference
) -> RenderableType:
    """Reports, a line each, with these fields in words.

    Text that is too long for its line ends in ``…``. Where the screen is too
    narrow for all fields, the last ones are left out.
    """
    columns = [_column(name, place) for place, name in enumerate(names)]
    return table(columns, [[_cell(name, row, reference) for name in names] for row in rows])


def _column(name: str, place: int) -> Column:
    kind = FIELD_BY_NAME[name].type
    return Column(
        headings.of_list(name),
        number=kind in _NUMBERS and name not in _LEVELS,
        least=16 if kind in (Type.TITLE, Type.TEXT) else 10,
        wrap=kind in _TEXTS,
        cut=kind in _TEXTS,
        drop=place,
    )


def _cell(name: str, row: Row, reference: Reference) -> str | Text:
    value = row[name]
    if name == "title":
        return safe(title_of(value), lines=False)
    if value is None or value in ("", ()):
        return DASH
    if name == "occurred_on":
        return day(row)
    if name == PHASE:
        return phase(row)
    if name in _LEVELS:
        return level_text(int(str(value)), level_name(reference, value))
    if isinstance(value, int):
        return whole(value)
    if name == "attachments":
        return safe(fact(name, row, reference), lines=False)
    if isinstance(value, tuple):
        return ", ".join(_place(code, reference) for code in value)
    return safe(_in_words(FIELD_BY_NAME[name].type, str(value), reference), lines=False)


def _in_words(kind: Type, value: str, reference: Reference) -> str:
    match kind:
        case Type.DATE:
            return short_date(value)
        case Type.TIME:
            return clock(value)
        case Type.INSTANT:
            election = reference.election
            return local_time(value, election.time_zone, election.time_zone_label)
        case Type.REGION | Type.DISTRICT:
            return _place(value, reference)
        case Type.CATEGORY:
            category = reference.category_by_key.get(value)
            return category.label.in_language(language()) if category else value
        case Type.STAGE:
            stage = reference.stage_by_key.get(value)
            return stage.name.in_language(language()) if stage else value
    return word(value)


def _place(code: str, reference: Reference) -> str:
    place = reference.region_by_code.get(code) or reference.district_by_code.get(code)
    return place.name if place else code
