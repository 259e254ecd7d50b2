"""Which origin a writer writes as.

An origin's operations form one chain, so two files must never continue the
same one. An origin is therefore bound to a file on a machine: the binding lies
in the user's state folder, outside the register, so that a copy of the register
does not bring it along. A writer that finds no binding, or another file than
the one that was bound, starts a new origin.
"""

import getpass
import hashlib
import os
import secrets
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from pilkada_cli.domain.text import normalise
from pilkada_cli.errors import Unwritable, system_reason
from pilkada_cli.i18n import N_, Sentence


def new_origin() -> str:
    """32 random hex digits."""
    return secrets.token_hex(16)


def fingerprint(path: Path) -> str:
    """What binds an origin: SHA-256 of machine, user, volume and file."""
    status = path.stat()
    parts = (_machine(), _user(), str(status.st_dev), str(status.st_ino))
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def user_name() -> str:
    """The name the system knows the writer by, as text the journal takes; `?` where there is none."""
    return normalise(_user().encode("utf-8", "replace").decode()) or "?"


def is_bound(state: Path, origin: str, path: Path, head: int) -> bool:
    """Whether `origin` was bound to the file at `path` by this user on this machine.

    `head` is the last sequence number the file holds of the origin. A file that
    holds fewer than were certainly written to it was put back from a copy, and
    would continue the chain a second time.
    """
    try:
        bound, written, _ = _binding(state, origin).read_text(encoding="ascii").split(" ")
        return bound == fingerprint(path) and int(written) <= head
    except (OSError, ValueError):
        return False


def written(state: Path, path: Path) -> dict[str, int]:
    """The last sequence number that was certainly written to the file at `path`, by origin.

    Of the origins that this user writes to it on this machine; none for a file that is not there.
    """
    try:
        here = fingerprint(path)
    except OSError:
        return {}
    return {origin: head for origin, bound, head in _bindings(state) if bound == here}


def reached(state: Path) -> dict[str, int]:
    """The last sequence number that this user certainly wrote on this machine, to any file, by origin."""
    return {origin: head for origin, _bound, head in _bindings(state)}


def _bindings(state: Path) -> Iterator[tuple[str, str, int]]:
    """Every origin with what it is bound to, and how far it was certainly written."""
    with suppress(OSError):
        for binding in (state / "origins").iterdir():
            with suppress(OSError, ValueError):
                bound, head, _ = binding.read_text(encoding="ascii").split(" ")
                yield binding.name, bound, int(head)


def announce(state: Path, origin: str, path: Path, head: int, reaching: int) -> None:
    """Bind `origin`, written up to `head` and about to be up to `reaching`, to a file.

    Called under the register's lock, before what is written is certain. Raises
    `Unwritable` if the binding cannot be kept.
    """
    binding = _binding(state, origin)
    try:
        binding.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        _replace(binding, f"{fingerprint(path)} {head} {reaching}")
    except OSError as error:
        raise Unwritable(
            Sentence(
                N_("{path} cannot be written: {reason}"),
                path=binding,
                reason=system_reason(error),
            ),
            Sentence(
                N_("the program keeps there which register is yours; make the folder writable")
            ),
        ) from None


def confirm(state: Path, origin: str, path: Path, head: int, reaching: int) -> None:
    """What was announced is written; unless another writer has announced more since."""
    binding = _binding(state, origin)
    with suppress(OSError):
        if binding.read_text(encoding="ascii") == f"{fingerprint(path)} {head} {reaching}":
            _replace(binding, f"{fingerprint(path)} {reaching} {reaching}")


def acknowledge(state: Path, origin: str, path: Path, head: int) -> None:
    """What was announced by a writer that was killed is certain where the file holds it, up to `head`."""
    with suppress(OSError, ValueError):
        _, *numbers = _binding(state, origin).read_text(encoding="ascii").split(" ")
        written, reaching = map(int, numbers)
        if written < reaching <= head:
            confirm(state, origin, path, written, reaching)


def _replace(binding: Path, text: str) -> None:
    draft = binding.with_suffix(f".{os.getpid()}")
    draft.write_text(text, encoding="ascii")
    draft.replace(binding)


def _binding(state: Path, origin: str) -> Path:
    return state / "origins" / origin


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""


def _machine() -> str:
    if sys.platform == "win32":
        return _windows_machine()
    for name in ("/etc/machine-id", "/var/lib/dbus/machine-id"):
        try:
            return Path(name).read_text(encoding="ascii").strip()
        except (OSError, ValueError):
            continue
    import uuid

    return f"{uuid.getnode():012x}"


def _windows_machine() -> str:
    import importlib

    winreg = importlib.import_module("winreg")
    try:
        key = winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, r"SOFTWARE\Microsoft\Cryptography")
        return str(winreg.QueryValueEx(key, "MachineGuid")[0])
    except OSError:
        return ""
