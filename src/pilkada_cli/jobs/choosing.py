"""Choices as they are typed: by their codes, or by the words that stand for them on a screen."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple

from pilkada_cli.domain.actions import ActionState
from pilkada_cli.domain.fields import Handling, Phase, Verification
from pilkada_cli.domain.reference import Reference
from pilkada_cli.errors import UsageError
from pilkada_cli.i18n import N_, Sentence, in_every_language
from pilkada_cli.render.action_words import STATES
from pilkada_cli.render.local import WORDS
from pilkada_cli.render.matter import MARKS, PHASES


class Choice(NamedTuple):
    """One of a few values: its code, what a reader calls it, and the words it is typed by besides."""

    code: str
    label: Sentence
    words: frozenset[str]


def _shown(code: str, *messages: str) -> Choice:
    said = [text for message in messages for text in in_every_language(message)]
    return Choice(code, Sentence(messages[0]), frozenset(map(_spelt, said)))


_PHASES = {
    Phase.PG: N_("potential disturbance"),
    Phase.AG: N_("imminent disturbance"),
    Phase.GN: N_("actual disturbance"),
}
_SORTS = {"date": N_("date"), "level": N_("level"), "updated": N_("updated"), "id": "id"}


@cache
def sorts() -> tuple[Choice, ...]:
    """In which orders reports may stand."""
    return tuple(_shown(code, message) for code, message in _SORTS.items())


@cache
def states() -> tuple[Choice, ...]:
    """How far an action may be."""
    return tuple(_shown(state, STATES[state]) for state in ActionState)


def levels(reference: Reference) -> tuple[Choice, ...]:
    """The bands of the scale."""
    return tuple(
        Choice(
            str(level.number),
            Sentence("{label}", label=level.label),
            frozenset(map(_spelt, level.label)),
        )
        for level in reference.scale.levels
    )


@cache
def of_field(name: str) -> tuple[Choice, ...]:
    """The values of a field of a report that screens have words for; none for other fields."""
    if name == "phase":
        return tuple(_shown(code, _PHASES[code], PHASES[code]) for code in Phase)
    if name == "classification":
        return tuple(_shown(code, message) for code, message in MARKS.items())
    kinds: Mapping[str, Sequence[str]] = {
        "verification": tuple(Verification),
        "handling": tuple(Handling),
    }
    return tuple(_shown(code, WORDS[code]) for code in kinds.get(name, ()))


def meant(typed: str, choices: Sequence[Choice]) -> str | None:
    """The code of the choice that is typed, by its code or its words in any case; None for no such."""
    spelt = _spelt(typed)
    found = (each.code for each in choices if spelt == each.code.casefold() or spelt in each.words)
    return next(found, None)


def chosen(flag: str, typed: str, choices: Sequence[Choice]) -> str:
    """`meant`, or a `UsageError` that names the choices."""
    if (code := meant(typed, choices)) is not None:
        return code
    words = N_("{flag} '{value}' is none of {choices}")
    raise UsageError(Sentence(words, flag=flag, value=typed, choices=named(choices)))


def named(choices: Sequence[Choice]) -> Sentence:
    """The codes, each with what a reader calls it where that is another word."""
    return Sentence.joined(
        [
            Sentence("{code}", code=each.code)
            if _spelt(str(each.label)) == each.code.casefold()
            else Sentence("{code} ({label})", code=each.code, label=each.label)
            for each in choices
        ]
    )


def _spelt(text: str) -> str:
    return " ".join(text.casefold().split())
