"""How what was typed or imported becomes the fields of an operation.

Every value is judged, and every objection is said at once: whoever typed six
wrong values learns of six, not of the first.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from pilkada_cli.domain import fields, names
from pilkada_cli.domain.fields import Field, Phase, Type
from pilkada_cli.domain.operation import Json
from pilkada_cli.domain.privacy import personal_data
from pilkada_cli.domain.reference import Reference
from pilkada_cli.domain.stages import OUTSIDE
from pilkada_cli.domain.text import is_visible, normalise, objection
from pilkada_cli.domain.times import read_clock, read_day, read_when
from pilkada_cli.errors import AmbiguousName, PilkadaError
from pilkada_cli.i18n import N_, Sentence

EARLIEST = date(2000, 1, 1)
LATEST_AHEAD = timedelta(days=366)

_PHASE_WORDS = {
    "potensi": Phase.PG,
    "gejala": Phase.AG,
    "ambang": Phase.AG,
    "peristiwa": Phase.GN,
    "nyata": Phase.GN,
}


class Objection(ValueError):
    """Why one value cannot be taken."""

    def __init__(self, sentence: Sentence) -> None:
        super().__init__(sentence)
        self.sentence = sentence


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
    """Judge raw values by field name; None values are left out.

    Besides the fields themselves ``at`` (a day, or a day and a time), and
    ``grade`` (``B2``) are understood. An empty string clears a field, except
    the title. `today` is the local day.
    """
    entry = Entry()
    typed = {name: value for name, value in raw.items() if value is not None}
    _read_place(reference, typed, entry)
    _read_at(typed, entry)
    _read_grade(typed, entry)
    for name, value in typed.items():
        try:
            entry.put(name, _read_field(reference, fields.WRITTEN[name], value))
        except Objection as error:
            entry.problems[name] = error.sentence
        except PilkadaError as error:
            entry.problems[name] = _with_hint(error)
    _judge_day(entry, today)
    _judge_places(entry)
    if entry.body.get("region") == reference.province.code and entry.body.get("affects"):
        entry.problems["affects"] = Sentence(
            N_("a province-wide report touches every regency already")
        )
    return entry


def _read_place(reference: Reference, typed: dict[str, object], entry: Entry) -> None:
    """A district given as the region stands for itself within its regency."""
    name = "region"
    try:
        if "region" in typed:
            place = names.resolve_place(reference, str(typed.pop("region")))
            entry.put("region", place.region)
            if place.district is not None:
                typed.setdefault("district", place.district)
        name = "district"
        if typed.get("district") and (region := entry.body.get("region")):
            district = names.resolve_district(reference, str(typed.pop("district")), str(region))
            entry.put("district", district)
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
        entry.problems["at"] = _no_day(text)
        return
    entry.put("occurred_on", day.isoformat())
    if clock is not None:
        entry.put("occurred_time", clock)


def _read_grade(typed: dict[str, object], entry: Entry) -> None:
    if "grade" not in typed:
        return
    text = str(typed.pop("grade")).strip().upper()
    if len(text) == 2 and text[0] in fields.GRADE_SOURCES and text[1] in "123456":
        entry.put("grade_source", text[0])
        entry.put("grade_content", int(text[1]))
    else:
        entry.problems["grade"] = Sentence(
            N_("'{value}' is no grade; a letter A to F and a number 1 to 6, as B2"), value=text
        )


def _judge_day(entry: Entry, today: date) -> None:
    text = entry.body.get("occurred_on")
    if not isinstance(text, str):
        return
    day = date.fromisoformat(text)
    if not EARLIEST <= day <= today + LATEST_AHEAD:
        entry.problems["occurred_on"] = Sentence(
            N_("{day} is too far away; between {first} and a year from today"),
            day=text,
            first=EARLIEST.isoformat(),
        )


def _judge_places(entry: Entry) -> None:
    """Places stay when a report is erased, so no number of a person may stand in them."""
    for name in ("village", "polling_station"):
        text = entry.body.get(name)
        if isinstance(text, str) and personal_data(text):
            entry.problems[name] = Sentence(
                N_(
                    "'{value}' holds personal data, which cannot be erased there; put it into the detail"
                ),
                value=text,
            )


def _read_field(reference: Reference, known: Field, value: object) -> Json:
    text = value.strip() if isinstance(value, str) else value
    if text == "" and known.type != Type.TITLE:
        return None
    return _READERS.get(known.type, _text)(reference, known, text)


_RANGES = {
    Type.RATING: (1, 5),
    Type.GRADE: (1, 6),
    Type.COUNT: (0, fields.MAX_COUNT),
    Type.MONEY: (0, fields.MAX_RUPIAH),
}


def _number(_reference: Reference, known: Field, value: object) -> int:
    least, most = _RANGES[known.type]
    problem = Objection(
        Sentence(
            N_("'{value}' is not a whole number from {least} to {most}"),
            value=value,
            least=least,
            most=most,
        )
    )
    if isinstance(value, bool) or not isinstance(value, int | str):
        raise problem
    if isinstance(value, str) and not (value.isascii() and value.isdigit() and len(value) < 20):
        raise problem
    number = int(value)
    if not least <= number <= most:
        raise problem
    return number


def _no_day(text: object) -> Sentence:
    return Sentence(
        N_("'{value}' is no day; write 2024-11-22 or 22/11/2024, with a time 22/11/2024 14.30"),
        value=text,
    )


def _day(_reference: Reference, _known: Field, value: object) -> str:
    try:
        return read_day(str(value)).isoformat()
    except ValueError:
        raise Objection(_no_day(value)) from None


def _clock(_reference: Reference, _known: Field, value: object) -> str:
    try:
        return read_clock(str(value))
    except ValueError:
        raise Objection(
            Sentence(N_("'{value}' is no time of day; write 14:30 or 14.30"), value=value)
        ) from None


def _choice(_reference: Reference, known: Field, value: object) -> str:
    text = str(value).casefold()
    if known.name == "phase":
        text = _PHASE_WORDS.get(text, text)
    by_key = {choice.casefold(): choice for choice in known.choices}
    if text not in by_key:
        raise Objection(
            Sentence(
                N_("'{value}' is none of {choices}"),
                value=value,
                choices=", ".join(known.choices),
            )
        )
    return str(by_key[text])


def _regions(reference: Reference, _known: Field, value: object) -> list[Json]:
    items = value if isinstance(value, list | tuple) else str(value).replace(";", " ").split()
    return sorted({names.resolve_region(reference, str(item)) for item in items})


def _contest(reference: Reference, _known: Field, value: object) -> str:
    text = str(value)
    keys = [contest.key for contest in reference.election.contests]
    if text.casefold() not in keys:
        raise Objection(
            Sentence(N_("'{value}' is none of {choices}"), value=text, choices=", ".join(keys))
        )
    return text.casefold()


def _district(reference: Reference, _known: Field, value: object) -> str:
    """A district without its region: its code, else as typed until `settle_district`."""
    text = str(value)
    try:
        place = names.resolve_place(reference, text)
    except AmbiguousName:
        return text
    if place.district is None:
        raise Objection(Sentence(N_("'{value}' is no district"), value=text))
    return place.district


def _category(reference: Reference, _known: Field, value: object) -> str:
    return names.resolve_category(reference, str(value))


def _stage(reference: Reference, _known: Field, value: object) -> str:
    return names.resolve_stage(reference, str(value), extra=(OUTSIDE,))


def _text(_reference: Reference, known: Field, value: object) -> str:
    if not isinstance(value, str):
        raise Objection(Sentence(N_("'{value}' is no text"), value=value))
    longest = {Type.TITLE: fields.MAX_TITLE, Type.TEXT: fields.MAX_TEXT}.get(
        known.type, fields.MAX_LINE
    )
    if (problem := objection(value, longest)) is not None:
        raise Objection(problem)
    text = normalise(value)
    if known.type != Type.TEXT:
        text = " ".join(text.split())
    if known.type == Type.TITLE and not is_visible(text):
        raise Objection(Sentence(N_("it is empty")))
    return text


_READERS: dict[Type, Callable[[Reference, Field, object], Json]] = {
    Type.RATING: _number,
    Type.GRADE: _number,
    Type.COUNT: _number,
    Type.MONEY: _number,
    Type.DATE: _day,
    Type.TIME: _clock,
    Type.CHOICE: _choice,
    Type.REGIONS: _regions,
    Type.CATEGORY: _category,
    Type.STAGE: _stage,
    Type.CONTEST: _contest,
    Type.DISTRICT: _district,
}
