"""Whether what lies around a register is safe: its place, who may read it, its copies."""

from pathlib import Path

from pilkada_cli.errors import PilkadaError
from pilkada_cli.exchange import backup_folder
from pilkada_cli.exchange.files import KEYS
from pilkada_cli.i18n import N_, Sentence
from pilkada_cli.jobs import backing_up, erasing_copies
from pilkada_cli.jobs.checking import Checked
from pilkada_cli.jobs.workplace import Workplace
from pilkada_cli.storage import audit_place, copies, standing


def look_around(checked: Checked, workplace: Workplace, *, fix: bool) -> None:
    """Add what is wrong around a register that can be read.

    With `fix` what was erased since is erased in the copies that are here.
    """
    register = workplace.register
    checked.remarks += audit_place.unsafe(register)
    open_ = audit_place.readable_by_others(register, backup_folder.beside(register))
    checked.remarks += audit_place.told(open_)
    checked.remarks += audit_place.key_told(workplace.state / KEYS)
    if copies.facts(register) is None:
        checked.attend += erasing_copies.reach(workplace) if fix else _behind(workplace)
        checked.attend += map(_encrypted, erasing_copies.behind_sealed(workplace))


def _behind(workplace: Workplace) -> list[Sentence]:
    """One line about copies that still hold what was erased."""
    known = erasing_copies.known_to(workplace)
    if not known:
        return []
    here, away = erasing_copies.whereabouts(workplace)
    kinds = (backup_folder.BACKUP, backup_folder.REPLACED)
    behind = []
    for copied in (
        each for folder in here for each in backing_up.own_copies(workplace, folder, *kinds)
    ):
        try:
            if standing.is_behind(copied / copies.FILE, known):
                behind.append(copied)
        except PilkadaError:
            behind.append(copied)
    return [
        Sentence(
            N_("{path} may still hold what was erased; pilkada check --fix erases it there"),
            path=each,
        )
        for each in behind + away
    ]


def _encrypted(path: Path) -> Sentence:
    return Sentence(
        N_(
            "{path} may still hold what was erased, and is encrypted; delete it once a newer backup stands"
        ),
        path=path,
    )
