"""Making a register for an office, and what the register says of its office afterwards."""

import re
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from pilkada_cli.domain.fields import MAX_TITLE
from pilkada_cli.domain.names import resolve_region
from pilkada_cli.domain.numbering import NO_CODE, is_code
from pilkada_cli.domain.operation import Kind
from pilkada_cli.domain.reference import Reference, Region
from pilkada_cli.domain.text import is_visible, normalise, objection
from pilkada_cli.errors import InvalidData, PilkadaError, UsageError
from pilkada_cli.exchange import alert_rules
from pilkada_cli.exchange import reference as reference_files
from pilkada_cli.exchange.reference_check import validate
from pilkada_cli.exchange.reference_tree import listed
from pilkada_cli.i18n import LANGUAGES, N_, Sentence
from pilkada_cli.jobs.workplace import Workplace, reference_of
from pilkada_cli.storage import audit, identity, settings
from pilkada_cli.storage.register import Writer


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
    """The five reference files of a folder; its rules of alerts are checked too.

    Raises `InvalidData` that names file, line and key of everything wrong.
    """
    files = reference_files.read_folder(folder)
    rules = alert_rules.read_beside(folder)
    if problems := validate(files | rules):
        raise InvalidData(listed(problems))
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
    fitting = [name for name in names if is_code(name)]
    return min(fitting, key=len, default=NO_CODE)


def _letters(name: str) -> str:
    return "".join(re.findall(r"[A-Z0-9]+", name.upper()))[:12]


FLAGS = {"lang": "--lang", "region": "--region", "code": "--code", "name": "--office",
         "writer": "--writer", "letterhead": "--letterhead", "recipients": "--recipient"}  # fmt: skip
"""The options that say each thing about an office."""


def problem(reference: Reference, office: Office) -> Sentence | None:
    """Why what is answered of an office cannot be taken, and what can; None if it can."""
    try:
        judged(reference, office, flags={})
    except PilkadaError as error:
        if error.hint is None:
            return error.sentence
        return Sentence(N_("{problem} ({hint})"), problem=error.sentence, hint=error.hint)
    return None


def judged(reference: Reference, office: Office, flags: Mapping[str, str] = FLAGS) -> Office:
    """The office with its region's code and tidied texts.

    Raises `UsageError` for what cannot be, named by its option of `flags`.
    """
    kept: dict[str, Any] = {}
    for name, value in asdict(office).items():
        try:
            kept[name] = None if value is None else _JUDGES[name](reference, value)
        except UsageError as error:
            if name not in flags:
                raise
            named = Sentence("{flag}: {problem}", flag=flags[name], problem=error.sentence)
            raise UsageError(named, error.hint) from None
    return Office(**kept)


def _lines(reference: Reference, lines: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(tidy for line in lines if (tidy := _line(reference, line)))


def _line(_reference: Reference, text: str) -> str:
    if (wrong := objection(text, MAX_TITLE)) is not None:
        raise UsageError(wrong)
    return " ".join(normalise(text).split())


def _writer(reference: Reference, text: str) -> str:
    if not is_visible(text):
        raise UsageError(Sentence(N_("it is empty")))
    return _line(reference, text)


def _code(_reference: Reference, text: str) -> str:
    code = text.strip().upper()
    if not is_code(code):
        raise UsageError(
            Sentence(N_("'{value}' is no code"), value=text),
            Sentence(N_("a letter, then up to eleven letters or digits, for example HST")),
        )
    return code


def _lang(_reference: Reference, text: str) -> str:
    if text.casefold() in LANGUAGES:
        return text.casefold()
    choices = ", ".join(LANGUAGES)
    raise UsageError(Sentence(N_("'{value}' is none of {choices}"), value=text, choices=choices))


_JUDGES: dict[str, Callable[[Reference, Any], Any]] = {
    "lang": _lang,
    "region": resolve_region,
    "code": _code,
    "name": _line,
    "writer": _writer,
    "letterhead": _lines,
    "recipients": _lines,
}


def _replace_reference(writer: Writer, files: dict[str, bytes]) -> None:
    same = reference_files.fingerprint(files) == writer.reference.fingerprint
    if audit.sizes(writer.connection)[1] and not same:
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
    settings.settle(connection, writer.batch.origin)


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
        return reader.reference.regency_or_all(settings.get(reader.connection, "region"))
