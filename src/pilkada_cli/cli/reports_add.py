"""``pilkada report add``: by options, by answers, or out of a message."""

import sys
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

import typer

from pilkada_cli.cli import asking
from pilkada_cli.cli.command import Session
from pilkada_cli.cli.options import At, Grade, Known, OneCategory, Regency, option
from pilkada_cli.errors import UsageError
from pilkada_cli.i18n import N_, Sentence

if TYPE_CHECKING:
    from pilkada_cli.cli.conversation import Conversation
    from pilkada_cli.jobs.message import Understood
    from pilkada_cli.jobs.pasting import Entered
    from pilkada_cli.jobs.record import Beside

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


class Source(NamedTuple):
    """Where the text of a report comes from: at most one of these is given."""

    file: Path | None
    stdin: bool
    editor: bool


def add(
    session: Session,
    title: Annotated[
        str | None, typer.Argument(metavar=N_("TITLE"), help=N_("one line that says what it is"))
    ] = None,
    region: Regency = None,
    category: OneCategory = None,
    at: At = None,
    known: Known = None,
    grade: Grade = None,
    file: Annotated[
        Path | None,
        option(
            "--file",
            metavar=N_("FILE"),
            help=N_("a message: its first line is the title, the rest the detail"),
        ),
    ] = None,
    stdin: Annotated[bool, option("--stdin", help=N_("the message from standard input"))] = False,
    editor: Annotated[bool, option("--editor", help=N_("write the message in an editor"))] = False,
    attach: Annotated[
        list[Path] | None,
        option("--attach", metavar=N_("FILE"), help=N_("a photo or PDF; may be repeated")),
    ] = None,
    **raw: Any,
) -> None:
    """Enter one report."""
    from pilkada_cli.jobs.attaching import judge

    if asking.is_possible():
        session.workplace.refuse_unwritable()
    files = tuple(attach or ())
    judge(files)
    values = {
        **raw,
        "title": title,
        "region": region,
        "category": category,
        "at": at,
        "grade": grade,
    }
    message = _message(Source(file, stdin, editor))
    with _text_kept(message[0] if message and editor else None):
        _enter(session, values, known, message, files)


def _text_kept(text: bytes | None) -> AbstractContextManager[None]:
    """What somebody wrote in an editor is not lost when the report is refused."""
    if text is None:
        return nullcontext()
    from pilkada_cli.cli.editor import kept_when_refused

    return kept_when_refused(text)


def _enter(
    session: Session,
    values: dict[str, Any],
    known: str | None,
    message: tuple[bytes, str] | None,
    files: tuple[Path, ...],
) -> None:
    """Ask for what is missing, and store the report."""
    from pilkada_cli.jobs import implied, record
    from pilkada_cli.jobs.typed import known_instant

    beside = record.Beside()
    reference, now = session.workplace.reference(), session.workplace.now()
    values, guessed, told = implied.category(values, reference)
    if message is not None:
        values, known, beside = _from_message(session, values, known, *message)
    elif asking.is_possible():
        known, beside = _by_answers(session, values, known)
    if message is None and not beside.confirmed and values["title"]:
        values, beside = _from_title(session, values, known)
    if not beside.confirmed:
        guessed, told = (*guessed, *beside.guessed), (*told, *beside.evidence)
        beside = replace(beside, guessed=guessed, evidence=told)
    beside = replace(beside, files=files)
    if not session.workplace.has_register():
        # What is refused makes no register.
        record.judged(reference, values, now, known_instant(known, reference, now))
    with session.workplace.write() as writer:
        written = record.add(writer, values, known, now, beside)
    session.done(written)


def _message(source: Source) -> tuple[bytes, str] | None:
    """A message's bytes, and the option that named it. Raises `UsageError` for two of them."""
    if sum(map(bool, source)) > 1:
        raise UsageError(
            Sentence(N_("a message comes from one place")),
            Sentence(N_("give --file, --stdin or --editor, not several")),
        )
    if source.file is not None:
        from pilkada_cli.exchange import message_bytes
        from pilkada_cli.jobs.quoting import quoted

        return message_bytes.read_file(source.file), f"--file {quoted(source.file)}"
    if source.stdin:
        from pilkada_cli.exchange import message_bytes

        return message_bytes.read_stream(sys.stdin.buffer), "--stdin"
    if not source.editor:
        return None
    if not asking.is_possible():
        raise UsageError(
            Sentence(N_("an editor needs a terminal")), Sentence(N_("use --file or --stdin"))
        )
    from pilkada_cli.cli.editor import written

    return written(""), "--editor"


