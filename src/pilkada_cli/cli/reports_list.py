"""``pilkada report``: the commands that list."""

from typing import TYPE_CHECKING, Annotated

import typer

from pilkada_cli.cli import output
from pilkada_cli.cli.command import Session
from pilkada_cli.cli.daily import spoken
from pilkada_cli.cli.formats import chosen_format
from pilkada_cli.cli.options import (
    AsOf,
    Columns,
    Format,
    Limit,
    Output,
    Reverse,
    SaveColumns,
    Sort,
    option,
)
from pilkada_cli.cli.reports_read import remark_recomputed
from pilkada_cli.cli.spreadsheets import excel_command, remark_one_column
from pilkada_cli.domain.fields import FIELD_NAMES
from pilkada_cli.errors import UsageError
from pilkada_cli.i18n import N_, Sentence

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from rich.console import RenderableType

    from pilkada_cli.jobs.listing import Order
    from pilkada_cli.jobs.reading import Asked
    from pilkada_cli.storage.register import Reader

FORMATS = ("table", "json", "csv")


def list_reports(
    session: Session,
    asked: "Asked",
    as_of: AsOf = None,
    withdrawn: Annotated[bool, option("--withdrawn", help=N_("withdrawn reports too"))] = False,
    sort: Sort = "date",
    reverse: Reverse = False,
    most: Limit = None,
    columns: Columns = None,
    save_columns: SaveColumns = False,
    format: Format = None,
    out: Output = None,
) -> None:
    """List reports."""
    from pilkada_cli.jobs import listing, tabulating

    workbook = excel_command("export reports", asked, {"--as-of": as_of}, out)
    chosen = chosen_format(format, FORMATS, out, excel=workbook)
    order = _order(sort, reverse, most)
    named = _named(columns, save=save_columns)
    point = session.workplace.as_of(as_of)
    with session.workplace.read(point.instant) as reader:
        remark_recomputed(session, reader.recomputed)
        if chosen == "table":
            found = list(listing.list_reports(reader, asked, withdrawn=withdrawn, order=order))
            page = _page(reader, found, named)
            is_cut = len(found) == order.most
            total = listing.how_many(reader, asked, withdrawn=withdrawn) if is_cut else len(found)
        else:
            shape = tabulating.Shape(chosen, columns=named or FIELD_NAMES)
            write = tabulating.reports(reader, asked, shape, order, withdrawn=withdrawn)
            output.send(write, out)
            if chosen == "csv":
                remark_one_column(session, out, workbook)
    if chosen == "table":
        _show(session, page, len(found), out, total)
        _remark_unconfirmed(session, found)
        if asked.guessed and found:
            session.say(_confirming(found[0]["id"]))
    if save_columns:
        listing.save_columns(session.workplace, named or ())
        session.say(Sentence(N_("lists of this register keep these columns")))


def _remark_unconfirmed(session: Session, found: "Sequence[Mapping[str, object]]") -> None:
    """What the sign behind a day or a phase says, where a list shows it."""
    from pilkada_cli.render.report_list import UNCONFIRMED, is_unconfirmed

    if any(map(is_unconfirmed, found)):
        words = N_(
            "{sign} behind a day or a phase: nobody confirmed it; pilkada {command} --guessed"
        )
        session.say(Sentence(words, sign=UNCONFIRMED, command=spoken("report list")))


def _confirming(label: object) -> Sentence:
    """Where it is said how a guess is confirmed."""
    words = N_("what is guessed of one, and the command that confirms it: pilkada {command}")
    return Sentence(words, command=f"{spoken('report show')} {label}")


def search(
    session: Session,
    asked: "Asked",
    words: Annotated[
        list[str],
        typer.Argument(
            metavar=N_("WORDS…"),
            help=N_("words, or how they begin, all of which occur; a phrase in quotes"),
        ),
    ],
    as_of: AsOf = None,
    columns: Columns = None,
    format: Format = None,
    out: Output = None,
) -> None:
    """Find reports by their words."""
    from pilkada_cli.jobs import ids, listing

    options = {"--as-of": as_of, "--words": words}
    workbook = excel_command("export reports", asked, options, out)
    chosen = chosen_format(format, FORMATS, out, excel=workbook)
    named = _named(columns, save=False)
    sought = listing.read_sought(words)
    point = session.workplace.as_of(as_of)
    with session.workplace.read(point.instant) as reader:
        remark_recomputed(session, reader.recomputed)
        found, others = listing.sought_reports(reader, asked, sought)
        unknown = [] if found else listing.unknown_words(reader, sought)
        called = ids.named_by(reader, words)
        page = _page(reader, found, named) if chosen == "table" else None
    if page is None:
        output.send_rows(chosen, found, out, named or FIELD_NAMES)
        if chosen == "csv":
            remark_one_column(session, out, workbook)
    else:
        _show(session, page, len(found), out)
        if others:
            session.say(_of_other_forms(others, len(found)))
        _remark_unconfirmed(session, found)
        for reason in listing.by_attachment(found, sought):
            session.say(reason)
    if called is not None:
        command = f"{spoken('report show')} {called}"
        session.say(Sentence(N_("a report is shown by its id: pilkada {command}"), command=command))
    elif not found:
        session.say(_why_none(unknown))


def _why_none(unknown: "Sequence[str]") -> Sentence:
    """Why a search finds nothing; `unknown` words stand in no report."""
    if unknown:
        names = ", ".join(f"'{word}'" for word in unknown)
        return Sentence(N_("no report has a word that begins with {words}"), words=names)
    return Sentence(N_("every word occurs, but not in one report, or not under these filters"))


def _of_other_forms(n: int, of: int) -> Sentence:
    """That so many of the reports that were found hold a word in another form only."""
    if n == of:
        return Sentence(N_("none holds every word as it was typed, but another form of it"))
    last = N_("the last {n} hold another form of a word")
    return Sentence(N_("the last one holds another form of a word"), last, n=n)


def _show(
    session: Session, page: "RenderableType", n: int, out: "Path | None", total: int = 0
) -> None:
    """Show a list of `n` reports, and how many there are, `total` where that is more."""
    if n or out:
        session.show(page, out)
    if total > n:
        session.say(Sentence(N_("{n} of {total} reports"), n=n, total=total))
    else:
        session.say(Sentence(N_("{n} report"), N_("{n} reports"), n=n))


def _order(sort: str, reverse: bool, most: str | None) -> "Order":
    from pilkada_cli.jobs import choosing
    from pilkada_cli.jobs.listing import Order
    from pilkada_cli.jobs.typed import whole_number

    at_most = whole_number("--limit", most) if most is not None else None
    return Order(choosing.chosen("--sort", sort, choosing.sorts()), reverse, at_most)


def _named(columns: str | None, *, save: bool) -> tuple[str, ...] | None:
    """The columns that were typed, none of them for the usual table; None where nothing was."""
    from pilkada_cli.jobs.listing import read_columns

    if columns is not None:
        return read_columns(columns)
    if save:
        raise UsageError(
            Sentence(N_("--save-columns keeps the columns that --columns names")),
            Sentence(N_("for example --columns id,title,level --save-columns")),
        )
    return None


def _page(
    reader: "Reader", rows: "list[dict[str, object]]", named: "Sequence[str] | None"
) -> "RenderableType":
    from pilkada_cli.jobs.listing import saved_columns
    from pilkada_cli.render.report_list import chosen_columns, report_list

    columns = saved_columns(reader) if named is None else named
    if columns:
        return chosen_columns(rows, columns, reader.reference)
    return report_list(rows, reader.reference)
