"""What a report is: its state completed by the reference data."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from pilkada_cli.domain import actions
from pilkada_cli.domain.fields import Handling, Phase, Verification
from pilkada_cli.domain.fold import State
from pilkada_cli.domain.operation import OpId, Order
from pilkada_cli.domain.reference import Category, Reference, Scale
from pilkada_cli.domain.stages import stage_of_report
from pilkada_cli.domain.times import local_day

CERTAIN = 5
"""Likelihood of an actual disturbance, whatever was written."""


@dataclass(slots=True)
class Report:
    """A report as people and scripts see it; field names are a promise.

    Times are UTC instants, `occurred_on` and `occurred_time` are local.
    `value` is a cell of the matrix (1 to 25), `level` its band (1 to 5).
    The fields after `updated_at` are for this program only.
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
    athg: str
    phase: Phase
    stage: str
    contest: str | None
    likelihood: int
    impact: int
    value: int
    level: int
    residual_likelihood: int
    residual_impact: int
    residual_value: int
    residual_level: int
    grade_source: str
    grade_content: int
    verification: Verification
    handling: Handling
    classification: str
    dead: int | None
    injured: int | None
    displaced: int | None
    crowd: int | None
    loss_idr: int | None
    title: str | None
    detail: str | None
    source: str | None
    parties: str | None
    measures_taken: str | None
    coordinated_with: str | None
    reporter: str | None
    source_system: str | None
    source_ref: str | None
    group: str | None
    attachments: tuple[str, ...]
    known_at: str
    recorded_at: str
    updated_at: str

    subject: OpId
    place: Order
    code: str
    number: int
    import_key: str | None
    said: tuple[str, ...]
    guessed: tuple[str, ...]
    erased: bool
    withdrawn: bool
    began_as: str
    heard_at: str
    acted_at: str | None
    closed_at: str | None
    watched_until: str | None
    outcome: str = ""

    @property
    def credence(self) -> int:
        """Index into `Scale.credence`: 0 for a verified report, else its content grade."""
        return 0 if self.verification == Verification.VERIFIED else self.grade_content

    @property
    def open(self) -> bool:
        """Whether the matter is still on the table."""
        return self.handling != Handling.CLOSED


def value_of(scale: Scale, likelihood: int, impact: int) -> int:
    """The cell of the government matrix: a ranking 1 to 25, not a product."""
    return scale.matrix[likelihood - 1][impact - 1]


def level_of(scale: Scale, value: int) -> int:
    """The band, 1 to 5, that a cell of the matrix lies in."""
    for level in scale.levels:
        if level.lowest <= value <= level.highest:
            return level.number
    raise ValueError(value)


_AS_WRITTEN = (
    "occurred_time", "district", "village", "polling_station", "contest",
    "dead", "injured", "displaced", "crowd", "loss_idr",
    "title", "detail", "source", "parties", "measures_taken", "coordinated_with", "reporter",
    "source_system", "source_ref",
)  # fmt: skip


FILLED_IN = frozenset((
    "occurred_on", "phase", "stage", "athg", "likelihood", "impact", "residual_likelihood",
    "residual_impact", "grade_source", "grade_content", "classification",
))  # fmt: skip
"""Fields that `complete` gives a value where nobody wrote one."""


def complete(state: State, reference: Reference) -> Report:
    """Apply the reference data to a folded state: defaults, stage, value, level.

    `id`, `group` and `outcome` depend on other reports and are filled in later.
    Keys that the reference data does not know are kept as they are.
    """
    written: dict[str, Any] = state.values
    get = written.get
    region = get("region") or reference.province.code
    known_region = reference.region_by_code.get(region)
    category = reference.category_by_key.get(get("category") or "")
    occurred_on = get("occurred_on")
    if occurred_on is None:
        occurred_on = local_day(state.known_at, reference.election.time_zone).isoformat()
    day = date.fromisoformat(occurred_on)
    phase = Phase(get("phase") or Phase.PG)
    return Report(
        **_as_written(written),
        **_risk(state, reference.scale, category, phase),
        id="",
        occurred_on=occurred_on,
        region=region,
        regency_name=known_region.name if known_region else region,
        affects=_further(region, get("affects") or (), reference.province.code),
        category=get("category") or "",
        athg=get("athg") or (category.athg if category else ""),
        phase=phase,
        stage=stage_of_report(reference, get("stage"), category, day, region),
        grade_source=get("grade_source") or "F",
        grade_content=get("grade_content") or 6,
        verification=state.verification,
        handling=state.handling,
        classification=get("classification") or "T",
        group=None,
        attachments=tuple(get("attachments") or ()),
        known_at=state.known_at,
        recorded_at=state.recorded_at,
        updated_at=state.updated_at,
        subject=state.subject,
        place=state.place,
        code=state.code,
        number=state.number,
        import_key=state.import_key,
        said=tuple(state.said),
        guessed=state.guessed,
        erased=state.erased,
        withdrawn=state.withdrawn,
        began_as=state.began_as,
        heard_at=state.heard_at,
        acted_at=state.acted_at,
        closed_at=state.closed_at,
        watched_until=state.watched_until,
    )


def _further(region: str, affects: Collection[str], province: str) -> tuple[str, ...]:
    """The further regencies a report touches; a province-wide one touches all and names none."""
    return () if region == province else tuple(sorted({*affects} - {region, province}))


def _as_written(written: dict[str, Any]) -> dict[str, Any]:
    return {name: written.get(name) for name in _AS_WRITTEN}


def _risk(state: State, scale: Scale, category: Category | None, phase: Phase) -> dict[str, Any]:
    """Likelihood, impact, value and level, before and after actions.

    What was written as residual is somebody's judgement, and stands before what the
    actions that are done add up to.
    """
    written = state.values
    less_l, less_i = actions.lowered(state.actions.values()) if state.actions else (0, 0)
    certain = CERTAIN if phase == Phase.GN else None
    likelihood = certain or written.get("likelihood") or (category.likelihood if category else 1)
    impact = written.get("impact") or (category.impact if category else 1)
    after_l = certain or written.get("residual_likelihood") or max(1, likelihood - less_l)
    after_i = written.get("residual_impact") or max(1, impact - less_i)
    value, after = value_of(scale, likelihood, impact), value_of(scale, after_l, after_i)
    return {
        "likelihood": likelihood,
        "impact": impact,
        "value": value,
        "level": level_of(scale, value),
        "residual_likelihood": after_l,
        "residual_impact": after_i,
        "residual_value": after,
        "residual_level": level_of(scale, after),
    }
