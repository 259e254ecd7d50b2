"""Taking the last command back, and bringing it back: what it would do is said and asked first."""

from typing import TYPE_CHECKING, Annotated

import typer

from pilkada_cli.cli import asking, talk
from pilkada_cli.cli.command import Session, command
from pilkada_cli.cli.options import Yes
from pilkada_cli.cli.reports_erase import need_terminal
from pilkada_cli.errors import Exit, UsageError
from pilkada_cli.i18n import N_, Sentence, _

if TYPE_CHECKING:
    from pilkada_cli.domain.undoing import Prospect
    from pilkada_cli.jobs.undoing import Propose

Number = Annotated[
    str | None,
    typer.Argument(metavar=N_("[NUMBER]"), help=N_("its number in the log, if not the last one")),
]


BESIDE = N_(
    'A command goes back with all that it wrote. One wrong row of an import is refuted instead (pilkada report refute ID --reason "…"), one wrong value amended (pilkada report amend ID), settings changed by pilkada init again. What was handed over or taken in is not taken back.'
)
"""What is not taken back, and what takes its place."""


def register_undo(app: typer.Typer, help: str) -> None:
    """Add ``undo``."""
    command(app, "undo", help, epilog=BESIDE)(undo)


def register_redo(app: typer.Typer, help: str) -> None:
    """Add ``redo``."""
    command(app, "redo", help)(redo)


def undo(session: Session, number: Number = None, yes: Yes = False) -> Exit:
    """Take a command back, all that it wrote."""
    from pilkada_cli.jobs.undoing import to_undo

    done = _carried_out(session, to_undo, number, yes, _("Take it back?"))
    if done is None:
        session.say(Sentence(N_("nothing was taken back")))
        return Exit.USAGE
    session.say(Sentence(N_("taken back; bring it back with: pilkada redo")))
    return Exit.DONE


def redo(session: Session, number: Number = None, yes: Yes = False) -> Exit:
    """Bring back what an undo took back."""
    from pilkada_cli.jobs.undoing import to_redo

    done = _carried_out(session, to_redo, number, yes, _("Bring it back?"))
    if done is None:
        session.say(Sentence(N_("nothing was brought back")))
        return Exit.USAGE
    again = Sentence(
        N_("brought back; take it back with: pilkada undo {number}"), number=done.batch.seq
    )
    session.say(again)
    return Exit.DONE


def _carried_out(
    session: Session, propose: "Propose", number: str | None, yes: bool, question: str
) -> "Prospect | None":
    """Say what would happen, ask, and do it; None where the answer is no.

    While somebody thinks about it the register is not locked. Raises `UsageError` where nobody
    is asked and something else was done last, which is not taken back.
    """
    from pilkada_cli.jobs.undoing import proposal, write
    from pilkada_cli.render.commands import older, told

    prospect, reference = proposal(session.workplace, propose, number)
    if yes and prospect.settled:
        way = Sentence(N_("take that one back: pilkada undo {number}"), number=prospect.batch.seq)
        raise UsageError(older(prospect, reference), way)
    for line in told(prospect, reference):
        if yes:
            session.say(line)
        else:
            talk.say(line)
    if not yes:
        need_terminal()
        if not asking.ask_yes(question):
            return None
    with session.workplace.write() as writer:
        write(writer, propose, number, prospect)
    return prospect
