"""What the columns of lists and of sheets for people are called."""

from collections.abc import Mapping

from pilkada_cli.domain.fields import FIELD_BY_NAME, FIELD_NAMES
from pilkada_cli.i18n import N_, _
from pilkada_cli.render.labels import LABELS
from pilkada_cli.render.local import WORDS

LISTED: Mapping[str, str] = {
    **LABELS,
    "id": "id",
    "regency_name": N_("region"),
    "value": N_("value"),
    "level": N_("level"),
    "residual_value": N_("value after measures"),
    "residual_level": N_("level after measures"),
    "group": N_("same event as"),
    "recorded_at": N_("entered"),
    "updated_at": N_("changed"),
}
"""On the screen, by the field of a report."""

_OF_PAGE = {
    LABELS["value"]: ("value", "level"),
    LABELS["residual_value"]: ("residual_value", "residual_level"),
    N_("grade"): ("grade_source", "grade_content"),
}
"""Rows of a report's page that tell several fields in one."""

_SHEET: Mapping[str, str] = {
    **LISTED,
    "region": N_("region code"),
    "district": N_("district code"),
    "value": N_("risk score"),
    "handling": N_("state of handling"),
}
"""In a sheet, where a code stands beside its name and an importer must know each column."""

_RANKING: Mapping[str, str] = {
    "rank": N_("rank"),
    "rank_low": N_("best rank"),
    "rank_high": N_("worst rank"),
    "code": N_("code"),
    "key": N_("key"),
    "name": N_("name"),
    "regency": N_("region"),
    "athg": "ATHG",
    "start": N_("first day"),
    "end": N_("last day"),
    "days": N_("days"),
    "reports": N_("reports"),
    "events": N_("events"),
    "pg": N_("PG"),
    "ag": N_("AG"),
    "gn": N_("GN"),
    "open": N_("open"),
    "verified": N_("verified"),
    "worst_level": N_("worst level"),
    "open_level": N_("worst open level after measures"),
    "index": N_("record score"),
    "open_index": N_("open score"),
    "index_per_day": N_("score per day"),
    "exposure": N_("hundreds of polling stations"),
    "rate": N_("rate"),
    "rate_low": N_("lowest rate"),
    "rate_high": N_("highest rate"),
    "p_top3": N_("chance of the first three places"),
    "last_report_on": N_("last report"),
    "silent_days": N_("days of silence"),
    "coverage": N_("part of the reports owed that came"),
}

_READINESS = {
    "item": N_("item"),
    "region": N_("region code"),
    "name": N_("name"),
    "target": N_("target"),
    "realised": N_("realised"),
    "share": N_("share"),
    "on": N_("counted on"),
    "due_on": N_("due"),
}

_SPOKEN = ("phase", "verification", "handling")
"""Fields whose values stand in a sheet as words; the others are codes that can be typed."""


def of_list(name: str) -> str:
    """A field of a report as the screen heads it."""
    return _(LISTED[name]) if name in LISTED else name


def of_sheet(name: str) -> str:
    """A field of a report as a sheet for people heads it."""
    return _(_SHEET[name])


def of_ranking(name: str) -> str:
    """A column of a ranking as a sheet for people heads it."""
    return _(_RANKING[name])


def of_readiness(name: str) -> str:
    """A column of a table of readiness as a sheet for people heads it."""
    return _(_READINESS[name])


def words_of(name: str) -> tuple[tuple[str, str], ...]:
    """The values of a field of a report, each with the word that a sheet says; none for others."""
    choices = FIELD_BY_NAME[name].choices if name in _SPOKEN else ()
    return tuple((each, _(WORDS[each])) for each in choices)


def named_on_screen(heading: str) -> str | None:
    """The field of a report that a list heads so, in the language spoken now."""
    told = heading.strip().casefold()
    return next((name for name in FIELD_NAMES if of_list(name).casefold() == told), None)


def told_together(heading: str) -> tuple[str, ...]:
    """The fields of a report that its page tells in one row, which is headed so in either language."""
    told = heading.strip().casefold()
    rows = (names for row, names in _OF_PAGE.items() if told in {row, _(row).casefold()})
    return next(rows, ())
