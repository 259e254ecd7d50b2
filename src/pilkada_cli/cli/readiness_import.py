"""``pilkada readiness import``: sheets of offices, taken in whole or not at all."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pilkada_cli.cli import talk
from pilkada_cli.cli.command import Session
from pilkada_cli.cli.options import Known, option
from pilkada_cli.cli.reports_import import DryRun, OneSheet, Partial, Rejects
from pilkada_cli.errors import Exit
from pilkada_cli.i18n import N_, Sentence

if TYPE_CHECKING:
    from pilkada_cli.jobs.readiness_import import Taken
    from pilkada_cli.jobs.readiness_sheets import Plan

WITH_PARTIAL = N_(
    "nothing was written; mend the file and import it again, or take in the rest with --partial"
)

_SHOWN = 20
"""Faults of rows, and numbers to look at again, that are shown one by one."""

Files = Annotated[
    list[Path], typer.Argument(metavar=N_("FILE…"), help=N_("sheets (.xlsx, .xls, .csv)"))
]
On = Annotated[
    str | None,
    option("--on", metavar=N_("DATE"), help=N_("the day of all rows that name none")),
]


def import_file(
    session: Session,
    files: Files,
    sheet: OneSheet = None,
    on: On = None,
    known: Known = None,
    partial: Partial = False,
    rejects: Rejects = None,
    dry_run: DryRun = False,
) -> Exit:
    """Take in sheets of offices, all or nothing, one batch."""
    from pilkada_cli.jobs import readiness_import, readiness_sheets
    from pilkada_cli.jobs.founding import own_region
    from pilkada_cli.jobs.import_plan import Problems
    from pilkada_cli.jobs.rejects import write_rejected

    ways = readiness_sheets.Ways(sheet, on, known, own_region(session.workplace))
    plan = readiness_sheets.read(session.workplace, files, ways)
    for remark in plan.remarks:
        session.say(remark)
    if plan.rejected and rejects is not None:
        write_rejected(rejects, plan.rejected)
        session.say(Sentence(N_("rows that are wrong: {path}"), path=rejects))
    if plan.rejected and not partial:
        raise Problems(plan.problems).refused(WITH_PARTIAL)
    done = readiness_import.take_in(session.workplace, plan, dry_run=dry_run)
    return _tell(session, plan, done, dry_run=dry_run)


def _tell(session: Session, plan: "Plan", done: "Taken", *, dry_run: bool) -> Exit:
    """Say what came in, what did not, and what should be looked at again."""
    if dry_run:
        session.say(Sentence(N_("nothing was written; this is what would happen:")))
    session.say(Sentence(N_("{n} standing added"), N_("{n} standings added"), n=done.new))
    if n := done.known:
        session.say(Sentence(N_("{n} known already"), N_("{n} known already"), n=n))
    for doubt in done.doubts[:_SHOWN]:
        talk.warn(doubt)
    for problem in plan.problems[:_SHOWN]:
        talk.warn(problem)
    if n := len(plan.rejected):
        talk.warn(Sentence(N_("{n} row was not taken in"), N_("{n} rows were not taken in"), n=n))
    return Exit.ATTEND if plan.rejected else Exit.DONE
