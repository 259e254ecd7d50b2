"""What may stand beside an election's five files: items of readiness and baselines, from validated YAML."""

from datetime import date
from typing import Any

from pilkada_cli.domain.baselines import Baseline, Published
from pilkada_cli.domain.readiness import Item, ItemGroup
from pilkada_cli.domain.reference import Label


def item_groups(raw: dict[str, Any]) -> tuple[ItemGroup, ...]:
    """The groups of ``readiness.yaml`` with their items."""
    return tuple(
        ItemGroup(
            group["key"],
            _label(group["label"]),
            tuple(_item(item, group["key"]) for item in group["items"]),
        )
        for group in raw["groups"]
    )


def _item(raw: dict[str, Any], group: str) -> Item:
    return Item(
        key=raw["key"],
        group=group,
        label=_label(raw["label"]),
        unit=_label(raw["unit"]),
        names=tuple(raw["names"]),
        per_station=_whole(raw.get("per_station")),
        per_district=_whole(raw.get("per_district")),
        target=_whole(raw.get("target")),
        due_h=_whole(raw.get("due_h")),
        of_province=raw.get("of_province") == "true",
    )


def baselines(raw: dict[str, Any]) -> tuple[Baseline, ...]:
    """The publications of ``baselines.yaml``."""
    return tuple(_baseline(each) for each in raw["baselines"])


def _baseline(raw: dict[str, Any]) -> Baseline:
    day = raw.get("published_on")
    return Baseline(
        key=raw["key"],
        title=_label(raw["title"]),
        publisher=raw["publisher"],
        published_on=None if day is None else date.fromisoformat(day),
        source=raw["source"],
        note=_label(raw["note"]) if "note" in raw else None,
        indicators=_labels(raw["indicators"]),
        classes=_labels(raw.get("classes", [])),
        values=tuple(
            Published(each["region"], each["indicator"], _number(each.get("value")), each.get("class"))
            for each in raw["values"]
        ),
    )  # fmt: skip


def _labels(raw: list[dict[str, Any]]) -> dict[str, Label]:
    return {each["key"]: _label(each["label"]) for each in raw}


def _label(raw: dict[str, str]) -> Label:
    return Label(id=raw["id"], en=raw["en"])


def _whole(raw: str | None) -> int | None:
    return None if raw is None else int(raw)


def _number(raw: str | None) -> int | float | None:
    """A number as it was published: a whole one stays whole."""
    if raw is None:
        return None
    return float(raw) if "." in raw else int(raw)
