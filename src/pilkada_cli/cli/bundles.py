"""``pilkada bundle``: handing reports to another office and taking theirs in."""

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pilkada_cli.cli import output, talk
from pilkada_cli.cli.command import Session, command
from pilkada_cli.cli.daily import spoken
from pilkada_cli.cli.options import option
from pilkada_cli.domain.attachments import MAX_SIZE
from pilkada_cli.errors import Exit, PilkadaError, one_of
from pilkada_cli.i18n import N_, Sentence

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pilkada_cli.jobs.bundle_in import Taken

KEYS = ("path", "sender", "name", "made_at", "reports", "operations", "filled", "withheld", "files",
        "erased", "gaps", "ahead", "conflicts", "clashes", "replaced", "replacements", "gone",
        "erasures", "too_large", "turned", "turns")  # fmt: skip

_IDS = 5
"""Reports that are named of those which are erased, or withheld from now on."""


def register(group: typer.Typer, _help: str) -> None:
    """Add the commands to their group."""
    command(group, "out", N_("Hand over: write a file for another office."))(out)
    command(group, "in", N_("Take in what another office handed over."))(in_)


def out(
    session: Session,
    to: Annotated[
        str | None,
        option("--to", metavar=N_("CODE"), help=N_("for which office; else the province's")),
    ] = None,
    path: Annotated[
        Path | None,
        option(
            "--output",
            "-o",
            metavar=N_("FILE"),
            help=N_("into this file, or folder, whole or not at all"),
        ),
    ] = None,
    plain: Annotated[
        bool, option("--plain", help=N_("not encrypted: whoever finds the file can read it"))
    ] = False,
    no_attachments: Annotated[
        bool, option("--no-attachments", help=N_("without photos and documents"))
    ] = False,
) -> None:
    """Write a bundle."""
    from pilkada_cli.jobs.bundle_out import hand

    handed = hand(session.workplace, to, path, plain=plain, with_files=not no_attachments)
    output.line(str(handed.path))
    session.say(
        Sentence(
            N_("for {name}: operations {operations}, files {files}"),
            name=handed.name,
            operations=handed.operations,
            files=handed.files,
        )
    )
    if handed.without:
        talk.warn(
            Sentence(
                N_("files of {ids} are damaged or not here, and were left out; pilkada check names them"),
                ids=_named(handed.without),
            )
        )  # fmt: skip
    if not handed.encrypted:
        talk.warn(Sentence(N_("the file is not encrypted; whoever finds it can read it")))


def in_(
    session: Session,
    files: Annotated[
        list[Path],
        typer.Argument(
            readable=False, metavar=N_("FILE…"), help=N_("bundles, or folders that hold some")
        ),
    ],
    format: Annotated[
        str,
        option(
            "--format", "-f", metavar="text|json", help=N_("text for people, json for programs")
        ),
    ] = "text",
) -> Exit:
    """Take bundles in, each whole or not at all."""
    from pilkada_cli.jobs.bundle_in import files_of, take

    chosen = one_of("-f", format, ("text", "json"))
    code, brought = Exit.DONE, list["Taken"]()
    for path in files_of(files):
        try:
            taken = take(session.workplace, path)
        except PilkadaError as error:
            talk.refusal(error)
            code = error.exit_code
            continue
        brought.append(taken)
        if chosen == "text":
            output.line(str(_brought(taken)))
        _remark(taken)
    if chosen == "json":
        output.send_rows("json", [asdict(each) for each in brought], None, KEYS)
    elif any(each.reports or each.operations for each in brought):
        session.say(
            Sentence(N_("see the reports: pilkada {command}"), command=spoken("report list"))
        )
    erased = _erase_in_copies(session, brought)
    return code or erased


def _erase_in_copies(session: Session, brought: "list[Taken]") -> Exit:
    """Erase in the copies too what the bundles erased here."""
    from pilkada_cli.cli.reports_erase import reach_copies

    if not any(each.erased for each in brought):
        return Exit.DONE
    return reach_copies(session, brought[-1].unfinished)


