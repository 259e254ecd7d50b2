"""``run.json`` and ``changes.jsonl``: a run against the one before it.

They are the only files of a run that say when it was written and what stood before. Every run
that lists reports has both; the changes are empty where there is no list to compare with.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from pilkada_cli.domain.times import instant
from pilkada_cli.exchange.publishing.differences import changes, write_changes
from pilkada_cli.exchange.publishing.gates import REPORTS, Gate, gates
from pilkada_cli.exchange.publishing.manifest import MANIFEST, counted, read_manifest
from pilkada_cli.exchange.publishing.runs import Building
from pilkada_cli.exchange.writers.json_rows import write_document

SCHEMA = "pilkada.run/1"
RUN = "run.json"
CHANGES = "changes.jsonl"

_SAME = ("heads", "data", "as_of")


@dataclass(frozen=True, slots=True)
class Comparison:
    """What became of a run's content since the one before.

    `unchanged` says that journal heads, reference data and date are as they were,
    `gates` what holds the run back, `latest` whether ``latest.json`` is to name it.
    `added`, `removed` and `changed` count reports; None where there is nothing to
    compare with.
    """

    unchanged: bool
    gates: tuple[Gate, ...]
    latest: bool
    added: int | None = None
    removed: int | None = None
    changed: int | None = None


def compare(run: Building, *, force: bool = False) -> Comparison:
    """Compare a described run with the one before, and add the two files that say so.

    With `force` a run goes out whatever the gates find. Raises `Unwritable`;
    ValueError where the run itself is not as `describe` leaves it.
    """
    before = run.before.folder if run.before else None
    numbers = _write_changes(run, before)
    held = tuple(gates(before, run.folder))
    found = Comparison(_unchanged(before, run.folder), held, force or not held, **numbers)
    document = _document(run, found)
    run.add(RUN, lambda file: write_document(file, document))
    return found


def _write_changes(run: Building, before: Path | None) -> dict[str, int]:
    """The numbers of changes by kind; none, and an empty file, where two lists cannot be compared."""
    if REPORTS not in run.files:
        return {}
    numbers: dict[str, int] = {}

    def write(file: BinaryIO) -> int:
        if before is None or not _readable(before / REPORTS):
            return 0
        try:
            numbers.update(write_changes(file, changes(before / REPORTS, run.folder / REPORTS)))
        except ValueError:
            # The list of the run before is damaged; that must not keep tonight's from going out.
            file.seek(0)
            file.truncate()
        return sum(numbers.values())

    run.add(CHANGES, write)
    return numbers


def _readable(path: Path) -> bool:
    try:
        path.open("rb").close()
    except OSError:
        return False
    return True


def _unchanged(before: Path | None, now: Path) -> bool:
    if before is None:
        return False
    try:
        was, have = read_manifest(before), read_manifest(now)
    except (OSError, ValueError):
        return False
    return all(was.get(name) == have.get(name) for name in _SAME)


def _document(run: Building, found: Comparison) -> dict[str, object]:
    described, listed = run.files[MANIFEST], run.files.get(CHANGES)
    return {
        "schema": SCHEMA,
        "run": run.name,
        "at": instant(run.at),
        "before": run.before.name if run.before else None,
        "unchanged": found.unchanged,
        "latest": found.latest,
        "gates": [each.document() for each in found.gates],
        "rows": counted(read_manifest(run.folder)),
        "rows_before": _rows_before(run),
        "added": found.added,
        "removed": found.removed,
        "changed": found.changed,
        "manifest": {"name": MANIFEST, "bytes": described.bytes, "sha256": described.sha256},
        "changes": listed._asdict() if listed else None,
    }


def _rows_before(run: Building) -> dict[str, int] | None:
    if run.before is None:
        return None
    try:
        return counted(read_manifest(run.before.folder))
    except (OSError, ValueError, KeyError, TypeError):
        return None
