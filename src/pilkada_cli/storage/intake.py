"""Taking a photo or a PDF in: copied whole under the name of its hash, or refused.

The bytes are copied and hashed. Nothing opens, shows or runs them.
"""

import hashlib
import os
import secrets
import stat
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from pilkada_cli.domain.attachments import ACCEPTED, MAX_SIZE, Attachment, extension_of, tidy
from pilkada_cli.errors import InvalidData, Unwritable, UsageError, system_reason, unreadable
from pilkada_cli.i18n import N_, Sentence
from pilkada_cli.storage.attachments import DRAFT, digest_of, folder_of, making, path_of
from pilkada_cli.storage.disk import flush, private

_CHUNK = 1 << 20
_MEGABYTE = 1 << 20


def take_in(source: Path, register: Path, made: set[str]) -> Attachment:
    """Copy a photo or PDF into the register's folder; the caller holds the register's lock.

    Its name is put into `made` unless the file was there already. Raises
    `UsageError` for what is no file or cannot be read, `InvalidData` for one
    that is too large, of another type, or changes meanwhile, `Unwritable`
    where the disk refuses.
    """
    handle = _open(source)
    try:
        before = _judged(source, os.fstat(handle))
        # Named before it is made: whoever is interrupted in between still deletes it.
        draft = folder_of(register) / f".{secrets.token_hex(8)}{DRAFT}"
        try:
            attachment = _copied(source, handle, draft)
            _refuse_changed(source, before, os.fstat(handle))
            _settle(draft, path_of(register, attachment), attachment, made)
        except BaseException:
            with suppress(OSError):
                draft.unlink(missing_ok=True)
                draft.parent.rmdir()
            raise
    finally:
        os.close(handle)
    return attachment


def receive(source: BinaryIO, attachment: Attachment, register: Path, made: set[str]) -> None:
    """Take in the bytes of an attachment that came from another office; they are checked.

    The caller holds the register's lock. Raises `InvalidData` for bytes that are not what
    the attachment says, `Unwritable` where the disk refuses.
    """
    draft = folder_of(register) / f".{secrets.token_hex(8)}{DRAFT}"
    try:
        _received(source, attachment, draft)
        _settle(draft, path_of(register, attachment), attachment, made)
    except BaseException:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
            draft.parent.rmdir()
        raise


def _received(source: BinaryIO, attachment: Attachment, draft: Path) -> None:
    digest, start = hashlib.sha256(), b""
    try:
        draft.parent.mkdir(mode=0o700, exist_ok=True)
        with open(draft, "xb", opener=private) as file:
            while chunk := source.read(_CHUNK):
                start = start or chunk
                digest.update(chunk)
                file.write(chunk)
            _flush(file)
    except OSError as error:
        raise _unwritable(draft.parent, error) from None
    is_of_type = attachment.file_name.endswith(extension_of(start) or "?")
    if digest.hexdigest() != attachment.sha256 or not is_of_type:
        raise InvalidData(
            Sentence(N_("the file {name} is not what its report says"), name=attachment.name),
            Sentence(N_("nothing was taken in; ask the sender for a fresh file")),
        )


def judge(source: Path) -> None:
    """Raise what `take_in` would raise for a file as it is now; nothing is copied."""
    handle = _open(source)
    try:
        _judged(source, os.fstat(handle))
        _extension(source, _read(source, handle))
    finally:
        os.close(handle)


def _open(source: Path) -> int:
    """A handle on a file, never through a link and never waiting for a pipe."""
    flags = ("O_NOFOLLOW", "O_NONBLOCK", "O_BINARY")
    try:
        _judged(source, source.lstat())
        return os.open(source, os.O_RDONLY | sum(getattr(os, flag, 0) for flag in flags))
    except OSError as error:
        raise unreadable(source, error) from None


