"""The format that a command writes: the one that was typed, else the one that a file's name ends in."""

from collections.abc import Sequence
from pathlib import Path

from pilkada_cli.errors import UsageError, one_of
from pilkada_cli.i18n import N_, Sentence

_ALIASES = {"whatsapp": "wa", "markdown": "md", "htm": "html"}
"""Other names of formats, and what names of files end in."""

_FILES_ONLY = ("xlsx", "parquet", "pdf", "docx")

_SHEETS = ("xlsx", "xls", "xlsm", "ods")
_DOCUMENTS = ("docx", "pdf", "html", "doc", "odt", "rtf")
_OTHERS = ("csv", "tsv", "jsonl", "geojson", "parquet", "png", "jpg", "jpeg", "svg")

_PROMISED: dict[str, tuple[str, ...]] = {
    **{ending: (ending,) for ending in (*_SHEETS, *_DOCUMENTS, *_OTHERS)},
    "json": ("json", "geojson"),
    "md": ("md", "wa"),
}
"""What may stand in a file by its ending, the usual format first; any other ending promises nothing."""


def chosen_format(
    typed: str | None,
    formats: Sequence[str],
    out: Path | None,
    *,
    excel: str | None = None,
    document: str | None = None,
) -> str:
    """The one of `formats` that was typed, else that `out` ends in, else the first.

    `excel` and `document` are commands that write the same as a workbook and as a document.
    Raises `UsageError` where the file would not hold what its name promises, and for
    bytes on a screen.
    """
    ending = _spelt(out.suffix.removeprefix(".")) if out else ""
    promised = _PROMISED.get(ending, ())
    if typed is not None:
        chosen = _one_of(typed, formats, excel, document)
        if (chosen, ending) == ("lapinfo", "md"):
            chosen = "md"
        refusal = N_("-f {format} is no format for {path}")
    else:
        chosen = next((each for each in promised if each in formats), formats[0])
        refusal = N_("{path} would be no {ending} file; this command writes {choices}")
    if promised and chosen not in promised:
        choices = ", ".join(formats)
        raise UsageError(
            Sentence(refusal, format=chosen, path=out, ending=ending, choices=choices),
            _elsewhere(ending, excel, document) or _other_name(ending, formats),
        )
    if out is None and chosen in _FILES_ONLY:
        raise UsageError(
            Sentence(N_("{format} is no text, so it goes into a file"), format=chosen),
            Sentence(N_("name one with -o, for example -o laporan.{format}"), format=chosen),
        )
    return chosen


def _spelt(name: str) -> str:
    return _ALIASES.get(name.casefold(), name.casefold())


def _one_of(typed: str, formats: Sequence[str], excel: str | None, document: str | None) -> str:
    if (spelt := _spelt(typed)) in formats:
        return spelt
    try:
        return one_of("-f", typed, formats)
    except UsageError as error:
        raise UsageError(error.sentence, _elsewhere(spelt, excel, document)) from None


def _elsewhere(wanted: str, excel: str | None, document: str | None) -> Sentence | None:
    """The command that writes the format that is wanted, where there is one."""
    if excel and wanted in _SHEETS:
        return Sentence(N_("for Excel: {command}"), command=excel)
    if document and wanted in _DOCUMENTS:
        return Sentence(N_("as a document: {command}"), command=document)
    return None


def _other_name(ending: str, formats: Sequence[str]) -> Sentence:
    if set(_PROMISED[ending]) & set(formats):
        return Sentence(N_("leave -f out, or choose another name with -o"))
    names = [f".{each}" for each in formats if each in _PROMISED]
    words = N_("choose a name that ends in {endings} or .txt")
    return Sentence(words, endings=", ".join(names))
