"""Words that every part of a brief shares: places, ids, levels, periods, what is not verified."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from itertools import islice

from pilkada_cli.domain.brief import Brief
from pilkada_cli.domain.brief_lines import Event, Listed
from pilkada_cli.domain.fields import Verification
from pilkada_cli.domain.guesses import DAY, PHASE
from pilkada_cli.domain.reference import Label, Reference
from pilkada_cli.domain.times import local
from pilkada_cli.i18n import N_, Sentence, _, language
from pilkada_cli.render.brief.blocks import Cell, Picture
from pilkada_cli.render.local import (
    clock,
    full_date,
    local_time,
    long_date,
    short_date,
    unconfirmed,
    word,
)
from pilkada_cli.render.matter import Matter

MOST_IDS = 6
"""Runs of ids that a line has room for."""


@dataclass(frozen=True)
class Page:
    """A brief with the reference data it speaks of, and its pictures by their names."""

    brief: Brief
    reference: Reference
    pictures: Mapping[str, Picture] = field(default_factory=dict)

    @cached_property
    def titles(self) -> dict[str, str]:
        """The titles of the annex by id; what nobody verified is told as such."""
        return {each.id: told(each) for each in self.brief.listed}

    def picture(self, name: str) -> tuple[Picture, ...]:
        """A picture where it was drawn."""
        return (self.pictures[name],) if name in self.pictures else ()

    def matter(self, event: Event) -> Matter:
        """The event, for the words that documents about one report share."""
        return Matter(
            event._asdict(), (), event.same, {}, (), self.reference, (), (), None,
            local(self.brief.period.until, self.reference.election.time_zone),
            guessed=(DAY,) * event.day_guessed + (PHASE,) * event.phase_guessed,
        )  # fmt: skip

    def name(self, code: str) -> str:
        """The name of a region."""
        region = self.reference.region_by_code.get(code)
        return region.name if region else code

    def names(self, codes: Sequence[str]) -> str:
        """The names of regions; all of them in one word."""
        if 1 < len(codes) == len(self.reference.regencies):
            return _("all regencies and cities")
        return ", ".join(map(self.name, codes)) or _("none")

    @property
    def nothing(self) -> str:
        """That nothing is to be told: nil where all reported, else that nothing was reported."""
        found = self.brief.coverage
        if found.enough and not found.owing:
            return _("Nil.")
        return _("Nothing reported.") if found.enough else _("No report.")

    @property
    def place(self) -> str:
        """The province, or the regency with its kind."""
        region = self.reference.region_by_code[self.brief.region or self.reference.province.code]
        return region.name if self.brief.region is None else region.full_name

    def level(self, number: int | None) -> Cell:
        """A level of risk in words."""
        if number is None:
            return Cell("–")
        label = self.reference.scale.levels[number - 1].label
        return Cell(label.in_language(language()), str(number))

    def levels(self, before: int, after: int) -> Cell:
        """A level before and after measures, once where they are the same."""
        if before == after:
            return self.level(after)
        text = f"{self.level(before).text} → {self.level(after).text}"
        return Cell(text, str(after))

    def category(self, key: str) -> str:
        """The label of a category."""
        known = self.reference.category_by_key.get(key)
        return known.label.in_language(language()) if known else key

    def group(self, key: str) -> str:
        """The label of a group."""
        return next(
            (g.label.in_language(language()) for g in self.reference.groups if g.key == key), key
        )

    def stage(self, key: str | None) -> str:
        """The name of a stage."""
        stage = self.reference.stage_by_key.get(key or "")
        return stage.name.in_language(language()) if stage else _("outside every stage")

    def measure(self, measure: Label) -> str:
        """The words of a measure; one whose last or first day before the vote is past is marked."""
        words, left = measure.in_language(language()), self.brief.period.days_to_vote
        for pattern, marked in ((_LATEST, N_("{measure} (its day is past)")),
                                (_FROM, N_("{measure} (should have begun)"))):  # fmt: skip
            found = pattern.search(measure.id)
            if found is not None and left is not None and left < int(found[1]):
                return str(Sentence(marked, measure=words))
        return words

    def moment(self, at: str) -> str:
        """An instant in local time, in full."""
        election = self.reference.election
        when = local(at, election.time_zone)
        return str(
            Sentence(
                N_("{day} at {time} {zone}"),
                day=full_date(when.date()),
                time=clock(f"{when:%H:%M}"),
                zone=election.time_zone_label,
            )
        )

    def short_moment(self, at: str) -> str:
        """An instant in local time, in short."""
        election = self.reference.election
        return local_time(at, election.time_zone, election.time_zone_label)

    def known_on(self, at: str) -> str:
        """The local day of an instant."""
        return long_date(local(at, self.reference.election.time_zone).date())

    @property
    def period(self) -> str:
        """From when to when, or at which moment."""
        period = self.brief.period
        if period.since is None:
            return str(Sentence(N_("as of {when}"), when=self.moment(period.until)))
        election = self.reference.election
        first, last = (local(at, election.time_zone) for at in (period.since, period.until))
        whole = str(
            Sentence(
                N_("{first_day} {first_time} to {last_day} {last_time} {zone}"),
                first_day=full_date(first.date()),
                first_time=clock(f"{first:%H:%M}"),
                last_day=full_date(last.date()),
                last_time=clock(f"{last:%H:%M}"),
                zone=election.time_zone_label,
            )
        )
        return whole if period.ended else _("{period} (up to now)").format(period=whole)


def day(event: Event | Listed) -> str:
    """The day of an event or report in short, with a sign where nobody confirmed it."""
    on = short_date(event.occurred_on)
    return unconfirmed(on) if event.day_guessed else on


def phase(report: Listed) -> str:
    """The phase of a report in short, with a sign where nobody confirmed it."""
    named = word(report.phase)
    return unconfirmed(named) if report.phase_guessed else named


def told(event: Event | Listed) -> str:
    """The title of an event or report; one that nobody verified is told as such."""
    if event.title is None:
        return _("(erased)")
    if event.verification == Verification.REFUTED:
        return str(Sentence(N_("Not true: {title}"), title=event.title))
    verified = event.verification == Verification.VERIFIED
    return event.title if verified else doubted(event.title)


def doubted(title: str) -> str:
    """A title of what nobody verified."""
    return title if _SAID.match(title) else str(Sentence(N_("Reportedly: {title}"), title=title))


_LATEST = re.compile(r"paling lambat H-(\d+)")
"""How a measure says by which day before the vote it must be taken."""

_FROM = re.compile(r"mulai H-(\d+)")
"""How it says from which day on it is taken."""

_SAID = re.compile(r"(?:diduga|dugaan|reportedly)\b", re.IGNORECASE)
"""How a title begins that says already that it is not sure."""


def runs(ids: Iterable[str]) -> Iterator[tuple[str, str, int]]:
    """The first, the last and the number of each run of ids that follow one another, in their order."""
    first, last, length = "", "", 0
    code, number = "", 0
    for each in ids:
        own, digits = _parts(each)
        if length and (own != code or digits != number + 1):
            yield first, last, length
            length = 0
        first, last, length = first if length else each, each, length + 1
        code, number = own, digits
    if length:
        yield first, last, length


@cache
def _parts(id: str) -> tuple[str, int]:
    """What stands before the number of an id, and the number."""
    before = id.rstrip("0123456789")
    return before, int(id[len(before) :])


def named(ids: Iterable[str], most: int | None = None) -> str:
    """Ids in short: ``HST-1 to HST-5, HST-7``; at most so many runs, then an ellipsis."""
    found = [_run(*run) for run in islice(runs(ids), most and most + 1)]
    shown = found if most is None or len(found) <= most else [*found[:most], "…"]
    return ", ".join(shown)


def _run(first: str, last: str, length: int) -> str:
    if length <= 2:
        return first if length == 1 else f"{first}, {last}"
    return str(Sentence(N_("{first} to {last}"), first=first, last=last))


def bracketed(ids: tuple[str, ...]) -> str:
    """`` (HST-1)`` behind a sentence; nothing without ids."""
    found = named(ids, MOST_IDS)
    return f" ({found})" if found else ""


def filled_in(what: str) -> str:
    """A gap for the analyst."""
    return str(Sentence(N_("[The analyst fills in: {what}]"), what=what))