def _from_message(
    session: Session, values: dict[str, Any], known: str | None, data: bytes, source: str
) -> "tuple[dict[str, Any], str | None, Beside]":
    """What a message says; what it only seems to say is asked for, or kept under a sign."""
    from pilkada_cli.jobs.drafting import desk
    from pilkada_cli.jobs.message import understand
    from pilkada_cli.jobs.pasting import enter, worded

    place = desk(session.workplace)
    if asking.is_possible():
        place.refuse_wrong(values, known)
    given = {**values, "known": known}
    found = understand(data, place.reference, place.now, given, place.own_region)
    for remark in found.remarks:
        session.say(remark)
    if asking.is_possible():
        from pilkada_cli.cli.conversation import Conversation

        talk_ = Conversation(place, worded(found, values), known)
        talk_.hear(found)
        beside = _converse(session, talk_)
        return talk_.values, talk_.known, beside
    entered = enter(found, values, source, place.reference)
    return entered.values, known, _guessed(session, found, entered, known)


def _guessed(
    session: Session, found: "Understood", entered: "Entered", known: str | None
) -> "Beside":
    """Say what only an option keeps; what is stored on a guess, with the words that led to it."""
    from pilkada_cli.jobs.pasting import evidence, options_to_give
    from pilkada_cli.jobs.record import Beside

    for remark in options_to_give(found, known):
        session.say(remark)
    told = evidence(found, entered.options, session.workplace.reference())
    return Beside(guessed=entered.guessed, evidence=tuple(told))


def _from_title(
    session: Session, values: dict[str, Any], known: str | None
) -> "tuple[dict[str, Any], Beside]":
    """What title and detail seem to say is kept under a sign; that they tell of no event is asked about."""
    from pilkada_cli.analysis.cues import may_say_more
    from pilkada_cli.jobs import implied
    from pilkada_cli.jobs.record import Beside

    reference, now = session.workplace.reference(), session.workplace.now()
    if not values.get("detail") and not may_say_more(values["title"], reference):
        values, guessed, told = implied.matter(values, reference, now)
        return values, Beside(guessed=guessed, evidence=told)
    from pilkada_cli.jobs.drafting import desk
    from pilkada_cli.jobs.message import understand_typed
    from pilkada_cli.jobs.pasting import with_guesses

    place, given = desk(session.workplace), {**values, "known": known}
    found = understand_typed(given, place.reference, place.now, place.own_region)
    if found.objection is not None:
        asking.insist(found.objection)
    for remark in found.remarks:
        session.say(remark)
    entered = with_guesses(found, values)
    return entered.values, _guessed(session, found, entered, known)


def _by_answers(
    session: Session, values: dict[str, Any], known: str | None
) -> "tuple[str | None, Beside]":
    """Ask for what is missing; nothing is asked where all that is needed was said."""
    from pilkada_cli.jobs.drafting import desk
    from pilkada_cli.jobs.record import Beside

    place = desk(session.workplace)
    if values["title"] and values["category"] and (values["region"] or place.own_region):
        return known, Beside()
    from pilkada_cli.cli.conversation import Conversation

    place.refuse_wrong(values, known)
    talk_ = Conversation(place, values, known)
    if values["title"]:
        talk_.read_typed()
    beside = _converse(session, talk_)
    return talk_.known, beside


def _converse(session: Session, talk_: "Conversation") -> "Beside":
    """Hold the conversation, then ask about the likely twins of what came of it."""
    from pilkada_cli.cli.guided import converse, same_event
    from pilkada_cli.jobs.drafting import likely_twins
    from pilkada_cli.jobs.record import Beside

    converse(talk_)
    offers = likely_twins(session.workplace, talk_.row())
    return Beside(same_as=same_event(offers), confirmed=True)
