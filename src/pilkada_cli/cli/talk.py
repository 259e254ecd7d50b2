"""All of stderr: what the program says to people while data goes to stdout."""

import os
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


def ask(question: str) -> str:
    """Ask on stderr, so that stdout stays data, until something is answered.

    Raises `EOFError` at the end of input.
    """
    while True:
        sys.stderr.write(f"{question}: ")
        sys.stderr.flush()
        answer = sys.stdin.readline()
        if not answer:
            raise EOFError
        if answer.strip():
            return answer.strip()


def _write(text: str) -> None:
    stream = sys.stderr
    line = visible(text, lines=True) + "\n"
    try:
        stream.write(line.encode(stream.encoding, "backslashreplace").decode(stream.encoding))
        stream.flush()
    except OSError:
        # Nobody listens; the exit code still says what happened.
        forget(stream)


def forget(stream: TextIO) -> None:
    """Let what `stream` still holds go nowhere: Python would complain about it at exit."""
    with suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
