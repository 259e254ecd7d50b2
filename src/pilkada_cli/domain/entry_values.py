"""How the value of each kind of field is read, or why it cannot be taken."""

import re
from collections.abc import Callable

from pilkada_cli.domain import category_names, fields, names
from pilkada_cli.domain.fields import Field, Phase, Type
from pilkada_cli.domain.operation import Json
from pilkada_cli.domain.reference import Reference
from pilkada_cli.domain.stages import OUTSIDE
from pilkada_cli.domain.text import is_visible, normalise, objection
from pilkada_cli.domain.times import read_clock, read_day
from pilkada_cli.errors import AmbiguousName
from pilkada_cli.i18n import N_, Sentence


class Objection(ValueError):
    """Why one value cannot be taken."""

    def __init__(self, sentence: Sentence) -> None:
        super().__init__(sentence)
        self.sentence = sentence


_PHASE_WORDS = {
    "potensi": Phase.PG,
    "gejala": Phase.AG,
    "ambang": Phase.AG,
    "peristiwa": Phase.GN,
    "nyata": Phase.GN,
}


def read_field(reference: Reference, known: Field, value: object) -> Json:
    """A raw value as it is stored; None clears. Raises `Objection`, and `PilkadaError` for names."""
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
    digits = _ungrouped(value) if known.type == Type.MONEY else value
    if isinstance(digits, str) and not (digits.isascii() and digits.isdigit() and len(digits) < 20):
        raise problem
    number = int(digits)
    if not least <= number <= most:
        raise problem
    return number


_GROUPED = re.compile(
    r"(?:rp\.?\s*)?(\d+|\d{1,3}([.,])\d{3}(?:\2\d{3})*)", re.ASCII | re.IGNORECASE
)


def _ungrouped(value: int | str) -> int | str:
    """Rupiah in digits alone: of ``Rp 1.500.000`` and ``1,500,000`` the points part thousands."""
    if isinstance(value, str) and (grouped := _GROUPED.fullmatch(value.strip())) is not None:
        return re.sub(r"\D", "", grouped[1])
    return value


def no_day(text: object) -> Sentence:
    """Why a text is no day, and how one is written."""
    return Sentence(
        N_("'{value}' is no day; write 2024-11-22 or 22/11/2024, with a time 22/11/2024 14.30"),
        value=text,
    )


def _day(_reference: Reference, _known: Field, value: object) -> str:
    try:
        return read_day(str(value)).isoformat()
    except ValueError:
        raise Objection(no_day(value)) from None


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
    return category_names.resolve_category(reference, str(value))


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
