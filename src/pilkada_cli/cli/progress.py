"""How far a long work is, on a terminal: how many, how fast, and how long it still takes."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import TYPE_CHECKING

from pilkada_cli.i18n import N_, Sentence, _

if TYPE_CHECKING:
    from rich.progress import Progress

_QUICK = 2.0
"""Seconds in which a work may end without a word."""

_STEP = 500
"""Ticks between two looks at the clock."""


class Ticks:
    """Counts what is done, and shows it once the work took longer than `patience`, in seconds."""

    def __init__(
        self, words: str, total: int | None, *, shown: bool, patience: float = _QUICK
    ) -> None:
        self._words = words
        self._total = total
        self._shown = shown
        self._patience = patience
        self._begun = time.monotonic()
        self._n = 0
        self._bar: Progress | None = None

    def __call__(self, share: float | None = None) -> None:
        """Note that one more is done; `share` says of a work without a total what part that is."""
        self._n += 1
        if share:
            self._total = round(self._n / share)
        if self._shown and self._n % _STEP == 0:
            self._show(time.monotonic() - self._begun)

    def _show(self, seconds: float) -> None:
        if self._bar is None:
            if seconds < self._patience:
                return
            self._bar = _bar()
            self._bar.add_task(self._words, total=self._total, rate="", left="")
            self._bar.start()
        speed = Sentence(N_("{n} rows a second"), n=round(self._n / seconds))
        left = max((self._total or 0) - self._n, 0) * seconds / self._n
        self._bar.update(
            self._bar.task_ids[0],
            completed=self._n,
            total=self._total,
            rate=str(speed),
            left=str(timedelta(seconds=round(left))) if self._total else "",
        )

    def end(self) -> None:
        """Take the bar from the screen."""
        if self._bar is not None:
            self._bar.stop()


def _bar() -> "Progress":
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(20),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}", markup=False),
        TextColumn("{task.fields[left]}"),
    )
    console = Console(stderr=True, highlight=False, markup=False)
    return Progress(*columns, console=console, transient=True)


@contextmanager
def progress(words: str, total: int | None = None, *, quiet: bool) -> Iterator[Ticks]:
    """What to call after each of `total` rows; `words` say what is done. Silent without a terminal."""
    ticks = Ticks(_(words), total, shown=not quiet and sys.stderr.isatty())
    try:
        yield ticks
    finally:
        ticks.end()
