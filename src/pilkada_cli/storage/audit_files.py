"""Whether the files of attachments are what the record says of them."""

import sqlite3
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from pilkada_cli.domain.attachments import Attachment, read
from pilkada_cli.errors import system_reason
from pilkada_cli.i18n import N_, Sentence
from pilkada_cli.storage import attachments, clearing

_SHOWN = 20
_MISSING = N_(
    "{id}: the file of '{name}' is not here; attach it again, take in again the bundle it came with, or go back to a backup"
)


_MORE_MISSING = N_("{n} more file is not here"), N_("{n} more files are not here")
_BY_HAND = N_(
    "{path} belongs to no report, and this program did not put it there; keep it elsewhere if somebody needs it"
)
_MORE_BY_HAND = N_("{n} more like it lies there"), N_("{n} more like it lie there")


@dataclass(frozen=True, slots=True)
class Files:
    """What was found about files: altered ones, and what needs attention."""

    altered: list[Sentence] = field(default_factory=list)
    attend: list[Sentence] = field(default_factory=list)


def look(tables: sqlite3.Connection, register: Path) -> Files:
    """Compare every file that a report names with its hash."""
    found = Files()
    digests: dict[Path, str | None] = {}
    missing: list[Sentence] = []
    for label, attachment in _held(tables):
        path = attachments.path_of(register, attachment)
        try:
            digest = digests[path] if path in digests else attachments.digest_of(path)
        except OSError as error:
            found.attend.append(_unreadable(path, error))
            continue
        digests[path] = digest
        if digest is None:
            missing.append(_of(_MISSING, label, attachment))
        elif digest != attachment.sha256:
            found.altered.append(
                _of(
                    N_("{id}: the file of '{name}' was altered; attach the right one again"),
                    label,
                    attachment,
                )
            )
    found.attend.extend(_first(missing, _MORE_MISSING))
    return found


def _held(tables: sqlite3.Connection) -> Iterator[tuple[str, Attachment]]:
    rows = tables.execute(
        "SELECT id, attachments FROM report WHERE attachments <> '' ORDER BY clock, subject"
    )
    for label, texts in rows:
        for attachment in read(texts.split("\n")):
            yield label, attachment


def holders(tables: sqlite3.Connection, names: Collection[str]) -> tuple[str, ...]:
    """The ids of the reports that hold files of these names."""
    held = (label for label, attachment in _held(tables) if attachment.file_name in names)
    return tuple(dict.fromkeys(held)) if names else ()


def _of(sentence: str, label: str, attachment: Attachment) -> Sentence:
    return Sentence(sentence, id=label, name=attachment.name)


def _unreadable(path: Path, error: OSError) -> Sentence:
    return Sentence(N_("{path} cannot be read: {reason}"), path=path, reason=system_reason(error))


def _first(sentences: list[Sentence], more: tuple[str, str]) -> Iterator[Sentence]:
    """A register that was copied without its folder misses every file; that is said once."""
    yield from sentences[:_SHOWN]
    if (n := len(sentences) - _SHOWN) > 0:
        yield Sentence(*more, n=n)


def left_over(connection: sqlite3.Connection, register: Path) -> list[Sentence]:
    """What the disk holds and should not: files that nothing can name, and what was erased."""
    found = []
    strays = attachments.strays(connection, register)
    if deletable := clearing.deletable(connection, strays):
        found.append(
            Sentence(
                N_("{n} file in {folder} belongs to no report; pilkada check --fix deletes it"),
                N_("{n} files in {folder} belong to no report; pilkada check --fix deletes them"),
                n=len(deletable),
                folder=attachments.folder_of(register),
            )
        )
    if clearing.is_owed(connection):
        found.append(
            Sentence(
                N_("what was erased may still be on the disk; pilkada check --fix finishes it")
            )
        )
    return found


def foreign(connection: sqlite3.Connection, register: Path) -> Iterator[Sentence]:
    """Files that another register may name, which stood here before, or that somebody put there.

    They are for people to judge.
    """
    others = [attachments.folder_of(register) / name for name in attachments.foreign(register)]
    yield from _first([Sentence(_BY_HAND, path=path) for path in others], _MORE_BY_HAND)
    strays = attachments.strays(connection, register)
    unknown = sorted({*strays} - {*clearing.deletable(connection, strays)})
    if not unknown:
        return
    for name in unknown[:_SHOWN]:
        path = attachments.folder_of(register) / name
        yield Sentence(N_("{path} belongs to no report of this register"), path=path)
    yield Sentence(
        N_(
            "{n} file may belong to a register that stood here before: put that one back, or go back to its backup (pilkada restore); if nobody needs it, delete it by hand"
        ),
        N_(
            "{n} files may belong to a register that stood here before: put that one back, or go back to its backup (pilkada restore); if nobody needs them, delete them by hand"
        ),
        n=len(unknown),
    )


def clear(connection: sqlite3.Connection, register: Path) -> None:
    """Delete the files that nobody can want; the caller holds the lock. The writer does the rest."""
    strays = attachments.strays(connection, register)
    attachments.delete_unnamed(connection, register, clearing.deletable(connection, strays))
