"""The register itself: making it, checking it, reading its log."""

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from pilkada_cli.cli import output, talk
from pilkada_cli.cli.command import Session, command
from pilkada_cli.cli.options import Format, Output, option
from pilkada_cli.errors import Exit, UsageError, one_of
from pilkada_cli.i18n import N_, Sentence

LOG_KEYS = ("batch", "at", "known_at", "actor", "kinds", "reports", "operations", "undone")


def register_init(app: typer.Typer, help: str) -> None:
    """Add ``init``."""
    command(app, "init", help)(init)


def register_check(app: typer.Typer, help: str) -> None:
    """Add ``check``."""
    command(app, "check", help)(check)


def register_log(app: typer.Typer, help: str) -> None:
    """Add ``log``."""
    command(app, "log", help)(log)


def init(
    session: Session,
    region: Annotated[
        str | None,
        option("--region", "-r", metavar=N_("REGION"), help=N_("the office's own region")),
    ] = None,
    code: Annotated[
        str | None,
        option("--code", metavar="HST", help=N_("what the office's report ids begin with")),
    ] = None,
    data: Annotated[
        Path | None,
        option(
            "--data",
            metavar=N_("FOLDER"),
            help=N_("reference data of another province or election"),
        ),
    ] = None,
) -> None:
    """Make a register."""
    from pilkada_cli.jobs.founding import Office, found

    office = Office(region, code, session.language, data)
    fresh = found(session.workplace, office)
    output.line(str(session.workplace.register))
    session.say(Sentence(N_("register made") if fresh else N_("register changed")))


def check(
    session: Session,
    fix: Annotated[
        bool,
        option("--fix", help=N_("build derived tables anew where they differ from the record")),
    ] = False,
) -> Exit:
    """Verify the register."""
    from pilkada_cli.jobs.checking import check as look

    found = look(session.workplace, fix=fix)
    for problem in (*found.broken, *found.fold):
        talk.error(problem)
    for remark in found.attend:
        talk.warn(remark)
    if found.mended:
        talk.warn(Sentence(N_("the derived tables were built anew from the record")))
    elif found.fold:
        talk.say(Sentence(N_("hint: pilkada check --fix builds them anew; the record is whole")))
    verdict = N_("sound: operations {operations}, reports {reports}")
    if found.exit_code == Exit.UNREADABLE:
        verdict = N_("broken: operations {operations}, reports {reports}")
    elif found.exit_code == Exit.ATTEND:
        verdict = N_(
            "sound, with something to attend to: operations {operations}, reports {reports}"
        )
    output.line(str(Sentence(verdict, operations=found.operations, reports=found.reports)))
    return found.exit_code


def log(
    session: Session,
    id: Annotated[
        str | None, typer.Argument(metavar="[ID]", help=N_("only what touches this report"))
    ] = None,
    most: Annotated[
        str, option("--limit", "-n", metavar="N", help=N_("at most so many, 20 unless said"))
    ] = "20",
    format: Format = "table",
    out: Output = None,
) -> None:
    """What was written."""
    from pilkada_cli.jobs import reading

    chosen = one_of("-f", format, ("table", "json", "csv"))
    if not (most.isascii() and most.isdigit() and 0 < int(most) < 10**6):
        raise UsageError(
            Sentence(
                N_("{flag} '{value}' is not a whole number from 1 to 999999"),
                flag="--limit",
                value=most,
            )
        )
    with session.workplace.read() as reader:
        rows = [asdict(row) for row in reading.log(reader, id, int(most) + 1)]
        if len(rows) > int(most):
            del rows[int(most) :]
            session.say(Sentence(N_("there are more; see them with --limit")))
        if chosen == "table":
            from pilkada_cli.render.reports import log_list

            if rows or out:
                session.show(log_list(rows, reader.reference), out)
            return
    output.send_rows(chosen, rows, out, LOG_KEYS)
