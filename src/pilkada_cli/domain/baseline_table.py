"""A publication beside the register's own ranking: field names are a promise to scripts."""

from dataclasses import asdict, dataclass

from pilkada_cli.domain.baselines import Baseline

SCHEMA = "pilkada.baseline/1"


@dataclass(frozen=True, slots=True)
class Beside:
    """What was published of one region under one indicator, and where the register ranks it.

    `rank`, `open_index` and `worst_level` are those of the summary. They do not depend on
    what was published, and are None for the province and where there is no register.
    """

    region: str
    name: str
    indicator: str
    value: float | None
    published_class: str | None
    rank: int | None
    open_index: float | None
    worst_level: int | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """A publication with a row for each region and indicator; `as_of` is that of the ranking.

    Without `may_rank` the register knows too little of the regencies, and a screen shows no rank.
    """

    baseline: Baseline
    as_of: str | None
    rows: tuple[Beside, ...]
    may_rank: bool = True

    def document(self) -> dict[str, object]:
        """The object that ``-f json`` prints; its keys are a promise."""
        return {
            "schema": SCHEMA,
            "baseline": described(self.baseline),
            "as_of": self.as_of,
            "rows": [asdict(row) for row in self.rows],
        }


def described(baseline: Baseline) -> dict[str, object]:
    """A publication without its values."""
    note = baseline.note
    return {
        "key": baseline.key,
        "title_id": baseline.title.id,
        "title_en": baseline.title.en,
        "publisher": baseline.publisher,
        "published_on": baseline.published_on.isoformat() if baseline.published_on else None,
        "source": baseline.source,
        "note_id": note.id if note else None,
        "note_en": note.en if note else None,
        "indicators": [
            {"key": key, "label_id": label.id, "label_en": label.en}
            for key, label in baseline.indicators.items()
        ],
        "classes": [
            {"key": key, "label_id": label.id, "label_en": label.en}
            for key, label in baseline.classes.items()
        ],
        "regions": list(baseline.regions),
    }
