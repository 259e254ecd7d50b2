"""``pilkada report import``: sheets of offices and files of operations."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pilkada_cli.cli import asking, import_told, talk
from pilkada_cli.cli.command import Session
from pilkada_cli.cli.options import option
from pilkada_cli.cli.progress import progress
from pilkada_cli.errors import Exit, Left, UsageError, one_of
from pilkada_cli.i18n import N_, Sentence, _

if TYPE_CHECKING:
    from pilkada_cli.jobs.import_files import Plan
    from pilkada_cli.jobs.sheet_plan import Ways

ON_CONFLICT = ("skip", "update", "stop")


Files = Annotated[
    list[Path],
    typer.Argument(
        readable=False,
        metavar=N_("FILE…"),
        help=N_("csv, xlsx, xls or JSON Lines, known by content; - for standard input"),
    ),
]
Mapping = Annotated[
    Path | None,
    option("--mapping", metavar=N_("FILE"), help=N_("which column is which field, as YAML")),
]
OneSheet = Annotated[
    str | None, option("--sheet", metavar=N_("NAME"), help=N_("only this sheet of a workbook"))
]
Source = Annotated[
    str | None,
    option("--source", metavar=N_("NAME"), help=N_("the system that the reports come from")),
]
OnConflict = Annotated[
    str,
    option(
        "--on-conflict",
        metavar="|".join(ON_CONFLICT),
        help=N_("what to do with a known row that says something else"),
    ),
]
Partial = Annotated[
    bool, option("--partial", help=N_("take the good rows in though others are wrong"))
]
Rejects = Annotated[
    Path | None,
    option("--rejects", metavar=N_("FILE"), help=N_("rows that are wrong, with the reasons")),
]
DryRun = Annotated[bool, option("--dry-run", help=N_("say what would happen, and write nothing"))]


def import_file(
    session: Session,
    files: Files,
    mapping: Mapping = None,
    sheet: OneSheet = None,
    source: Source = None,
    on_conflict: OnConflict = "skip",
    partial: Partial = False,
    rejects: Rejects = None,
    dry_run: DryRun = False,
) -> Exit:
    """Take in files of reports, all or nothing, one batch."""
    from pilkada_cli.jobs import import_files
    from pilkada_cli.jobs.founding import own_region
    from pilkada_cli.jobs.sheet_plan import Ways

    conflict = one_of("--on-conflict", on_conflict, ON_CONFLICT)
    _refuse_to_replace([*files, *([mapping] if mapping else [])], rejects)
    ways = Ways(mapping, sheet, source, own_region(session.workplace))
    plan = _read(session, files, ways)
    if not partial:
        _write_rejects(session, plan, rejects)
        import_files.refuse_rejected(plan)
    confirmed = _confirm_guesses(plan, asked=not dry_run)
    _write_rejects(session, plan, rejects)
    with progress(N_("writing"), plan.rows, quiet=session.quiet) as tick:
        done = import_files.take_in(
            session.workplace,
            plan,
            dry_run=dry_run,
            on_conflict=conflict,
            confirmed=confirmed,
            tick=tick,
        )
    return import_told.tell(session, plan, done, dry_run=dry_run)


def _refuse_to_replace(given: list[Path], rejects: Path | None) -> None:
    """Raise `UsageError` where the rows that are wrong would be written over a file they come from."""
    if rejects is None or not rejects.exists():
        return
    for path in given:
        if path.exists() and path.samefile(rejects):
            raise UsageError(
                Sentence(N_("{path} is read here; --rejects would write over it"), path=rejects),
                Sentence(N_("name another file with --rejects")),
            )


def _read(session: Session, files: list[Path], ways: "Ways") -> "Plan":
    """Understand the files, and say how they were read."""
    from pilkada_cli.jobs import import_files

    given = [(file, sys.stdin.buffer if str(file) == "-" else None) for file in files]
    with progress(N_("reading"), quiet=session.quiet) as tick:
        plan = import_files.read(session.workplace, given, ways, tick)
    for remark in plan.remarks:
        session.say(remark)
    return plan


def _write_rejects(session: Session, plan: "Plan", rejects: Path | None) -> None:
    """The rows that are wrong, if there are any and a file was named for them."""
    from pilkada_cli.jobs.rejects import write_rejected

    if plan.rejected and rejects is not None:
        write_rejected(rejects, plan.rejected)
        session.say(Sentence(N_("rows that are wrong: {path}"), path=rejects))


def _confirm_guesses(plan: "Plan", *, asked: bool) -> bool:
    """Columns whose header only resembles a field's name: shown, and on a terminal asked about.

    Whether somebody said that they are right.
    """
    if not plan.guessed:
        return False
    from pilkada_cli.render.headings import LISTED

    labels = {**LISTED, "place": N_("place")}
    names = [
        Sentence("'{header}' → {field}", header=header, field=Sentence(labels.get(name, name)))
        for header, name in plan.guessed.items()
    ]
    talk.say(Sentence(N_("columns taken on a guess: {names}"), names=Sentence.joined(names)))
    if not (asked and asking.is_possible()):
        return False
    if not asking.ask_yes(_("Is that right?")):
        talk.say(Sentence(N_("rename the columns, or say which is which with --mapping")))
        raise Left
    return True
