"""What is said of a message: that it may tell of several matters, and which of its places stay open."""

from collections.abc import Iterator, Mapping

from pilkada_cli.analysis.guessing import Clues
from pilkada_cli.analysis.occasions import may_tell_several
from pilkada_cli.analysis.unread_districts import Unread
from pilkada_cli.domain.names import Place
from pilkada_cli.domain.reference import Reference
from pilkada_cli.exchange.message import Message
from pilkada_cli.i18n import N_, Sentence


def of_several(message: Message, reference: Reference, *, settled: bool) -> Iterator[Sentence]:
    """That several people wrote what becomes one report, or that it lists several matters.

    The latter not where it is `settled`, by an objection or a title, how many events it tells.
    """
    if len(message.senders) > 1:
        words = N_("{n} people wrote this; what each of them tells may be a report of its own")
        yield Sentence(words, n=len(message.senders))
    if not settled and may_tell_several(message.text, reference):
        words = N_("the text lists several matters; enter each event as a report of its own")
        yield Sentence(words)


def of_places(
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
    if not others:
        return
    if is_elsewhere(found, Place(taken)):
        words = N_(
            "{taken} is taken as the region, and the text tells only of {others}; if it was there: pilkada report amend ID {options}"
        )
        options = " / ".join(f"-r {code}" for code in others)
    else:
        words = N_("{taken} is taken as the region; the text names {others} too ({options})")
        options = " ".join(f"--affects {code}" for code in others)
    yield Sentence(
        words,
        taken=reference.region_by_code[taken].name,
        others=", ".join(reference.region_by_code[code].name for code in others),
        options=options,
    )


def is_elsewhere(found: Clues, place: Place | None) -> bool:
    """Whether a message tells of other regions and not of the one that is known."""
    return place is not None and bool(found.regions) and place.region not in found.regions


def _perhaps(unread: Unread) -> Sentence:
    """A district that is not known, with those that may be meant."""
    if not unread.near:
        return Sentence("{name}", name=unread.written)
    return Sentence(N_("{name}, perhaps {near}"), name=unread.written, near=" / ".join(unread.near))
