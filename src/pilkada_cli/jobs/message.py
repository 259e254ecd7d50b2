"""A pasted message: what it says, and what it seems to say, each with the words that say it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from pilkada_cli.analysis.guessing import Clues, Guess, TimeSaid, clues
from pilkada_cli.analysis.information_head import head_of
from pilkada_cli.analysis.occasions import may_tell_several
from pilkada_cli.analysis.senders import office
from pilkada_cli.analysis.unread_districts import Unread
from pilkada_cli.domain.fields import Phase
from pilkada_cli.domain.names import Place, resolve_place
from pilkada_cli.domain.reference import Reference
from pilkada_cli.domain.times import zone
from pilkada_cli.errors import PilkadaError, UsageError
from pilkada_cli.exchange import message as messages
from pilkada_cli.exchange.message import Message
from pilkada_cli.exchange.spoken import is_of_any_week
from pilkada_cli.i18n import N_, Sentence
from pilkada_cli.jobs.implied import is_milder, known_moment, phase_told
from pilkada_cli.jobs.message_times import (
    ahead,
    day_open,
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
    typed = {name: str(value) for name, value in (given or {}).items() if value}
    message = messages.read(data)
    head, here = head_of(message.titled), now.astimezone(zone(reference.election.time_zone))
    place, found = _placed(head.rest, reference, typed, own_region)
    known = known_moment({"known": typed.get("known")}, reference, now)
    guesses, remarks = _all_guesses(message, found, known, here)
    guesses |= {**head.guesses, **obtained(head.obtained, here)}
    sent_on = guesses["known"].value[: len("2024-11-22")] if "known" in guesses else ""
    if "source" not in guesses and len(message.senders) == 1:
        guesses |= _sender(message.senders[0], reference)
    _settle_phase(guesses, message.titled, typed, reference, now)
    _settle_impact(guesses, typed, reference)
    day_else = sent_on or known.date().isoformat()
    against = (
        nothing_told()
        if message.tells_nothing
        else objection(message.text, found, guesses, place, day_else, reference)
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
        objection=None if "title" in typed else against,
        remarks=(
            *message.remarks,
            *_of_several(message, reference, settled=against is not None or "title" in typed),
            *_of_places(found, typed, place, reference),
            *remarks,
        ),
    )


def _placed(
    text: str, reference: Reference, typed: Mapping[str, str], own_region: str | None
) -> tuple[Place | None, Clues]:
    """The place that is known, typed or the office's own, and what a text seems to say of it."""
    place = _place_given(reference, typed)
    found = clues(text, reference, place.region if place else None)
    if not typed.get("region") and own_region in (found.regions or (own_region,)) and own_region:
        return Place(own_region), clues(text, reference, own_region)
    return place, found


def _settle_impact(
    guesses: dict[str, Guess], typed: Mapping[str, str], reference: Reference
) -> None:
    """Drop an impact below what is typical of the category."""
    category = typed.get("category") or (guesses["category"].value if "category" in guesses else "")
    if "impact" in guesses and is_milder(guesses["impact"].value, category, reference):
        del guesses["impact"]


def _of_several(message: Message, reference: Reference, *, settled: bool) -> Iterator[Sentence]:
    """That several people wrote what becomes one report, or that it lists several matters.

    The latter not where it is `settled`, by an objection or a title, how many events it tells.
    """
    if len(message.senders) > 1:
        words = N_("{n} people wrote this; what each of them tells may be a report of its own")
        yield Sentence(words, n=len(message.senders))
    if not settled and may_tell_several(message.text, reference):
        words = N_("the text lists several matters; enter each event as a report of its own")
        yield Sentence(words)


def _of_places(
    found: Clues, typed: Mapping[str, str], place: Place | None, reference: Reference
) -> Iterator[Sentence]:
    """What of the places that a message names is left open, unless the right one was typed."""
    if place and not typed.keys() & {"region", "affects"}:
        yield from _other_regions(found, place.region, reference)
    if found.districts_unread and "district" not in typed and not (place and place.district):
        words = N_(
            "the text names a district that is not known ({names}); say which with --district"
        )
        yield Sentence(words, names=Sentence.joined([*map(_perhaps, found.districts_unread)]))
    if found.districts and "district" not in typed and not (place and place.district):
        names = [reference.district_by_code[code].name for code in found.districts]
        if "district" in found.guesses:
            words = N_("{taken} is taken, which stands as the place; the text names {others} too")
            yield Sentence(words, taken=names[0], others=", ".join(names[1:]))
        else:
            words = N_("the text names several districts ({names}); say which with --district")
            yield Sentence(words, names=", ".join(names))
    if found.villages and "village" not in typed:
        words = N_("the text names several villages ({names}); say which with --village")
        yield Sentence(words, names=", ".join(found.villages))


def _other_regions(found: Clues, taken: str, reference: Reference) -> Iterator[Sentence]:
    """That a message speaks of other regions than the office's own."""
    others = [code for code in found.regions if code != taken]
    if others:
        words = N_("{taken} is taken as the region; the text names {others} too ({options})")
        yield Sentence(
            words,
            taken=reference.region_by_code[taken].name,
            others=", ".join(reference.region_by_code[code].name for code in others),
            options=" ".join(f"--affects {code}" for code in others),
        )


def _perhaps(unread: Unread) -> Sentence:
    """A district that is not known, with those that may be meant."""
    if not unread.near:
        return Sentence("{name}", name=unread.written)
    return Sentence(N_("{name}, perhaps {near}"), name=unread.written, near=" / ".join(unread.near))


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


def _sender(name: str, reference: Reference) -> dict[str, Guess]:
    """The source, where whoever sent the message is an office or a post by name."""
    found = office(name, reference)
    return {"source": found} if found else {}


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
    if when and _contradicts(when, guesses.get("phase"), sent, times):
        unclear = day_open(when.words)
        when = None
    if sent:
        guesses["known"] = Guess(f"{sent[-1]:%Y-%m-%d %H:%M}", (stamped[-1][1],))
        if when is None and unclear is None and sent[0].date() == sent[-1].date() != now.date():
            when = Guess(sent[0].date().isoformat(), (stamped[0][1],))
    if when is not None:
        guesses["at"] = when
    return guesses, [unclear] if unclear else []
