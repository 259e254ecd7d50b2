"""What alarms: rules on single events, and the alerts that follow from them and from counts."""

from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from typing import NamedTuple

from pilkada_cli.domain.reference import Label

SCHEMA = "pilkada.alert/1"


class Rule(NamedTuple):
    """A rule on single events, which fires where every condition holds; None stands for any.

    `level` is the lowest, before measures; `categories` are keys and groups. `after_hours`
    and `within_days` count from when the event became known.
    """

    key: str
    label: Label
    phases: tuple[str, ...] | None
    level: int | None
    handling: tuple[str, ...] | None
    verification: tuple[str, ...] | None
    categories: tuple[str, ...] | None
    after_hours: int | None
    within_days: int | None


class Rules(NamedTuple):
    """All that alarms: the false alarms to be expected in a quarter, and the rules.

    An action fires so many days after its day is over; None stands for never.
    """

    false_alarms: float
    rules: tuple[Rule, ...]
    overdue_after_days: int | None = None


class Kind(StrEnum):
    """Why an alert fires: a count, a rule on an event, or an action past its day."""

    SURGE = "surge"
    RULE = "rule"
    ACTION = "action"


@dataclass(frozen=True, slots=True)
class Alert:
    """What, where, how sure and why.

    `keys` has the `key` that each report of the event's group would give: an alert that
    shares one with another is the same alert, whichever report stands for the event.
    `affects` are the codes of further regions that the event touches.

    A surge has the group, the count, what was expected, the chance of so many, and with
    how many weeks it was compared: 0 stands for the other regencies. A rule has its own
    key and the event's title and level, whether nobody confirmed its phase, and `since` when
    it is known, an instant. An action has its id, who is to take it and the day by which.
    """

    key: str
    keys: Sequence[str]
    kind: Kind
    region: str
    regency_name: str
    affects: Sequence[str] = ()
    rule: str | None = None
    label: Label | None = None
    group: str | None = None
    week: str | None = None
    count: int | None = None
    expected: float | None = None
    chance: float | None = None
    weeks: int | None = None
    category: str | None = None
    phase: str | None = None
    phase_guessed: bool | None = None
    level: int | None = None
    handling: str | None = None
    since: str | None = None
    title: str | None = None
    action: str | None = None
    owner: str | None = None
    due: str | None = None
    reports: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Watch:
    """What a look at the register found, and what it rests on.

    `week` begins on `week_start`. Of `series` regency and group pairs `tested` could be
    tested. The codes of regencies that could not be stand in `too_few_weeks`, with fewer
    than four behind them, and `votes_alone`, without others to be compared with.
    """

    as_of: str
    week: str
    week_start: str
    week_end: str
    false_alarms_per_quarter: float
    threshold: float
    dispersion: float
    series: int
    tested: int
    too_few_weeks: tuple[str, ...]
    votes_alone: tuple[str, ...]
    alerts: tuple[Alert, ...]

    def document(self) -> dict[str, object]:
        """The object that ``-f json`` prints; its keys are a promise."""
        alerts = [asdict(a) | {"label": a.label and a.label._asdict()} for a in self.alerts]
        return {"schema": SCHEMA, **asdict(self), "alerts": alerts}

    def of_region(self, code: str, province: str) -> "Watch":
        """The same with the alerts that touch one region only; the whole province touches it."""
        touching = (a for a in self.alerts if {code, province} & {a.region, *a.affects})
        return replace(self, alerts=tuple(touching))

    def without(self, keys: Collection[str]) -> "Watch":
        """The same without alerts that were told."""
        return replace(self, alerts=tuple(a for a in self.alerts if not {*a.keys} & {*keys}))

    def told(self, before: Collection[str], shown: "Watch") -> set[str]:
        """The keys to keep once `shown` was told.

        A surge is told once for its week, whatever comes late; an event is told again
        when a rule that had let go of it fires anew.
        """
        week = f"{Kind.SURGE} {self.week} "
        kept = {key for key in before if key.startswith(week)}
        known = {*before} | {alert.key for alert in shown.alerts}
        return kept.union(*(alert.keys for alert in self.alerts if known & {*alert.keys}))
