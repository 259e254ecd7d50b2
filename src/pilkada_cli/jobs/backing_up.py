"""A backup: a copy of the register that was verified before it got its name."""

import os
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import NamedTuple

from pilkada_cli.domain.numbering import NO_CODE
from pilkada_cli.domain.times import instant, zone
from pilkada_cli.errors import (
    PilkadaError,
    RegisterUnreadable,
    system_reason,
)
from pilkada_cli.exchange import backup_folder, sealed_backup
from pilkada_cli.i18n import N_, Sentence
from pilkada_cli.jobs import erasing_copies
from pilkada_cli.jobs.checking import Checked, check, lost
from pilkada_cli.jobs.exporting import sha256_of
from pilkada_cli.jobs.workplace import Workplace
from pilkada_cli.storage import copies, identity, location, opening, settings, standing
from pilkada_cli.storage.register import acknowledge
from pilkada_cli.storage.standing import Stood


@dataclass
class BackedUp:
    """A backup that stands: its folder, how many reports and files it holds, what to know.

    `attend` is what needs attention; `remarks` is not.
    """

    folder: Path
    reports: int
    files: int
    removed: int = 0
    attend: list[Sentence] = field(default_factory=list)
    remarks: list[Sentence] = field(default_factory=list)


_FILES = f"{copies.FILE}.files"


class _Copy(NamedTuple):
    """A verified copy in a draft, and how it is encrypted: a recovery key, and the draft to do it in."""

    folder: Path
    reports: int
    sealing: tuple[Path, Path] | None


def back_up(
    workplace: Workplace, folder: Path | None, keep: int, key: Path | None = None
) -> BackedUp:
    """Copy the register with its files into a folder of backups, and rotate those of this register.

    With a recovery key, which is made where there is none, the backup is one encrypted file.
    Raises `UsageError` without a register, `RegisterUnreadable` for a register that is
    not sound, `FolderBusy`, `Unwritable`; earlier backups are then as they were.
    """
    into = Path(os.path.realpath(folder or backup_folder.beside(workplace.register)))
    # What is to be encrypted stands in plain on the register's own disk only.
    plain = into if key is None else backup_folder.beside(workplace.register)
    location.refuse_synchronised(plain)
    made = key is not None and sealed_backup.make_key(key)
    with ExitStack() as stack:
        for each in sorted({into, plain}):
            stack.enter_context(backup_folder.held(each))
        draft = stack.enter_context(backup_folder.draft(plain))
        sealed = stack.enter_context(backup_folder.draft(into)) if key is not None else None
        failed = copies.copy(workplace.register, draft, instant(workplace.now()))
        with workplace.read() as reader:
            acknowledge(reader, workplace.state)
        checked = verified(workplace, draft)
        files = len([*(draft / _FILES).glob("*")])
        copy = _Copy(draft, checked.reports, (key, sealed) if key and sealed else None)
        stands, noted = _publish(workplace, copy, into)
        done = BackedUp(stands, checked.reports, files)
        done.attend += _left_out(failed)
        done.attend += erasing_copies.reach_folder(workplace, into)
        _rotate(workplace, into, keep, done)
    done.remarks += _remarks(workplace, into, key if made else None, noted=noted)
    return done


def _left_out(failed: list[str]) -> Iterator[Sentence]:
    if failed:
        yield Sentence(
            N_("{n} file of an attachment is missing or altered, and not in the backup"),
            N_("{n} files of attachments are missing or altered, and not in the backup"),
            n=len(failed),
        )


def _remarks(
    workplace: Workplace, into: Path, made: Path | None, *, noted: bool
) -> Iterator[Sentence]:
    if made is not None:
        yield Sentence(
            N_(
                "a recovery key was made: {path}; print it and keep it away from this computer, for nothing else opens the backup"
            ),
            path=made,
        )
    if not noted:
        yield Sentence(N_("the register could not be written, so it does not remember this backup"))
    if into.stat().st_dev == workplace.register.stat().st_dev:
        yield Sentence(N_("it lies on the disk of the register; copy it to another one too"))


_EARLIER = Sentence(N_("see pilkada check; earlier backups are as they were"))


