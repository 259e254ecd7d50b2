"""The command line put together: which commands there are, in the order of a day's work."""

from typing import Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup

from pilkada_cli import __version__
from pilkada_cli.cli import (
    exports,
    office,
    output,
    references,
    reports_read,
    reports_write,
    summary,
)
from pilkada_cli.i18n import N_, _


def _usage(command: Any, context: Any, formatter: Any) -> None:
    pieces = command.collect_usage_pieces(context)
    formatter.write_usage(context.command_path, " ".join(pieces), prefix=_("Usage: "))


def _help_option(option: Any) -> Any:
    if option is not None:
        option.help = _("show this help")
    return option


class Command(TyperCommand):
    """A command whose help speaks the user's language."""

    def format_usage(self, ctx: Any, formatter: Any) -> None:
        """The usage line."""
        _usage(self, ctx, formatter)

    def get_help_option(self, ctx: Any) -> Any:
        """``--help``, described."""
        return _help_option(super().get_help_option(ctx))


class CommandGroup(TyperGroup):
    """A group of commands whose help speaks the user's language."""

    def format_usage(self, ctx: Any, formatter: Any) -> None:
        """The usage line."""
        _usage(self, ctx, formatter)

    def get_help_option(self, ctx: Any) -> Any:
        """``--help``, described."""
        return _help_option(super().get_help_option(ctx))


ORDER = (
    "report",
    "summary",
    "export",
    "stage",
    "region",
    "taxonomy",
    "init",
    "check",
    "log",
    "data",
)
"""The commands as help shows them, the daily ones first."""


class Root(CommandGroup):
    """The program itself."""

    def list_commands(self, ctx: Any) -> list[str]:
        """The commands in the order of a day's work."""
        return sorted(super().list_commands(ctx), key=ORDER.index)


def _version(wanted: bool) -> None:
    if wanted:
        output.line(f"pilkada {__version__}")
        raise typer.Exit


app = typer.Typer(
    name="pilkada",
    cls=Root,
    rich_markup_mode=None,
    no_args_is_help=False,
    invoke_without_command=True,
    pretty_exceptions_enable=False,
    help=N_("A risk register for the early-vigilance teams of a local election."),
    epilog=N_("Names may be codes, names or aliases. Data goes to stdout, talk to stderr."),
)


@app.callback()
def _root(
    context: typer.Context,
    version: Annotated[
        bool,
        typer.Option("--version", help=N_("show the version"), callback=_version, is_eager=True),
    ] = False,
    lang: Annotated[
        str | None, typer.Option("--lang", metavar="id|en", show_default=False, help=N_("language"))
    ] = None,
) -> None:
    _ = version, lang
    if context.invoked_subcommand is None:
        output.line(context.get_help())


def _group(name: str, help: str) -> typer.Typer:
    group = typer.Typer(cls=CommandGroup, rich_markup_mode=None, no_args_is_help=True)
    app.add_typer(group, name=name, help=help)
    return group


_report = _group("report", N_("Enter, read and follow up reports."))
reports_write.register(_report)
reports_read.register(_report)
summary.register(app)
exports.register(_group("export", N_("Files out, whole or not at all.")))
office.register(app)
references.register_stage(_group("stage", N_("The stages of the election.")))
references.register_region(_group("region", N_("Regencies, cities and districts.")))
references.register_taxonomy(_group("taxonomy", N_("The categories of reports.")))
references.register_data(_group("data", N_("Reference data.")))


def build() -> Any:
    """The command line in the language spoken now."""
    program = typer.main.get_command(app)
    _translate(program)
    return program


def _translate(command: Any) -> None:
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
        for child in command.commands.values():
            _translate(child)
