"""Going back to a backup: it is checked before it replaces anything, and what it replaces is kept."""

from collections.abc import Collection, Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from pilkada_cli.domain.times import instant
from pilkada_cli.errors import RegisterUnreadable, UsageError
from pilkada_cli.exchange import backup_folder, sealed_backup
from pilkada_cli.i18n import N_, Sentence
from pilkada_cli.jobs import backing_up, erasing_copies, numbering
from pilkada_cli.jobs.quoting import quoted
from pilkada_cli.jobs.workplace import Workplace, reference_of
from pilkada_cli.storage import clearing, copies, erasures, opening, queries, restoring

_SHOWN = 5
_OTHER = Sentence(N_("the register is as it was; try another backup"))


@dataclass(frozen=True, slots=True)
class Outlook:
    """What going back to a backup means.

    `made` is when it was made, None where the file does not say; `reports` is how many
    it holds. `lost` counts the operations that the register has and the backup has not,
    `ids` are the reports they are about; `gained` the other way round. `damaged` says
    why the register cannot be compared. `erased` counts reports whose words were erased
    since and do not come back; `unread` says of which erasures it is not known.
    """

    made: str | None
    reports: int
    lost: int = 0
    ids: tuple[str, ...] = ()
    gained: int = 0
    damaged: Sentence | None = None
    erased: int = 0
    unread: tuple[Sentence, ...] = ()


@dataclass
class Restoring:
    """A backup that was checked and can be put in the place of the register.

    Once it is, `skipped` is the id of the next report where numbers before it are left out.
    """

    workplace: Workplace
    folder: Path
    draft: Path
    outlook: Outlook
    watch: restoring.Watch | None
    unfinished: Sentence | None = None
    skipped: str | None = None

    @property
    def copied(self) -> Path:
        """The copy that goes in."""
        return self.draft / copies.FILE

    def carry_out(self) -> Path | None:
        """Put it in place. Returns where what it replaced is kept, None where nothing stood.

        Raises `UsageError` where somebody wrote meanwhile; the register is then as it was.
        """
        register = self.workplace.register
        kept: Path | None
        if self.outlook.damaged is not None:
            kept = restoring.replace_damaged(self.copied, register, self.workplace.now())
        else:
            kept = self._put_back()
        self.unfinished = clearing.settle(register)
        with self.workplace.try_out() as writer:
            self.skipped = numbering.skipped(writer)
        return kept

    def _put_back(self) -> Path | None:
        register = self.workplace.register
        if self.watch is None and self.workplace.has_register():
            raise _meanwhile()
        kept = self._keep() if self.watch is not None else None
        made, _ = copies.copy_files(self.copied, register, restoring.files_of(self.copied))
        try:
            copies.put_back(self.copied, register, self._judge)
        except BaseException:
            restoring.drop_files(register, made)
            if kept is not None:
                backup_folder.remove(kept)
            raise
        if kept is not None:
            restoring.remember(register, kept)
        if self.watch is not None:
            self.watch.close()
        return kept

    def _keep(self) -> Path:
        """Put a copy of the register beside it, whole, before it is replaced."""
        with backup_folder.draft(self.folder) as draft:
            copies.copy(self.workplace.register, draft, instant(self.workplace.now()))
            return backing_up.named(self.workplace, draft, self.folder, backup_folder.REPLACED)

    def _judge(self) -> None:
        if self.watch is not None and self.watch.has_changed():
            raise _meanwhile()


def _meanwhile() -> UsageError:
    return UsageError(
        Sentence(N_("somebody wrote meanwhile; nothing was restored")),
        Sentence(N_("look at it again, then restore it")),
    )


@contextmanager
def begin(workplace: Workplace, typed: Path, key: Path | None = None) -> Iterator[Restoring]:
    """Copy a backup beside the register, check it, and compare the two; nothing is replaced.

    Raises `UsageError` where there is no such backup, `RegisterUnreadable` for one that
    is damaged, newer or none, and for a register that may not be written. An encrypted
    one needs its recovery key.
    """
    _refuse_newer(workplace.register)
    folder = backup_folder.beside(workplace.register)
    folder.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    folders = {folder, _folder_of(typed)}
    with (
        backup_folder.held(folder),
        backup_folder.draft(folder) as draft,
        _readable(workplace, typed, key) as source,
        _standing(workplace, folders) as standing,
    ):
        facts = copies.facts(source)
        copies.copy(source, draft, None)
        reports = backing_up.verified(workplace, draft, _OTHER).reports
        copied, now = draft / copies.FILE, workplace.now()
        unheard = restoring.make_ready(copied, reference_of, standing.erased, now, instant(now))
        outlook = Outlook(
            facts.made if facts else None, reports, erased=len(unheard), damaged=standing.damaged,
            unread=tuple(erasing_copies.unread_in(folders)),
        )  # fmt: skip
        if standing.watch is not None:
            outlook, given = _compared(workplace, copied, outlook)
            restoring.take_over(copied, workplace.register, given)
        yield Restoring(workplace, folder, draft, outlook, standing.watch)


