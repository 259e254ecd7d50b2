"""All of stderr: what the program says to people while data goes to stdout."""

import os
import re
import sys
from contextlib import suppress
from typing import TextIO

from pilkada_cli.domain.text import visible
from pilkada_cli.errors import PilkadaError
from pilkada_cli.i18n import N_, Sentence, _


def say(sentence: Sentence | str) -> None:
    """A remark."""
    _write(str(sentence))


def error(sentence: Sentence | str, hint: Sentence | str | None = None) -> None:
    """An error and the way out."""
    for line in str(sentence).split("\n"):
        _write(_("error:") + f" {line}")
    if hint is not None:
        _write(_("hint:") + f" {hint}")


def refusal(error_: PilkadaError) -> None:
    """One of our own exceptions."""
    error(error_.sentence, error_.hint)


def warn(sentence: Sentence | str) -> None:
    """Something to attend to; the command went on."""
    _write(str(Sentence(N_("note: {sentence}"), sentence=sentence)))


def _write(text: str, end: str = "\n") -> None:
    stream = sys.stderr
    line = _wrapped(visible(text, lines=True), stream) + end
    try:
        stream.write(line.encode(stream.encoding, "backslashreplace").decode(stream.encoding))
        stream.flush()
    except OSError:
        # Nobody listens; the exit code still says what happened.
        forget(stream)


NARROWEST = 20
"""Columns below which a terminal does not say how wide it is."""


def _wrapped(text: str, stream: TextIO) -> str:
    """On a terminal lines break between words, and go on as far in as they began.

    A command at the end of one stays in one piece, so that it can be copied.
    """
    try:
        width = os.get_terminal_size(stream.fileno()).columns
    except (OSError, ValueError):
        return text
    if width < NARROWEST:
        return text
    lines = text.split("\n")
    return "\n".join(line if len(line) < width else _broken(line, width) for line in lines)


def _broken(line: str, width: int) -> str:
    from textwrap import fill

    inward = " " * min(len(line) - len(line.lstrip()) + 2, 8)
    if command := _COMMAND.search(line):
        before = line[: command.start() + 1]
        return f"{_broken(before, width)}\n{inward}{command['command']}"
    return fill(line, width - 1, subsequent_indent=inward, break_on_hyphens=False)


_COMMAND = re.compile(r": (?P<command>pilkada [^;]*)$")


def forget(stream: TextIO) -> None:
    """Let what `stream` still holds go nowhere: Python would complain about it at exit."""
    with suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
