"""Typer's own usage errors in our words.

Typer carries a private copy of Click whose sentences are English; its
exceptions say enough in their attributes to write ours.
"""

import re
from collections.abc import Sequence
from pathlib import PurePath
from typing import Any

from pilkada_cli.cli import meant
from pilkada_cli.cli.app import COMMANDS
from pilkada_cli.cli.daily import ALIASES, spoken
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
_FILES = (".xlsx", ".xls", ".csv", ".json", ".jsonl", ".md", ".geojson", ".parquet")


def explain(error: Exception, arguments: Sequence[str]) -> PilkadaError | None:
    """Our error for one of Typer's usage errors; None for anything else.

    `arguments` tell which command's help to point to where the error does not.
    """
    from typer._click import exceptions as click

    if not isinstance(error, click.UsageError):
        return None
    context = error.ctx
    path = context.command_path if context is not None else _path(arguments)
    return UsageError(_sentence(error), _hint(error, path, arguments))


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


def _hint(error: Any, path: str, arguments: Sequence[str]) -> Sentence:
    """The way out: what was meant, as far as a word tells it, and the help page."""
    listing = f"{path} --help"
    too_many = _EXTRA.search(str(getattr(error, "message", "")))
    if path in _WITH_TEXT and (too_many or _names_a_title(error)):
        return Sentence(
            N_('a title of several words stands in quotes: {path} "TITLE"; see {listing}'),
            path=path,
            listing=listing,
        )
    if (report := _to_delete(error, arguments)) is not None:
        return Sentence(
            N_(
                'a report that is wrong: pilkada report refute {id} --reason "salah catat"; its words and names for good: pilkada report erase {id}; see {listing}'
            ),
            id=report,
            listing=listing,
        )
    close = _options(error) or _commands(error, path, arguments)
    if not close and (early := _before_its_command(error)):
        return Sentence(
            N_("options stand after the command: {path} COMMAND {early} …; see {listing}"),
            path=path,
            early=early,
            listing=listing,
        )
    if not close:
        return Sentence(N_("see {listing}"), listing=listing)
    return Sentence(
        N_("did you mean {names}? see {listing}"),
        names=", ".join(f"'{name}'" for name in close),
        listing=listing,
    )


def _to_delete(error: Any, arguments: Sequence[str]) -> str | None:
    """The report that somebody wants to delete, which no command does."""
    from pilkada_cli.jobs.ids import is_report_id

    match = _NOT_A_COMMAND.search(str(getattr(error, "message", "")))
    if match is None or "report erase" not in meant.commands(match["name"]):
        return None
    return next((word for word in arguments if "-" in word and is_report_id(word)), None)


def _before_its_command(error: Any) -> str | None:
    """An option of commands that was typed before any."""
    typed = getattr(error, "option_name", None)
    group = error.ctx is not None and hasattr(error.ctx.command, "commands")
    return typed if group and typed in meant.OPTIONS else None


def _names_a_title(error: Any) -> bool:
    typed = getattr(error, "option_name", "")
    return typed == "--title" or bool(meant.options(typed, ("--title",)))


def _options(error: Any) -> list[str]:
    """The options that a wrong one means: as people say it, else as it is spelt."""
    typed = getattr(error, "option_name", None)
    if typed is None or error.ctx is None:
        return []
    there_are = {name for each in error.ctx.command.get_params(error.ctx) for name in each.opts}
    return meant.options(typed, there_are) or sorted(error.possibilities or ())


def _commands(error: Any, path: str, arguments: Sequence[str]) -> list[str]:
    """The commands that a wrong one means, each with the file that was typed after it."""
    match = _NOT_A_COMMAND.search(str(getattr(error, "message", "")))
    if match is None:
        return []
    group, typed = path.removeprefix("pilkada").strip(), match["name"]
    if typed.casefold() in meant.HELP:
        return []
    if group == "export" and _is_file(typed):
        return [f"export reports{_with_file('export reports', [typed])}"]
    if not group and (grouped := _grouped(error, typed, arguments)):
        return grouped
    said = meant.commands(typed, group)
    if said:
        return [f"{spoken(name)}{_with_file(name, arguments)}" for name in said]
    return sorted(re.findall(r"'([^']+)'", match["close"] or ""))


def _grouped(error: Any, typed: str, arguments: Sequence[str]) -> list[str]:
    """The command of a group that was called by another word: ``kantor add`` is ``office add``."""
    from pilkada_cli.jobs.quoting import quoted

    rest = arguments[arguments.index(typed) + 1 :] if typed in arguments else ()
    if not rest:
        return []
    verb, *words = rest
    found = []
    for group in meant.groups(typed):
        there_are = error.ctx.command.commands[group].commands
        verbs = [verb, *(name.removeprefix(f"{group} ") for name in meant.commands(verb, group))]
        if (known := next((each for each in verbs if each in there_are), None)) is not None:
            found.append(spoken(" ".join((f"{group} {known}", *map(quoted, words)))))
    return found


def _with_file(command: str, arguments: Sequence[str]) -> str:
    from pilkada_cli.jobs.quoting import quoted

    file = next(filter(_is_file, arguments), None)
    if command == "export reports":
        return f" -o {quoted(file or 'laporan.xlsx')}"
    return f" {quoted(file)}" if command == "report import" and file else ""


def _is_file(word: str) -> bool:
    return PurePath(word).suffix.casefold() in _FILES
