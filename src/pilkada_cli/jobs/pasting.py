"""A pasted message is entered: what may be stored of its guesses, and what must be said first.

A region and a category are never stored on a guess, but for the office's own region where
a title tells only of others. A day, the places within a regency, that it happened and how
grave it is are, like that region under a sign that they were guessed.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from pilkada_cli.analysis.figures import FIGURES
from pilkada_cli.domain.fields import Phase
from pilkada_cli.domain.guesses import DAY
from pilkada_cli.domain.reference import Reference
from pilkada_cli.errors import UsageError
from pilkada_cli.i18n import N_, Sentence, language
from pilkada_cli.jobs.message import Understood
from pilkada_cli.jobs.quoting import quoted
from pilkada_cli.jobs.typed import flag
from pilkada_cli.render.labels import LABELS
from pilkada_cli.render.local import in_figures

STORED = (
    "at",
    "district",
    "village",
    "polling_station",
    "phase",
    "impact",
    *FIGURES,
    "source",
    "grade",
)
"""What is stored on a guess, by the name of the value as typed. The source is in the message's own words."""

_FIELDS = {
    "at": ("occurred_on", "occurred_time"),
    "known": ("known_at",),
    "grade": ("grade_source", "grade_content"),
}


class Entered(NamedTuple):
    """What `record.add` takes: the values, and the fields that were guessed; `options` are their names as typed."""

    values: dict[str, Any]
    guessed: tuple[str, ...]
    options: tuple[str, ...]


def worded(found: Understood, typed: Mapping[str, Any]) -> dict[str, Any]:
    """What was typed, with the title and the detail of the message where none was.

    Under a title that was typed all of the message is the detail. Raises
    `UsageError` where a detail was typed too.
    """
    title, detail = found.title, found.detail
    if typed.get("title"):
        title, detail = typed["title"], found.text
    if typed.get("detail") and detail:
        raise UsageError(
            Sentence(N_("--detail and the message both give the detail")),
            Sentence(N_("leave --detail out, and add to the message what it lacks")),
        )
    return {**typed, "title": title, "detail": detail or typed.get("detail")}


def enter(
    found: Understood, typed: Mapping[str, Any], source: str, reference: Reference
) -> Entered:
    """The values of a report without asking anybody. `source` is the option that named the message.

    Raises `UsageError` where the message is no report of one event, and where region or
    category were not said, with the command that says what the message suggests.
    """
    if found.objection is not None:
        raise found.objection
    values = worded(found, typed)
    missing = [name for name in ("region", "category") if not typed.get(name)]
    if not found.needs_region and "region" in missing:
        missing.remove("region")
    if missing:
        raise _unsaid(found, typed, missing, source, reference)
    entered = with_guesses(found, values)
    if entered.values.get("at"):
        return entered
    sent = {"at": found.day_else} if found.says_when_sent else {}
    guessed = dict.fromkeys((*entered.guessed, DAY))
    return entered._replace(values={**entered.values, **sent}, guessed=tuple(guessed))


def with_guesses(found: Understood, values: Mapping[str, Any]) -> Entered:
    """The values with what is stored on a guess; also of the day where the words leave it open."""
    options = tuple(name for name in STORED if name in found.guesses and not _is_usual(found, name))
    guessed = tuple(each for name in options for each in _FIELDS.get(name, (name,)))
    guessed += (DAY,) if found.leaves_day_open else ()
    guessed += ("region",) if found.doubts_region and not values.get("region") else ()
    taken = {name: found.guesses[name].value for name in options}
    return Entered({**values, **taken}, guessed, options)


def _is_usual(found: Understood, name: str) -> bool:
    """Whether a guess says what stands without it: a potential disturbance."""
    return name == "phase" and found.guesses[name].value == Phase.PG


