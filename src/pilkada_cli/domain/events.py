"""What is counted: which reports are about the same event, and which of them counts.

One module for the whole rule, so that what is counted cannot drift. Links join
reports into groups; a group is one event while any member is neither refuted
nor withdrawn, with the values of its earliest such member.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from enum import StrEnum
from typing import NamedTuple

from pilkada_cli.domain.fields import Verification
from pilkada_cli.domain.operation import OpId, Order
from pilkada_cli.domain.report import Report

COUNTING_RULE = "earliest-live-member/1"
"""Key of the counting rule, printed with every result."""


class Outcome(StrEnum):
    """What became of a report in the count. Every report has exactly one."""

    EVENT = "event"
    DUPLICATE = "duplicate"
    REFUTED = "refuted"
    WITHDRAWN = "withdrawn"


class Kind(NamedTuple):
    """What a report weighs, wherever it is counted: the last fields of a `Cell`."""

    outcome: str
    phase: str
    level: int
    residual_level: int
    credence: int
    open: int


class Cell(NamedTuple):
    """One kind of report in the count, and where it counts.

    `regency` is the province's code for a province-wide report. `further` is 1
    in the rows of the other regencies that an event touches, so that
    ``further == 0`` adds up to the totals. For an outcome other than event only
    the first five and `athg` are filled. `credence` indexes
    `Scale.credence`; `open` is 1 until the report is closed.
    """

    regency: str
    further: int
    outcome: str
    stage: str
    category: str
    athg: str
    phase: str = ""
    level: int = 0
    residual_level: int = 0
    credence: int = 0
    open: int = 0

    @property
    def kind(self) -> Kind:
        """What a report of this cell weighs."""
        return Kind(
            self.outcome, self.phase, self.level, self.residual_level, self.credence, self.open
        )


class Member(NamedTuple):
    """A report as far as its group asks for it; the fields are those of `Report`."""

    id: str
    occurred_on: str
    occurred_time: str | None
    place: Order
    withdrawn: bool
    verification: Verification


def earliest(report: Report | Member) -> tuple[str, str, Order]:
    """What makes a member the earliest: day, time (none is the end of the day), place."""
    return (report.occurred_on, report.occurred_time or "24:00", report.place)


class Group:
    """What the members of one group count as, once all of them were seen, in any order."""

    def __init__(self, members: Iterable[Report | Member]) -> None:
        self._several = False
        self._first: Report | Member | None = None
        self._counting: Report | Member | None = None
        for member in members:
            self._several = self._first is not None
            self._first = _earlier(self._first, member)
            if _is_live(member):
                self._counting = _earlier(self._counting, member)

    @property
    def name(self) -> str | None:
        """The id of its earliest member; None where it has but one."""
        return self._first.id if self._first is not None and self._several else None

    def outcome(self, member: Report | Member) -> Outcome:
        """What became of a member: of the live ones the earliest counts."""
        if member.withdrawn:
            return Outcome.WITHDRAWN
        if not _is_live(member):
            return Outcome.REFUTED
        counts = self._counting is not None and member.place == self._counting.place
        return Outcome.EVENT if counts else Outcome.DUPLICATE


def _is_live(member: Report | Member) -> bool:
    return not member.withdrawn and member.verification != Verification.REFUTED


def _earlier(one: Report | Member | None, other: Report | Member) -> Report | Member:
    return other if one is None or earliest(other) < earliest(one) else one


def count_group(members: Collection[Report]) -> None:
    """Fill in `outcome` and `group` of every member of one group."""
    group = Group(members)
    for report in members:
        report.outcome, report.group = group.outcome(report), group.name


def cells(report: Report, province: str) -> list[Cell]:
    """Where a report counts: once in its own region, once more in each it touches.

    A province-wide report counts in no regency.
    """
    regencies: tuple[str, ...] = (report.region,)
    if report.region != province:
        regencies += report.affects
    return [_cell(report, regency, int(i > 0)) for i, regency in enumerate(regencies)]


def _cell(report: Report, regency: str, further: int) -> Cell:
    first = (regency, further, report.outcome, report.stage, report.category, report.athg)
    if report.outcome != Outcome.EVENT:
        return Cell(*first)
    return Cell(
        *first,
        phase=report.phase,
        level=report.level,
        residual_level=report.residual_level,
        credence=report.credence,
        open=int(report.open),
    )


def label_ids(reports: Iterable[Report]) -> None:
    """Fill in `id` of reports, given all that share a code and number with any of them."""
    sharing: dict[tuple[str, int], list[Report]] = {}
    for report in reports:
        sharing.setdefault((report.code, report.number), []).append(report)
    for (code, number), same in sharing.items():
        labels = ids(code, number, {report.subject for report in same})
        for report in same:
            report.id = labels[report.subject]


def ids(code: str, number: int, made: Collection[OpId], mark: str = "") -> dict[OpId, str]:
    """What those are called that bear a code and a number, by the operations that made them.

    ``HST-42``, or ``HST.7f3-42`` where several origins used it: as much of them is shown as
    tells them apart, three digits at least. Where one origin used it for several, the number
    of the operation follows: ``HST-42.9``. `mark` stands before the number: actions are
    ``HST-T7``.
    """
    naming = Naming(code, number, Counter(op.origin for op in made), mark)
    return {op: naming.of(op) for op in made}


class Naming:
    """The rule of `ids`, given how many each origin made that bear the code and the number."""

    def __init__(self, code: str, number: int, made: Mapping[str, int], mark: str = "") -> None:
        self._made = made
        shown = _shown(made.keys())
        self._names = {origin: f"{code}{shown[origin]}-{mark}{number}" for origin in made}

    def of(self, op: OpId) -> str:
        """What the one is called that an operation made."""
        return self._names[op.origin] + f".{op.seq}" * (self._made[op.origin] > 1)


def _shown(origins: Collection[str]) -> dict[str, str]:
    """As much of each origin as tells it from the others; nothing where there is but one."""
    if len(origins) == 1:
        return dict.fromkeys(origins, "")
    digits = 3
    while len({origin[:digits] for origin in origins}) < len(origins):
        digits += 1
    return {origin: f".{origin[:digits]}" for origin in origins}