def verified(workplace: Workplace, folder: Path, hint: Sentence = _EARLIER) -> Checked:
    """What checking a copy found. Raises `RegisterUnreadable` where it is not sound."""
    # No origin is bound to a copy, even where it lies where a bound file lay that is gone.
    checked = check(replace(workplace, register=folder / copies.FILE), fix=False, written={})
    for problem in (*checked.broken, *checked.fold):
        raise RegisterUnreadable(
            Sentence(N_("the copy is not sound: {reason}"), reason=problem), hint
        )
    return checked


def named(workplace: Workplace, path: Path, into: Path, kind: str) -> Path:
    """Give a copy, or an encrypted one, its name in a folder of backups, which is returned."""
    with workplace.read() as reader:
        code = settings.get(reader.connection, "code") or NO_CODE
        now = workplace.now().astimezone(zone(reader.reference.election.time_zone))
    return backup_folder.publish(path, into, kind, code, now)


def _publish(workplace: Workplace, copy: _Copy, into: Path) -> tuple[Path, bool]:
    """Let a copy stand under the register's lock, without what was erased while it was made.

    Returns where it stands, and whether the register could be written, so that it remembers.
    """
    row = (instant(workplace.now()), identity.user_name())
    copied = copy.folder / copies.FILE
    path, digest = _ready(copy)
    try:
        opening.refuse_unwritable(workplace.register)
    except PilkadaError:
        return named(workplace, path, into, backup_folder.BACKUP), False

    def stand() -> Stood:
        return Stood(named(workplace, path, into, backup_folder.BACKUP), copy.reports, digest)

    while isinstance(stood := standing.note(workplace.register, stand, copied, row), Mapping):
        erasing_copies.erase_in(workplace, copied, stood)
        verified(workplace, copy.folder)
        path, digest = _ready(copy)
    return stood.folder, True


def _ready(copy: _Copy) -> tuple[Path, str]:
    """What is to be named, encrypted where there is a key, and its SHA-256: before anybody waits."""
    if copy.sealing is None:
        return copy.folder, sha256_of(copy.folder / copies.FILE)
    key, folder = copy.sealing
    sealed = folder / f"backup{sealed_backup.SUFFIX}"
    sealed.unlink(missing_ok=True)
    sealed_backup.seal(copy.folder, [copies.FILE, _FILES], sealed, key)
    return sealed, sha256_of(sealed)


def _rotate(workplace: Workplace, into: Path, keep: int, done: BackedUp) -> None:
    """Remove the oldest backups of this register beyond the newest `keep`, and nothing else.

    None of a register whose end is missing, as after an older copy was put back by hand,
    and later none that holds what is still missing.
    """
    for missing in lost(workplace):
        done.attend.append(
            Sentence(
                N_(
                    "no older backup was removed, for one may hold what is missing; go back to it with pilkada restore: {reason}"
                ),
                reason=missing,
            )
        )
        return
    gone = []
    plain = [
        copied
        for copied in own_copies(workplace, into, backup_folder.BACKUP)[:-keep]
        if backup_folder.holds_only(copied, copies.FILE)
    ]
    for copied in (*plain, *erasing_copies.sealed(workplace, into)[:-keep]):
        if copied == done.folder:
            continue
        if copied.is_dir() and copies.holds_more(copied / copies.FILE, workplace.register):
            done.attend.append(_kept(copied))
            continue
        error = backup_folder.remove(copied)
        if error is None:
            gone.append(str(copied))
        else:
            done.attend.append(
                Sentence(
                    N_("{path} cannot be deleted: {reason}"),
                    path=copied,
                    reason=system_reason(error),
                )
            )
    done.removed = len(gone)
    with suppress(RegisterUnreadable):
        standing.forget(workplace.register, gone)


def _kept(copied: Path) -> Sentence:
    return Sentence(
        N_(
            "{folder} is kept, for it holds entries that are missing from the register; see them with pilkada report list --register {path}"
        ),
        folder=copied,
        path=copied / copies.FILE,
    )


def own_copies(workplace: Workplace, folder: Path, *kinds: str) -> list[Path]:
    """The copies of this register in a folder that can be read, oldest first."""
    with workplace.read() as reader:
        origins = set(settings.origins(reader.connection))
    found = []
    for copied in backup_folder.copies(folder, *kinds):
        try:
            facts = copies.facts(copied / copies.FILE)
        except PilkadaError:
            continue
        if facts is not None and origins & facts.origins:
            found.append((facts.made, copied.name, copied))
    return [copied for *_, copied in sorted(found)]
