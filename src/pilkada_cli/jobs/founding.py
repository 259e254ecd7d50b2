"""Making a register for an office, and what the register says of its office afterwards."""

import re
from dataclasses import dataclass
from pathlib import Path

from pilkada_cli.domain.fields import MAX_TITLE
from pilkada_cli.domain.names import resolve_region
from pilkada_cli.domain.operation import Kind
from pilkada_cli.domain.reference import Reference, Region
from pilkada_cli.domain.text import is_visible, normalise, objection
from pilkada_cli.errors import InvalidData, PilkadaError, UsageError, one_of
from pilkada_cli.exchange import reference as reference_files
from pilkada_cli.exchange.reference_check import validate
from pilkada_cli.i18n import LANGUAGES, N_, Sentence
from pilkada_cli.jobs.workplace import Workplace, reference_of
from pilkada_cli.storage import audit, identity, settings
from pilkada_cli.storage.register import Writer

_CODE = re.compile(r"[A-Z][A-Z0-9]{0,11}")


@dataclass(frozen=True, slots=True)
class Office:
    """An office as ``init`` is told of it, or as its register knows it; None is not said.

    `region` as typed or its code, `writer` the name or post of whoever writes
    here, `recipients` to whom reports go. Empty texts and lines clear a setting.
    """

    lang: str | None = None
    region: str | None = None
    code: str | None = None
    name: str | None = None
    writer: str | None = None
    letterhead: tuple[str, ...] | None = None
    recipients: tuple[str, ...] | None = None


def check_data(folder: Path) -> dict[str, bytes]:
    """The five reference files of a folder.

    Raises `InvalidData` that names file, line and key of everything wrong.
    """
    files = reference_files.read_folder(folder)
    problems = validate(files)
    if problems:
        lines = "\n".join(
            ": ".join(
                filter(None, (f"{problem.file}:{problem.line}", problem.key, str(problem.sentence)))
            )
            for problem in problems
        )
        raise InvalidData(Sentence("{lines}", lines=lines))
    return files


def found(workplace: Workplace, office: Office, data: Path | None = None) -> bool:
    """Make a register or change its office's settings; True if it was new.

    `data` is a folder of reference data to take the place of the present ones.
    Raises `UsageError` for values that cannot be, and for other reference data
    under reports that were made with the present ones.
    """
    files = check_data(data) if data else {}
    reference = reference_files.build(files) if files else workplace.reference()
    kept = judged(reference, office)
    fresh = not workplace.has_register()
    with workplace.write() as writer:
        if files:
            _replace_reference(writer, files)
        _keep(writer, kept)
    return fresh


def known_office(workplace: Workplace, data: Path | None = None) -> tuple[Reference, Office]:
    """The reference data an office is described by, and what its register says of it so far."""
    reference = reference_of(check_data(data)) if data else workplace.reference()
    user = identity.user_name()
    if not workplace.has_register():
        return reference, Office(writer=user)
    with workplace.read() as reader:
        connection = reader.connection
        return reference, Office(
            lang=settings.get(connection, "lang"),
            region=settings.get(connection, "region"),
            code=settings.get(connection, "code"),
            name=settings.get(connection, "office"),
            writer=settings.writer(connection, user) or user,
            letterhead=settings.get_lines(connection, "letterhead"),
            recipients=settings.get_lines(connection, "recipients"),
        )


def proposed_code(region: Region) -> str:
    """What report ids of a region's office might begin with: its shortest alias, else its name."""
    names = [_letters(name) for name in (*region.aliases, region.name)]
    fitting = [name for name in names if _CODE.fullmatch(name)]
    return min(fitting, key=len, default=settings.DEFAULT_CODE)


def _letters(name: str) -> str:
    return "".join(re.findall(r"[A-Z0-9]+", name.upper()))[:12]


FLAGS = {"lang": "--lang", "region": "--region", "code": "--code", "name": "--office",
         "writer": "--writer", "letterhead": "--letterhead", "recipients": "--recipient"}  # fmt: skip
"""The options that say each thing about an office."""


def problem(reference: Reference, office: Office) -> Sentence | None:
    """Why what is said of an office cannot be taken; None if it can."""
    try:
        judged(reference, office)
    except PilkadaError as error:
        return error.sentence
    return None


def judged(reference: Reference, office: Office) -> Office:
    """The office with its region's code and tidied texts. Raises `UsageError` for what cannot be."""
    if office.writer is not None and not is_visible(office.writer):
        raise UsageError(Sentence("{flag}: {problem}", flag="--writer",
                                  problem=Sentence(N_("it is empty"))))  # fmt: skip
    return Office(
        lang=None if office.lang is None else one_of("--lang", office.lang, LANGUAGES),
        region=None if office.region is None else resolve_region(reference, office.region),
        code=_code(office.code),
        name=_line("name", office.name),
        writer=_line("writer", office.writer),
        letterhead=_lines("letterhead", office.letterhead),
        recipients=_lines("recipients", office.recipients),
    )


def _lines(name: str, lines: tuple[str, ...] | None) -> tuple[str, ...] | None:
    if lines is None:
        return None
    return tuple(tidy for line in lines if (tidy := _line(name, line)))


def _line(name: str, text: str | None) -> str | None:
    if text is None:
        return None
    if (wrong := objection(text, MAX_TITLE)) is not None:
        raise UsageError(Sentence("{flag}: {problem}", flag=FLAGS[name], problem=wrong))
    return " ".join(normalise(text).split())


def _code(text: str | None) -> str | None:
    if text is None:
        return None
    code = text.strip().upper()
    if not _CODE.fullmatch(code):
        raise UsageError(
            Sentence(N_("--code '{value}' is no code"), value=text),
            Sentence(N_("a letter, then up to eleven letters or digits, for example HST")),
        )
    return code


def _replace_reference(writer: Writer, files: dict[str, bytes]) -> None:
    if audit.sizes(writer.connection)[1]:
        raise UsageError(
            Sentence(N_("the register holds reports made with other reference data")),
            Sentence(N_("make another register for this data with --register")),
        )
    settings.keep_reference(writer.connection, files)
    writer.reference = reference_files.build(files)
    if settings.get(writer.connection, "region") not in (None, *writer.reference.region_by_code):
        settings.put(writer.connection, "region", writer.reference.province.code)
    writer.refresh()


def _keep(writer: Writer, office: Office) -> None:
    connection = writer.connection
    for key, value in (("lang", office.lang), ("region", office.region),
                       ("code", office.code), ("office", office.name)):  # fmt: skip
        if value is not None:
            settings.put(connection, key, value)
    for key, lines in (("letterhead", office.letterhead), ("recipients", office.recipients)):
        if lines is not None:
            settings.put_lines(connection, key, lines)
    if office.writer is not None:
        _name_writer(writer, office.writer)


def _name_writer(writer: Writer, name: str) -> None:
    """Let the journal say who writes, and every chain that this user begins later."""
    settings.name_writer(writer.connection, identity.user_name(), name)
    batch = writer.batch
    if settings.actors(writer.connection).get((batch.origin, batch.actor)) == name:
        return
    # What somebody wrote keeps their name; whoever writes from here on is another actor.
    if settings.has_written(writer.connection, batch.origin, batch.actor):
        batch.actor += 1
    batch.append(Kind.PERSON, {"actor": batch.actor}, {"name": name})


def own_region(workplace: Workplace) -> str | None:
    """The region of the register's office, if it is known and not the whole province."""
    if not workplace.has_register():
        return None
    with workplace.read() as reader:
        region = settings.get(reader.connection, "region")
        return region if region != reader.reference.province.code else None
