"""Which alerts were told already: a small file beside the register, for who asks again and again.

The file is replaced whole. It is held by a lock while somebody reads, tells and writes,
so that two who ask at once do not both tell the same.
"""

import json
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from pilkada_cli.errors import Exit, PilkadaError, Unwritable
from pilkada_cli.exchange import locks
from pilkada_cli.exchange.files import whole_file
from pilkada_cli.exchange.writers.json_rows import write_document
from pilkada_cli.i18n import N_, Sentence

SCHEMA = "pilkada.alerts-seen/1"
LARGEST = 16 * 1024 * 1024


class AnotherAlert(PilkadaError):
    """Another process is telling the alerts of this register."""

    exit_code = Exit.BUSY


class Seen(NamedTuple):
    """The keys of the alerts that were told, and what was wrong with the file, if anything."""

    keys: frozenset[str]
    remark: Sentence | None


Tell = Callable[[Collection[str]], None]
"""Keeps the keys that were told by now."""


@contextmanager
def held(register: Path) -> Iterator[tuple[Seen, Tell]]:
    """What was told of a register, and how to keep what is told now.

    Raises `AnotherAlert` where another process is at it, `Unwritable` where the folder
    of the register may not be written.
    """
    path = register.with_name(f"{register.name}.alerts.json")
    busy = AnotherAlert(
        Sentence(N_("another pilkada alert --since-last looks at {path}"), path=register),
        Sentence(N_("wait until it has ended; it tells what is new")),
    )
    try:
        with locks.held(path.with_name(f"{path.name}.lock"), busy):
            yield _read(path), lambda keys: _write(path, keys)
    except Unwritable as refused:
        hint = Sentence(
            N_("--since-last keeps there what was told; leave it out, or mend the folder")
        )
        raise Unwritable(refused.sentence, hint) from None


def _read(path: Path) -> Seen:
    try:
        with path.open("rb") as file:
            found = json.loads(file.read(LARGEST))
        told = found["told"]
        sound = isinstance(told, list) and all(isinstance(key, str) for key in told)
        if found["schema"] != SCHEMA or not sound:
            raise ValueError
        return Seen(frozenset(told), None)
    except FileNotFoundError:
        remark = N_("no alert has been told from {file} yet: all that fire are told")
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        remark = N_("{file} is damaged and made anew: all that fire are told again")
    return Seen(frozenset(), Sentence(remark, file=path))


def _write(path: Path, keys: Collection[str]) -> None:
    with whole_file(path) as file:
        write_document(file, {"schema": SCHEMA, "told": sorted(keys)})
