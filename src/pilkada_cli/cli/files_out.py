"""The file that a command leaves behind: it replaces none that somebody worked on, and is remembered."""

from pathlib import Path

from pilkada_cli.cli import asking, output
from pilkada_cli.cli.command import Session
from pilkada_cli.errors import UsageError
from pilkada_cli.i18n import N_, Sentence


def may_replace(session: Session, out: Path, *, yes: bool) -> bool:
    """Whether a file may be written: none is there, it is as it was written, or somebody agrees.

    It is said where it stays. Raises `UsageError` where nobody can be asked.
    """
    from pilkada_cli.jobs.exporting import is_as_written

    if yes or not out.is_file() or is_as_written(session.workplace, out):
        return True
    if not asking.is_possible():
        raise UsageError(
            Sentence(
                N_("{path} is there already, and was changed since or is of another origin"),
                path=out,
            ),
            Sentence(N_("choose another name with -o, or replace it with --yes")),
        )
    question = Sentence(
        N_("{path} is there already, and was changed since or is of another origin. Replace it?"),
        path=out,
    )
    if asking.ask_yes(str(question)):
        return True
    session.say(Sentence(N_("left; {path} is as it was"), path=out))
    return False


def write_out(session: Session, what: str, write: output.Write, out: Path) -> int:
    """Write a file whole, print its path, and return its rows; the register remembers the export."""
    rows = write_and_note(session, what, write, out)
    output.line(str(out))
    return rows


def write_and_note(session: Session, what: str, write: output.Write, out: Path) -> int:
    """Write a file whole, and return its rows; the register remembers the export."""
    from pilkada_cli.jobs.exporting import export

    done = export(session.workplace, what, out, write)
    if not done.noted:
        session.say(
            Sentence(N_("the register could not be written, so it does not remember this export"))
        )
    return done.rows
