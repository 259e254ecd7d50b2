"""The parts of a brief: its events, decisions, regencies, agenda, and what else it lists.

Texts of reports stand here without what points at a person. Field names are a
promise to scripts.
"""

from typing import NamedTuple

from pilkada_cli.domain.reference import Label


class Number(NamedTuple):
    """A count with the ids behind it."""

    n: int
    ids: tuple[str, ...] = ()


NOTHING = Number(0)


class Done(NamedTuple):
    """What was done about an event: when it was known, which step, in which words."""

    at: str
    kind: str
    words: str | None


class Event(NamedTuple):
    """An event with what may be told of it; the fields of a report keep their names.

    `title` is None once erased. `same` are other reports of it, `new` says that it became
    known in the period, `raised` that its phase or level rose in it, `day_guessed` and
    `phase_guessed` that nobody confirmed its day or its phase.
    """

    id: str
    occurred_on: str
    occurred_time: str | None
    region: str
    regency_name: str
    district: str | None
    village: str | None
    polling_station: str | None
    affects: tuple[str, ...]
    category: str
    phase: str
    stage: str
    value: int
    level: int
    residual_value: int
    residual_level: int
    grade_source: str
    grade_content: int
    verification: str
    handling: str
    classification: str
    dead: int | None
    injured: int | None
    displaced: int | None
    crowd: int | None
    loss_idr: int | None
    title: str | None
    detail: str | None
    measures_taken: str | None
    coordinated_with: str | None
    known_at: str
    watched_until: str | None
    same: tuple[str, ...]
    done: tuple[Done, ...]
    new: bool
    raised: bool
    day_guessed: bool
    phase_guessed: bool


class Decision(NamedTuple):
    """What asks for a decision, and why: ``overdue``, ``unhandled``, ``unready``, ``silent`` or ``grave``.

    `id` is that of an event or action, or the key of an item. `owners` are the agencies of its
    category, or the action's own; `until` the day or the instant by which it must be done, if
    that is known; `regions` are codes.
    """

    why: str
    id: str | None
    regions: tuple[str, ...]
    owners: tuple[str, ...]
    until: str | None


class RegencyLine(NamedTuple):
    """A regency or city in the period; scores and rates as in a summary.

    `worst_level` is the highest after measures of its open events; `state` is what its
    last reporting day holds (see coverage).
    """

    code: str
    name: str
    pg: int
    ag: int
    gn: int
    open: int
    worst_level: int | None
    open_index: float
    open_index_before: float
    rate: float | None
    rate_low: float | None
    rate_high: float | None
    rank: int | None
    rank_low: int | None
    rank_high: int | None
    coverage: float | None
    low: bool
    last_report_on: str | None
    state: str
    ids: tuple[str, ...]


class WideLine(NamedTuple):
    """The events of the whole province, which count in no regency; `ids` are of the open ones."""

    code: str
    name: str
    pg: int
    ag: int
    gn: int
    open: int
    worst_level: int | None
    open_index: float
    open_index_before: float
    ids: tuple[str, ...]


class Coverage(NamedTuple):
    """Who reported in the period, by code, and of whom something lacks on its last reporting day.

    `of` counts those who owed a report in it, or sent one.
    `reported` are also those who had sent all that was asked of them, `nil` sent nothing but nil
    reports. `enough` says that the silence of the others leaves the situation to be judged. An
    office's `own` register asks itself for nothing, so nobody is `owing` in it.
    """

    day: str
    of: int
    enough: bool
    own: bool
    reported: tuple[str, ...]
    nil: tuple[str, ...]
    owing: tuple[str, ...]

    @property
    def heard(self) -> tuple[str, ...]:
        """All who reported."""
        return (*self.reported, *self.nil)

    @property
    def silent(self) -> tuple[str, ...]:
        """Those of whom nothing came."""
        return tuple(code for code in self.owing if code not in self.heard)

    @property
    def partly(self) -> tuple[str, ...]:
        """Those of whom something came, but too little."""
        return tuple(code for code in self.owing if code in self.heard)


class AspectLine(NamedTuple):
    """A field of society: ids of events that came in the period, and of all that are open."""

    aspect: str
    new: tuple[str, ...]
    open: tuple[str, ...]


class GroupLine(NamedTuple):
    """A group of categories: events of the last seven days and of the seven before."""

    group: str
    week: Number
    before: Number


class Surge(NamedTuple):
    """More events than usual in the last closed week; `expected` as in an alert."""

    week: str
    region: str
    group: str
    events: int
    expected: float
    ids: tuple[str, ...]


class AgendaItem(NamedTuple):
    """What begins, ends or takes place on a day, or is due then.

    `stage` is a key, None for a voting day and for what is due: an `item` of readiness.
    """

    on: str
    what: str
    stage: str | None
    region: str | None
    item: str | None = None


class Recommendation(NamedTuple):
    """Measures that are usual for a category, for the agencies it belongs to; nobody decided them."""

    category: str
    owners: tuple[str, ...]
    measures: tuple[Label, ...]
    ids: tuple[str, ...]


class ActionLine(NamedTuple):
    """An action that was decided, without names; `overdue` at the end of the period."""

    id: str
    report: str | None
    region: str
    what: str | None
    owner: str | None
    state: str
    due: str | None
    overdue: bool
    disposition: bool
    done_on: str | None


class FollowUp(NamedTuple):
    """What became of all that was decided: how many actions are done, `of_period` in the period."""

    done: int
    of_period: int
    running: int
    planned: int
    overdue: int


class WeekLine(NamedTuple):
    """A week's events and their score."""

    week: str
    start: str
    events: int
    score: float


Matrix = tuple[tuple[int, ...], ...]
"""Open events by likelihood (rows, 1 to 5) and impact (columns, 1 to 5)."""


class Listed(NamedTuple):
    """A report in the annex; `day_guessed` and `phase_guessed` say that nobody confirmed those."""

    id: str
    occurred_on: str
    region: str
    category: str
    phase: str
    level: int
    residual_level: int
    verification: str
    handling: str
    classification: str
    title: str | None
    day_guessed: bool
    phase_guessed: bool
