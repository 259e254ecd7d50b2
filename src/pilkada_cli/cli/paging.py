"""A page that is longer than the screen goes through a pager, as people know it from git."""

import os
import re
import signal
import sys
from contextlib import suppress
from pathlib import Path

from pilkada_cli.cli import talk
from pilkada_cli.cli.programs import named_by
from pilkada_cli.errors import UsageError, system_reason
from pilkada_cli.i18n import N_, Sentence, _


def command() -> list[str]:
    """The pager: PILKADA_PAGER, else PAGER, else less where there is one; empty for none.

    Windows' own ``more`` garbles UTF-8 and colours, so nothing is taken unasked there.
    """
    for variable in ("PILKADA_PAGER", "PAGER"):
        try:
            named = named_by(variable)
        except UsageError as error:
            talk.warn(error.sentence)
            return []
        if named is not None:
            return named
    import shutil

    found = None if sys.platform == "win32" else shutil.which("less")
    return [found] if found else []


def has_screen() -> bool:
    """Whether stdout is a terminal that a pager could take over."""
    with suppress(OSError):
        return os.isatty(sys.stdout.fileno()) and os.environ.get("TERM") != "dumb"
    return False


def _in_colour(pager: list[str]) -> list[str]:
    """The pager as it is run: less shows colours as signs where LESS of the user's has no ``-R``."""
    return [*pager, "-R"] if Path(pager[0]).stem == "less" else pager


def _environment() -> dict[str, str]:
    """What less is told where the user told it nothing.

    As git does: leave at once what fits, keep our colours, leave the text on the
    screen; besides leave at Ctrl-C, and prompt in the user's language. Esc cannot leave:
    it begins less's own commands.
    """
    keys, end = _(N_("space: go on, b: back, q: leave")), _(N_("(the end)"))
    told = {"LESS": f"FRXK -Ps?e{_escaped(end)} .{_escaped(keys)}$"}
    if sys.stdout.encoding.casefold().replace("-", "") == "utf8":
        told["LESSCHARSET"] = "utf-8"
    return {**told, **os.environ}


def _escaped(text: str) -> str:
    """A text in which less finds nothing that it would act on in a prompt (less(1), PROMPTS)."""
    return re.sub(r"[?:.%\\]", r"\\\g<0>", text)


def show(text: str, pager: list[str]) -> bool:
    """Show a text through a pager until the user leaves it; False where it cannot be run.

    Leaving early is no error. Ctrl-C is the pager's as long as it runs.
    """
    import subprocess

    sys.stdout.flush()
    data = text.encode(sys.stdout.encoding, "backslashreplace")
    # A handler, not SIG_IGN: the pager would inherit that.
    before = signal.signal(signal.SIGINT, lambda *_: None)
    try:
        with subprocess.Popen(  # noqa: S603 - the user's own
            _in_colour(pager), stdin=subprocess.PIPE, env=_environment()
        ) as running:
            running.communicate(data)
    except OSError as error:
        talk.warn(
            Sentence(
                N_("the pager '{name}' cannot be run: {reason}"),
                name=pager[0],
                reason=system_reason(error),
            )
        )
        return False
    finally:
        signal.signal(signal.SIGINT, before)
    return True
