"""What must not go out unseen: a run that lost what the one before it had, or contradicts itself.

A gate reads what was written, not what the job meant to write.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from pilkada_cli.domain.fields import LIST_SEPARATOR
from pilkada_cli.exchange.publishing.manifest import counted, read_manifest
from pilkada_cli.exchange.publishing.rows import read_named
from pilkada_cli.i18n import N_, Sentence

REPORTS = "reports.csv"
REGENCIES = "summary_regency.csv"
_ONCE = ("summary_stage.csv", "summary_category.csv")
"""The tables in which every report stands in one row."""

_KEYS = {
    "region": (REGENCIES, "code"),
    "affects": (REGENCIES, "code"),
    "stage": ("summary_stage.csv", "key"),
    "category": ("summary_category.csv", "key"),
}
_OUTCOMES = ("events", "duplicates", "refuted", "withdrawn")
_PHASES = ("pg", "ag", "gn")

_SENTENCES = {
    "shrunk": N_("{file} has {now} rows, the run before had {before}: more than a tenth is gone"),
    "regency-vanished": N_("region {code} had {before} reports in the run before and has none now"),
    "sum": N_("{file}: {what} is {now} where {expected} was expected"),
    "dangling-key": N_("{file}: {column} '{value}' leads to nothing, in {rows} rows"),
}


class Gate(NamedTuple):
    """Why a run is held back: which gate, and what it found, by name."""

    kind: str
    found: Mapping[str, str | int]

    @property
    def sentence(self) -> Sentence:
        """What is wrong, for people."""
        return Sentence(_SENTENCES[self.kind], None, **self.found)

    def document(self) -> dict[str, object]:
        """The same for ``run.json``."""
        return {"gate": self.kind, **self.found}


def gates(before: Path | None, now: Path) -> list[Gate]:
    """What holds the run in folder `now` back, compared with the run in folder `before`.

    Raises OSError, and ValueError where `now` cannot be read as a run. What cannot
    be read of the run before is not compared.
    """
    found = [*_contradictions(now), *_dangling(now)]
    if before is None:
        return found
    try:
        return [*_shrunk(before, now), *_vanished(before, now), *found]
    except (OSError, ValueError, KeyError):
        return found


def _shrunk(before: Path, now: Path) -> Iterator[Gate]:
    was = counted(read_manifest(before)).get(REPORTS)
    have = counted(read_manifest(now)).get(REPORTS)
    if was is not None and have is not None and (was - have) * 10 > was:
        yield Gate("shrunk", {"file": REPORTS, "before": was, "now": have})


def _vanished(before: Path, now: Path) -> Iterator[Gate]:
    if not ((before / REGENCIES).exists() and (now / REGENCIES).exists()):
        return
    had, have = ({row["code"]: _whole(row, "reports") for row in read_named(folder / REGENCIES)}
                 for folder in (before, now))  # fmt: skip
    for code, reports in had.items():
        if code not in have or (reports and have[code] == 0):
            yield Gate("regency-vanished", {"code": code, "before": reports or 0})


def _contradictions(now: Path) -> Iterator[Gate]:
    """Totals that their parts do not add up to. A withheld number is added up with nothing."""
    manifest = read_manifest(now)
    totals = manifest.get("totals")
    assert isinstance(totals, dict)
    for what, parts in (("reports", _OUTCOMES), ("events", _PHASES)):
        yield from _unequal("manifest.json", what, totals.get(what), _sum(totals, parts))
    for file in _ONCE:
        if totals and (now / file).exists():
            rows = [*read_named(now / file)]
            for what in ("reports", "events", "open"):
                parts_of = [_whole(row, what) for row in rows]
                whole = None if None in parts_of else sum(part or 0 for part in parts_of)
                yield from _unequal(file, what, whole, totals.get(what))
    listed, withdrawn = counted(manifest).get(REPORTS), totals.get("withdrawn")
    if listed is not None and isinstance(withdrawn, int):
        # What was withdrawn is counted as received and stands in no list.
        yield from _unequal(REPORTS, "rows + withdrawn", listed + withdrawn, totals.get("reports"))


def _sum(totals: Mapping[str, object], names: Sequence[str]) -> int | None:
    parts = [part for name in names if isinstance(part := totals.get(name), int)]
    return sum(parts) if len(parts) == len(names) else None


def _unequal(file: str, what: str, now: object, expected: object) -> Iterator[Gate]:
    if isinstance(now, int) and isinstance(expected, int) and now != expected:
        yield Gate("sum", {"file": file, "what": what, "now": now, "expected": expected})


def _whole(row: Mapping[str, str], name: str) -> int | None:
    """A number; None where it is withheld or no column of the table."""
    return int(row[name]) if row.get(name) else None


def _dangling(now: Path) -> Iterator[Gate]:
    """Values in reports that lead to no row: a region, a stage or a category.

    `group` is no such key: it may be the id of a report that was withdrawn.
    """
    if not (now / REPORTS).exists():
        return
    known = {
        column: {row[key] for row in read_named(now / file)} | {""}
        for column, (file, key) in _KEYS.items()
        if (now / file).exists()
    }
    if "region" in known:
        known["region"].add(str(read_manifest(now).get("province")))
    lost: Counter[tuple[str, str]] = Counter()
    for row in read_named(now / REPORTS):
        for column, values in known.items():
            cell = row.get(column, "")
            if cell not in values:
                parts = cell.split(LIST_SEPARATOR) if column == "affects" else [cell]
                lost.update((column, part) for part in parts if part not in values)
    for (column, value), n in sorted(lost.items()):
        yield Gate("dangling-key", {"file": REPORTS, "column": column, "value": value, "rows": n})
