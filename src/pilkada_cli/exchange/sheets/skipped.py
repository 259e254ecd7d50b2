"""What of a sheet is no report, counted by reason, and how that is said."""

from collections import Counter
from enum import Enum

from pilkada_cli.i18n import N_, Sentence


class Reason(Enum):
    """Why a row is no report; the value says so of one row and of several."""

    LETTERHEAD = (N_("{n} row of letterhead: {rows}"), N_("{n} rows of letterhead: {rows}"))
    HEADER = (
        N_("{n} row that names the columns again: {rows}"),
        N_("{n} rows that name the columns again: {rows}"),
    )
    NUMBERS = (
        N_("{n} row that numbers the columns: {rows}"),
        N_("{n} rows that number the columns: {rows}"),
    )
    HEADING = (
        N_("{n} heading that says where the rows below it lie: {rows}"),
        N_("{n} headings that say where the rows below them lie: {rows}"),
    )
    SUM = (N_("{n} row of sums: {rows}"), N_("{n} rows of sums: {rows}"))
    NOTHING = (
        N_("{n} row that says nothing happened (nihil): {rows}"),
        N_("{n} rows that say nothing happened (nihil): {rows}"),
    )
    SIGNATURE = (
        N_("{n} row of the signature block: {rows}"),
        N_("{n} rows of the signature block: {rows}"),
    )
    NUMBER = (
        N_("{n} row that holds its number and nothing else: {rows}"),
        N_("{n} rows that hold their numbers and nothing else: {rows}"),
    )
    BLANK = (N_("{n} blank row: {rows}"), N_("{n} blank rows: {rows}"))


_NAMED = 8
"""Stretches of rows that are named for one reason."""


class Stretches:
    """Rows of a sheet, counted and named by stretches, ``2–3, 5``; they come in their order."""

    def __init__(self) -> None:
        self.n = 0
        self._each: list[list[int]] = []

    def add(self, number: int) -> None:
        """Count a row."""
        self.n += 1
        if self._each and self._each[-1][1] == number - 1:
            self._each[-1][1] = number
        elif len(self._each) <= _NAMED:
            self._each.append([number, number])

    def __str__(self) -> str:
        """The first of them."""
        named = [
            str(first) if first == last else f"{first}–{last}"
            for first, last in self._each[:_NAMED]
        ]
        return ", ".join(named) + (" …" if len(self._each) > _NAMED else "")


class Skipped:
    """The rows of a sheet that were passed over."""

    def __init__(self) -> None:
        self._rows: dict[Reason, Stretches] = {}

    @property
    def numbers(self) -> Counter[Reason]:
        """How many rows there are for each reason."""
        return Counter({reason: rows.n for reason, rows in self._rows.items()})

    def add(self, reason: Reason, number: int) -> None:
        """Count a row; they come in their order."""
        self._rows.setdefault(reason, Stretches()).add(number)

    def sentences(self) -> list[Sentence]:
        """What was passed over: how many rows, which, and why."""
        return [
            Sentence(*reason.value, n=rows.n, rows=str(rows))
            for reason in Reason
            if (rows := self._rows.get(reason)) is not None
        ]