def _judged(source: Path, status: os.stat_result) -> os.stat_result:
    """The status of what may be taken in, before a byte of it is read."""
    if stat.S_ISLNK(status.st_mode):
        raise UsageError(
            Sentence(N_("{path} is a link to {target}"), path=source, target=source.readlink()),
            Sentence(N_("name the file itself")),
        )
    if stat.S_ISDIR(status.st_mode):
        raise UsageError(
            Sentence(N_("{path} is a folder"), path=source), Sentence(N_("name the files in it"))
        )
    if not stat.S_ISREG(status.st_mode):
        raise UsageError(Sentence(N_("{path} is a device or a pipe, not a file"), path=source))
    if status.st_size == 0:
        raise InvalidData(Sentence(N_("{path} is empty"), path=source))
    if status.st_size > MAX_SIZE:
        raise _too_large(source, status.st_size)
    return status


def _too_large(source: Path, size: int) -> InvalidData:
    return InvalidData(
        Sentence(
            N_("{path} has {size} MB; at most {most} MB can be attached"),
            path=source,
            size=-(-size // _MEGABYTE),
            most=MAX_SIZE // _MEGABYTE,
        ),
        Sentence(N_("make a smaller copy and attach that")),
    )


def _unwritable(path: Path, error: OSError) -> Unwritable:
    return Unwritable(
        Sentence(N_("{path} cannot be written: {reason}"), path=path, reason=system_reason(error)),
        Sentence(N_("nothing was written; make room and try again")),
    )


def _copied(source: Path, handle: int, draft: Path) -> Attachment:
    """Copy what `handle` reads; the type is told by the first bytes, never by the name."""
    digest, size, extension = hashlib.sha256(), 0, None
    try:
        draft.parent.mkdir(mode=0o700, exist_ok=True)
        with open(draft, "xb", opener=private) as file:
            while chunk := _read(source, handle):
                extension = extension or _extension(source, chunk)
                size += len(chunk)
                if size > MAX_SIZE:
                    raise _too_large(source, size)
                digest.update(chunk)
                file.write(chunk)
            _flush(file)
    except OSError as error:
        raise _unwritable(draft.parent, error) from None
    return Attachment(digest.hexdigest(), size, tidy(source.name, extension or ""))


def _read(source: Path, handle: int) -> bytes:
    try:
        return os.read(handle, _CHUNK)
    except OSError as error:
        raise unreadable(source, error) from None


def _extension(source: Path, start: bytes) -> str:
    if (extension := extension_of(start)) is None:
        raise InvalidData(
            Sentence(N_("{path} is no photo and no PDF"), path=source),
            Sentence(N_("what can be attached: {types}"), types=ACCEPTED),
        )
    return extension


def _flush(file: BinaryIO) -> None:
    file.flush()
    os.fsync(file.fileno())


def _refuse_changed(source: Path, before: os.stat_result, after: os.stat_result) -> None:
    """Raise `InvalidData` unless the file stands where it stood and is what it was."""
    try:
        still = source.lstat()
    except OSError as error:
        raise unreadable(source, error) from None
    if not _same(before, after) or not _same(before, still):
        raise InvalidData(
            Sentence(N_("{path} changed while it was copied"), path=source),
            Sentence(N_("nothing was written; try again when it is complete")),
        )


def _same(one: os.stat_result, other: os.stat_result) -> bool:
    return (one.st_dev, one.st_ino, one.st_size, one.st_mtime_ns) == (
        other.st_dev,
        other.st_ino,
        other.st_size,
        other.st_mtime_ns,
    )


def _settle(draft: Path, path: Path, attachment: Attachment, made: set[str]) -> None:
    """Give a complete draft its name; a whole file of that name stays, an altered one is mended."""
    try:
        if digest_of(path) == attachment.sha256:
            draft.unlink()
            return
        if not path.exists():
            made.add(path.name)
            with open(path.with_name(making(path.name)), "ab", opener=private):
                pass
        draft.replace(path)
    except OSError as error:
        raise _unwritable(path.parent, error) from None
    flush(path.parent)
