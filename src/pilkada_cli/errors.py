"""Every way this program says no, each with its exit code.

The codes are a promise to scripts and stand in ``docs/exit-codes.md``. An error
carries a sentence that names the thing and, where there is one, a hint that
names the way out. The root command prints both and exits; nothing else does.
"""

import errno
import os
from collections.abc import Mapping, Sequence
from enum import IntEnum
from itertools import islice
from pathlib import Path
from types import MappingProxyType

from pilkada_cli.i18n import N_, Sentence


class Exit(IntEnum):
    """Exit codes, stable for scripts."""

    DONE = 0
    BUG = 1
    USAGE = 2
    ATTEND = 3
    INVALID = 4
    BUSY = 5
    UNREADABLE = 6
    UNWRITABLE = 7
    INTERRUPTED = 130


class PilkadaError(Exception):
    """Something the user can understand and act on."""

    exit_code: Exit = Exit.BUG

    def __init__(self, sentence: Sentence, hint: Sentence | None = None) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.hint = hint


class Left(Exception):
    """The user left a conversation on purpose; nothing was stored."""


class UsageError(PilkadaError):
    """What was typed cannot be meant: a wrong value, an unknown name, no register."""

    exit_code = Exit.USAGE


def one_of(flag: str, typed: str, allowed: Sequence[str]) -> str:
    """`typed` as one of a few words, in any case. Raises `UsageError` for any other."""
    if typed.casefold() in allowed:
        return typed.casefold()
    raise UsageError(
        Sentence(
            N_("{flag} '{value}' is none of {choices}"),
            flag=flag,
            value=typed,
            choices=", ".join(allowed),
        )
    )


_SYSTEM_REASONS = {
    errno.ENOENT: N_("it does not exist"),
    errno.EEXIST: N_("it is there already"),
    errno.EACCES: N_("it may not be used, or another program holds it"),
    errno.EPERM: N_("it may not be used, or another program holds it"),
    errno.EISDIR: N_("it is a folder"),
    errno.ENOTDIR: N_("part of its path is no folder"),
    errno.ENAMETOOLONG: N_("its name is too long"),
    errno.ELOOP: N_("its links run in a circle"),
    errno.ENOSPC: N_("the disk is full"),
    errno.EDQUOT: N_("the disk is full"),
    errno.EROFS: N_("the disk may not be written"),
    errno.EIO: N_("the disk does not answer"),
    errno.EINVAL: N_("the system does not allow such a name"),
}


def system_reason(error: OSError | ValueError) -> Sentence:
    """Why the system refused, as a reader would say it; in its own words where we have none."""
    known = _SYSTEM_REASONS.get(getattr(error, "errno", None) or 0)
    return Sentence(known or "{why}", why=getattr(error, "strerror", None) or error)


def unreadable(path: Path, error: OSError | ValueError, hint: Sentence | None = None) -> UsageError:
    """The error of a file that was named and cannot be read.

    Where it does not exist, files of its folder with a name like it are the hint.
    """
    if isinstance(error, FileNotFoundError) and (near := _spelt_like(path)):
        names = ", ".join(f"'{name}'" for name in near)
        hint = Sentence(N_("did you mean {names}?"), names=names)
    words = N_("{path} cannot be read: {reason}")
    return UsageError(Sentence(words, path=path, reason=system_reason(error)), hint)


_MOST_LOOKED_AT = 5_000
"""Names of a folder."""


def _spelt_like(path: Path) -> list[Path]:
    """The files beside `path` that are spelt most like it, in any case."""
    from difflib import get_close_matches

    try:
        with os.scandir(path.parent) as found:
            names = {each.name.casefold(): each.name for each in islice(found, _MOST_LOOKED_AT)}
    except OSError:
        return []
    close = get_close_matches(path.name.casefold(), names, n=3, cutoff=0.6)
    return [each for name in close if (each := path.with_name(names[name])).is_file()]


class UnknownName(UsageError):
    """A name that resolves to nothing."""

    def __init__(
        self,
        sentence: Sentence,
        typed: str,
        suggestions: Sequence[str],
        listing: str,
        meanings: Mapping[str, object] = MappingProxyType({}),
    ) -> None:
        """`listing` is the command that shows every name, `meanings` what names stand for."""
        if suggestions:
            names = Sentence.joined([_suggestion(name, meanings.get(name)) for name in suggestions])
            hint = Sentence(N_("did you mean {names}? see {listing}"), names=names, listing=listing)
        else:
            hint = Sentence(N_("see {listing}"), listing=listing)
        super().__init__(sentence, hint)
        self.typed = typed
        self.suggestions = tuple(suggestions)


def _suggestion(name: str, meaning: object) -> Sentence:
    if meaning is None:
        return Sentence("'{name}'", name=name)
    return Sentence("'{name}' ({meaning})", name=name, meaning=meaning)


class AmbiguousName(UsageError):
    """A name that resolves to more than one thing."""


class InvalidData(PilkadaError):
    """A file says something that cannot be; nothing was written."""

    exit_code = Exit.INVALID


class RegisterBusy(PilkadaError):
    """Another program holds the register for longer than we wait."""

    exit_code = Exit.BUSY


class RegisterUnreadable(PilkadaError):
    """The register is newer than this program, damaged, or may not be used this way."""

    exit_code = Exit.UNREADABLE


class Unwritable(PilkadaError):
    """A destination cannot be written or the disk is full."""

    exit_code = Exit.UNWRITABLE
