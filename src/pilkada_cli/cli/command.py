"""How a function becomes a command: the options that every command has, and its session.

Help texts are catalogue keys until the program is built in the user's language.
"""

import inspect
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pilkada_cli.cli import output, talk
from pilkada_cli.cli.help import Command
from pilkada_cli.cli.places import register_path, state_folder
from pilkada_cli.errors import Exit
from pilkada_cli.i18n import N_, Sentence

if TYPE_CHECKING:
    from pilkada_cli.jobs.workplace import Workplace

Clock = Callable[[], datetime]
_clock: Clock = lambda: datetime.now(UTC)  # noqa: E731 - a default that `use_clock` replaces


def use_clock(clock: Clock) -> None:
    """Tell the time by `clock` from here on."""
    global _clock
    _clock = clock


@dataclass(frozen=True)
class Session:
    """One run of a command: where it works and how it speaks; `language` as typed."""

    workplace: "Workplace"
    quiet: bool
    colour: bool
    language: str | None

    def say(self, sentence: Sentence | str) -> None:
        """A remark on stderr, unless ``--quiet``."""
        if not self.quiet:
            talk.say(sentence)

    def show(self, renderable: Any, path: Path | None = None) -> None:
        """A table or page on stdout or in a file."""
        output.show(renderable, path, colour=self.colour)


def _option(*names: str, help: str, metavar: str | None = None, **more: Any) -> Any:
    return typer.Option(*names, help=help, metavar=metavar, show_default=False, **more)


Register = Annotated[
    str | None,
    _option(
        "--register",
        metavar=N_("PATH"),
        help=N_("the register; else PILKADA_REGISTER, else the user's own"),
    ),
]
Lang = Annotated[
    str | None,
    _option(
        "--lang",
        metavar="id|en",
        help=N_("language; else PILKADA_LANG, the register's, the system's"),
    ),
]
NoColor = Annotated[bool, _option("--no-color", help=N_("no colours; so does NO_COLOR"))]
Quiet = Annotated[bool, _option("--quiet", "-q", help=N_("only data and errors"))]

COMMON = {"register": Register, "lang": Lang, "no_color": NoColor, "quiet": Quiet}
_DEFAULTS = {"no_color": False, "quiet": False}

Regency = Annotated[
    str | None,
    _option(
        "--regency",
        "-r",
        metavar=N_("REGION"),
        help=N_("regency, city or district: name, code or alias"),
    ),
]
Stage = Annotated[
    str | None, _option("--stage", "-s", metavar=N_("STAGE"), help=N_("stage, with its parts"))
]
Category = Annotated[
    str | None,
    _option("--category", "-c", metavar=N_("CATEGORY"), help=N_("category or group of categories")),
]
Since = Annotated[
    str | None, _option("--since", metavar=N_("DATE"), help=N_("first day of the event"))
]
Until = Annotated[
    str | None, _option("--until", metavar=N_("DATE"), help=N_("last day of the event"))
]
AsOf = Annotated[
    str | None,
    _option(
        "--as-of",
        metavar=N_("WHEN"),
        help=N_("what was known at the end of that day, or at that time"),
    ),
]
Format = Annotated[
    str,
    _option(
        "--format",
        "-f",
        metavar="table|json|csv",
        help=N_("table for people, json or csv for programs"),
    ),
]
Listed = Format
Shown = Annotated[
    str,
    _option("--format", "-f", metavar="table|json", help=N_("table for people, json for programs")),
]
Output = Annotated[
    Path | None,
    _option("--output", "-o", metavar=N_("FILE"), help=N_("into a file, whole or not at all")),
]
Known = Annotated[
    str | None, _option("--known", metavar=N_("WHEN"), help=N_("when it became known, if not now"))
]
Ids = Annotated[
    list[str], typer.Argument(metavar="ID…", help=N_("one or several reports, as HST-42"))
]
Reason = Annotated[str | None, _option("--reason", metavar=N_("TEXT"), help=N_("why, in words"))]
Grade = Annotated[
    str | None, _option("--grade", metavar="B2", help=N_("source A to F and content 1 to 6"))
]

Body = Callable[..., Exit | None]


def command(
    app: typer.Typer,
    name: str,
    help: str,
    *,
    fields: Sequence[str] = (),
    **settings: Any,
) -> Callable[[Body], Body]:
    """Register a function ``f(session, …)`` as a command.

    It gets the options every command has, and one option for each report field
    in `fields`, which arrive as keyword arguments. Its return value is the exit
    code.
    """

    def register(function: Body) -> Body:
        app.command(name, help=help, cls=Command, **settings)(_with_options(function, fields))
        return function

    return register


def _with_options(function: Body, names: Sequence[str]) -> Callable[..., None]:
    own = [
        parameter
        for parameter in list(inspect.signature(function).parameters.values())[1:]
        if parameter.kind is not inspect.Parameter.VAR_KEYWORD
    ]
    added = [_field_parameter(name) for name in names]
    common = [
        inspect.Parameter(
            name, inspect.Parameter.KEYWORD_ONLY, annotation=kind, default=_DEFAULTS.get(name)
        )
        for name, kind in COMMON.items()
    ]

    def run(**values: Any) -> None:
        session = _session({name: values.pop(name) for name in COMMON})
        code = function(session, **values)
        if code:
            raise typer.Exit(int(code))

    keyword = inspect.Parameter.KEYWORD_ONLY
    parameters = [*(p.replace(kind=keyword) for p in own), *added, *common]
    run.__name__ = function.__name__
    run.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    run.__annotations__ = {p.name: p.annotation for p in parameters}
    return run


_METAVARS = {
    "rating": "1-5",
    "grade": "1-6",
    "count": "N",
    "money": "N",
    "regions": N_("REGION"),
    "district": N_("DISTRICT"),
    "stage": N_("STAGE"),
    "contest": N_("CONTEST"),
}


def _field_parameter(name: str) -> inspect.Parameter:
    from pilkada_cli.domain.fields import FIELD_BY_NAME

    field = FIELD_BY_NAME[name]
    metavar = "|".join(field.choices) or _METAVARS.get(field.type.value, N_("TEXT"))
    names = ("--stage", "-s") if name == "stage" else ("--" + name.replace("_", "-"),)
    many = field.type.value == "regions"
    kind: Any = list[str] if many else str
    option = _option(*names, metavar=metavar, help=field.meaning)
    return inspect.Parameter(
        name,
        inspect.Parameter.KEYWORD_ONLY,
        annotation=Annotated[kind | None, option],
        default=None,
    )


def _session(values: dict[str, Any]) -> Session:
    from pilkada_cli.jobs.workplace import Workplace

    colour = not values["no_color"] and not os.environ.get("NO_COLOR") and sys.stdout.isatty()
    workplace = Workplace(register_path(values["register"]), state_folder(), lambda: _clock())
    return Session(workplace, values["quiet"], colour, values["lang"])
