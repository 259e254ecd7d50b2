"""What was erased in a register, erased in its copies too as far as they can be reached."""

from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path

from pilkada_cli.domain.operation import OpId
from pilkada_cli.domain.times import instant
from pilkada_cli.errors import PilkadaError
from pilkada_cli.exchange import backup_folder, sealed_backup
from pilkada_cli.i18n import N_, Sentence
from pilkada_cli.jobs.workplace import Workplace, reference_of
from pilkada_cli.storage import attachments, clearing, copies, erasures, settings, standing
from pilkada_cli.storage.erasures import Erasure, Erasures
from pilkada_cli.storage.register import Reader, Writer, reference_in


def known_to(workplace: Workplace) -> dict[OpId, Erasure]:
    """What was erased in the register."""
    with workplace.read() as reader:
        return erasures.recorded(reader.connection)


def listed_in(folder: Path) -> dict[OpId, Erasure]:
    """What the list in a folder of backups says was erased."""
    listed = backup_folder.read_erased(folder).places
    return {subject: Erasure(*place) for subject, place in listed.items()}


def unread_in(folders: Iterable[Path]) -> Iterator[Sentence]:
    """What cannot be read of the lists in folders of backups, so that nothing was erased by it."""
    for folder in sorted(folders):
        listed, path = backup_folder.read_erased(folder), folder / backup_folder.ERASED
        if not listed.readable:
            yield Sentence(
                N_("{path} cannot be read; what it says was erased may come back with the backup"),
                path=path,
            )
        if listed.unread:
            yield Sentence(
                N_("{n} row of {path} cannot be read; what it says was erased may come back with the backup"),
                N_("{n} rows of {path} cannot be read; what they say was erased may come back with the backup"),
                n=len(listed.unread),
                path=path,
            )  # fmt: skip


def reach(workplace: Workplace) -> list[Sentence]:
    """Erase in every copy that this register remembers what was erased in it.

    Returns which copies could not be reached, and why; once they can be, it is done again.
    """
    if not known_to(workplace):
        return []
    unreached: list[Sentence] = []
    folders, away = whereabouts(workplace)
    for folder in folders:
        with ExitStack() as stack:
            try:
                stack.enter_context(backup_folder.held(folder))
            except PilkadaError as error:
                unreached.append(_not_reached(folder, error.sentence))
                continue
            unreached += reach_folder(workplace, folder)
    unreached += _reach_aside(workplace)
    return unreached + [_not_reached(each, Sentence(N_("it is not here"))) for each in away]


def out_of_reach(workplace: Workplace) -> list[Sentence]:
    """What may hold what was erased and is for somebody to delete: encrypted backups, and files.

    Files that nothing names lie beside a register after an older copy of it was put back.
    """
    if not known_to(workplace):
        return []
    behind = [_not_reached(each, _SEALED) for each in behind_sealed(workplace)]
    return [*behind, *_strays(workplace)]


_SEALED = Sentence(N_("it is encrypted; delete it once a newer backup stands"))


def sealed(workplace: Workplace, folder: Path) -> list[Path]:
    """The encrypted backups of this register that stand in a folder, oldest first."""
    with workplace.read() as reader:
        stand = map(Path, standing.remembered(reader.connection))
        return sorted(p for p in stand if p.parent == folder and _is_sealed_file(p))


def behind_sealed(workplace: Workplace) -> list[Path]:
    """The encrypted backups that are here and were made before something was erased."""
    with workplace.read() as reader:
        before = map(Path, standing.older_than_erasures(reader.connection))
        return sorted(path for path in before if _is_sealed_file(path))


def _is_sealed_file(path: Path) -> bool:
    return path.suffix == sealed_backup.SUFFIX and path.is_file()


def _reach_aside(workplace: Workplace) -> Iterator[Sentence]:
    """Erase in what was put aside beside the register before a migration or a restore."""
    known = known_to(workplace)
    for path in standing.put_aside(workplace.register):
        try:
            if standing.is_behind(path, known):
                erase_in(workplace, path, known)
        except PilkadaError as error:
            yield _not_reached(path, error.sentence)


def _strays(workplace: Workplace) -> Iterator[Sentence]:
    """The files that no report names: whose they were, and whether it was erased, is not known."""
    with workplace.read() as reader:
        strays = attachments.strays(reader.connection, reader.path)
        deletable = clearing.deletable(reader.connection, strays)
    folder = attachments.folder_of(workplace.register)
    if deletable:
        reason = Sentence(
            N_("{n} file there belongs to no report; pilkada check --fix deletes it"),
            N_("{n} files there belong to no report; pilkada check --fix deletes them"),
            n=len(deletable),
        )
        yield _not_reached(folder, reason)
    if n := len(strays) - len(deletable):
        reason = Sentence(
            N_("{n} file there belongs to no report; pilkada check says which"),
            N_("{n} files there belong to no report; pilkada check says which"),
            n=n,
        )
        yield _not_reached(folder, reason)


def whereabouts(workplace: Workplace) -> tuple[list[Path], list[Path]]:
    """The folders of backups that are here, and the copies that are not."""
    with workplace.read() as reader:
        stand = [Path(each) for each in standing.remembered(reader.connection)]
    folders = {each.parent for each in stand} | {backup_folder.beside(workplace.register)}
    here = sorted(each for each in folders if each.is_dir())
    away = [each for each in stand if not each.exists() and not backup_folder.is_known(each.parent)]
    return here, away


def reach_folder(workplace: Workplace, folder: Path) -> list[Sentence]:
    """Erase in the copies in one folder; the caller holds it."""
    known = known_to(workplace)
    try:
        places = {subject: (each.clock, each.origin) for subject, each in known.items()}
        backup_folder.write_erased(folder, places)
    except PilkadaError as error:
        return [_not_reached(folder, error.sentence)]
    return list(_reach_copies(workplace, folder, known)) if known else []


def _reach_copies(workplace: Workplace, folder: Path, known: Erasures) -> Iterator[Sentence]:
    with workplace.read() as reader:
        origins = set(settings.origins(reader.connection))
        stand = standing.remembered(reader.connection)
    for copied in backup_folder.copies(folder, backup_folder.BACKUP, backup_folder.REPLACED):
        path = copied / copies.FILE
        try:
            facts = copies.facts(path)
            if facts and origins & facts.origins and standing.is_behind(path, known):
                erase_in(workplace, path, known)
        except PilkadaError as error:
            if str(copied) in stand:
                yield _not_reached(copied, error.sentence)


def taken_away(opened: Reader | Writer, code: str, number: int) -> list[Path]:
    """The remembered copies put aside by a restore that have a report of this code and number."""
    stand = map(Path, standing.remembered(opened.connection))
    aside = [each for each in stand if each.name.startswith(backup_folder.REPLACED)]
    return [each for each in aside if standing.has(each / copies.FILE, code, number)]


def erase_in(workplace: Workplace, copied: Path, known: Erasures) -> None:
    """Erase in one copy. Raises `PilkadaError` where it cannot be done to the end."""
    reference = reference_in(copied, reference_of)
    standing.erase_in(copied, reference, known, instant(workplace.now()))


def _not_reached(path: Path, reason: Sentence) -> Sentence:
    return Sentence(N_("{path} may still hold it: {reason}"), path=path, reason=reason)
