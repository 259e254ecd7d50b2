"""``pilkada retention``: which reports were kept long enough, and erasing them."""

from dataclasses import asdict
from datetime import date
from typing import Annotated

import typer

from pilkada_cli.cli import asking, output, talk
from pilkada_cli.cli.command import Session, command
from pilkada_cli.cli.formats import chosen_format
from pilkada_cli.cli.options import Format, Output, Reason, Yes, option
from pilkada_cli.cli.reports_erase import erase_reports
from pilkada_cli.errors import Exit, UsageError
from pilkada_cli.i18n import N_, Sentence, _

Today = Annotated[
    str | None,
    option("--today", metavar=N_("DATE"), help=N_("today's date, where the clock is doubted")),
]

KEYS = ("id", "title", "occurred_on", "last_entry", "kept_until")


def register(group: typer.Typer, _help: str) -> None:
    """Add the commands to their group."""
    command(group, "list", N_("Reports whose time of keeping is over."))(list_)
    command(group, "erase", N_("Erase their words, personal fields and files for good."))(erase)


def list_(session: Session, format: Format = None, out: Output = None) -> None:
    """List the reports that were kept long enough."""
    from pilkada_cli.jobs import clock
    from pilkada_cli.jobs.retention import past

    chosen = chosen_format(format, ("table", "json", "csv"), out)
    with session.workplace.read() as reader:
        found = past(reader, session.workplace.today(reader.reference))
        doubted = clock.doubt(reader, session.workplace.now())
    rows = [asdict(each) for each in found]
    if chosen != "table":
        output.send_rows(chosen, rows, out, KEYS)
    elif rows or out:
        from pilkada_cli.render.retention import past_list

        session.show(past_list(rows), out)
    if doubted is not None:
        session.say(doubted)
    if rows:
        session.say(Sentence(N_("erase them with: pilkada retention erase")))
    else:
        session.say(Sentence(N_("no report has been kept long enough")))


def erase(session: Session, reason: Reason = None, today: Today = None, yes: Yes = False) -> Exit:
    """Erase what was kept long enough, as one command."""
    from pilkada_cli.jobs import clock
    from pilkada_cli.jobs.retention import past
    from pilkada_cli.jobs.typed import day_of, words_of

    now = session.workplace.now()
    with session.workplace.read() as reader:
        by_clock = session.workplace.today(reader.reference)
        said = day_of("--today", today, now, reader.reference)
        ids = [each.id for each in past(reader, by_clock)]
        doubted = clock.doubt(reader, now)
    if not ids:
        session.say(Sentence(N_("no report has been kept long enough")))
        return Exit.DONE
    if doubted is not None and not _is_right(by_clock, said, doubted):
        session.say(Sentence(N_("nothing was erased")))
        return Exit.USAGE
    words = words_of(reason, "--reason", needed=False) or _("The time of keeping is over.")
    return erase_reports(session, ids, words, yes=yes)


def _is_right(by_clock: date, said: date | None, doubted: Sentence) -> bool:
    """Whether the day by a doubtful clock is the one that was `said` or, where none was, agreed to.

    Raises `UsageError` for another one, and where nobody can be asked.
    """
    if said is not None and said != by_clock:
        raise UsageError(doubted, Sentence(N_("set the clock, then erase")))
    if said is None and not asking.is_possible():
        raise UsageError(
            Sentence(N_("{doubt}; nothing was erased"), doubt=doubted),
            Sentence(N_("if it is right, say so: --today {day}"), day=by_clock.isoformat()),
        )
    if said is not None:
        return True
    from pilkada_cli.render.local import long_date

    talk.say(doubted)
    return asking.ask_yes(_("Is today {day}?").format(day=long_date(by_clock)))
