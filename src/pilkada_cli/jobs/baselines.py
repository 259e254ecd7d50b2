"""What others published, beside the register's own ranking: read side by side, never mixed."""

from collections.abc import Mapping
from datetime import datetime
from difflib import get_close_matches

from pilkada_cli.domain.baseline_table import Beside, Comparison
from pilkada_cli.domain.baselines import Baseline, Published
from pilkada_cli.domain.names import resolve_region
from pilkada_cli.domain.reference import Reference
from pilkada_cli.domain.summary import RegencyRow
from pilkada_cli.errors import UnknownName
from pilkada_cli.i18n import N_, Sentence
from pilkada_cli.jobs.outlook import View, look
from pilkada_cli.jobs.reading import Asked
from pilkada_cli.jobs.workplace import Workplace


def named(reference: Reference, typed: str) -> Baseline:
    """The publication with this key. Raises `UnknownName` with suggestions."""
    known = {each.key: each for each in reference.baselines}
    key = typed.strip().casefold()
    if key in known:
        return known[key]
    raise UnknownName(
        Sentence(N_("unknown publication '{typed}'"), typed=typed),
        typed,
        get_close_matches(key, [*known], 3),
        "pilkada baseline list",
        {each.key: each.title for each in known.values()},
    )


def compare(
    workplace: Workplace, typed: str, region: str | None, as_of: str | None, now: datetime
) -> tuple[Comparison, Reference]:
    """A publication beside the ranking of the register; alone where there is no register."""
    reference = workplace.reference()
    baseline = named(reference, typed)
    wanted = resolve_region(reference, region) if region is not None else None
    ours: Mapping[str, RegencyRow] = {}
    point, may_rank = None, True
    if workplace.has_register():
        point = workplace.as_of(as_of)
        with workplace.read(point.instant) as reader:
            outlook = look(reader, Asked(now=now), point, View(by=("regency",)))
        ours = {row.code: row for row in outlook.summary.regencies}
        may_rank = outlook.alone is None
    rows = tuple(
        _beside(said, ours.get(said.region), reference)
        for said in _listed(baseline, reference)
        if wanted in (None, said.region)
    )
    return Comparison(baseline, point.typed if point else None, rows, may_rank), reference


def _listed(baseline: Baseline, reference: Reference) -> list[Published]:
    """What was published, by region; of one indicator every regency, found or not."""
    order = [*reference.region_by_code]
    found = sorted(baseline.values, key=lambda said: order.index(said.region))
    if len(baseline.indicators) > 1:
        return found
    (indicator,) = baseline.indicators
    there = {said.region: said for said in found}
    codes = [code for code in order if code in there or code != reference.province.code]
    return [there.get(code, Published(code, indicator, None, None)) for code in codes]


def _beside(said: Published, row: RegencyRow | None, reference: Reference) -> Beside:
    return Beside(
        region=said.region,
        name=reference.region_by_code[said.region].name,
        indicator=said.indicator,
        value=said.value,
        published_class=said.class_,
        rank=row.rank if row and row.events else None,
        open_index=row.open_index if row else None,
        worst_level=row.worst_level if row else None,
    )
