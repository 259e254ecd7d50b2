"""What the documents about one report are made from, and the words that they share."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from pilkada_cli.domain.actions import Action
from pilkada_cli.domain.guesses import PHASE, is_day_guessed
from pilkada_cli.domain.history import Step
from pilkada_cli.domain.reference import Reference
from pilkada_cli.domain.times import local
from pilkada_cli.i18n import N_, Sentence, _, language
from pilkada_cli.render.labels import LABELS
from pilkada_cli.render.local import clock, long_date, unconfirmed, whole

Row = Mapping[str, object]

MARKS = {"B": N_("ORDINARY"), "T": N_("RESTRICTED"), "R": N_("SECRET"), "SR": N_("TOP SECRET")}
PHASES = {
    "pg": N_("PG, potential disturbance"),
    "ag": N_("AG, imminent disturbance"),
    "gn": N_("GN, actual disturbance"),
}


@dataclass(frozen=True, slots=True)
class Matter:
    """One report, its history, and the office that writes about it.

    `actors` name who wrote, by origin and number, `same` the other reports about the
    same event. `seat` is the town of the office;
    `now` is the local time of writing, `actions` what was decided about it; `guessed`
    are the fields that nobody confirmed.
    """

    report: Row
    steps: Sequence[Step]
    same: Sequence[str]
    actors: Mapping[tuple[str, int], str]
    attachments: Sequence[str]
    reference: Reference
    letterhead: Sequence[str]
    recipients: Sequence[str]
    seat: str | None
    now: datetime
    actions: Sequence[Action] = ()
    guessed: Sequence[str] = ()

    @property
    def standing(self) -> tuple[Step, ...]:
        """The steps that no undo took back."""
        return tuple(step for step in self.steps if not step.undone)

    def text(self, field: str) -> str:
        """A text of the report; empty where there is none."""
        return str(self.report[field] or "").strip()


def mark(matter: Matter) -> str:
    """The classification mark, in capitals."""
    return _(MARKS[str(matter.report["classification"])])


def title(matter: Matter) -> str:
    """The report's title, or that it was erased."""
    return matter.text("title") or _("(erased)")


def moment(matter: Matter, instant: str) -> str:
    """An instant in local time; the day alone where no more than a day was given."""
    when = local(instant, matter.reference.election.time_zone)
    given_day_only = (when.hour, when.minute, when.second) == (23, 59, 59)
    return at(matter, when.date().isoformat(), None if given_day_only else f"{when:%H:%M}")


def occurred(matter: Matter) -> str:
    """When it happened, with a sign where nobody confirmed that."""
    time = matter.report["occurred_time"]
    when = at(matter, str(matter.report["occurred_on"]), str(time) if time else None)
    return unconfirmed(when) if is_day_guessed(matter.guessed) else when


def phase(matter: Matter) -> str:
    """How far it has come, with a sign where nobody confirmed that."""
    named = _(PHASES[str(matter.report["phase"])])
    return unconfirmed(named) if PHASE in matter.guessed else named


def at(matter: Matter, day: str, time: str | None) -> str:
    """A local day, with its time of day where there is one."""
    if time is None:
        return long_date(day)
    zone = matter.reference.election.time_zone_label
    return str(
        Sentence(N_("{day} at {time} {zone}"), day=long_date(day), time=clock(time), zone=zone)
    )


_SIGNED = ("occurred_on", "occurred_time", PHASE)
"""Fields that bear their own sign."""


def unconfirmed_fields(matter: Matter) -> Sentence | None:
    """That further fields were read out of its words and nobody confirmed them; None where there are none."""
    names = [name for name in matter.guessed if name in LABELS and name not in _SIGNED]
    if not names or matter.report["erased"]:
        return None
    fields = Sentence.joined([Sentence(LABELS[name]) for name in names])
    return Sentence(N_("Guessed, to be confirmed: {fields}"), fields=fields)


_CALLED = re.compile(r"(?:desa|ds|kel(?:urahan)?|village)\b", re.IGNORECASE)
"""How the name of a village begins that says already what it is."""


def place(matter: Matter) -> Iterator[str]:
    """Where it happened, the smallest place first."""
    report, reference = matter.report, matter.reference
    if station := matter.text("polling_station"):
        yield station
    if village := matter.text("village"):
        yield (
            village if _CALLED.match(village) else str(Sentence(N_("{name} village"), name=village))
        )
    district = reference.district_by_code.get(matter.text("district"))
    if district is not None:
        yield str(Sentence(N_("{name} district"), name=district.name))
    region = reference.region_by_code.get(str(report["region"]))
    yield region.full_name if region else str(report["regency_name"])


def affected(matter: Matter) -> str:
    """The further regencies that it touches."""
    codes = matter.report["affects"]
    assert isinstance(codes, tuple)
    known = matter.reference.region_by_code
    return ", ".join(known[code].name if code in known else code for code in codes)


CONSEQUENCES = {
    "dead": N_("{n} dead"),
    "injured": N_("{n} injured"),
    "displaced": N_("{n} displaced"),
    "crowd": N_("a crowd of {n}"),
    "loss_idr": N_("loss of Rp {n}"),
}


def consequences(matter: Matter) -> str:
    """Whom and what it struck, as far as it was counted."""
    counted = {name: matter.report[name] for name in CONSEQUENCES}
    return ", ".join(
        str(Sentence(CONSEQUENCES[name], n=whole(n)))
        for name, n in counted.items()
        if isinstance(n, int)
    )


def level(matter: Matter, number: object) -> str:
    """A level of risk in words."""
    levels = {str(one.number): one.label for one in matter.reference.scale.levels}
    return levels[str(number)].in_language(language())


UNGRADED = ("F", "6")


def grade(matter: Matter) -> str:
    """Both grades, as signs and in words."""
    scale, report = matter.reference.scale, matter.report
    signs = str(report["grade_source"]), str(report["grade_content"])
    if signs == UNGRADED:
        return _("F6, not graded yet")
    source, content = (
        {one.key: one.label.in_language(language()) for one in grades}[sign]
        for grades, sign in zip((scale.grade_source, scale.grade_content), signs, strict=True)
    )
    return str(
        Sentence(
            N_("{grade} (source: {source}; content: {content})"),
            grade="".join(signs),
            source=source.lower(),
            content=content.lower(),
        )
    )