def options_to_give(found: Understood, known: str | None = None) -> Iterator[Sentence]:
    """What a message says or leaves open that only an option keeps, where nobody is asked.

    `known` is when it became known, as typed; None for now.
    """
    if found.leaves_day_open and found.says_when_sent:
        words = N_("the day it was sent, {day}, stands as a guess; say the right one with --at")
        yield Sentence(words, day=in_figures(found.day_else))
    elif found.leaves_day_open and known:
        words = N_("the day it became known, {day}, stands as a guess; say the right one with --at")
        yield Sentence(words, day=in_figures(found.day_else))
    elif found.leaves_day_open:
        yield Sentence(N_("the day of entry stands as a guess; say the right one with --at"))
    if "known" in found.guesses:
        yield Sentence(
            N_('by the text it was known {when}; --known "{when}" keeps that'),
            when=in_figures(found.guesses["known"].value),
        )


def told(
    found: Understood, names: Iterable[str], reference: Reference, *, as_options: bool = True
) -> Sentence | None:
    """`evidence` in one sentence; None where there is none."""
    guesses = evidence(found, names, reference, as_options=as_options)
    if not guesses:
        return None
    return Sentence(N_("guessed from the text: {guesses}"), guesses=Sentence.joined(guesses))


def evidence(
    found: Understood, names: Iterable[str], reference: Reference, *, as_options: bool = True
) -> list[Sentence]:
    """The guesses of these names, each with the words that led to it.

    Named as options are typed, or in words where nothing has to be typed.
    """
    return [
        Sentence(
            '{flag} {value} ("{words}")',
            flag=flag(name) if as_options else Sentence(LABELS[_FIELDS.get(name, (name,))[0]]),
            value=_named(found.guesses[name].value, reference, in_words=not as_options),
            words='", "'.join(found.guesses[name].words),
        )
        for name in names
        if name in found.guesses
    ]


def _named(value: str, reference: Reference, *, in_words: bool = False) -> str:
    """A code or key with what it is called; any other value as it is typed, or told in words."""
    if in_words and value in set(Phase):
        return value.upper()
    if (place := reference.region_by_code.get(value)) is not None:
        return f"{value} {place.name}"
    if (district := reference.district_by_code.get(value)) is not None:
        return f"{value} {district.name}"
    if (category := reference.category_by_key.get(value)) is not None:
        return f"{value} {category.label.in_language(language())}"
    return in_figures(value)


_PLACEHOLDERS = {"region": N_("REGION"), "category": N_("CATEGORY")}


def _unsaid(
    found: Understood,
    typed: Mapping[str, Any],
    missing: Collection[str],
    source: str,
    reference: Reference,
) -> UsageError:
    """What was not said, why it is not guessed, and the command that says it."""
    lines = [
        Sentence(
            N_("missing: {flags}"),
            flags=Sentence.joined([Sentence("{flag}", flag=flag(name)) for name in missing]),
        )
    ]
    if "region" in missing and "region" not in found.guesses and found.regions:
        names = ", ".join(_named(code, reference) for code in found.regions)
        lines.append(Sentence(N_("the text names {places}"), places=names))
    if "category" in missing and "category" not in found.guesses and found.categories:
        names = ", ".join(_named(key, reference) for key in found.categories)
        lines.append(Sentence(N_("it may be about {categories}"), categories=names))
    if (guesses := told(found, missing, reference)) is not None:
        lines.append(guesses)
    return UsageError(Sentence.joined(lines, "; "), _ready(found, typed, missing, source))


def _ready(
    found: Understood, typed: Mapping[str, Any], missing: Collection[str], source: str
) -> Sentence:
    """The command with what was typed and what is suggested, and how to see the categories where none is."""
    title = [quoted(typed["title"])] if typed.get("title") else []
    said = [
        f"{flag(name)} {quoted(each)}"
        for name, value in typed.items()
        for each in _several(value)
        if value and name != "title"
    ]
    words = Sentence("{words}", words=" ".join((*title, source, *said)))
    told = [Sentence(N_("pilkada report add")), words]
    command = Sentence.joined([*told, *(_suggested(found, name) for name in missing)], " ")
    if "category" not in missing or found.categories:
        return command
    return Sentence(N_("{command}; all categories: pilkada taxonomy list"), command=command)


def _suggested(found: Understood, name: str) -> Sentence:
    guess = found.guesses.get(name)
    value = guess.value if guess else Sentence(_PLACEHOLDERS[name])
    return Sentence("{flag} {value}", flag=flag(name), value=value)


def _several(value: object) -> list[object]:
    return list(value) if isinstance(value, list | tuple) else [value]