def _folder_of(backup: Path) -> Path:
    """The folder of backups that one stands in, where the list of what was erased is."""
    whole = backup.is_dir() or sealed_backup.is_sealed(backup)
    return backup.absolute().parent if whole else backup.absolute().parent.parent


@contextmanager
def _readable(workplace: Workplace, backup: Path, key: Path | None) -> Iterator[Path]:
    """The register in a backup, decrypted beside ours for as long as it is needed."""
    if sealed_backup.is_sealed(backup):
        with backup_folder.draft(backup_folder.beside(workplace.register)) as opened:
            sealed_backup.unseal(backup, key, copies.FILE, opened)
            yield opened / copies.FILE
        return
    source = backup / copies.FILE if backup.is_dir() else backup
    _refuse_itself(workplace, source)
    opening.connect_reader(source).close()
    yield source


def unnamed(workplace: Workplace, chosen: Path | None) -> UsageError:
    """That no backup was named, and which ones stand in the folder `chosen` for them and beside the register."""
    beside = backup_folder.beside(workplace.register)
    stand = backup_folder.newest({chosen or beside, beside}, sealed_backup.SUFFIX)
    way = Sentence(N_("none stands in {folder}; name the folder or file of one"), folder=beside)
    if stand:
        shown = "\n".join(f"  pilkada restore {quoted(each)}" for each in stand[:_SHOWN])
        way = Sentence(N_("those that stand, newest first:\n{commands}"), commands=shown)
    return UsageError(Sentence(N_("no backup was named")), way)


def _refuse_itself(workplace: Workplace, source: Path) -> None:
    register = workplace.register
    if register.exists() and source.exists() and source.samefile(register):
        raise UsageError(
            Sentence(N_("{path} is the register itself"), path=source),
            Sentence(N_("name a backup; they stand in {folder}"),
                     folder=backup_folder.beside(register)),
        )  # fmt: skip


def _refuse_newer(register: Path) -> None:
    """A register that a newer program wrote is not damaged, and not ours to replace."""
    from pilkada_cli.storage.location import refuse_unsafe

    refuse_unsafe(register)
    if register.is_file() and restoring.is_newer(register):
        opening.connect_reader(register).close()


class _Standing(NamedTuple):
    """What stands where a backup goes: what was erased, the register watched, or why it is unreadable."""

    erased: erasures.Erasures
    watch: restoring.Watch | None = None
    damaged: Sentence | None = None


@contextmanager
def _standing(workplace: Workplace, folders: Collection[Path]) -> Iterator[_Standing]:
    """The register that a backup replaces, and the erasures that it and lists in folders know.

    It is watched before it is read, so that no erasure is made unseen.
    """
    standing = _Standing(erasures.merged(*map(erasing_copies.listed_in, folders)))
    with ExitStack() as watching:
        try:
            if workplace.has_register():
                restoring.refuse_broken(workplace.register)
                watch = watching.enter_context(closing(restoring.Watch(workplace.register)))
                known = erasures.merged(standing.erased, erasing_copies.known_to(workplace))
                standing = _Standing(known, watch)
        except RegisterUnreadable as error:
            watching.close()
            standing = standing._replace(damaged=error.sentence)
        yield standing


def _compared(
    workplace: Workplace, copied: Path, outlook: Outlook
) -> tuple[Outlook, dict[str, int]]:
    """What the copy and the register have that the other has not, and the numbers given in the register."""
    lost, gained = restoring.difference(copied, workplace.register)
    with workplace.read() as reader:
        ids = queries.ids_of(reader.tables, lost.subjects)
        given = numbering.given(reader)
    compared = replace(
        outlook, lost=lost.operations, ids=tuple(ids.values()), gained=gained.operations
    )
    return compared, given
