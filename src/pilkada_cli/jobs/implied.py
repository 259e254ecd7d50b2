"""What the words of a report that is typed imply where no option says it: category, phase, figures, impact.

Each is a guess with the words that led to it, stored under its sign, and told.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from pilkada_cli.analysis.wording import Guess
from pilkada_cli.domain.category_names import by_everyday_word, resolve_category
from pilkada_cli.domain.contradictions import contradictions
from pilkada_cli.domain.fields import Phase
from pilkada_cli.domain.operation import Kind
from pilkada_cli.domain.reference import Reference
from pilkada_cli.domain.times import instant, moment, zone
from pilkada_cli.errors import PilkadaError, UsageError
from pilkada_cli.i18n import Sentence
from pilkada_cli.jobs.typed import clock_of, flag, judge, known_instant, today_of


class Implied(NamedTuple):
    """Values as options would give them, which of them are guesses, and what is told of each."""

    values: dict[str, Any]
    guessed: tuple[str, ...] = ()
    told: tuple[Sentence, ...] = ()


def category(raw: Mapping[str, Any], reference: Reference) -> Implied:
    """The values with the one category that an everyday word names: ``baliho``, ``serangan fajar``."""
    typed = str(raw.get("category") or "")
    found = by_everyday_word(reference, typed)
    if found is None:
        return Implied(dict(raw))
    return Implied({**raw, "category": found}, ("category",), (_told("category", found, typed),))


def _told(name: str, value: str, *words: str) -> Sentence:
    """A guess as its option, with the words that led to it."""
    said = '", "'.join(words)
    return Sentence('{flag} {value} ("{words}")', flag=flag(name), value=value, words=said)


def gravity(raw: Mapping[str, Any], reference: Reference, now: datetime) -> dict[str, Guess]:
    """Phase, figures and impact as title and detail say them, where they were not typed and can be so.

    Only that it happened is taken of a phase: everything else is a potential disturbance.
    """
    from pilkada_cli.analysis import gravity as words
    from pilkada_cli.analysis.cues import may_count
    from pilkada_cli.analysis.wording import tokens

    text = "\n".join(str(raw[name]) for name in ("title", "detail") if raw.get(name))
    found = {
        name: g for name, g in phase_told(text, raw, reference, now).items() if g.value != Phase.PG
    }
    if may_count(text):
        from pilkada_cli.analysis.figures import figures

        found |= figures(text)
    if (impact := words.impact(text, tokens(text), reference)) is not None:
        found["impact"] = impact
    told = {name: guess for name, guess in found.items() if not raw.get(name)}
    if "impact" in told and is_milder(told["impact"].value, raw.get("category"), reference):
        del told["impact"]
    return told


def matter(raw: Mapping[str, Any], reference: Reference, now: datetime) -> Implied:
    """The values with what `gravity` finds."""
    found = gravity(raw, reference, now)
    told = [_told(name, guess.value, *guess.words) for name, guess in found.items()]
    values = {name: guess.value for name, guess in found.items()}
    return Implied({**raw, **values}, tuple(found), tuple(told))


def phase_told(
    text: str, raw: Mapping[str, Any], reference: Reference, now: datetime
) -> dict[str, Guess]:
    """The phase that a text tells on its day; that it happened, and to how many, only where it can be so.

    That is, where its day and hour had come, by now or when the message was ``sent``.
    """
    from pilkada_cli.analysis.cues import may_count, may_say_more
    from pilkada_cli.analysis.phases import phase

    coming: Sequence[str] = ()
    known = known_moment(raw, reference, now)
    if may_say_more(text, reference):
        from pilkada_cli.analysis.times_said import times
        from pilkada_cli.jobs.message_times import ahead

        coming = ahead(times(text), known)
    hurt: Mapping[str, Guess] = {}
    if may_count(text):
        from pilkada_cli.analysis.casualties import casualties

        hurt = casualties(text)
    told = phase(
        text,
        is_past=is_past(raw.get("at"), reference, now, known),
        besides=(each for guess in hurt.values() for each in guess.words),
        ahead=coming,
    )
    if told is None or (told.value == Phase.GN and not happened(told, raw, reference, now)):
        return {}
    is_so = told.value == Phase.GN and str(raw.get("phase") or told.value).casefold() == Phase.GN
    return {"phase": told, **(hurt if is_so else {})}


def is_milder(impact: str, category: object, reference: Reference) -> bool:
    """Whether a guess of impact is below what is typical of a category: words that tell of little tell not all."""
    try:
        key = resolve_category(reference, str(category)) if category else None
    except PilkadaError:
        return False
    found = reference.category_by_key.get(key or "")
    return found is not None and int(impact) < found.impact


def known_moment(raw: Mapping[str, Any], reference: Reference, now: datetime) -> datetime:
    """The local moment at which a matter became known, else was sent, else now where none is said that can be."""
    zone_name = reference.election.time_zone
    try:
        at = known_instant(raw.get("known") or raw.get("sent"), reference, now)
    except UsageError:
        at = instant(now)
    return moment(at).astimezone(zone(zone_name))


def is_past(at: object, reference: Reference, now: datetime, known: datetime) -> bool:
    """Whether a day or time that was said had come when it became known; not where none was."""
    on = judge(reference, {"at": at}, now).body.get("occurred_on")
    return isinstance(on, str) and on <= today_of(reference, known).isoformat()


def happened(guess: Guess, raw: Mapping[str, Any], reference: Reference, now: datetime) -> bool:
    """Whether a guess says that it happened, and nothing that was typed speaks against it."""
    if guess.value != Phase.GN:
        return False
    said = {name: raw.get(name) for name in ("at", "likelihood")}
    entry = judge(reference, {**said, "phase": guess.value}, now)
    sent = known_moment({"sent": raw.get("sent")}, reference, now)
    today, clock = today_of(reference, sent), clock_of(reference, sent)
    return next(contradictions(Kind.ADD, entry, None, today, clock), None) is None
