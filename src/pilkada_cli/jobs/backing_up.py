"""A backup: a copy of the register that was verified before it got its name."""

import os
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

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
        checked = verified(workplace, draft)
        name = Named(workplace, draft, checked.reports, backup_folder.BACKUP, (key, sealed))
        noted = publish(workplace, name)
        done = BackedUp(name.folder, checked.reports, name.files)
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


class Named:
    """A draft that is given its name when the register allows it."""

    def __init__(
        self,
        workplace: Workplace,
        draft: Path,
        reports: int,
        kind: str,
        sealing: tuple[Path | None, Path | None] = (None, None),
    ) -> None:
        """`sealing` is a recovery key and the draft that the encrypted file is made in."""
        self.folder, self._workplace, self._kind = draft, workplace, kind
        self._reports, (self._key, self._sealed) = reports, sealing
        self._into, self._ready, self._digest = (self._sealed or draft).parent, draft, ""
        attached = draft / f"{copies.FILE}.files"
        self.files = len(list(attached.iterdir())) if attached.is_dir() else 0

    def make_ready(self) -> None:
        """Encrypt what is to be named, where there is a key, and hash it, before anybody waits."""
        if self._key is None or self._sealed is None:
            self._digest = sha256_of(self.folder / copies.FILE)
            return
        self._ready = self._sealed / f"backup{sealed_backup.SUFFIX}"
        self._ready.unlink(missing_ok=True)
        names = [copies.FILE, f"{copies.FILE}.files"]
        sealed_backup.seal(self.folder, names, self._ready, self._key)
        self._digest = sha256_of(self._ready)

    def __call__(self) -> tuple[Path, int, str]:
        """Give the name. Returns the folder, the number of reports and the SHA-256."""
        with self._workplace.read() as reader:
            code = settings.get(reader.connection, "code") or NO_CODE
            now = self._workplace.now().astimezone(zone(reader.reference.election.time_zone))
        self.folder = backup_folder.publish(self._ready, self._into, self._kind, code, now)
        return self.folder, self._reports, self._digest


def publish(workplace: Workplace, name: Named) -> bool:
    """Let a copy stand under the register's lock; False where the register cannot be written.

    What was erased while it was made is erased in it first.
    """
    row = (instant(workplace.now()), identity.user_name())
    copied = name.folder / copies.FILE
    name.make_ready()
    try:
        opening.refuse_unwritable(workplace.register)
    except PilkadaError:
        name()
        return False
    while unheard := standing.note(workplace.register, name, copied, row):
        erasing_copies.erase_in(workplace, copied, unheard)
        verified(workplace, name.folder)
        name.make_ready()
    return True


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
