"""All of stderr: what the program says to people while data goes to stdout."""

import json
import os
import re
import sys
from collections.abc import Mapping
from contextlib import suppress
from typing import TextIO

from pilkada_cli.domain.text import visible
from pilkada_cli.errors import Exit, PilkadaError
from pilkada_cli.i18n import N_, Sentence, _

_to_programs = False


def use_json(asked: bool) -> None:
    """Say everything from here on as JSON objects, one a line; or else as sentences."""
    global _to_programs
    _to_programs = asked


def say(sentence: Sentence | str) -> None:
    """A remark."""
    if _to_programs:
        entry({"level": "info", "message": str(sentence)})
    else:
        _write(str(sentence))


def error(
    sentence: Sentence | str, hint: Sentence | str | None = None, code: Exit | None = None
) -> None:
    """An error, the way out, and the exit code that it leads to."""
    if _to_programs:
        told = {"level": "error", "message": str(sentence), "hint": hint and str(hint)}
        entry({**told, "exit": code})
        return
    for line in str(sentence).split("\n"):
        _write(_("error:") + f" {line}")
    if hint is not None:
        _write(_("hint:") + f" {hint}")


def refusal(error_: PilkadaError) -> None:
    """One of our own exceptions."""
    error(error_.sentence, error_.hint, error_.exit_code)


def interrupted(sentence: Sentence) -> None:
    """That the user ended the command."""
    if _to_programs:
        error(sentence, code=Exit.INTERRUPTED)
    else:
        say(sentence)


def warn(sentence: Sentence | str) -> None:
    """Something to attend to; the command went on."""
    if _to_programs:
        entry({"level": "warning", "message": str(sentence)})
    else:
        _write(str(Sentence(N_("note: {sentence}"), sentence=sentence)))


def entry(fields: Mapping[str, object]) -> None:
    """A line of a log for programs: ASCII, so that no stream and no terminal changes it."""
    _put(json.dumps(fields))


def _write(text: str) -> None:
    _put(_wrapped(visible(text, lines=True), sys.stderr))


def _put(text: str) -> None:
    stream = sys.stderr
    line = text + "\n"
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
