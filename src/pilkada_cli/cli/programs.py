"""The user's own programs, as environment variables name them."""

import os
import shlex
import sys

from pilkada_cli.errors import UsageError
from pilkada_cli.i18n import N_, Sentence


def named_by(variable: str) -> list[str] | None:
    """The words of a command line that a variable holds; None where it is not set.

    Raises `UsageError` that names the variable where a quote in it is not closed.
    """
    if (typed := os.environ.get(variable)) is None:
        return None
    try:
        return shlex.split(typed, posix=sys.platform != "win32")
    except ValueError as error:
        raise UsageError(
            Sentence(N_("{name} cannot be read: {reason}"), name=variable, reason=error),
            Sentence(N_("set the variable {name} to the name of a program"), name=variable),
        ) from None
