"""Typer's own usage errors in our words.

Typer carries a private copy of Click whose sentences are English; its
exceptions say enough in their attributes to write ours.
"""

import re
from collections.abc import Sequence
from typing import Any

from pilkada_cli.cli.app import COMMANDS
from pilkada_cli.cli.daily import ALIASES
from pilkada_cli.errors import PilkadaError, UsageError
from pilkada_cli.i18n import N_, Sentence

# Typer quotes with repr, which chooses double quotes around an apostrophe.
_NOT_A_COMMAND = re.compile(
    r"No such command (?P<q>['\"])(?P<name>.*?)(?P=q)(?:\. Did you mean (?P<close>.*)\?|\.)$",
    re.DOTALL,
)
_EXTRA = re.compile(r"Got unexpected extra argument\(s\) \((?P<extra>.*)\)$", re.DOTALL)
_NO_VALUE = re.compile(r"Option (['\"])(?P<name>.*)\1 does not take a value\.$", re.DOTALL)
_NEEDS_VALUE = re.compile(r"Option (['\"])(?P<name>.*)\1 requires an argument\.$", re.DOTALL)


_WITH_TEXT = ("pilkada report add", "pilkada lapor")


def explain(error: Exception, arguments: Sequence[str]) -> PilkadaError | None:
    """Our error for one of Typer's usage errors; None for anything else.

    `arguments` tell which command's help to point to where the error does not.
    """
    from typer._click import exceptions as click

    if not isinstance(error, click.UsageError):
        return None
    context = error.ctx
    path = context.command_path if context is not None else _path(arguments)
    return UsageError(_sentence(error), _hint(error, path))


def _path(arguments: Sequence[str]) -> str:
    words = ["pilkada"]
    for word in arguments[:2]:
        if word in ALIASES and len(words) == 1:
            return f"pilkada {word}"
        entry = COMMANDS.get(word)
        if word.startswith("-") or (len(words) == 1 and entry is None):
            break
        words.append(word)
        if entry is not None and not entry.is_group:
            break
    return " ".join(words)


def _sentence(error: Any) -> Sentence:
    name = type(error).__name__
    if name == "NoSuchOption":
        return Sentence(N_("there is no option {name}"), name=error.option_name)
    if name == "MissingParameter":
        return Sentence(N_("missing: {flags}"), flags=_parameter(error))
    message = str(error.message)
    for pattern, template in (
        (_NOT_A_COMMAND, N_("there is no command '{name}'")),
        (_EXTRA, N_("too many words: {extra}")),
        (_NO_VALUE, N_("option {name} takes no value")),
        (_NEEDS_VALUE, N_("option {name} needs a value")),
    ):
        if match := pattern.search(message):
            return Sentence(template, **match.groupdict())
    if message == "Missing command.":
        return Sentence(N_("a command is missing"))
    return Sentence("{message}", message=message)


def _parameter(error: Any) -> str:
    parameter = error.param
    if parameter is None:
        return str(error.message)
    names = [name for name in parameter.opts if name.startswith("--")]
    return names[0] if names else str(parameter.make_metavar(error.ctx))


def _hint(error: Any, path: str) -> Sentence:
    close = list(getattr(error, "possibilities", None) or ())
    if not close and (match := _NOT_A_COMMAND.search(str(getattr(error, "message", "")))):
        close = re.findall(r"'([^']+)'", match["close"] or "")
    if close:
        return Sentence(
            N_("did you mean {names}? see {listing}"),
            names=", ".join(f"'{name}'" for name in sorted(close)),
            listing=f"{path} --help",
        )
    listing = f"{path} --help"
    if path in _WITH_TEXT and _EXTRA.search(str(getattr(error, "message", ""))):
        return Sentence(
            N_('a title of several words stands in quotes: {path} "TITLE"; see {listing}'),
            path=path,
            listing=listing,
        )
    return Sentence(N_("see {listing}"), listing=listing)
