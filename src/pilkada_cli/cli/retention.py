"""``pilkada retention``: which reports were kept long enough, and erasing them."""

from dataclasses import asdict

import typer

from pilkada_cli.cli import output
from pilkada_cli.cli.command import Session, command
from pilkada_cli.cli.formats import chosen_format
from pilkada_cli.cli.options import Format, Output, Reason, Yes
from pilkada_cli.cli.reports_erase import erase_reports
from pilkada_cli.errors import Exit
from pilkada_cli.i18n import N_, Sentence, _

KEYS = ("id", "title", "occurred_on", "last_entry", "kept_until")


def register(group: typer.Typer, _help: str) -> None:
    """Add the commands to their group."""
    command(group, "list", N_("Reports whose time of keeping is over."))(list_)
    command(group, "erase", N_("Erase their words, personal fields and files for good."))(erase)


def list_(session: Session, format: Format = None, out: Output = None) -> None:
    """List the reports that were kept long enough."""
    from pilkada_cli.jobs.retention import past

    chosen = chosen_format(format, ("table", "json", "csv"), out)
    with session.workplace.read() as reader:
        found = past(reader, session.workplace.today(reader.reference))
    rows = [asdict(each) for each in found]
    if chosen != "table":
        output.send_rows(chosen, rows, out, KEYS)
    elif rows or out:
        from pilkada_cli.render.retention import past_list

        session.show(past_list(rows), out)
    if rows:
        session.say(Sentence(N_("erase them with: pilkada retention erase")))
    else:
        session.say(Sentence(N_("no report has been kept long enough")))


def erase(session: Session, reason: Reason = None, yes: Yes = False) -> Exit:
    """Erase what was kept long enough, as one command."""
    from pilkada_cli.jobs.retention import past
    from pilkada_cli.jobs.typed import words_of

    with session.workplace.read() as reader:
        ids = [each.id for each in past(reader, session.workplace.today(reader.reference))]
    if not ids:
        session.say(Sentence(N_("no report has been kept long enough")))
        return Exit.DONE
    words = words_of(reason, "--reason", needed=False) or _("The time of keeping is over.")
    return erase_reports(session, ids, words, yes=yes)
