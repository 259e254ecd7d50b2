"""Records of reference data from validated YAML, in which every scalar is still text."""

from datetime import date
from typing import Any

from pilkada_cli.domain.reference import (
    Category,
    Contest,
    Criterion,
    District,
    Duty,
    Election,
    Exposure,
    Grade,
    Group,
    Label,
    Level,
    Region,
    Scale,
    Stage,
    VotingDay,
)


def _label(raw: dict[str, str]) -> Label:
    return Label(id=raw["id"], en=raw["en"])


def _day(raw: str | None) -> date | None:
    return None if raw is None else date.fromisoformat(raw)


def _whole(raw: str | None) -> int | None:
    return None if raw is None else int(raw)


def _point(raw: list[str] | None) -> tuple[float, float] | None:
    return None if raw is None else (float(raw[0]), float(raw[1]))


def _wholes(raw: list[str]) -> tuple[int, ...]:
    return tuple(int(item) for item in raw)


def election(raw: dict[str, Any]) -> Election:
    """The election of ``election.yaml``."""
    return Election(
        key=raw["key"],
        name=_label(raw["name"]),
        province=raw["province"],
        time_zone=raw["time_zone"],
        time_zone_label=raw["time_zone_label"],
        daily_cutoff=raw["daily_cutoff"],
        voting_days=tuple(
            VotingDay(date.fromisoformat(day["date"]), day.get("region"))
            for day in raw["voting_days"]
        ),
        contests=tuple(Contest(c["key"], _label(c["label"])) for c in raw["contests"]),
        duties=tuple(
            Duty(
                stage=duty.get("stage"),
                from_h=_whole(duty.get("from_h")),
                to_h=_whole(duty.get("to_h")),
                reports=int(duty["reports"]),
                per_days=int(duty["per_days"]),
            )
            for duty in raw["duties"]
        ),
        retention=_whole(raw.get("retention", {}).get("months")),
    )


def region(raw: dict[str, Any]) -> Region:
    """The province or a regency of ``regions.yaml``."""
    tile = raw.get("tile")
    return Region(
        code=raw["code"],
        name=raw["name"],
        kind=raw["kind"],
        seat=raw["seat"],
        aliases=tuple(raw["aliases"]),
        polling_stations=int(raw["polling_stations"]),
        voters=_whole(raw.get("voters")),
        voters_basis=raw.get("voters_basis", ""),
        villages=int(raw["villages"]),
        urban_villages=int(raw["urban_villages"]),
        centroid=_point(raw.get("centroid")),
        tile=None if tile is None else (int(tile[0]), int(tile[1])),
        districts=tuple(_district(d, raw["code"]) for d in raw.get("districts", ())),
    )


def _district(raw: dict[str, Any], regency: str) -> District:
    return District(
        code=raw["code"],
        name=raw["name"],
        regency=regency,
        polling_stations=int(raw["polling_stations"]),
        villages=int(raw["villages"]),
        urban_villages=int(raw["urban_villages"]),
        centroid=_point(raw.get("centroid")),
    )


def stage(raw: dict[str, Any]) -> Stage:
    """A stage of ``stages.yaml``."""
    return Stage(
        key=raw["key"],
        number=raw.get("number", ""),
        block=raw["block"],
        name=_label(raw["name"]),
        start=_day(raw.get("start")),
        end=_day(raw.get("end")),
        rule=_label(raw["rule"]) if "rule" in raw else None,
        region=raw.get("region"),
        parent=raw.get("parent"),
        main=raw.get("main") == "true",
    )


def group(raw: dict[str, Any]) -> Group:
    """A group of ``categories.yaml`` with its categories."""
    return Group(
        key=raw["key"],
        label=_label(raw["label"]),
        categories=tuple(_category(category, raw["key"]) for category in raw["categories"]),
    )


def _category(raw: dict[str, Any], group: str) -> Category:
    return Category(
        key=f"{group}/{raw['key']}",
        group=group,
        label=_label(raw["label"]),
        definition=_label(raw["definition"]),
        athg=raw["athg"],
        likelihood=int(raw["likelihood"]),
        impact=int(raw["impact"]),
        hints=tuple(raw["hints"]),
        aspects=tuple(raw["aspects"]),
        bawaslu=_wholes(raw["bawaslu"]),
        ikp=raw["ikp"],
        stages=tuple(raw["stages"]),
        owners=tuple(raw["owners"]),
        measures=tuple(_label(measure) for measure in raw["measures"]),
    )


def exposure(raw: dict[str, str | dict[str, str]]) -> Exposure:
    """The exposure of ``regions.yaml``."""
    unit, source, as_of = raw["unit"], raw["source"], raw["as_of"]
    assert isinstance(unit, dict) and isinstance(source, str) and isinstance(as_of, str)
    return Exposure(_label(unit), source, date.fromisoformat(as_of))


def scales(raw: dict[str, Any]) -> tuple[Scale, ...]:
    """The scales of ``scales.yaml``, one for each band set, the default one first."""
    ordered = sorted(raw["bands"], key=lambda bands: bool(bands["key"] != raw["default"]))
    return tuple(_scale(raw, bands) for bands in ordered)


def _scale(raw: dict[str, Any], bands: dict[str, Any]) -> Scale:
    credence = raw["credence"]
    return Scale(
        key=bands["key"],
        source=bands["source"],
        matrix=tuple(_wholes(row) for row in raw["matrix"]),
        levels=tuple(map(_level, raw["levels"], bands["levels"], raw["weights"]["values"])),
        weights_key=raw["weights"]["key"],
        credence_key=credence["key"],
        credence=(int(credence["verified"]), *_wholes(credence["content"])),
        likelihood=tuple(_criterion(step) for step in raw["likelihood"]),
        impact=tuple(_criterion(step) for step in raw["impact"]),
        grade_source=tuple(Grade(g["key"], _label(g["label"])) for g in raw["grades"]["source"]),
        grade_content=tuple(Grade(g["key"], _label(g["label"])) for g in raw["grades"]["content"]),
        review_days=_wholes(raw.get("review_days") or []),
    )


def _level(raw: dict[str, Any], band: list[str], weight: str) -> Level:
    return Level(
        number=int(raw["number"]),
        label=_label(raw["label"]),
        colour=raw["colour"],
        traffic_light=_label(raw["traffic_light"]),
        lowest=int(band[0]),
        highest=int(band[1]),
        weight=int(weight),
    )


def _criterion(raw: dict[str, Any]) -> Criterion:
    label, criterion = _label(raw["label"]), _label(raw["criterion"])
    return Criterion(int(raw["number"]), label, criterion, tuple(raw.get("hints", ())))
