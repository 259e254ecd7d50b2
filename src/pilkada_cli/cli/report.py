"""``pilkada report``: its commands, the daily ones first."""

import typer

from pilkada_cli.cli.command import command
from pilkada_cli.cli.options import LISTED
from pilkada_cli.cli.reports_add import ADDABLE, add
from pilkada_cli.cli.reports_change import (
    AMENDABLE,
    amend,
    escalate,
    graded,
    linking,
    note,
    reasoned,
)
from pilkada_cli.cli.reports_erase import erase
from pilkada_cli.cli.reports_files import attach, detach, files
from pilkada_cli.cli.reports_import import import_file
from pilkada_cli.cli.reports_list import list_reports, search
from pilkada_cli.cli.reports_nil import nil
from pilkada_cli.cli.reports_read import show
from pilkada_cli.cli.reports_template import template
from pilkada_cli.cli.review import watch
from pilkada_cli.domain.operation import Kind
from pilkada_cli.i18n import N_


def register(group: typer.Typer, _help: str) -> None:
    """Add the commands to their group, the daily ones first."""
    command(group, "add", N_("Enter a report and print its id."), fields=ADDABLE)(add)
    command(group, "note", N_("Add a dated line to reports."))(note)
    command(group, "verify", N_("Mark reports as verified."))(graded(Kind.VERIFY))
    command(group, "refute", N_("Mark reports as not true, with the reason."))(graded(Kind.REFUTE))
    command(group, "handle", N_("Say what was done about reports."))(reasoned(Kind.HANDLE))
    command(group, "close", N_("Close reports."))(reasoned(Kind.CLOSE))
    command(group, "reopen", N_("Open closed reports again."))(reasoned(Kind.REOPEN))
    command(
        group, "escalate", N_("Raise reports to the next phase."), fields=("likelihood", "impact")
    )(escalate)
    command(group, "watch", N_("Only watch reports until a day."))(watch)
    command(group, "amend", N_("Change fields of reports."), fields=AMENDABLE)(amend)
    command(group, "link", N_("Say that reports are about the same event."))(linking(on=True))
    command(group, "unlink", N_("Say that reports are not about the same event."))(
        linking(on=False)
    )
    command(group, "attach", N_("Attach photos or PDFs to a report."))(attach)
    command(group, "detach", N_("Take attachments away from a report."))(detach)
    command(group, "files", N_("Name the attachments of a report, or copy them into a folder."))(
        files
    )
    command(group, "erase", N_("Erase the words, names and files of reports for good."))(erase)
    command(group, "nil", N_("Report that nothing happened."))(nil)
    command(group, "import", N_("Take in sheets or JSON Lines, all or nothing."))(import_file)
    command(group, "template", N_("Make a form for offices to fill in."))(template)
    command(group, "list", N_("List reports, newest first."), filters=LISTED)(list_reports)
    command(group, "search", N_("Find reports by their words, newest first."), filters=LISTED)(
        search
    )
    command(group, "show", N_("Show one report with its history."))(show)
