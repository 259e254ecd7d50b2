"""The register itself: making it, checking it, reading its log."""

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pilkada_cli.cli import asking, completing, output, talk
from pilkada_cli.cli.command import Session, command
from pilkada_cli.cli.daily import spoken
from pilkada_cli.cli.formats import chosen_format
from pilkada_cli.cli.options import Format, Output, option
from pilkada_cli.errors import Exit
from pilkada_cli.i18n import N_, Sentence

if TYPE_CHECKING:
    from pilkada_cli.jobs.checking import Checked
    from pilkada_cli.jobs.founding import Office

LOG_KEYS = ("batch", "at", "known_at", "actor", "kinds", "reports", "operations", "undone",
            "undoes", "number", "about", "states")  # fmt: skip


def register_init(app: typer.Typer, help: str) -> None:
    """Add ``init``."""
    command(app, "init", help)(init)


def register_check(app: typer.Typer, help: str) -> None:
    """Add ``check``."""
    command(app, "check", help)(check)


def register_log(app: typer.Typer, help: str) -> None:
    """Add ``log``."""
    command(app, "log", help)(log)


Name = Annotated[str | None, option("--office", metavar=N_("NAME"), help=N_("name of the office"))]
Region = Annotated[
    str | None,
    option(
        "--region",
        "-r",
        metavar=N_("REGION"),
        help=N_("the office's own region"),
        autocompletion=completing.regions,
    ),
]
Code = Annotated[
    str | None,
    option("--code", metavar="HST", help=N_("what the office's report ids begin with")),
]
WriterName = Annotated[
    str | None,
    option("--writer", metavar=N_("NAME"), help=N_("your name or post, as the log shows it")),
]
Letterhead = Annotated[
    list[str] | None,
    option("--letterhead", metavar=N_("LINE"), help=N_("a line above documents; repeatable")),
]
Recipients = Annotated[
    list[str] | None,
    option("--recipient", metavar=N_("NAME"), help=N_("whom reports go to; repeatable")),
]
Data = Annotated[
    Path | None,
    option(
        "--data",
        metavar=N_("FOLDER"),
        help=N_("reference data of another province or election"),
    ),
]


def init(
    session: Session,
    name: Name = None,
    region: Region = None,
    code: Code = None,
    writer: WriterName = None,
    letterhead: Letterhead = None,
    recipient: Recipients = None,
    data: Data = None,
) -> None:
    """Make a register."""
    from pilkada_cli.jobs.founding import Office, found, known_office

    if asking.is_possible():
        session.workplace.refuse_unwritable()
    before = known_office(session.workplace, data)[1]
    lines = tuple(letterhead) if letterhead else None
    recipients = tuple(recipient) if recipient else None
    said = Office(session.language, region, code, name, writer, lines, recipients)
    # Whoever names a setting of a founded office wants to change that one, not to be asked for all.
    changes = before.region is not None and any((region, code, name, writer, lines, recipients))
    if asking.is_possible() and not changes:
        said = _converse(session, said, data)
    fresh = found(session.workplace, said, data)
    output.line(str(session.workplace.register))
    if fresh:
        next_step = f"pilkada {spoken('report add')}"
        session.say(
            Sentence(N_("register made; enter a first report: {command}"), command=next_step)
        )
    else:
        session.say(_changed(before, known_office(session.workplace)[1], data))


def _changed(before: "Office", after: "Office", data: Path | None) -> Sentence:
    """Which settings of a register are others than before."""
    from pilkada_cli.cli.guided_init import LABELS

    was = asdict(before)
    names = [Sentence(LABELS[n]) for n, value in asdict(after).items() if value != was[n]]
    if data:
        names.append(Sentence(N_("reference data")))
    if not names:
        return Sentence(N_("the register is as it was"))
    return Sentence(N_("register changed: {what}"), what=Sentence.joined(names))


def _converse(session: Session, said: "Office", data: Path | None) -> "Office":
    """Ask for what was not said; what was said is judged first."""
    from pilkada_cli.cli.guided_init import converse
    from pilkada_cli.jobs.founding import judged, known_office

    reference, known = known_office(session.workplace, data)
    return converse(reference, known, judged(reference, said))


def check(
    session: Session,
    fix: Annotated[
        bool,
        option(
            "--fix",
            help=N_(
                "build derived tables anew where they differ, delete files that a killed command left, finish erasing here and in backups"
            ),
        ),
    ] = False,
) -> Exit:
    """Verify the register."""
    from pilkada_cli.jobs.checking import check as look
    from pilkada_cli.jobs.checking_place import look_around

    found = look(session.workplace, fix=fix)
    if not found.broken:
        look_around(found, session.workplace, fix=fix)
    for problem in (*found.broken, *found.fold):
        talk.error(problem)
    for remark in (*found.remarks, *found.attend):
        talk.warn(remark)
    if found.withheld:
        session.say(
            Sentence(
                N_("{n} report is withheld from this office"),
                N_("{n} reports are withheld from this office"),
                n=found.withheld,
            )
        )
    _advise(found)
    output.line(str(_verdict(found)))
    return found.exit_code


def _advise(found: "Checked") -> None:
    """What to do about what is broken, and what was mended."""
    if found.broken:
        talk.say(
            Sentence(
                N_(
                    "hint: go back to a backup: pilkada restore; without one, get the reports back from the province (docs/bundles.md)"
                )
            )
        )
    elif found.mended:
        talk.warn(Sentence(N_("the derived tables were built anew from the record")))
    elif found.fold:
        talk.say(Sentence(N_("hint: pilkada check --fix builds them anew; the record is whole")))


def _verdict(found: "Checked") -> Sentence:
    verdict = N_("sound: operations {operations}, reports {reports}")
    if found.exit_code == Exit.UNREADABLE:
        verdict = N_("broken: operations {operations}, reports {reports}")
    elif found.exit_code == Exit.ATTEND:
        verdict = N_(
            "sound, with something to attend to: operations {operations}, reports {reports}"
        )
    return Sentence(verdict, operations=found.operations, reports=found.reports)


def log(
    session: Session,
    id: Annotated[
        str | None, typer.Argument(metavar="[ID]", help=N_("only what touches this report"))
    ] = None,
    most: Annotated[
        str, option("--limit", "-n", metavar="N", help=N_("at most so many, 20 unless said"))
    ] = "20",
    format: Format = None,
    out: Output = None,
) -> None:
    """What was written."""
    from pilkada_cli.jobs.log import log as read_log
    from pilkada_cli.jobs.log import unnumbered
    from pilkada_cli.jobs.typed import whole_number

    chosen = chosen_format(format, ("table", "json", "csv"), out)
    limit = whole_number("--limit", most)
    with session.workplace.read() as reader:
        reference = reader.reference
        state = session.workplace.state
        found = [*read_log(reader, state, id, limit + 1)]
        blank = unnumbered(reader, found[:limit])
    rows = [asdict(row) for row in found]
    if len(rows) > limit:
        del rows[limit:]
        session.say(Sentence(N_("there are more; see them with --limit")))
    if chosen != "table":
        output.send_rows(chosen, rows, out, LOG_KEYS)
    elif rows or out:
        from pilkada_cli.render.log import log_list

        session.show(log_list(rows, reference), out)
    if blank is not None:
        session.say(blank)
