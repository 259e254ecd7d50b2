"""How a function becomes a command: the options that every command has, and its session."""

import inspect
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pilkada_cli.cli import completing, output, talk
from pilkada_cli.cli.help import Command
from pilkada_cli.cli.options import Lang, NoColor, Quiet, Register, option
from pilkada_cli.cli.places import register_path, state_folder
from pilkada_cli.errors import Exit
from pilkada_cli.i18n import N_, Sentence

if TYPE_CHECKING:
    from pilkada_cli.jobs.reading import Asked
    from pilkada_cli.jobs.record import Written
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

    def done(self, written: "Written") -> None:
        """Print the ids a command was about, and what it remarked."""
        try:
            for label in written.ids:
                output.line(label)
        except OSError:
            talk.warn(Sentence(N_("stored all the same: {ids}"), ids=", ".join(written.ids)))
            raise
        for remark in written.remarks:
            self.say(remark)

    def show(self, renderable: Any, path: Path | None = None) -> None:
        """A table or page on stdout or in a file."""
        output.show(renderable, path, colour=self.colour)


COMMON = {"register": Register, "lang": Lang, "no_color": NoColor, "quiet": Quiet}
_DEFAULTS = {"no_color": False, "quiet": False}

Body = Callable[..., Exit | None]


def command(
    app: typer.Typer,
    name: str,
    help: str,
    *,
    epilog: str | None = None,
    fields: Sequence[str] = (),
    filters: Mapping[str, Any] = MappingProxyType({}),
) -> Callable[[Body], Body]:
    """Register a function ``f(session, …)`` as a command.

    It gets the options every command has; `epilog` stands below them on its page.
    Those of the report fields in `fields` arrive as keyword arguments, those of
    `filters` as one `asked`. Its return value is the exit code.
    """

    def register(function: Body) -> Body:
        app.command(name, help=help, epilog=epilog, cls=Command)(
            _with_options(function, fields, filters)
        )
        return function

    return register


def _with_options(
    function: Body, fields: Sequence[str], filters: Mapping[str, Any]
) -> Callable[..., None]:
    own = [
        parameter.replace(kind=inspect.Parameter.KEYWORD_ONLY)
        for parameter in list(inspect.signature(function).parameters.values())[1:]
        if parameter.name != "asked" and parameter.kind is not inspect.Parameter.VAR_KEYWORD
    ]
    parameters = [
        inspect.Parameter(
            "context", inspect.Parameter.POSITIONAL_OR_KEYWORD, annotation=typer.Context
        ),
        *[_parameter(name, kind) for name, kind in filters.items()],
        *own,
        *[_field_parameter(name) for name in fields],
        *[_parameter(name, kind) for name, kind in COMMON.items()],
    ]

    def run(context: typer.Context, **values: Any) -> None:
        session = open_session(context, **{name: values.pop(name) for name in COMMON})
        if filters:
            values["asked"] = _asked(session, {name: values.pop(name) for name in filters})
        code = function(session, **values)
        if code:
            raise typer.Exit(int(code))

    run.__name__ = function.__name__
    run.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    run.__annotations__ = {p.name: p.annotation for p in parameters}
    return run


def _parameter(name: str, annotation: Any) -> inspect.Parameter:
    return inspect.Parameter(
        name,
        inspect.Parameter.KEYWORD_ONLY,
        annotation=annotation,
        default=_DEFAULTS.get(name),
    )


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

_COMPLETED = {"regions": completing.regions, "stage": completing.stages}


def _field_parameter(name: str) -> inspect.Parameter:
    from pilkada_cli.domain.fields import FIELD_BY_NAME

    field = FIELD_BY_NAME[name]
    metavar = "|".join(field.choices) or _METAVARS.get(field.type.value, N_("TEXT"))
    names = ("--stage", "-s") if name == "stage" else ("--" + name.replace("_", "-"),)
    many = field.type.value == "regions"
    kind: Any = list[str] if many else str
    described = option(
        *names, metavar=metavar, help=field.meaning, autocompletion=_COMPLETED.get(field.type.value)
    )
    return _parameter(name, Annotated[kind | None, described])


def _asked(session: Session, values: dict[str, Any]) -> "Asked":
    from pilkada_cli.jobs.reading import Asked

    return Asked(now=session.workplace.now(), **values)


def open_session(
    context: typer.Context,
    register: str | None = None,
    lang: str | None = None,
    no_color: bool = False,
    quiet: bool = False,
) -> Session:
    """The session that the common options ask for; ``--lang`` may stand before the command too."""
    from pilkada_cli.jobs.workplace import Workplace

    language = lang or context.find_root().params.get("lang")
    colour = not no_color and not os.environ.get("NO_COLOR") and sys.stdout.isatty()
    remark: Callable[[Sentence], None] = (lambda _: None) if quiet else talk.say
    workplace = Workplace(register_path(register), state_folder(), lambda: _clock(), remark)
    return Session(workplace, quiet, colour, language)
