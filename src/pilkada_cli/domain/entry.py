"""How what was typed or imported becomes the fields of an operation.

Every value is judged, and every objection is said at once: whoever typed six
wrong values learns of six, not of the first.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache, partial

from pilkada_cli.domain import fields, names
from pilkada_cli.domain.entry_values import Objection, no_day, read_field
from pilkada_cli.domain.fields import Type
from pilkada_cli.domain.operation import Json
from pilkada_cli.domain.personal_spans import may_hold_numbers
from pilkada_cli.domain.reference import Reference
from pilkada_cli.domain.times import read_when
from pilkada_cli.errors import PilkadaError
from pilkada_cli.i18n import N_, Sentence

_REMEMBERED = 1 << 12
_COME_ONCE = {Type.TITLE, Type.LINE, Type.TEXT, Type.REGIONS}
"""Fields whose values seldom come again, or may be changed by who gets them."""

EARLIEST = date(2000, 1, 1)
LATEST_AHEAD = timedelta(days=366)


@dataclass
class Entry:
    """Fields as an operation keeps them, with what was wrong, by field name."""

    body: dict[str, Json] = field(default_factory=dict)
    sealed: dict[str, Json] = field(default_factory=dict)
    problems: dict[str, Sentence] = field(default_factory=dict)

    @property
    def values(self) -> dict[str, Json]:
        """All fields, personal or not."""
        return {**self.body, **self.sealed}

    def put(self, name: str, value: Json) -> None:
        """Set a field where it belongs."""
        target = self.sealed if name in fields.PERSONAL else self.body
        target[name] = value


def read(reference: Reference, raw: Mapping[str, object], today: date) -> Entry:
    """Judge raw values as a `Judge` does."""
    return Judge(reference, today).read(raw)


class Judge:
    """Judges the raw values of any number of reports. `today` is the local day.

    Places, categories, days and marks come again, so what was read of them is
    remembered.
    """

    def __init__(self, reference: Reference, today: date) -> None:
        self._reference = reference
        self._today = today
        self._place = lru_cache(_REMEMBERED)(partial(names.resolve_place, reference))
        self._district = lru_cache(_REMEMBERED)(
            lambda typed, region: names.resolve_district(reference, typed, region)
        )
        self._remembered = {
            name: lru_cache(_REMEMBERED)(partial(read_field, reference, known))
            for name, known in fields.WRITTEN.items()
            if known.type not in _COME_ONCE
        }

    def read(self, raw: Mapping[str, object]) -> Entry:
        """Judge raw values by field name; None values are left out.

        Besides the fields themselves ``at`` (a day, or a day and a time), and
        ``grade`` (``B2``, ``B-2``) are understood. An empty string clears a field, except
        the title.
        """
        entry = Entry()
        typed = {name: value for name, value in raw.items() if value is not None}
        self._read_place(typed, entry)
        _read_at(typed, entry)
        _read_grade(typed, entry)
        for name, value in typed.items():
            try:
                entry.put(name, self._field(name, value))
            except Objection as error:
                entry.problems[name] = error.sentence
            except PilkadaError as error:
                entry.problems[name] = _with_hint(error)
        _judge_day(entry, self._today)
        _judge_places(entry)
        if entry.body.get("region") == self._reference.province.code and entry.body.get("affects"):
            entry.problems["affects"] = Sentence(
                N_("a province-wide report touches every regency already")
            )
        return entry

    def _field(self, name: str, value: object) -> Json:
        if isinstance(value, str) and (remembered := self._remembered.get(name)) is not None:
            return remembered(value)
        return read_field(self._reference, fields.WRITTEN[name], value)

    def _read_place(self, typed: dict[str, object], entry: Entry) -> None:
        """A district given as the region stands for itself within its regency."""
        name = "region"
        try:
            if "region" in typed:
                place = self._place(str(typed.pop("region")))
                entry.body["region"] = place.region
                if place.district is not None:
                    typed.setdefault("district", place.district)
            name = "district"
            if typed.get("district") and (region := entry.body.get("region")):
                entry.body["district"] = self._district(str(typed.pop("district")), str(region))
        except PilkadaError as error:
            entry.problems[name] = _with_hint(error)


def _with_hint(error: PilkadaError) -> Sentence:
    if error.hint is None:
        return error.sentence
    return Sentence(N_("{problem} ({hint})"), problem=error.sentence, hint=error.hint)


def _read_at(typed: dict[str, object], entry: Entry) -> None:
    if "at" not in typed:
        return
    text = str(typed.pop("at"))
    try:
        day, clock = read_when(text)
    except ValueError:
        entry.problems["at"] = no_day(text)
        return
    entry.put("occurred_on", day.isoformat())
    if clock is not None:
        entry.put("occurred_time", clock)


def _read_grade(typed: dict[str, object], entry: Entry) -> None:
    if "grade" not in typed:
        return
    value = str(typed.pop("grade"))
    text = re.sub(r"[\s/-]", "", value).upper()
    if len(text) == 2 and text[0] in fields.GRADE_SOURCES and text[1] in "123456":
        entry.put("grade_source", text[0])
        entry.put("grade_content", int(text[1]))
    else:
        entry.problems["grade"] = Sentence(
            N_("'{value}' is no grade; a letter A to F and a number 1 to 6, as B2"), value=value
        )


def _judge_day(entry: Entry, today: date) -> None:
    text = entry.body.get("occurred_on")
    if not isinstance(text, str):
        return
    day = date.fromisoformat(text)
    if not EARLIEST <= day <= today + LATEST_AHEAD:
        entry.problems["occurred_on"] = Sentence(
            N_("{day} is too far away; between {first} and a year from today ({today})"),
            day=day,
            first=EARLIEST,
            today=today,
        )


def _judge_places(entry: Entry) -> None:
    """Places stay when a report is erased, so no number of a person may stand in them."""
    for name in ("village", "polling_station"):
        text = entry.body.get(name)
        if isinstance(text, str) and _holds_personal_data(text):
            entry.problems[name] = Sentence(
                N_(
                    "'{value}' holds personal data, which cannot be erased there; put it into the detail"
                ),
                value=text,
            )


def _holds_personal_data(text: str) -> bool:
    if not may_hold_numbers(text):
        return False
    from pilkada_cli.domain.privacy import personal_data

    return bool(personal_data(text))
