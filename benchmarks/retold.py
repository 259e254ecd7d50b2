"""Made-up reports, some of them told twice, the same for the same seed.

What a matching of reports has to stand: many events of the same kind in the same
cities on the same days; places named by station, village, district or not at
all; retellings in other words, shorter or longer, with another clock time, a day
late, under a neighbouring category or regency, with abbreviations and slips of
the pen.
"""

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any

from benchmarks.plots import ENDINGS, LANDMARKS, NEAR, OPENINGS, SHORT, VILLAGES, Plot
from pilkada_cli.domain.neighbours import neighbours
from pilkada_cli.domain.reference import Reference, Region

VOTE = date(2024, 11, 27)
FIRST_DAY = date(2024, 8, 1)
REPEATED = 0.04
"""How many events happen where another happened."""

CITIES = 3
"""How many regencies the crowded part of the reports is in; they border on each other."""


@dataclass(frozen=True)
class Event:
    """Something that happened, as it was."""

    plot: Plot
    on: date
    minute: int
    region: Region
    district: str
    village: str
    station: int | None
    a: tuple[str, ...]
    n: int
    landmark: str
    voice: int


@dataclass(frozen=True)
class Told:
    """One report of an event: its fields, the event's number, when it was known."""

    event: int
    known: datetime
    occurred_on: date
    occurred_time: str | None
    region: str
    category: str
    title: str
    detail: str
    district: str | None
    village: str | None
    polling_station: str | None


def reports(
    reference: Reference, plots: Sequence[Plot], seed: int, n: int = 2000, retold: int = 100
) -> list[Told]:
    """`n` reports in the order in which they became known; `retold` of them tell an event again."""
    chance = random.Random(seed)
    events: list[Event] = []
    for i in range(n - retold):
        if events and chance.random() < REPEATED:
            events.append(_repeated(chance, chance.choice(events), plots))
        else:
            events.append(_event(chance, reference, plots, crowded=i % 5 < 2))
    again = chance.sample(range(len(events)), retold)
    told = [_tell(chance, reference, i, event, again=False) for i, event in enumerate(events)]
    told += [_tell(chance, reference, i, events[i], again=True) for i in again]
    return sorted(told, key=lambda report: report.known)


def _event(
    chance: random.Random, reference: Reference, plots: Sequence[Plot], *, crowded: bool
) -> Event:
    """An event of its own, somewhere in the campaign or in the crowd around voting day."""
    if crowded:
        cities = sorted(
            reference.regencies, key=lambda r: -sum(d.urban_villages for d in r.districts)
        )
        region = chance.choices(cities[:CITIES], (2, 1, 1))[0]
        on = VOTE + timedelta(days=chance.choices((-3, -2, -1, 0, 1), (1, 1, 2, 5, 1))[0])
    else:
        stations = [region.polling_stations for region in reference.regencies]
        region = chance.choices(reference.regencies, stations)[0]
        on = FIRST_DAY + timedelta(days=chance.randrange(125))
    plot = chance.choice(plots)
    return Event(
        plot=plot,
        on=on,
        region=region,
        district=chance.choice(region.districts).code,
        village=chance.choice(VILLAGES),
        station=chance.randint(1, 30) if plot.at_station or chance.random() < 0.1 else None,
        **_particulars(chance, plot),
    )


def _repeated(chance: random.Random, earlier: Event, plots: Sequence[Plot]) -> Event:
    """Another event at the same place: something else that day, or the like the day after."""
    if chance.random() < 0.5:
        plot = chance.choice(plots)
        return replace(earlier, plot=plot, **_particulars(chance, plot))
    next_day = earlier.on + timedelta(days=1)
    return replace(earlier, on=next_day, **_particulars(chance, earlier.plot))


def _particulars(chance: random.Random, plot: Plot) -> dict[str, Any]:
    return {
        "minute": chance.randint(6 * 60, 22 * 60),
        "a": chance.choice(plot.a),
        "n": chance.randint(*plot.n),
        "landmark": chance.choice(LANDMARKS),
        "voice": chance.randrange(12),
    }


