"""``pilkada office``: whom this office exchanges reports with, and whose keys it trusts."""

import sys
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from pilkada_cli.cli import asking, completing, output, talk
from pilkada_cli.cli.command import Session, command
from pilkada_cli.cli.daily import spoken
from pilkada_cli.cli.formats import chosen_format
from pilkada_cli.cli.options import Output, Shown, Yes
from pilkada_cli.cli.reports_erase import need_terminal
from pilkada_cli.errors import Exit, InvalidData, UsageError, unreadable
from pilkada_cli.exchange.bundles.cards import Card
from pilkada_cli.i18n import N_, Sentence, _

KEYS = ("code", "name", "region", "standing", "shares", "fingerprint", "key", "recipient")
_LONGEST = 1 << 16

Code = Annotated[str, typer.Argument(metavar=N_("CODE"), help=N_("the code of an office's ids"))]
CardFile = Annotated[
    str,
    typer.Argument(
        metavar=N_("CARD"),
        help=N_("a file with the office's card, the card itself, or - for stdin"),
    ),
]


def register(group: typer.Typer, _help: str) -> None:
    """Add the commands to their group."""
    command(group, "card", N_("Print this office's card, for others to add."))(card)
    command(group, "add", N_("Trust an office by its card."))(add)
    command(group, "list", N_("The offices that are known."))(list_)
    command(group, "share", N_("Hand an office other regions too."))(share)
    command(group, "rekey", N_("Trust the new card of an office, after a lost computer."))(rekey)
    command(group, "remove", N_("Trust an office no more."))(remove)


def card(session: Session, out: Output = None) -> None:
    """Print the card, or write it into a file, and say what to do with it."""
    from pilkada_cli.jobs.offices import own_card

    own, text = own_card(session.workplace)
    output.send(lambda file: file.write(f"{text}\n".encode()), out)
    session.say(
        Sentence(
            N_("key of {office}, to be compared by telephone: {fingerprint}"),
            office=own.code,
            fingerprint=own.fingerprint,
        )
    )
    sent = Sentence(N_("the file {path}"), path=out) if out else Sentence(N_("the line above"))
    session.say(
        Sentence(
            N_("send {what} to the other office, which types: pilkada office add FILE"), what=sent
        )
    )


def add(session: Session, source: CardFile, yes: Yes = False) -> Exit:
    """Trust an office."""
    from pilkada_cli.jobs import offices

    read = offices.read(_text_of(source))
    offices.refuse_own(session.workplace, read)
    if not _agreed(session, read, yes):
        return Exit.ATTEND
    fresh = offices.add(session.workplace, read)
    output.line(read.code)
    session.say(
        Sentence(N_("{name} is trusted"), name=read.name)
        if fresh
        else Sentence(N_("{name} was trusted already"), name=read.name)
    )
    return Exit.DONE


def rekey(session: Session, source: CardFile, yes: Yes = False) -> Exit:
    """Trust an office's new key."""
    from pilkada_cli.jobs import offices

    read = offices.read(_text_of(source))
    offices.refuse_own(session.workplace, read)
    if not _agreed(session, read, yes):
        return Exit.ATTEND
    at_province = offices.rekey(session.workplace, read)
    output.line(read.code)
    session.say(
        Sentence(N_("{name} has a new key; what the old one signed stays valid"), name=read.name)
    )
    if at_province:
        session.say(
            Sentence(
                N_("it gets back what it had handed over with: pilkada {command} --to {code}"),
                command=spoken("bundle out"),
                code=read.code,
            )
        )
    return Exit.DONE


def list_(session: Session, format: Shown = None, out: Output = None) -> None:
    """Show the offices."""
    from pilkada_cli.jobs.offices import every

    chosen = chosen_format(format, ("table", "json"), out)
    known = every(session.workplace)
    if chosen == "json":
        output.send_rows(chosen, [_row(each) for each in known], out, KEYS)
        return
    if not known:
        session.say(Sentence(N_("no office is known yet; add its card: pilkada office add FILE")))
        return
    from pilkada_cli.render.offices import office_list

    session.show(office_list([_row(each) for each in known]), out)


def share(
    session: Session,
    code: Code,
    regions: Annotated[
        list[str] | None,
        typer.Argument(
            metavar=N_("REGION…"),
            help=N_("regions beside its own; none takes them back"),
            autocompletion=completing.regions,
        ),
    ] = None,
) -> None:
    """Share regions with an office."""
    from pilkada_cli.jobs.offices import share as hand_too

    shared = hand_too(session.workplace, code, regions or [])
    output.line(code.upper())
    session.say(
        Sentence(N_("handed beside its own: {regions}"), regions=", ".join(shared.now))
        if shared.now
        else Sentence(N_("it is handed its own region only; what it has, it keeps"))
    )
    if shared.ended:
        talk.warn(Sentence(N_("no longer handed: {regions}"), regions=", ".join(shared.ended)))


def remove(session: Session, code: Code, yes: Yes = False) -> Exit:
    """Trust an office no more, once somebody agreed to it."""
    from pilkada_cli.jobs import offices

    name = offices.named(session.workplace, code)
    if not yes:
        need_terminal()
        question = Sentence(
            N_("Trust {name} ({code}) no more? Its bundles are refused then; what it sent stays."),
            name=name,
            code=code.upper(),
        )
        if not asking.ask_yes(str(question)):
            session.say(Sentence(N_("left; nothing was stored")))
            return Exit.ATTEND
    offices.remove(session.workplace, code)
    output.line(code.upper())
    session.say(
        Sentence(
            N_("{name} is no longer trusted: its bundles are refused, what it sent stays"),
            name=name,
        )
    )
    return Exit.DONE


def _text_of(source: str) -> str:
    """The card that was named: standard input, the text itself, or a file's text."""
    if source == "-":
        return sys.stdin.read(_LONGEST)
    if source.startswith("pilkada-"):
        return source
    try:
        with Path(source).open("rb") as file:
            raw = file.read(_LONGEST)
    except (OSError, ValueError) as error:
        hint = Sentence(N_("name the file that holds the card, or give the card itself in quotes"))
        raise unreadable(Path(source), error, hint) from None
    from pilkada_cli.exchange.utf_16 import to_utf_8

    try:
        return to_utf_8(raw).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise InvalidData(Sentence(N_("{path} is no text"), path=source)) from None


def _agreed(session: Session, read: Card, yes: bool) -> bool:
    """Whether somebody compared the key. Raises `UsageError` where nobody can be asked."""
    session.say(
        Sentence(
            N_("{name} ({code}), region {region}, key {fingerprint}"),
            name=read.name,
            code=read.code,
            region=read.region,
            fingerprint=read.fingerprint,
        )
    )
    if yes:
        return True
    if not asking.is_possible():
        raise UsageError(
            Sentence(N_("whether to trust this key must be asked, and there is no terminal")),
            Sentence(N_("agree with --yes")),
        )
    if asking.ask_yes(_("Did you compare the key with them, by telephone?")):
        return True
    session.say(Sentence(N_("left; nothing was stored")))
    return False


def _row(office: object) -> dict[str, object]:
    row = asdict(office)  # type: ignore[call-overload]
    card_ = Card(row["name"], row["code"], row["region"], row["key"], row["recipient"])
    return {**row, "standing": row["standing"].value, "fingerprint": card_.fingerprint}
