"""Which runs stay: the last of each of the newest days, and of each of the newest weeks."""

import os
from collections.abc import Callable, Hashable, Sequence
from pathlib import Path

from pilkada_cli.errors import system_reason
from pilkada_cli.exchange.publishing import disk
from pilkada_cli.exchange.publishing.listing import Run, latest, runs
from pilkada_cli.exchange.publishing.runs import PRUNED
from pilkada_cli.i18n import N_, Sentence


def kept(stood: Sequence[Run], daily: int, weekly: int, named: Run | None = None) -> set[Run]:
    """The runs that stay, of those that stand.

    They are the last run of each of the `daily` newest days that have one, the last
    of each of the `weekly` newest ISO weeks that have one, the newest of all, and the
    one that ``latest.json`` names.
    """
    days = _last_of(stood, lambda run: run.at.date(), daily)
    weeks = _last_of(stood, lambda run: run.at.isocalendar()[:2], weekly)
    newest = {max(stood)} if stood else set()
    return days | weeks | newest | ({named} if named else set())


def _last_of(stood: Sequence[Run], period: Callable[[Run], Hashable], most: int) -> set[Run]:
    last = {period(run): run for run in sorted(stood)}
    return set(sorted(last.values(), reverse=True)[: max(most, 0)])


def prune(destination: Path, daily: int, weekly: int, written: Run | None = None) -> list[Sentence]:
    """Remove the runs that are not kept; what cannot be removed is said and left to the next night.

    `written` stays whatever its name says: the clock may have been set back.
    Only who holds the lock of the destination may call this.
    """
    stood = runs(destination)
    stay = kept(stood, daily, weekly, latest(destination)) | {written}
    return [
        Sentence(
            N_("the old export {run} could not be removed: {reason}; the next run tries again"),
            run=run.name,
            reason=system_reason(error),
        )
        for run in stood
        if run not in stay and (error := _removal(run)) is not None
    ]


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
