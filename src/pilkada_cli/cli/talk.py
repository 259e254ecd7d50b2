"""All of stderr: what the program says to people while data goes to stdout."""

import sys

from pilkada_cli.domain.text import visible
from pilkada_cli.errors import PilkadaError
from pilkada_cli.i18n import N_, Sentence, _


def say(sentence: Sentence | str) -> None:
    """A remark."""
    _write(str(sentence))


def error(sentence: Sentence | str, hint: Sentence | str | None = None) -> None:
    """An error and the way out."""
    for line in str(sentence).split("\n"):
        _write(f"{_('error:')} {line}")
    if hint is not None:
        _write(f"{_('hint:')} {hint}")


def refusal(error_: PilkadaError) -> None:
    """One of our own exceptions."""
    error(error_.sentence, error_.hint)


def warn(sentence: Sentence | str) -> None:
    """Something to attend to; the command went on."""
    _write(str(Sentence(N_("note: {sentence}"), sentence=sentence)))


def _write(text: str) -> None:
    stream = sys.stderr
    line = visible(text, lines=True) + "\n"
    try:
        stream.write(line)
    except UnicodeEncodeError:
        stream.write(line.encode(stream.encoding, "backslashreplace").decode(stream.encoding))
    stream.flush()
