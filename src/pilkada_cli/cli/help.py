"""Help pages in the user's language, over Typer's command classes."""

import re
from collections.abc import Sequence
from shutil import get_terminal_size
from typing import Any

from typer._click.formatting import HelpFormatter
from typer.core import TyperCommand, TyperGroup

from pilkada_cli.i18n import N_, _

FROM_TYPER = (
    N_("Arguments"),
    N_("Options"),
    N_("Commands"),
    N_("default: {default}"),
    N_("required"),
    N_("env var: {var}"),
    N_("Install completion for the current shell."),
    N_("Show completion for the current shell, to copy it or customize the installation."),
)
"""Typer's own words on help pages; it looks them up in our catalogue."""


_NARROW, _NARROWEST = 50, 40
"""Columns that Typer's pages need, and those that ours do."""


_INDENT = 2
"""Columns before an option."""


class _Page(HelpFormatter):
    """A help page that fits on narrow screens too."""

    def __init__(self, columns: int) -> None:
        narrow = columns < _NARROW
        super().__init__(width=max(columns, _NARROWEST) - 2 if narrow else None)
        self._names = {"col_max": self.width // 3} if narrow else {}

    def write_dl(self, rows: Sequence[tuple[str, str]], *args: int, **kwargs: int) -> None:
        """Names and what they are, the names in a third of a narrow screen."""
        fitting = [(self._parted(name), told) for name, told in rows]
        super().write_dl(fitting, *args, **(self._names | kwargs))

    def _parted(self, name: str) -> str:
        """An option whose choices are too long for a line, which go on in the next."""
        first, *others = re.split(r"(?<=\|)", name)
        lines = [first]
        for each in others:
            if len(lines[-1]) + len(each) + _INDENT > self.width:
                lines.append(" " * 2 * _INDENT)
            lines[-1] += each
        return "\n".join(lines)


class _Speaking:
    """What commands and groups have in common: the page, its usage line and ``--help``."""

    def get_help(self, ctx: Any) -> str:
        """The page, as wide as the screen."""
        page = _Page(get_terminal_size().columns)
        self.format_help(ctx, page)  # type: ignore[attr-defined]
        return page.getvalue().rstrip("\n")

    def format_usage(self, ctx: Any, formatter: Any) -> None:
        """The usage line."""
        pieces = self.collect_usage_pieces(ctx)  # type: ignore[attr-defined]
        formatter.write_usage(ctx.command_path, " ".join(pieces), prefix=_("Usage: "))

    def get_help_option(self, ctx: Any) -> Any:
        """``--help``, described."""
        option = super().get_help_option(ctx)  # type: ignore[misc]
        if option is not None:
            option.help = _("show this help")
            option.callback = _show
        return option


def _show(context: Any, _option: Any, asked: bool) -> None:
    """Show the page of a command and end; what is longer than the screen goes through the pager."""
    if not asked or context.resilient_parsing:
        return
    from pilkada_cli.cli import output

    output.page(context.get_help())
    context.exit()


class Command(_Speaking, TyperCommand):
    """A command whose help speaks the user's language."""


class CommandGroup(_Speaking, TyperGroup):
    """A group of commands whose help speaks the user's language."""


def translate(command: Any) -> Any:
    """Put the catalogue keys of a built command, and of all below it, into words.

    Commands that are not built yet are translated when they are.
    """
    for name in ("help", "short_help", "epilog"):
        if getattr(command, name, None):
            setattr(command, name, _(getattr(command, name)))
    command.options_metavar = _("[OPTIONS]")
    for parameter in command.params:
        for name in ("help", "metavar"):
            if getattr(parameter, name, None):
                setattr(parameter, name, _(getattr(parameter, name)))
    if isinstance(command, TyperGroup):
        command.subcommand_metavar = _("COMMAND [ARGUMENTS]…")
        if isinstance(command.commands, dict):
            for child in command.commands.values():
                translate(child)
    return command
