"""A backup as one file that only the holder of a recovery key can read.

It is a tar of the register and its files in an age file. The key is an age identity in a
file of its own, which belongs on paper or on another medium; a file that holds only its
public half (``age1…``) encrypts as well and opens nothing.
"""

import os
import tarfile
from pathlib import Path
from typing import TYPE_CHECKING

from pilkada_cli.errors import InvalidData, Unwritable, UsageError, system_reason
from pilkada_cli.exchange.bundles.keys import encrypt_to, is_encrypted
from pilkada_cli.exchange.files import private
from pilkada_cli.exchange.utf_16 import to_utf_8
from pilkada_cli.i18n import N_, Sentence

if TYPE_CHECKING:
    from pyrage import x25519

SUFFIX = ".age"
_SECRET, _PUBLIC = "AGE-SECRET-KEY-", "age1"


def make_key(path: Path) -> bool:
    """Make a recovery key where there is no such file yet; whether one was made.

    Raises `Unwritable` where it cannot be kept.
    """
    from pyrage import x25519

    if path.exists():
        return False
    identity = x25519.Identity.generate()
    try:
        with open(path, "x", encoding="ascii", opener=private) as file:
            file.write(f"# public key: {identity.to_public()}\n{identity}\n")
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise _unwritable(path, error) from None
    return True


def is_sealed(path: Path) -> bool:
    """Whether a file is encrypted."""
    try:
        with path.open("rb") as file:
            return is_encrypted(file)
    except OSError:
        return False


def seal(folder: Path, names: list[str], target: Path, key: Path) -> None:
    """Write what stands in a folder into one file for the holder of the key, through to the disk.

    Raises `UsageError` for a file that holds no key, `Unwritable` where the disk refuses.
    """
    recipient = _recipient(key)
    packed = folder / "backup.tar"
    try:
        with (
            open(packed, "xb", opener=private) as file,
            tarfile.open(fileobj=file, mode="w", format=tarfile.PAX_FORMAT) as tar,
        ):
            for name in names:
                if (folder / name).exists():
                    tar.add(folder / name, name)
        with packed.open("rb") as plain, open(target, "xb", opener=private) as file:
            encrypt_to(plain, file, [recipient])
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise _unwritable(target, error) from None
    finally:
        packed.unlink(missing_ok=True)


def unseal(path: Path, key: Path | None, register: str, folder: Path) -> None:
    """Unpack a sealed backup into a folder: the register and its files, and nothing else.

    Raises `UsageError` without a key, `InvalidData` where the key does not fit or the file
    was damaged, `Unwritable` where the disk refuses.
    """
    from pyrage import DecryptError, decrypt_io

    if key is None:
        raise UsageError(
            Sentence(N_("{path} is encrypted"), path=path),
            Sentence(N_("name the file of the recovery key with --key")),
        )
    identity = _identity(key)
    packed = folder / "backup.tar"
    try:
        with path.open("rb") as file, open(packed, "xb", opener=private) as plain:
            decrypt_io(file, plain, [identity])
        with tarfile.open(packed) as tar:
            _unpack(tar, register, folder)
    except (DecryptError, tarfile.TarError):
        raise _unreadable(path) from None
    except OSError as error:
        # What was altered behind the head is told as an error of no system.
        raise (_unreadable(path) if error.errno is None else _unwritable(folder, error)) from None
    finally:
        packed.unlink(missing_ok=True)


def _unpack(tar: tarfile.TarFile, register: str, folder: Path) -> None:
    for member in tar:
        parts = Path(member.name).parts
        ours = parts in ((register,), (f"{register}.files", parts[-1]))
        if not ours or not member.isfile() or parts[-1] in ("..", "."):
            continue
        target = folder.joinpath(*parts)
        target.parent.mkdir(mode=0o700, exist_ok=True)
        content = tar.extractfile(member)
        assert content is not None
        with content, open(target, "xb", opener=private) as file:
            while chunk := content.read(1 << 20):
                file.write(chunk)


def _recipient(key: Path) -> "x25519.Recipient":
    """What a file's key encrypts to."""
    from pyrage import RecipientError, x25519

    line = _line(key, _SECRET, _PUBLIC)
    if line.startswith(_SECRET):
        return _identity(key).to_public()
    try:
        return x25519.Recipient.from_str(line)
    except RecipientError:
        raise _no_key(key) from None


def _identity(key: Path) -> "x25519.Identity":
    """What a file's key opens."""
    from pyrage import IdentityError, x25519

    try:
        return x25519.Identity.from_str(_line(key, _SECRET))
    except IdentityError:
        raise _no_key(key) from None


def _line(key: Path, *begins: str) -> str:
    """The first line of a file of keys that begins so."""
    try:
        for line in to_utf_8(key.read_bytes()).decode("utf-8-sig").splitlines():
            if line.strip().startswith(begins):
                return line.strip()
    except OSError as error:
        raise UsageError(
            Sentence(N_("{path} cannot be read: {reason}"), path=key, reason=system_reason(error))
        ) from None
    except UnicodeDecodeError:
        pass
    raise _no_key(key)


def _no_key(key: Path) -> UsageError:
    return UsageError(
        Sentence(N_("{path} holds no recovery key"), path=key),
        Sentence(N_("name the file that backup --key made")),
    )


def _unreadable(path: Path) -> InvalidData:
    return InvalidData(
        Sentence(N_("{path} is for another key, or was damaged"), path=path),
        Sentence(N_("the register is as it was; try another backup")),
    )


def _unwritable(path: Path, error: OSError) -> Unwritable:
    return Unwritable(
        Sentence(N_("{path} cannot be written: {reason}"), path=path, reason=system_reason(error)),
        Sentence(N_("make room, or name another folder; earlier backups are as they were")),
    )