def _brought(taken: "Taken") -> Sentence:
    """What a bundle brought, without what it did not."""
    if not taken.is_new:
        return Sentence(N_("{office}: nothing new"), office=taken.sender)
    parts = [
        (taken.reports, Sentence(N_("{n} report"), N_("{n} reports"), n=taken.reports)),
        (
            taken.operations,
            Sentence(N_("{n} other operation"), N_("{n} other operations"), n=taken.operations),
        ),
        (taken.filled, Sentence(N_("{n} filled in"), n=taken.filled)),
        (taken.withheld, Sentence(N_("{n} withheld"), n=taken.withheld)),
        (taken.files, Sentence(N_("{n} file"), N_("{n} files"), n=taken.files)),
    ]
    said = Sentence.joined([words for n, words in parts if n])
    return Sentence("{office}: {what}", office=taken.sender, what=said)


def _remark(taken: "Taken") -> None:
    for remark in (*_lost(taken), *_values(taken), *_states(taken), *_lacking(taken)):
        talk.warn(remark)


def _lost(taken: "Taken") -> "Iterator[Sentence]":
    """What was here and is not any more."""
    if taken.erased:
        yield Sentence(
            N_("{n} report is erased here too: {ids}"),
            N_("{n} reports are erased here too: {ids}"),
            n=taken.erased,
            ids=_named([f"{each.id} ({each.by})" for each in taken.erasures]),
        )
    if taken.gone:
        words = N_(
            "withheld here, as {office} hands over what it changed in them without content: {ids}; the province's bundle settles it once {office} handed over there too"
        )
        if taken.from_province:
            words = N_(
                "withheld from now on, as they no longer concern this office: {ids}; {office} can hand them over by sharing their region"
            )
        yield Sentence(
            words,
            ids=_named(taken.gone),
            office=taken.sender,
        )  # fmt: skip


def _values(taken: "Taken") -> "Iterator[Sentence]":
    """Which values two offices set, or another one replaced."""
    for clash in taken.clashes:
        yield Sentence(
            N_("{id}, {field}: '{counts}' from {by} counts, being later in the record; '{other}' from {other_by} does not"),
            **asdict(clash),
        )  # fmt: skip
    if (more := taken.conflicts - len(taken.clashes)) > 0:
        yield Sentence(N_("and {n} more fields that two offices changed"), n=more)
    for change in taken.replacements:
        yield Sentence(
            N_("{id}, {field}: {by} changed '{other}' of {other_by} to '{counts}', which counts now"),
            **asdict(change),
        )  # fmt: skip
    if (more := taken.replaced - len(taken.replacements)) > 0:
        yield Sentence(N_("and {n} more fields that another office changed"), n=more)


def _states(taken: "Taken") -> "Iterator[Sentence]":
    """What other offices did to the state of this office's reports."""
    from pilkada_cli.render.local import KINDS

    for turn in taken.turns:
        words = N_("{id}: {what}, by {office}")
        if turn.undone is not None:
            words = N_("{id}: '{what}' was taken back by {office}")
        said = Sentence(
            words, id=turn.id, what=Sentence(KINDS[turn.undone or turn.kind]), office=turn.by
        )
        if turn.other is not None:
            said = Sentence(N_("{said}; the other report is {other}"), said=said, other=turn.other)
        yield said
    if (more := taken.turned - len(taken.turns)) > 0:
        yield Sentence(N_("and {n} more changes to the state of this office's reports"), n=more)


def _lacking(taken: "Taken") -> "Iterator[Sentence]":
    """What is not here, and what is doubtful."""
    if taken.too_large:
        yield Sentence(
            N_("{n} file has more than {most} MB and was left out; ask {office} to attach a smaller copy"),
            N_("{n} files have more than {most} MB and were left out; ask {office} to attach smaller copies"),
            n=taken.too_large,
            most=MAX_SIZE >> 20,
            office=taken.sender,
        )  # fmt: skip
    if taken.gaps:
        yield Sentence(
            N_("earlier operations are missing of: {offices}; ask for their bundle again"),
            offices=", ".join(taken.gaps),
        )
    if taken.ahead:
        yield Sentence(
            N_("{n} operations come from a clock that is more than a day ahead"), n=taken.ahead
        )


def _named(ids: "Sequence[str]") -> str:
    """A few of the ids, and how many more there are."""
    named = ", ".join(ids[:_IDS])
    if (more := len(ids) - _IDS) > 0:
        named = str(Sentence(N_("{ids} and {n} more"), ids=named, n=more))
    return named
