"""Numbers and codes as sheets hold them: ``1.250``, ``Rp 2.500.000,-``, ``63.1`` for 63.10."""

import re

from pilkada_cli.exchange.sheets.rows import Cell, shown

_COUNTED = re.compile(
    r"(?:rp\.?|idr|±|\+/-|lebih kurang|kurang lebih|sekitar|lk\.?)?\s*"
    r"(?P<number>[0-9][0-9.,]*?)(?:,-|,--|\.-)?"
    r"\s*(?:orang|org|jiwa|kk|massa|rupiah)?\.?",
    re.IGNORECASE,
)
_ZERO_DECIMALS = re.compile(r"([0-9]+)[.,]0{1,2}")
_NONE = ("-", "–", "—", "nihil", "nil")
_REGENCY_AS_NUMBER = re.compile(r"[0-9]{2}[.,][0-9]{1,2}")
_CODE = re.compile(r"([0-9]{2})[ .]?([0-9]{2})(?:[ .]?([0-9]{2}))?(?:[.,]0)?")


def whole(cell: Cell, decimal: str) -> int | str:
    """A whole number; `decimal` is the mark before its decimals, ``,`` or ``.``.

    What is no whole number comes back as it is written, to be refused by name.
    """
    if isinstance(cell, bool):
        return shown(cell)
    if isinstance(cell, float):
        return int(cell) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, int):
        return cell
    text = shown(cell).strip()
    if text.isascii() and text.isdigit():
        return text
    if found := _ZERO_DECIMALS.fullmatch(text):
        return found[1]
    if text.casefold() in _NONE:
        return 0 if text[0] in "nN" else ""
    found = _COUNTED.fullmatch(text)
    return _plain(found["number"], decimal) or text if found else text


def _plain(number: str, decimal: str) -> str:
    """The digits of a number whose groups and decimals stand rightly; empty for another."""
    thousands = "." if decimal == "," else ","
    integer, _, decimals = number.partition(decimal)
    groups = integer.split(thousands)
    if any(decimals.replace("0", "")) or not all(group.isdigit() for group in groups):
        return ""
    if len(groups) > 1 and (len(groups[0]) > 3 or any(len(group) != 3 for group in groups[1:])):
        return ""
    return "".join(groups)


def code(cell: Cell) -> str:
    """A place: its code with dots, ``63.07.02``, or its name as it is written.

    A regency's code that a spreadsheet took for a number has lost its last zero.
    """
    if isinstance(cell, float) and not cell.is_integer():
        cell = f"{cell:.2f}" if round(cell, 2) == cell else repr(cell)
    text = shown(cell).strip()
    if _REGENCY_AS_NUMBER.fullmatch(text):
        text = text.replace(",", ".").ljust(5, "0")
    if found := _CODE.fullmatch(text):
        return ".".join(part for part in found.groups() if part)
    return text
