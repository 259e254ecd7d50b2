"""``pilkada backup`` and ``pilkada restore``: a verified copy, and going back to it."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pilkada_cli.cli import asking, output, talk
from pilkada_cli.cli.command import Session, command
from pilkada_cli.cli.options import Yes, option
from pilkada_cli.cli.places import backup_folder
from pilkada_cli.cli.reports_erase import need_terminal
from pilkada_cli.errors import Exit
from pilkada_cli.i18n import N_, Sentence, _

if TYPE_CHECKING:
    from pilkada_cli.jobs.restoring import Outlook

_SHOWN = 20


def register_backup(app: typer.Typer, help: str) -> None:
    """Add ``backup``."""
    command(app, "backup", help)(backup)


def register_restore(app: typer.Typer, help: str) -> None:
    """Add ``restore``."""
    command(app, "restore", help)(restore)


def backup(
    session: Session,
    folder: Annotated[
        Path | None,
        typer.Argument(
            metavar=N_("[FOLDER]"),
            help=N_("where to; else PILKADA_BACKUPS, else beside the register"),
        ),
    ] = None,
    keep: Annotated[
        str, option("--keep", metavar="N", help=N_("so many stay there, 14 unless said"))
    ] = "14",
    key: Annotated[
        Path | None,
        option(
            "--key",
            metavar=N_("FILE"),
            help=N_("encrypt it to the recovery key in this file; made where there is none"),
        ),
    ] = None,
) -> Exit:
    """Make a backup."""
    from pilkada_cli.jobs.backing_up import back_up
    from pilkada_cli.jobs.typed import whole_number

    most = whole_number("--keep", keep)
    done = back_up(session.workplace, backup_folder(folder), most, key)
    output.line(str(done.folder))
    session.say(
        Sentence(
            N_("verified: {reports}, {files}"),
            reports=Sentence(N_("{n} report"), N_("{n} reports"), n=done.reports),
            files=Sentence(N_("{n} file"), N_("{n} files"), n=done.files),
        )
    )
    if done.removed:
        session.say(
            Sentence(
                N_("{n} older backup was removed"),
                N_("{n} older backups were removed"),
                n=done.removed,
            )
        )
    for remark in done.remarks:
        session.say(remark)
    for remark in done.attend:
        talk.warn(remark)
    return Exit.ATTEND if done.attend else Exit.DONE


def restore(
    session: Session,
    source: Annotated[
        Path | None,
        typer.Argument(
            metavar=N_("[BACKUP]"), help=N_("what backup printed; without it those that stand")
        ),
    ] = None,
    key: Annotated[
        Path | None,
        option("--key", metavar=N_("FILE"), help=N_("the recovery key of an encrypted one")),
    ] = None,
    yes: Yes = False,
) -> Exit:
    """Go back to a backup."""
    from pilkada_cli.jobs import restoring

    if source is None:
        raise restoring.unnamed(session.workplace, backup_folder(None))
    with restoring.begin(session.workplace, source, key) as ready:
        say = session.say if yes else talk.say
        for line in _told(ready.outlook):
            say(line)
        for remark in ready.outlook.unread:
            talk.warn(remark)
        if not yes:
            need_terminal()
            if not asking.ask_yes(_("Put it in the place of the register?")):
                session.say(Sentence(N_("nothing was restored")))
                return Exit.USAGE
        kept = ready.carry_out()
    output.line(str(session.workplace.register))
    if ready.skipped is not None:
        session.say(
            Sentence(
                N_(
                    "the next report is {id}: numbers that may have been given since the backup are not given again"
                ),
                id=ready.skipped,
            )
        )
    if kept is not None:
        session.say(Sentence(N_("what it replaced is kept at {path}"), path=kept))
    if ready.unfinished is None:
        return Exit.ATTEND if ready.outlook.unread else Exit.DONE
    talk.warn(
        Sentence(
            N_("restored, but the disk is still to be cleared: {reason}; pilkada check --fix"),
            reason=ready.unfinished,
        )
    )
    return Exit.ATTEND


def _told(outlook: "Outlook") -> Iterator[Sentence]:
    yield Sentence(
        N_("The backup is sound and holds {n} report."),
        N_("The backup is sound and holds {n} reports."),
        n=outlook.reports,
    )
    if outlook.damaged is not None:
        yield Sentence(
            N_("The register cannot be compared with it: {reason}"), reason=outlook.damaged
        )
    elif outlook.lost:
        yield Sentence(
            N_("The register has {n} entry that the backup has not, and would lose it: {ids}"),
            N_("The register has {n} entries that the backup has not, and would lose them: {ids}"),
            n=outlook.lost,
            ids=_ids(outlook.ids),
        )
    else:
        yield Sentence(N_("The register has nothing that the backup has not."))
    if outlook.gained:
        yield Sentence(
            N_("The backup has {n} entry that the register has not."),
            N_("The backup has {n} entries that the register has not."),
            n=outlook.gained,
        )
    if outlook.erased:
        yield Sentence(
            N_("{n} report was erased since and stays erased."),
            N_("{n} reports were erased since and stay erased."),
            n=outlook.erased,
        )


def _ids(ids: tuple[str, ...]) -> str:
    more = len(ids) - _SHOWN
    return ", ".join(ids[:_SHOWN]) + (f" … (+{more})" if more > 0 else "") if ids else "–"