def _tell(
    chance: random.Random, reference: Reference, number: int, event: Event, *, again: bool
) -> Told:
    """A report of an event; with `again`, another teller's: later, less exact, in other words."""

    def way(ways: tuple[str, ...]) -> str:
        return ways[(event.voice + (chance.randint(1, len(ways) - 1) if again else 0)) % len(ways)]

    if again:
        event = _misheard(chance, reference, event)
    clock = time(event.minute // 60, event.minute % 60)
    words = {
        "p": _place(chance, reference, event),
        "jam": f"{clock:%H.%M}",
        "n": str(event.n),
        "a": way(event.a),
        "l": event.landmark,
    }
    title = way(event.plot.titles).format(**words)
    facts = [way(ways) for ways in (*event.plot.facts, NEAR) if chance.random() < 0.7]
    chance.shuffle(facts)
    detail = " ".join([chance.choice(OPENINGS), *facts, chance.choice(ENDINGS)]).format(**words)
    if chance.random() < 0.2:
        detail = ""
    title, detail = _by_hand(chance, title.strip()), _by_hand(chance, " ".join(detail.split()))
    late = timedelta(minutes=chance.randint(20, 2000) if again else chance.randint(5, 300))
    strange = chance.random() < (0.2 if again else 0.05)
    said_place = chance.random() < 0.5
    return Told(
        event=number,
        known=datetime.combine(event.on, clock) + late,
        occurred_on=event.on,
        occurred_time=f"{clock:%H:%M}" if chance.random() < 0.4 else None,
        region=event.region.code,
        category=event.plot.other if strange else event.plot.category,
        title=title[:1].upper() + title[1:],
        detail=detail,
        district=event.district if chance.random() < 0.4 else None,
        village=event.village if said_place and chance.random() < 0.6 else None,
        polling_station=f"TPS {event.station}" if event.station and said_place else None,
    )


def _misheard(chance: random.Random, reference: Reference, event: Event) -> Event:
    """What somebody else makes of an event: clock, figure, station, day or regency may be off."""
    station = event.station
    if station and chance.random() < 0.04:
        station = chance.randint(1, 30)
    region, district = event.region, event.district
    if chance.random() < 0.04:
        around = neighbours(reference, region.code) - {reference.province.code}
        region = reference.region_by_code[chance.choice(sorted(around))]
        district = chance.choice(region.districts).code
    return replace(
        event,
        on=event.on + timedelta(days=chance.choices((0, 1, 2), (80, 16, 4))[0]),
        minute=min(max(0, event.minute + chance.choice((-90, -30, -10, 0, 0, 10, 20, 60))), 1439),
        n=event.n if chance.random() < 0.7 else max(1, event.n + chance.randint(-3, 3)),
        station=station, region=region, district=district,
    )  # fmt: skip


def _place(chance: random.Random, reference: Reference, event: Event) -> str:
    """Where it was, as exactly as somebody cared to say."""
    district = reference.district_by_code[event.district].name
    village = chance.choice((f"Desa {event.village}", f"Kelurahan {event.village}", event.village))
    within = chance.choice((f"Kecamatan {district}", f"Kecamatan {district}", district))
    choices = [f"di {village}", f"di {village}, {within}", f"di {within}"]
    choices.append(f"di {event.region.name}")
    if event.station:
        station = f"TPS {event.station:03}" if chance.random() < 0.3 else f"TPS {event.station}"
        choices += [f"di {station} {village}"] * 5 + [f"di {station} {village}, {within}"] * 2
        choices += [f"di {station} {within}"]
    else:
        choices += [f"di {village}"] * 2 + [f"di {village}, {within}"] * 2
    return chance.choice(choices)


def _by_hand(chance: random.Random, text: str) -> str:
    """Sometimes abbreviated, sometimes all in small letters, sometimes with a letter lost."""
    if chance.random() < 0.25:
        text = re.sub(r"\b\w+\b", lambda m: SHORT.get(m[0], m[0]), text)
    if chance.random() < 0.1:
        text = text.lower() if chance.random() < 0.7 else text.upper()
    if chance.random() < 0.1:
        text = re.sub(
            r"\b[a-z]{6,}\b", lambda m: m[0][:3] + m[0][4:] if chance.random() < 0.1 else m[0], text
        )
    return text
