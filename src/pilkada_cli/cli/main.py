"""The program: chooses the language, runs the command, turns every error into an exit code."""

import errno
import gc
import gettext
import os
import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from pilkada_cli import i18n
from pilkada_cli.cli import talk
from pilkada_cli.errors import Exit, Left, PilkadaError, UsageError, system_reason
from pilkada_cli.i18n import LANGUAGES, N_, Sentence

LANGUAGE_VARIABLE = "PILKADA_LANG"

CYCLES_LOOKED_FOR = 100_000
"""New objects after which Python looks for cycles. We make few; by its own 700 the search is a tenth
of the time of a command that holds many reports."""

_REFUSALS = (errno.ENOSPC, errno.EFBIG, errno.EIO, errno.EBADF)


def main() -> None:
    """Run the command line and exit."""
    import signal

    gc.set_threshold(CYCLES_LOOKED_FOR)
    _open_closed_streams()
    signal.signal(signal.SIGTERM, _leave)
    sys.exit(run(sys.argv[1:]))


def _leave(signal_number: int, _frame: object) -> None:
    """Whoever asks us to end gets what Ctrl-C gets: drafts removed, transactions taken back."""
    sys.exit(128 + signal_number)


def _open_closed_streams() -> None:
    """A stream that the caller closed reads and writes nothing; Python leaves None in its place."""
    for name in ("stdin", "stdout", "stderr"):
        if getattr(sys, name) is None:
            mode = "r" if name == "stdin" else "w"
            setattr(sys, name, Path(os.devnull).open(mode, encoding="utf-8"))  # noqa: SIM115 - for good


def run(arguments: Sequence[str], now: datetime | None = None) -> int:
    """Run one command line and return its exit code. `now` fixes the clock."""
    if now is not None:
        from pilkada_cli.cli import command

        command.use_clock(lambda: now)
    # Read before the command line is understood: what is wrong with that is said so too.
    talk.use_json((_value_of("--log-format", arguments) or "").casefold() == "json")
    # Asked before: a command that is refused may have made an empty one.
    missing = _is_missing_register(arguments)
    try:
        _speak(choose_language(arguments, os.environ))
        code = _invoke(list(arguments))
    except PilkadaError as error:
        talk.refusal(_with_beginning(error, arguments) if missing else error)
        return error.exit_code
    except Left:
        talk.interrupted(Sentence(N_("left; nothing was stored")))
        return Exit.INTERRUPTED
    except KeyboardInterrupt:
        code = Exit.INTERRUPTED
    except BrokenPipeError:
        talk.forget(sys.stdout)
        return Exit.DONE
    except OSError as error:
        if error.filename is not None or error.errno not in _REFUSALS:
            raise
        talk.forget(sys.stdout)
        reason = system_reason(error)
        words = N_("the output cannot be written: {reason}")
        talk.error(Sentence(words, reason=reason), code=Exit.UNWRITABLE)
        return Exit.UNWRITABLE
    if code == Exit.INTERRUPTED:
        talk.interrupted(Sentence(N_("interrupted; nothing was written")))
    return code


def _with_beginning(error: PilkadaError, arguments: Sequence[str]) -> PilkadaError:
    """A refusal whose hint says first how to begin, unless it is of the beginning itself."""
    if not isinstance(error, UsageError) or error.hint is None or "init" in arguments[:1]:
        return error
    words = N_("begin with pilkada init; {hint}")
    return UsageError(error.sentence, Sentence(words, hint=error.hint))


def _is_missing_register(arguments: Sequence[str]) -> bool:
    from pilkada_cli.cli.places import register_path

    try:
        return not register_path(_value_of("--register", arguments)).exists()
    except (PilkadaError, OSError, ValueError):
        return False


def _invoke(arguments: list[str]) -> int:
    """Run a command; Typer itself turns Ctrl-C into an exit code."""
    import typer

    from pilkada_cli.cli.app import program
    from pilkada_cli.cli.usage import explain

    try:
        code = program().main(arguments, prog_name="pilkada", standalone_mode=False)
    except typer.Abort:
        return Exit.INTERRUPTED
    except SystemExit as leaving:
        # Typer leaves with 1 where whoever read the output has gone away.
        if isinstance(leaving.__context__, BrokenPipeError):
            raise leaving.__context__ from None
        raise
    except Exception as error:
        explained = explain(error, arguments)
        if explained is None:
            raise
        raise explained from None
    return code if isinstance(code, int) else Exit.DONE


def _speak(language: str) -> None:
    """Speak `language`, and have Typer's own texts looked up in our catalogue too."""
    i18n.use_language(language)
    os.environ["LANGUAGE"] = language
    gettext.bindtextdomain(i18n.DOMAIN, str(i18n.LOCALE_DIR))
    gettext.textdomain(i18n.DOMAIN)


def choose_language(
    arguments: Sequence[str], environment: "os._Environ[str] | dict[str, str]"
) -> str:
    """``--lang``, else PILKADA_LANG, else the register's, else the system's, else English.

    Read before the program is built, so that help and usage errors speak it
    too. Raises `UsageError` for another language.
    """
    typed = _value_of("--lang", arguments)
    if typed is not None and typed not in LANGUAGES:
        _speak(environment.get(LANGUAGE_VARIABLE, "") or _system_language(environment))
        raise UsageError(
            Sentence(
                N_("{flag} '{value}' is none of {choices}"),
                flag="--lang",
                value=typed,
                choices=", ".join(LANGUAGES),
            )
        )
    if typed or (typed := environment.get(LANGUAGE_VARIABLE)) in LANGUAGES:
        return str(typed)
    from pilkada_cli.cli.places import register_path
    from pilkada_cli.storage.peek import peek_language

    stored = peek_language(register_path(_value_of("--register", arguments)))
    return stored if stored in LANGUAGES else _system_language(environment)


def _value_of(option: str, arguments: Sequence[str]) -> str | None:
    found = None
    for i, argument in enumerate(arguments):
        if argument == "--":
            break
        if argument == option and i + 1 < len(arguments):
            found = arguments[i + 1]
        elif argument.startswith(f"{option}="):
            found = argument.partition("=")[2]
    return found


def _system_language(environment: "os._Environ[str] | dict[str, str]") -> str:
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if named := environment.get(variable):
            return "id" if named.lower().startswith(("id", "in_")) else "en"
    import locale

    named = locale.getlocale()[0] or ""
    return "id" if named.lower().startswith(("id", "indonesia")) else "en"
