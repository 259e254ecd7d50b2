"""The command line put together: which commands there are, in the order of a day's work.

A command is imported and built when it is run or completed; the help page needs
only its name and what is said of it here.
"""

import sys
from collections.abc import Iterator, MutableMapping
from functools import cache
from importlib import import_module
from typing import Annotated, Any, NamedTuple

import typer

from pilkada_cli import __version__
from pilkada_cli.cli import output
from pilkada_cli.cli.daily import ALIASES, DAILY
from pilkada_cli.cli.help import CommandGroup, translate
from pilkada_cli.i18n import N_, _, language


class Entry(NamedTuple):
    """Where a command is: a module of this package, and what registers it."""

    module: str
    help: str
    register: str = "register"
    is_group: bool = True


COMMANDS = {
    "report": Entry("report", N_("Enter, read and follow up reports.")),
    "summary": Entry("summary", N_("Rank regencies, stages and categories."), is_group=False),
    "coverage": Entry("coverage", N_("Who reported by day, and who is silent."), is_group=False),
    "matrix": Entry("matrix", N_("Events by likelihood and impact, before and after measures."),
                    is_group=False),
    "map": Entry("tile_map", N_("The regencies where they lie, by level, score or coverage."),
                 is_group=False),
    "diff": Entry("diff", N_("What moved since a day, and which reports moved it."), is_group=False),
    "alert": Entry("alert", N_("What surges, and which events need somebody at once."), is_group=False),
    "trend": Entry("trend", N_("Weekly counts and scores as small curves."), is_group=False),
    "action": Entry("actions", N_("What is decided against a risk, by whom and by when.")),
    "review": Entry("review", N_("Open reports that nobody wrote about for long."), is_group=False),
    "prevention": Entry("prevention", N_("How many threats were averted, and how quickly."),
                        is_group=False),
    "readiness": Entry("readiness", N_("What must be ready before voting, and how far it is.")),
    "baseline": Entry("baselines", N_("What others published, shown beside our own ranking.")),
    "brief": Entry("brief", N_("The report of a day or a week, or on what needs attention.")),
    "export": Entry("exports", N_("Files out, whole or not at all.")),
    "bundle": Entry("bundles", N_("Hand reports to another office, and take theirs in.")),
    "office": Entry("offices", N_("The offices reports are exchanged with, and their keys.")),
    "stage": Entry("stages", N_("The stages of the election.")),
    "region": Entry("regions", N_("Regencies, cities and districts.")),
    "taxonomy": Entry("taxonomy", N_("The categories of reports.")),
    "init": Entry("office", N_("Make a register for an office, or change its settings."),
                  "register_init", is_group=False),
    "check": Entry("office", N_("Verify the register: file, chains, record and tables."),
                   "register_check", is_group=False),
    "log": Entry("office", N_("What was written, newest first."), "register_log", is_group=False),
    "undo": Entry("undo", N_("Take back the last command, or one of the log."),
                  "register_undo", is_group=False),
    "redo": Entry("undo", N_("Bring back what was taken back."),
                  "register_redo", is_group=False),
    "evaluate": Entry("evaluate", N_("How well rankings and alerts foretold what happened."),
                      is_group=False),
    "backup": Entry("backups", N_("Copy the register with its files, verified."),
                    "register_backup", is_group=False),
    "restore": Entry("backups", N_("Go back to a backup; what it replaces is kept."),
                     "register_restore", is_group=False),
    "retention": Entry("retention", N_("Reports kept long enough, and erasing them.")),
    "data": Entry("data", N_("Reference data.")),
}  # fmt: skip


class _Commands(MutableMapping[str, Any]):
    """The commands by name, each built when it is first asked for; an alias is its original."""

    def __init__(self) -> None:
        self._built: dict[str, Any] = {}

    def __getitem__(self, name: str) -> Any:
        if name in ALIASES:
            first, *rest = ALIASES[name]
            command = self[first]
            return command.commands[rest[0]] if rest else command
        entry = COMMANDS[name]
        if name not in self._built:
            self._built[name] = translate(_build(name, entry))
        return self._built[name]

    def __setitem__(self, name: str, command: Any) -> None:
        self._built[name] = command

    def __delitem__(self, name: str) -> None:
        del self._built[name]

    def __iter__(self) -> Iterator[str]:
        yield from (*COMMANDS, *ALIASES)

    def __len__(self) -> int:
        return len(COMMANDS) + len(ALIASES)


def _build(name: str, entry: Entry) -> Any:
    group = typer.Typer(
        name=name, cls=CommandGroup, help=entry.help, rich_markup_mode=None,
        add_completion=False, no_args_is_help=False,
    )  # fmt: skip
    if entry.is_group:
        group.callback(invoke_without_command=True)(_help_alone)
    module = import_module(f"pilkada_cli.cli.{entry.module}")
    getattr(module, entry.register)(group, entry.help)
    command = typer.main.get_command(group)
    command.name = name
    return command


def _help_alone(context: typer.Context) -> None:
    if context.invoked_subcommand is None:
        output.page(context.get_help())


class Root(CommandGroup):
    """The program itself."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self.commands = _Commands()

    def list_commands(self, _ctx: Any) -> list[str]:
        """The commands in the order of a day's work, without aliases."""
        return list(COMMANDS)

    def shell_complete(self, ctx: Any, incomplete: str) -> list[Any]:
        """The names that begin so, daily ones first, no command built; options as usual."""
        if incomplete.startswith("-"):
            return super().shell_complete(ctx, incomplete)
        from typer._click.shell_completion import CompletionItem

        said = {daily.alias: daily.help for daily in DAILY}
        said |= {name: entry.help for name, entry in COMMANDS.items()}
        return [
            CompletionItem(name, help=_(meaning))
            for name, meaning in said.items()
            if name.startswith(incomplete)
        ]

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """The commands, those of every day first, then the options; no command is built."""
        daily = [(f"{each.words} ({each.alias})", _(each.help)) for each in DAILY]
        shown = {each.words for each in DAILY}
        more = [(name, _(entry.help)) for name, entry in COMMANDS.items() if name not in shown]
        for heading, rows in ((_("Daily"), daily), (_("More"), more)):
            with formatter.section(heading):
                formatter.write_dl(rows)
        super().format_options(ctx, formatter)

    def format_commands(self, _ctx: Any, _formatter: Any) -> None:
        """They stand before the options."""


def _version(wanted: bool) -> None:
    if wanted:
        output.line(f"pilkada {__version__}")
        raise typer.Exit


app = typer.Typer(
    name="pilkada",
    cls=Root,
    rich_markup_mode=None,
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
        str | None,
        typer.Option("--lang", metavar="id|en", show_default=False, help=N_("language")),
    ] = None,
) -> None:
    _ = version, lang
    if context.invoked_subcommand is None and sys.stdin.isatty() and sys.stdout.isatty():
        from pilkada_cli.cli.home import home

        home(context)
    else:
        _help_alone(context)


def program() -> Any:
    """The command line in the language spoken now."""
    return _in_language(language())


@cache
def _in_language(_language: str) -> Any:
    return translate(typer.main.get_command(app))
