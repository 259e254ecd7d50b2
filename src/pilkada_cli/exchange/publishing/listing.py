"""The runs in a destination, by their names alone: a run that has its name is whole."""

import json
import re
from collections.abc import Iterable
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import NamedTuple

LATEST = "latest.json"
DUE = time(23, 30)
"""When a night's run is due, in the election's time zone."""

_NAME = re.compile(r"(\d{4}-\d\d-\d\dT\d{6}[+-]\d{4})(?:-([1-9]\d{0,5}))?")
_STAMP = "%Y-%m-%dT%H%M%S%z"


class Run(NamedTuple):
    """A run that stands: when it was begun, its number within that second, its folder."""

    at: datetime
    number: int
    folder: Path

    @property
    def name(self) -> str:
        """The name of its folder, ``2024-11-26T233005+0800`` or with ``-2``."""
        return self.folder.name


def stamp(now: datetime) -> str:
    """The name of a run begun at `now`, which is in the election's time zone."""
    return now.strftime(_STAMP)


def read_run(folder: Path) -> Run | None:
    """The run whose folder this is; None where the name is none of a run."""
    match = _NAME.fullmatch(folder.name)
    if match is None:
        return None
    try:
        at = datetime.strptime(match[1], _STAMP)  # noqa: DTZ007 - %z is in it
    except ValueError:
        return None
    return Run(at, int(match[2] or 1), folder)


def runs(destination: Path) -> list[Run]:
    """Every run that stands, oldest first; none where there is no such folder. Raises OSError."""
    if not destination.is_dir():
        return []
    found = (read_run(each) for each in destination.iterdir() if not each.is_symlink())
    return sorted(run for run in found if run is not None and run.folder.is_dir())


def latest(destination: Path) -> Run | None:
    """The run that ``latest.json`` names; None where there is none or it cannot be read."""
    try:
        named = json.loads((destination / LATEST).read_bytes())["run"]
    except (OSError, ValueError, KeyError, TypeError):
        return None
    if not isinstance(named, str):
        return None
    run = read_run(destination / named)
    return run if run is not None and run.folder.is_dir() else None


def last_good(destination: Path) -> Run | None:
    """The run to compare with: the one ``latest.json`` names, else the newest.

    Not simply the newest: what a gate held back must not become the measure of
    the next night.
    """
    return latest(destination) or max(runs(destination), default=None)


def is_due(stood: Iterable[Run], now: datetime, at: time = DUE) -> bool:
    """Whether no run was begun since the last time that one was due.

    `now` is in the election's time zone. What bears a time to come is not counted:
    a clock that was wrong once would stop the export.
    """
    due = datetime.combine(now.date(), at, now.tzinfo)
    if due > now:
        due = datetime.combine(now.date() - timedelta(days=1), at, now.tzinfo)
    return not any(due <= run.at <= now for run in stood)
