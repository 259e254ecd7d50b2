"""What is counted: which reports are about the same event, and which of them counts.

One module for the whole rule, so that what is counted cannot drift. Links join
reports into groups; a group is one event while any member is neither refuted
nor withdrawn, with the values of its earliest such member.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
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


@dataclass(slots=True)
class Member:
    """A report as far as its group asks for it; the fields are those of `Report`."""

    id: str
    occurred_on: str
    occurred_time: str | None
    place: Order
    withdrawn: bool
    verification: Verification
    outcome: str
    group: str | None


def earliest(report: Report | Member) -> tuple[str, str, Order]:
    """What makes a member the earliest: day, time (none is the end of the day), place."""
    return (report.occurred_on, report.occurred_time or "24:00", report.place)


def components(
    members: Iterable[OpId], neighbours: Callable[[OpId], Iterable[OpId]]
) -> list[frozenset[OpId]]:
    """The connected groups that `members` lie in, whole, each once."""
    seen: set[OpId] = set()
    groups = []
    for start in members:
        if start in seen:
            continue
        group, edge = {start}, [start]
        while edge:
            fresh = set(neighbours(edge.pop())) - group
            group |= fresh
            edge.extend(fresh)
        seen |= group
        groups.append(frozenset(group))
    return groups


def count_group(members: Iterable[Report | Member]) -> None:
    """Fill in `outcome` and `group` of every member of one group."""
    ordered = sorted(members, key=earliest)
    head: Report | Member | None = None
    for report in ordered:
        if report.withdrawn:
            report.outcome = Outcome.WITHDRAWN
        elif report.verification == Verification.REFUTED:
            report.outcome = Outcome.REFUTED
        elif head is None:
            head = report
            report.outcome = Outcome.EVENT
        else:
            report.outcome = Outcome.DUPLICATE
        report.group = ordered[0].id if len(ordered) > 1 else None


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
    by_origin = Counter(op.origin for op in made)
    shown = _shown(by_origin)
    return {
        op: f"{code}{shown[op.origin]}-{mark}{number}" + f".{op.seq}" * (by_origin[op.origin] > 1)
        for op in made
    }


def _shown(origins: Collection[str]) -> dict[str, str]:
    """As much of each origin as tells it from the others; nothing where there is but one."""
    if len(origins) == 1:
        return dict.fromkeys(origins, "")
    digits = 3
    while len({origin[:digits] for origin in origins}) < len(origins):
        digits += 1
    return {origin: f".{origin[:digits]}" for origin in origins}
