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


class Skipped:
    """The rows of a sheet that were passed over."""

    def __init__(self) -> None:
        self.numbers: Counter[Reason] = Counter()
        self._stretches: dict[Reason, list[list[int]]] = {}

    def add(self, reason: Reason, number: int) -> None:
        """Count a row; they come in their order."""
        self.numbers[reason] += 1
        stretches = self._stretches.setdefault(reason, [])
        if stretches and stretches[-1][1] == number - 1:
            stretches[-1][1] = number
        elif len(stretches) <= _NAMED:
            stretches.append([number, number])

    def sentences(self) -> list[Sentence]:
        """What was passed over: how many rows, which, and why."""
        return [
            Sentence(*reason.value, n=self.numbers[reason], rows=self._rows(reason))
            for reason in Reason
            if self.numbers[reason]
        ]

    def _rows(self, reason: Reason) -> str:
        stretches = self._stretches[reason]
        named = [
            str(first) if first == last else f"{first}–{last}" for first, last in stretches[:_NAMED]
        ]
        return ", ".join(named) + (" …" if len(stretches) > _NAMED else "")
