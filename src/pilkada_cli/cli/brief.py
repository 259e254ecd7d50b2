"""``pilkada brief``: the report of a day, of a week, or on what needs attention."""

import io
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pilkada_cli.cli import output
from pilkada_cli.cli.alert import rules_of
from pilkada_cli.cli.command import Session, command
from pilkada_cli.cli.files_out import may_replace, write_out
from pilkada_cli.cli.formats import chosen_format
from pilkada_cli.cli.options import Output, Yes, option
from pilkada_cli.cli.reports_read import remark_recomputed
from pilkada_cli.domain.text import visible
from pilkada_cli.errors import UsageError
from pilkada_cli.i18n import N_, Sentence

if TYPE_CHECKING:
    from pilkada_cli.jobs.briefing import Made
    from pilkada_cli.render.brief.screen import Page

FORMATS = ("md", "wa", "json", "html", "pdf", "docx")

On = Annotated[
    str | None,
    option(
        "--on",
        metavar=N_("DATE"),
        help=N_("the day at whose cut-off it ends; the last cut-off unless said"),
    ),
]
Place = Annotated[
    str | None,
    option(
        "--regency",
        "-r",
        metavar=N_("REGION"),
        help=N_("regency or city, or the province; your office's own unless said"),
    ),
]
Number = Annotated[
    str | None,
    option("--number", metavar=N_("TEXT"), help=N_("number of the letter, else left blank")),
]
Template = Annotated[
    Path | None,
    option("--template", metavar=N_("FILE"), help=N_("your own DOCX to fill in, for docx")),
]
BriefFormat = Annotated[
    str | None,
    option(
        "--format",
        "-f",
        metavar="|".join(FORMATS),
        help=N_("md for Markdown, wa for WhatsApp, json for programs, or a document; else what the file's name ends in, else md"),
    ),
]  # fmt: skip


def register(group: typer.Typer, _help: str) -> None:
    """Add the commands to their group."""
    command(group, "daily", N_("The daily report: 24 hours up to the cut-off."))(of_period("daily"))
    command(group, "weekly", N_("The weekly report: seven days up to the cut-off."))(of_period("weekly"))  # fmt: skip
    command(group, "attention", N_("An attention report: one event, or all open ones of high level."))(attention)  # fmt: skip


def of_period(kind: str) -> Any:
    """A command that writes the brief of a period."""

    def run(
        session: Session,
        on: On = None,
        region: Place = None,
        number: Number = None,
        template: Template = None,
        format: BriefFormat = None,
        out: Output = None,
        yes: Yes = False,
    ) -> None:
        _brief(session, kind, (on, region, number, None), format, template, out, yes=yes)

    return run


def attention(
    session: Session,
    id: Annotated[
        str | None, typer.Argument(metavar="[ID]", help=N_("the one event that it is about"))
    ] = None,
    on: On = None,
    region: Place = None,
    number: Number = None,
    template: Template = None,
    format: BriefFormat = None,
    out: Output = None,
    yes: Yes = False,
) -> None:
    """The brief on what needs attention."""
    _brief(session, "attention", (on, region, number, id), format, template, out, yes=yes)


def _brief(
    session: Session,
    kind: str,
    asked: tuple[str | None, str | None, str | None, str | None],
    format: str | None,
    template: Path | None,
    out: Path | None,
    *,
    yes: bool,
) -> None:
    from pilkada_cli.domain.brief import BriefKind
    from pilkada_cli.jobs.brief_files import CHARTED, write
    from pilkada_cli.jobs.brief_period import Wanted
    from pilkada_cli.jobs.briefing import make
    from pilkada_cli.jobs.documents import READ_IT

    chosen = _format(format, out, template)
    if out is not None and not may_replace(session, out, yes=yes):
        return
    wanted = Wanted(BriefKind(kind), *asked)
    charted = chosen in CHARTED and _can_draw(session)
    made = make(
        session.workplace,
        wanted,
        lambda: rules_of(None, session.workplace.reference()),
        charts=charted,
    )
    remark_recomputed(session, made.recomputed)
    _remark_period(session, made)
    if chosen == "wa" and made.brief.events:
        session.say(READ_IT)
    writing = write(made, chosen, template)
    if out is not None:
        write_out(session, f"brief/{kind}", writing, out)
    elif format is None and sys.stdout.isatty():
        session.show(_drawn(writing))
    else:
        output.send(writing, None)


def _drawn(write: output.Write) -> "Page":
    """A brief in Markdown as a page."""
    from pilkada_cli.render.brief.screen import Page

    content = io.BytesIO()
    write(content)
    return Page(visible(content.getvalue().decode(), lines=True), hyperlinks=False)


def _remark_period(session: Session, made: "Made") -> None:
    """Say what of the period may come yet, and what came too late for it."""
    if not made.brief.period.ended:
        session.say(
            Sentence(N_("the period has not ended yet; the brief tells what is known by now"))
        )
    if made.later:
        words = (
            N_("{n} report became known after the period; it comes into the next one"),
            N_("{n} reports became known after the period; they come into the next one"),
        )
        session.say(Sentence(*words, n=made.later))
    if made.later_nil:
        words = (
            N_("{n} nil report became known after the period; it counts in the next one"),
            N_("{n} nil reports became known after the period; they count in the next one"),
        )
        session.say(Sentence(*words, n=made.later_nil))


def _can_draw(session: Session) -> bool:
    """Whether charts can be drawn here; said where they cannot."""
    from pilkada_cli.exchange.charts import can_draw

    if can_draw():
        return True
    session.say(
        Sentence(N_("without charts: what draws them is not installed here; the tables stay"))
    )
    return False


def _format(format: str | None, out: Path | None, template: Path | None) -> str:
    """The format, of which only docx has templates."""
    chosen = chosen_format(format, FORMATS, out)
    if template is not None and chosen != "docx":
        raise UsageError(
            Sentence(N_("--template is for docx; {format} has one form"), format=chosen),
            Sentence(N_("leave --template out, or choose -f docx")),
        )
    return chosen
