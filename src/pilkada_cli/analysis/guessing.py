"""What a message seems to say: where, what about, how far it has come, how grave, who says so, when.

Everything is a guess with the words that led to it. Where the words allow several
readings nothing is guessed.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pilkada_cli.analysis import places, senders, stations, villages, whereabouts
from pilkada_cli.analysis.figures import figures
from pilkada_cli.analysis.gravity import impact
from pilkada_cli.analysis.hints import topic
from pilkada_cli.analysis.phases import phase
from pilkada_cli.analysis.times_said import TimeSaid, days_unread, times
from pilkada_cli.analysis.unread_districts import Unread
from pilkada_cli.analysis.wording import Guess, as_names, place_lines, tokens
from pilkada_cli.domain.reference import Reference

__all__ = ["Clues", "Guess", "TimeSaid", "clues"]


@dataclass(frozen=True, slots=True)
class Clues:
    """What a text seems to say.

    `guesses` are by field name. `categories` are those that it may be about, the
    likeliest first; `regions` all regencies that it names; `times` the days and
    times that it tells, still to be read, `days_unread` what looks like others. `districts`
    are codes and `villages` names of several that it names, where at most one can be right;
    `districts_unread` what it calls a district and none is.
    """

    guesses: Mapping[str, Guess]
    categories: tuple[str, ...]
    regions: tuple[str, ...]
    times: Sequence[TimeSaid]
    days_unread: Sequence[str]
    districts: tuple[str, ...]
    villages: tuple[str, ...]
    districts_unread: tuple[Unread, ...] = ()


def clues(text: str, reference: Reference, within: str | None = None) -> Clues:
    """What a text seems to say; its first line is the title. `within` is a regency that is known."""
    filled = place_lines(text)
    said = as_names(tokens(text), filled)
    named = places.mentions(text, said, reference, within)
    where = whereabouts.places(text, said, named, reference, within, filled)
    small = villages.villages(text, said, named, where.told_from, filled)
    of_names = {n for mention in named for n in range(mention.first, mention.last)}
    what = topic(text, [t for n, t in enumerate(said) if n not in of_names], reference)
    found = {
        "region": where.region,
        "district": where.district,
        "village": small[0] if len(small) == 1 else None,
        "polling_station": stations.polling_station(text, small),
        "category": what.category,
        "phase": phase(text),
        "impact": impact(text, said, reference),
        "source": senders.source(text, said, named, reference),
        **figures(text),
    }
    return Clues(
        guesses={name: guess for name, guess in found.items() if guess is not None},
        categories=what.categories,
        regions=where.named,
        times=tuple(times(text)),
        days_unread=tuple(days_unread(text)),
        districts=where.districts,
        villages=tuple(guess.value for guess in small) if len(small) > 1 else (),
        districts_unread=where.unread,
    )
