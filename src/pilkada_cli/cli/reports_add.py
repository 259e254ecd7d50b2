"""``pilkada report``: entering reports and taking them in from files."""

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pilkada_cli.cli import asking, output, talk
from pilkada_cli.cli.command import Session
from pilkada_cli.cli.options import Category, Grade, Known, Regency, option
from pilkada_cli.errors import Exit, UsageError
from pilkada_cli.i18n import N_, Sentence

if TYPE_CHECKING:
    from pilkada_cli.jobs.record import Beside, Written

ADDABLE = (
    "district",
    "village",
    "polling_station",
    "affects",
    "athg",
    "phase",
    "stage",
    "contest",
    "likelihood",
    "impact",
    "classification",
    "dead",
    "injured",
    "displaced",
    "crowd",
    "loss_idr",
    "detail",
    "source",
    "parties",
    "measures_taken",
    "coordinated_with",
    "reporter",
    "source_system",
    "source_ref",
)


At = Annotated[
    str | None,
    option(
        "--at",
        metavar=N_("WHEN"),
        help=N_("local day, or day and time, of the matter: 22/11/2024 14.30"),
    ),
]


def done(session: Session, written: "Written") -> None:
    """Print the ids a command was about, and what it remarked."""
    try:
        for label in written.ids:
            output.line(label)
    except OSError:
        talk.warn(Sentence(N_("stored all the same: {ids}"), ids=", ".join(written.ids)))
        raise
    for remark in written.remarks:
        session.say(remark)


def add(
    session: Session,
    title: Annotated[
        str | None, typer.Argument(metavar=N_("TITLE"), help=N_("one line that says what it is"))
    ] = None,
    region: Regency = None,
    category: Category = None,
    at: At = None,
    known: Known = None,
    grade: Grade = None,
    stdin: Annotated[
        bool,
        option(
            "--stdin", help=N_("read the text from standard input: first line title, rest detail")
        ),
    ] = False,
    attach: Annotated[
        list[Path] | None,
        option("--attach", metavar=N_("FILE"), help=N_("a photo or PDF; may be repeated")),
    ] = None,
    **raw: Any,
) -> None:
    """Enter one report."""
    from pilkada_cli.jobs import record

    values = {
        **raw,
        "title": title,
        "region": region,
        "category": category,
        "at": at,
        "grade": grade,
    }
    beside = record.Beside()
    if stdin:
        _read_stdin(values)
    elif asking.is_possible():
        beside = _converse(session, values, known)
    with session.workplace.write() as writer:
        beside = replace(beside, files=tuple(attach or ()))
        written = record.add(writer, values, known, session.workplace.now(), beside)
    done(session, written)


def _read_stdin(values: dict[str, Any]) -> None:
    """The first line is the title unless one was given, the rest the detail."""
    from pilkada_cli.exchange.jsonl import decoded

    text = decoded(sys.stdin.buffer.read()).strip()
    if values["title"] is None:
        values["title"], _, text = (part.strip() for part in text.partition("\n"))
    if text:
        values["detail"] = text


def _converse(session: Session, values: dict[str, Any], known: str | None) -> "Beside":
    """Ask for what is missing; nothing is asked where all that is needed was said."""
    from pilkada_cli.jobs.drafting import desk, likely_twins
    from pilkada_cli.jobs.record import Beside

    place = desk(session.workplace)
    if values["title"] and values["category"] and (values["region"] or place.own_region):
        return Beside()
    from pilkada_cli.cli.guided import Conversation, converse, same_event

    converse(Conversation(place, values))
    offers = likely_twins(session.workplace, place.row(values, known))
    return Beside(same_as=same_event(offers), confirmed=True)


def nil(
    session: Session,
    region: Regency = None,
    on: Annotated[
        str | None, option("--on", metavar=N_("DATE"), help=N_("the day, if not today"))
    ] = None,
    known: Known = None,
) -> None:
    """Report that nothing happened."""
    from pilkada_cli.jobs import record

    with session.workplace.write() as writer:
        written = record.nil(writer, region, on, known, session.workplace.now())
    done(session, written)


def import_file(
    session: Session,
    files: Annotated[
        list[Path],
        typer.Argument(metavar=N_("FILE…"), help=N_("JSON Lines, or - for standard input")),
    ],
) -> Exit:
    """Take in files of operations, all or nothing, one batch."""
    from pilkada_cli.jobs import import_plan, importing

    workplace = session.workplace
    reference = workplace.reference()
    plans = [
        (str(file), import_plan.plan(_bytes_of(file), str(file), reference, workplace.now()))
        for file in files
    ]
    with workplace.write() as writer:
        done = importing.write(writer, plans)
    counts = (
        Sentence(N_("{n} report added"), N_("{n} reports added"), n=done.reports),
        Sentence(
            N_("{n} operation on reports added"),
            N_("{n} operations on reports added"),
            n=done.operations,
        ),
        Sentence(N_("{n} line known already"), N_("{n} lines known already"), n=done.known),
    )
    session.say(", ".join(map(str, counts)))
    if done.different:
        talk.warn(
            Sentence(
                N_(
                    "lines {lines} say something else than what is recorded and were left alone; to change a report use a line of kind amend"
                ),
                lines=", ".join(map(str, done.different[:20])),
            )
        )
        return Exit.ATTEND
    return Exit.DONE


def _bytes_of(file: Path) -> bytes:
    if str(file) == "-":
        return sys.stdin.buffer.read()
    try:
        return file.read_bytes()
    except OSError as error:
        raise UsageError(
            Sentence(
                N_("{path} cannot be read: {reason}"), path=file, reason=error.strerror or error
            )
        ) from None
