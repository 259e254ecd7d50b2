"""Making a register for an office."""

import re
from dataclasses import dataclass
from pathlib import Path

from pilkada_cli.domain.names import resolve_region
from pilkada_cli.errors import InvalidData, UsageError
from pilkada_cli.exchange import reference as reference_files
from pilkada_cli.exchange.reference_check import validate
from pilkada_cli.i18n import LANGUAGES, N_, Sentence
from pilkada_cli.jobs.workplace import Workplace
from pilkada_cli.storage import audit, settings
from pilkada_cli.storage.opening import is_there

_CODE = re.compile(r"[A-Z][A-Z0-9]{0,11}")


@dataclass(frozen=True, slots=True)
class Office:
    """What ``init`` was told; None leaves a setting as it is."""

    region: str | None = None
    code: str | None = None
    lang: str | None = None
    data: Path | None = None


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


def found(workplace: Workplace, office: Office) -> bool:
    """Make a register or change its office's settings; True if it was new.

    Raises `UsageError` for values that cannot be, and for other reference data
    under reports that were made with the present ones.
    """
    code = _code(office.code)
    if office.lang is not None and office.lang not in LANGUAGES:
        raise UsageError(
            Sentence(
                N_("{flag} '{value}' is none of {choices}"),
                flag="--lang",
                value=office.lang,
                choices=", ".join(LANGUAGES),
            )
        )
    files = check_data(office.data) if office.data else {}
    fresh = _is_new(workplace)
    with workplace.write() as writer:
        connection = writer.connection
        if files:
            if audit.sizes(connection)[1]:
                raise UsageError(
                    Sentence(N_("the register holds reports made with other reference data")),
                    Sentence(N_("make another register for this data with --register")),
                )
            settings.keep_reference(connection, files)
            writer.reference = reference_files.build(files)
            writer.refresh()
        if office.region is not None:
            settings.put(connection, "region", resolve_region(writer.reference, office.region))
        for key, value in (("code", code), ("lang", office.lang)):
            if value is not None:
                settings.put(connection, key, value)
    return fresh


def _is_new(workplace: Workplace) -> bool:
    try:
        with workplace.read():
            return False
    except UsageError:
        return True


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


def own_region(workplace: Workplace) -> str | None:
    """The region of the register's office, if it is known and not the whole province."""
    if not is_there(workplace.register):
        return None
    with workplace.read() as reader:
        region = settings.get(reader.connection, "region")
        return region if region != reader.reference.province.code else None
