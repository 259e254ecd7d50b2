"""What moved and why, on screen and as Markdown."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, islice
from typing import BinaryIO

from rich.console import RenderableType
from rich.text import Text

from pilkada_cli.domain.diff import Diff, Mover, RegencyMove, StageMove, Why
from pilkada_cli.domain.reference import Reference
from pilkada_cli.domain.summary import RankBy
from pilkada_cli.i18n import N_, Sentence, _, language
from pilkada_cli.render import pages
from pilkada_cli.render.local import DASH, decimal, local_time, short_date, whole
from pilkada_cli.render.regencies import two_lines
from pilkada_cli.render.tables import Column, Fitted, table

MOST = 20
"""Reports that are named; a page is no list."""

WHY = {
    Why.ARRIVED: N_("new"),
    Why.WITHDRAWN: N_("withdrawn"),
    Why.RESTORED: N_("brought back"),
    Why.VERIFIED: N_("verified"),
    Why.REFUTED: N_("refuted"),
    Why.UNVERIFIED: N_("verification taken back"),
    Why.ESCALATED: N_("phase raised"),
    Why.DEESCALATED: N_("phase lowered"),
    Why.LINKED: N_("linked"),
    Why.UNLINKED: N_("unlinked"),
    Why.COUNTED: N_("counts in place of another"),
    Why.UNCOUNTED: N_("another counts in its place"),
    Why.CLOSED: N_("closed"),
    Why.REOPENED: N_("opened again"),
    Why.REGRADED: N_("graded anew"),
    Why.RERATED: N_("rated anew"),
    Why.MEASURED: N_("measures taken"),
    Why.MOVED: N_("another place"),
    Why.RESTAGED: N_("another stage"),
    Why.RECATEGORISED: N_("another category"),
    Why.REDATED: N_("another date"),
    Why.REMEASURED: N_("ranked by other events"),
    Why.DECAYED: N_("aged"),
    Why.OTHERS: N_("the others moved"),
}


@dataclass(frozen=True, slots=True)
class Page:
    """What the page is made from."""

    diff: Diff
    reference: Reference

    @property
    def between(self) -> dict[str, str]:
        """The two points in words."""
        return {"first": self._point(self.diff.since), "last": self._point(self.diff.as_of)}

    def _point(self, typed: str) -> str:
        """A day, or an instant as a local time."""
        election = self.reference.election
        if len(typed) == len("2024-11-22"):
            return short_date(typed)
        return local_time(typed, election.time_zone, election.time_zone_label)


def page(content: Page) -> RenderableType:
    """The whole page: title, what moved, and by which reports."""
    return pages.page(_title(content), _parts(content))


def document(content: Page) -> Callable[[BinaryIO], int]:
    """What writes the same as Markdown and returns the number of rows."""
    return pages.document(_title(content), _parts(content))


def _title(content: Page) -> Text:
    name = content.reference.election.name.in_language(language())
    when = Sentence(N_("from {first} to {last}"), **content.between)
    return pages.title(" · ".join((name, _("what moved"))), str(when))


def _parts(content: Page) -> Iterator[Fitted | Sentence]:
    found = content.diff
    if not (found.regencies or found.stages):
        yield Sentence(
            N_("Nothing moved between {first} and {last}: the same places and scores."),
            **content.between,
        )
        return
    if found.regencies:
        yield _regencies(found)
    if found.stages:
        yield _stages(found)
    rows: list[RegencyMove | StageMove] = [*found.regencies, *found.stages]
    movers = chain.from_iterable(row.reports for row in rows)
    first = [*islice(_once(movers), MOST)]
    if first:
        yield _reports(first, found.regencies)
    every = {mover.id for row in rows for mover in row.reports}
    if more := len(every) - len(first):
        yield Sentence(
            N_("{n} more report moved something; -f json has all."),
            N_("{n} more reports moved something; -f json has all."),
            n=more,
        )
    yield Sentence(N_("In brackets: what it was before. Without an event there is no place."))
    yield from _explained(found)


def _once(movers: Iterable[Mover]) -> Iterator[Mover]:
    """Each report where it comes first: a regency and a stage may both have moved by it."""
    seen: set[str] = set()
    for mover in movers:
        if mover.id not in seen:
            seen.add(mover.id)
            yield mover


def _explained(found: Diff) -> Iterator[Sentence]:
    if any(Why.OTHERS in row.why for row in found.regencies):
        yield Sentence(
            N_("The others moved: no event of its own changed; places and rates depend on all regencies.")
        )  # fmt: skip
    if found.measure_before != found.measure:
        yield Sentence(
            N_("At one of the two times nothing was open, so its places follow the record of what happened.")
        )  # fmt: skip


def _regencies(found: Diff) -> Fitted:
    rated = found.rank_by == RankBy.RATE
    columns = [
        Column("#", number=True),
        Column(_("regency or city"), least=14),
        *([Column(_("rate"), number=True)] if rated else []),
        *_score_columns(drop_record=2),
        Column(_("cause"), least=12),
    ]
    rows = [
        [
            _pair(whole(row.rank), whole(row.rank_before)),
            row.name,
            *([_pair(decimal(row.rate, 2), decimal(row.rate_before, 2))] if rated else []),
            *_scores(row),
            _why(row.why),
        ]
        for row in found.regencies
    ]
    return table(columns, rows, _("Regencies that moved"))


def _stages(found: Diff) -> Fitted:
    columns = [
        Column("#", number=True),
        Column(_("stage"), least=16, parted=True),
        *_score_columns(drop_open=2, drop_record=1),
        Column(_("cause"), least=12),
    ]
    rows = [
        [_pair(whole(row.rank), whole(row.rank_before)), row.key, *_scores(row), _why(row.why)]
        for row in found.stages
    ]
    return table(columns, rows, _("Stages that moved"))


def _reports(movers: list[Mover], regencies: Iterable[RegencyMove]) -> Fitted:
    columns = [
        Column("id", wrap=False),
        Column(_("cause"), least=12),
        Column(_("regency or city"), least=14, drop=1),
        Column(_("title"), least=16),
    ]
    shown = {mover.id for mover in movers}
    names: dict[str, list[str]] = {}
    for row in regencies:
        for mover in row.reports:
            if mover.id in shown:
                names.setdefault(mover.id, []).append(row.name)
    rows = [
        [
            mover.id,
            _why(mover.why),
            ", ".join(names.get(mover.id, ())) or DASH,
            mover.title or _("(erased)"),
        ]
        for mover in movers
    ]
    return table(columns, rows, _("Reports that moved them"))


def _score_columns(*, drop_open: int = 0, drop_record: int = 0) -> list[Column]:
    return [
        Column(two_lines(_("open score")), number=True, drop=drop_open),
        Column(two_lines(_("record score")), number=True, drop=drop_record),
    ]


def _scores(row: RegencyMove | StageMove) -> list[str]:
    return [
        _pair(decimal(row.open_index), decimal(row.open_index_before)),
        _pair(decimal(row.index), decimal(row.index_before)),
    ]


def _pair(value: str, before: str) -> str:
    return value if value == before else f"{value} ({before})"


def _why(causes: Iterable[Why]) -> str:
    return ", ".join(_(WHY[cause]) for cause in causes) or DASH
