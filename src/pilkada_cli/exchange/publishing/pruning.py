"""Which runs stay: one of each of the newest days, and one of each of the newest weeks."""

import json
import os
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import NamedTuple

from pilkada_cli.errors import system_reason
from pilkada_cli.exchange.publishing import disk
from pilkada_cli.exchange.publishing.comparing import RUN
from pilkada_cli.exchange.publishing.listing import Run, latest, runs
from pilkada_cli.exchange.publishing.manifest import read_manifest
from pilkada_cli.exchange.publishing.runs import PRUNED
from pilkada_cli.i18n import N_, Sentence


class Worth(NamedTuple):
    """How well a run stands for its day: whether it tells of that day's end, and whether
    ``latest.json`` came to name it. The first weighs more."""

    of_its_day: bool = False
    published: bool = False


class Pruned(NamedTuple):
    """The runs that were removed, and what kept others from being removed."""

    removed: tuple[Run, ...]
    remarks: tuple[Sentence, ...]


def kept(stood: Mapping[Run, Worth], daily: int, weekly: int) -> set[Run]:
    """The runs that stay, of those that stand.

    They are one run of each of the `daily` newest days that have one, one of each of
    the `weekly` newest ISO weeks that have one, and the newest of all. Of a day or week
    the worthiest stays, the last of those that are equal.
    """
    days = _best_of(stood, lambda run: (run.at.toordinal(),), daily)
    weeks = _best_of(stood, lambda run: run.at.isocalendar()[:2], weekly)
    return days | weeks | ({max(stood)} if stood else set())


def _best_of(
    stood: Mapping[Run, Worth], period: Callable[[Run], tuple[int, ...]], most: int
) -> set[Run]:
    best = {period(run): run for run in sorted(stood, key=lambda run: (stood[run], run))}
    return {best[each] for each in sorted(best, reverse=True)[: max(most, 0)]}


def worth(run: Run) -> Worth:
    """How well a run stands for its day; one whose files cannot be read does not at all."""
    return Worth(_is_of_its_day(run), _is_published(run))


def _is_of_its_day(run: Run) -> bool:
    """Whether it is as of its day or later; an instant of that day is earlier than its end."""
    try:
        return date.fromisoformat(str(read_manifest(run.folder)["as_of"])) >= run.at.date()
    except (OSError, ValueError, KeyError):
        return False


def _is_published(run: Run) -> bool:
    try:
        return json.loads((run.folder / RUN).read_bytes())["latest"] is True
    except (OSError, ValueError, KeyError, TypeError):
        return False


def prune(destination: Path, daily: int, weekly: int, written: Run | None = None) -> Pruned:
    """Remove the runs that are not kept; what cannot be removed is left to the next night.

    All runs of the day of `written` stay, and the one that ``latest.json`` names. Only who
    holds the lock of the destination may call this.
    """
    stood = runs(destination)
    stay = kept({run: worth(run) for run in stood}, daily, weekly) | {latest(destination)}
    today = written and written.at.date()
    removed, remarks = [], []
    for run in stood:
        if run in stay or run.at.date() == today:
            continue
        if (error := _removal(run)) is None:
            removed.append(run)
        else:
            remarks.append(_unremoved(run, error))
    return Pruned(tuple(removed), tuple(remarks))


def _unremoved(run: Run, error: OSError) -> Sentence:
    return Sentence(
        N_("the old export {run} could not be removed: {reason}; the next run tries again"),
        run=run.name,
        reason=system_reason(error),
    )


def _removal(run: Run) -> OSError | None:
    """Remove a run; what kept it from being removed, or None.

    It loses its name first, so that half of it is never taken for a run.
    """
    hidden = run.folder.with_name(f"{PRUNED}{run.name}")
    try:
        if os.path.lexists(hidden):
            disk.remove(hidden)
        disk.rename(run.folder, hidden)
        disk.remove(hidden)
    except OSError as error:
        return error
    return None
