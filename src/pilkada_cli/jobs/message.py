"""A pasted message: what it says, and what it seems to say, each with the words that say it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from pilkada_cli.analysis.guessing import Clues, Guess, TimeSaid, clues
from pilkada_cli.analysis.information_head import head_of
from pilkada_cli.analysis.senders import office
from pilkada_cli.domain.fields import Phase
from pilkada_cli.domain.names import Place, resolve_place
from pilkada_cli.domain.reference import Reference
from pilkada_cli.domain.text import normalise
from pilkada_cli.domain.times import zone
from pilkada_cli.errors import PilkadaError, UsageError
from pilkada_cli.exchange import message as messages
from pilkada_cli.exchange.message import Message
from pilkada_cli.exchange.spoken import is_of_any_week
from pilkada_cli.i18n import Sentence
from pilkada_cli.jobs.implied import is_milder, known_moment, phase_told
from pilkada_cli.jobs.message_remarks import is_elsewhere, of_places, of_several
from pilkada_cli.jobs.message_times import (
    ahead,
    day_open,
    is_of_a_plan,
    obtained,
    occurred,
    of_what_was_done,
    sent_at,
)
from pilkada_cli.jobs.one_event import nothing_told, objection


@dataclass(frozen=True, slots=True)
class Understood:
    """A message, and what it seems to say.

    `title` and `detail` are the fields of the report, `text` all of the message.
    `guesses` are by the name of the value as `record.add` takes it, ``known`` among
    them; `categories` are those that it may be about, the likeliest first, and
    `regions` all regencies that it names. `needs_region` says that a region must be
    named: none was, and the office's own is not one of which the message speaks.
    `doubts_region` says the same where the office's own stands nevertheless.
    `day_else` is the day that stands where none can be told: the one on which the message
    was sent, where it says so, for nothing that it tells is later; else that on which it became known.
    `objection` says why it is no report of one event; whoever gives it a title knows better.
    """

    title: str
    detail: str
    text: str
    guesses: Mapping[str, Guess]
    categories: tuple[str, ...]
    regions: tuple[str, ...]
    needs_region: bool
    remarks: tuple[Sentence, ...]
    leaves_day_open: bool = False
    day_else: str = ""
    says_when_sent: bool = False
    doubts_region: bool = False
    objection: UsageError | None = None


def understand(
    data: bytes,
    reference: Reference,
    now: datetime,
    given: Mapping[str, object] | None = None,
    own_region: str | None = None,
) -> Understood:
    """Read a message. `given` is what was typed beside it, by field name; it is not guessed.

    `own_region` is that of the register's office, None for the province's. Raises
    `InvalidData` for what is no message.
    """
    return _understand(messages.read(data), reference, now, given or {}, own_region)


def understand_typed(
    raw: Mapping[str, object], reference: Reference, now: datetime, own_region: str | None
) -> Understood:
    """Read title and detail of a report as a message; `raw` are its values by field name, as typed.

    `own_region`, that of the register's office, stands where no other was typed.
    """
    title, detail = (normalise(str(raw.get(name) or "")).strip() for name in ("title", "detail"))
    text = "\n".join(filter(None, (title, detail)))
    message = Message(title, detail, text)
    return _understand(message, reference, now, raw, own_region, in_own_words=True)


def _understand(
    message: Message,
    reference: Reference,
    now: datetime,
    given: Mapping[str, object],
    own_region: str | None,
    *,
    in_own_words: bool = False,
) -> Understood:
    """Read a message; `in_own_words` is what was typed as the report of one event."""
    typed = {name: str(value) for name, value in given.items() if value}
    head, here = head_of(message.titled), now.astimezone(zone(reference.election.time_zone))
    place, found = _placed(head.rest, reference, typed, own_region, own_stands=in_own_words)
    known = known_moment({"known": typed.get("known")}, reference, now)
    guesses, remarks = _all_guesses(message, found, known, here)
    guesses |= {**head.guesses, **obtained(head.obtained, here)}
    sent_on = _first_sent(message, here) or (guesses["known"].value if "known" in guesses else "")
    sent_on = sent_on[: len("2024-11-22")]
    if "source" not in guesses and len(message.senders) == 1:
        guesses |= _sender(message.senders[0], found, place, reference)
    _settle_phase(guesses, message.titled, typed, reference, now)
    _settle_impact(guesses, typed, reference)
    day_else = sent_on or known.date().isoformat()
    against = (
        nothing_told()
        if message.tells_nothing
        else objection(
            message.text, found, guesses, place, day_else, reference, in_own_words=in_own_words
        )
    )
    return Understood(
        title=message.title,
        detail=message.detail,
        text=message.text,
        guesses={n: g for n, g in guesses.items() if n not in typed and not _settles(place, n)},
        categories=found.categories,
        regions=found.regions,
        needs_region=place is None and "region" not in typed,
        leaves_day_open="at" not in {**typed, **guesses} and bool(remarks),
        day_else=day_else,
        says_when_sent=bool(sent_on),
        doubts_region=not typed.keys() & {"region", "affects"} and is_elsewhere(found, place),
        objection=None if "title" in typed and not in_own_words else against,
        remarks=(
            *message.remarks,
            *of_several(message, reference, settled=against is not None or "title" in typed),
            *of_places(found, typed, place, reference),
            *(remarks if "at" not in typed else ()),
        ),
    )


def _first_sent(message: Message, now: datetime) -> str:
    """When the first part of a message was sent, which tells of nothing later; empty where none says."""
    sent = sent_at(message.sent, now)
    return sent[0][0].isoformat() if sent else ""


def _placed(
    text: str,
    reference: Reference,
    typed: Mapping[str, str],
    own_region: str | None,
    *,
    own_stands: bool,
) -> tuple[Place | None, Clues]:
    """The place that is known, typed or the office's own, and what a text seems to say of it.

    The office's own also where the text names others alone, if `own_stands` says so.
    """
    place = _place_given(reference, typed)
    found = clues(text, reference, place.region if place else None)
    told = found.guesses.get("region")
    is_own = own_stands or own_region in ((told.value,) if told else found.regions or (own_region,))
    if own_region and not typed.get("region") and is_own:
        return Place(own_region), clues(text, reference, own_region)
    return place, found


def _settle_impact(
    guesses: dict[str, Guess], typed: Mapping[str, str], reference: Reference
) -> None:
    """Drop an impact below what is typical of the category."""
    category = typed.get("category") or (guesses["category"].value if "category" in guesses else "")
    if "impact" in guesses and is_milder(guesses["impact"].value, category, reference):
        del guesses["impact"]


def _place_given(reference: Reference, typed: Mapping[str, str]) -> Place | None:
    """The place that was typed; None for what is none, which is refused when it is stored."""
    try:
        return resolve_place(reference, typed["region"]) if "region" in typed else None
    except PilkadaError:
        return None


def _settles(place: Place | None, name: str) -> bool:
    """Whether a field needs no guess because the place is known."""
    return place is not None and (name == "region" or (name == "district" and bool(place.district)))


def _settle_phase(
    guesses: dict[str, Guess],
    text: str,
    typed: Mapping[str, str],
    reference: Reference,
    now: datetime,
) -> None:
    """Take the phase that a text tells on its day, and how many were hurt."""
    names = {"at": "at", "known": "sent"}
    told = {names[name]: guess.value for name, guess in guesses.items() if name in names}
    guesses.pop("phase", None)
    guesses |= phase_told(text, told | dict(typed), reference, now)


def _sender(name: str, found: Clues, place: Place | None, reference: Reference) -> dict[str, Guess]:
    """The source, where whoever sent the message is an office or a post by name, and its district where no other is told."""
    source = office(name, reference)
    if source is None:
        return {}
    is_told = "district" in found.guesses or found.districts or found.districts_unread
    if place is None or is_told:
        return {"source": source}
    of_post = clues(source.value, reference, place.region).guesses
    return {"source": source, **{n: g for n, g in of_post.items() if n == "district"}}


def _contradicts(
    when: Guess, phase: Guess | None, sent: Sequence[datetime], times: Sequence[TimeSaid]
) -> bool:
    """Whether a day is later than a message of what was done, or a weekday alone of what is planned."""
    if phase is None:
        return False
    if phase.value == Phase.GN:
        is_later = bool(sent) and when.value[: len("2024-11-22")] > f"{sent[-1]:%Y-%m-%d}"
        return is_later and not ahead(times, sent[-1])
    days = [each.day for each in times if each.day]
    return bool(days) and all(map(is_of_any_week, days))


def _all_guesses(
    message: Message, found: Clues, known: datetime, now: datetime
) -> tuple[dict[str, Guess], list[Sentence]]:
    """The guesses with those of the day and of when it was known, and what was unclear."""
    guesses = dict(found.guesses)
    stamped = sent_at(message.sent, now)
    sent = [moment for moment, _ in stamped]
    times = of_what_was_done(message.titled, found.times, sent[-1] if sent else known)
    heard = sent or list(dict.fromkeys((known, now)))
    when, unclear = occurred(
        times, found.days_unread, heard, follows=bool(sent) or not message.forwarded
    )
    planned = is_of_a_plan(message.titled, times, heard[-1])
    if when and (planned or _contradicts(when, guesses.get("phase"), sent, times)):
        unclear = day_open([each.words for each in times] if planned else when.words)
        when = None
    if sent:
        guesses["known"] = Guess(f"{sent[-1]:%Y-%m-%d %H:%M}", (stamped[-1][1],))
        if when is None and unclear is None and sent[0].date() == sent[-1].date() != now.date():
            when = Guess(sent[0].date().isoformat(), (stamped[0][1],))
    if when is not None:
        guesses["at"] = when
    return guesses, [unclear] if unclear else []
