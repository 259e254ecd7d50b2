"""What the offices of a province do, and what happens to their computers."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from tests.jobs.test_bundles import Office, run_amend
from tests.reliability.province import Province, Secret, by_subject, label_of, subject_of
from tests.storage.test_laws import COMMANDS

from pilkada_cli.domain.operation import OpId
from pilkada_cli.errors import UsageError
from pilkada_cli.jobs import (
    attaching,
    backing_up,
    erasing,
    erasing_copies,
    import_files,
    offices,
    restoring,
)
from pilkada_cli.jobs.sheet_plan import Ways
from pilkada_cli.storage import queries

COMMANDS_A_DAY = 4
SHEET_ROWS = 4
NAMES = [*COMMANDS, "add", "add"]
PHOTO = b"\xff\xd8\xff"


def work(there: Province, office: Office) -> None:
    """Some commands, and one report with a photo whose words and bytes occur nowhere else."""
    names = there.chance.choices(NAMES, k=there.chance.randrange(COMMANDS_A_DAY))
    for name in (*names, there.chance.choice(("action", "nil"))):
        numbers = [there.chance.randrange(13) for _ in range(3)]
        office.run((name, *numbers))  # type: ignore[arg-type]
        there.counted["commands"] += 1
    marker = f"{there.chance.getrandbits(64):016x}"
    label = office.add(f"Rahasia {marker}", reporter=f"Pelapor {marker}")
    subject = subject_of(office, label)
    photo = there.home / "foto.jpg"
    photo.write_bytes(PHOTO + marker.encode())
    with office.write() as writer:
        attaching.attach(writer, OpId.parse(subject), [photo], None)
    there.secrets[marker] = Secret(office, subject)


def erase(there: Province) -> None:
    """An office, or the province, erases the words of a report and its photo."""
    standing = [secret for secret in there.secrets.values() if not secret.erased]
    if not standing:
        return
    chosen = there.chance.choice(standing)
    office = there.chance.choice((chosen.owner, there.hub))
    with office.read() as reader:
        labels = [*queries.ids_of(reader.tables, [OpId.parse(chosen.subject)]).values()]
        try:
            losses = erasing.losses(reader, labels)
        except UsageError:
            # It is erased already, by a command of chance.
            return
    if not losses:
        return
    with office.write() as writer:
        erasing.erase(writer, labels, "diminta", losses)
    assert writer.unfinished is None
    assert not erasing_copies.reach(office.workplace)
    chosen.erased = True
    there.counted["reports erased"] += 1


def import_sheet(there: Province) -> None:
    """Several offices import the same sheet of the province, which has grown since the last."""
    there.counted["sheets of the province"] += 1
    lines = ["tanggal,wilayah,kategori,judul,nomor laporan"]
    lines += [
        f"22/11/2024,63.{1 + n % 11:02},hoaks,Lembar {n},{n}"
        for n in range(SHEET_ROWS * there.counted["sheets of the province"])
    ]
    sheet = there.home / "provinsi.csv"
    sheet.write_text("\n".join(lines), encoding="utf-8")
    for office in (there.hub, *there.chance.sample(there.others, 2)):
        office.ticks += 1
        plan = import_files.read(office.workplace, [(sheet, None)], Ways(source="provinsi"))
        taken_in = import_files.take_in(office.workplace, plan)
        there.counted["rows of them imported"] += taken_in.reports


def disagree(there: Province) -> Callable[[], None]:
    """Two offices and the province change one field of a report, none knowing of the others.

    What is returned holds, once all was exchanged, that the two whose value does not count
    were told so.
    """
    writer, other = there.chance.sample(there.others, 2)
    subject = subject_of(writer, writer.add("Tiga pendapat", affects=[other.region]))
    there.take(there.hub, there.hand(writer, there.hub))
    there.take(other, there.hand(there.hub, other))
    said = {"4": writer, "5": other, "2": there.hub}
    labels = {impact: label_of(office, subject) for impact, office in said.items()}
    for impact, office in said.items():
        run_amend(office, labels[impact], impact)

    def hold() -> None:
        counts = str(by_subject(there.hub)[subject]["impact"])
        for impact in said.keys() - {counts}:
            told = {(each.id, each.field, each.other) for each in there.told[said[impact].code]}
            assert (labels[impact], "impact", impact) in told, said[impact].code

    return hold


def back_up(there: Province) -> None:
    """An office makes a backup."""
    office = there.chance.choice(there.everyone)
    office.ticks += 1
    made = backing_up.back_up(office.workplace, None, keep=2)
    assert not made.attend, made.attend
    there.backups.setdefault(office.code, []).append(made.folder)
    there.counted["backups"] += 1


def restore(there: Province) -> None:
    """An office goes back to a backup of its own and gets from the province what was since."""
    for code, folders in sorted(there.backups.items()):
        [office] = [each for each in there.everyone if each.code == code]
        standing = [folder for folder in folders if folder.exists()]
        if office is there.hub or not standing:
            continue
        there.take(there.hub, there.hand(office, there.hub))
        office.ticks += 1
        with restoring.begin(office.workplace, standing[0]) as prepared:
            prepared.carry_out()
        there.counted["backups restored"] += 1
        return


def copy_a_laptop(there: Province) -> None:
    """A laptop is copied whole, keys too; what is written on the copy is of an origin of its own."""
    office = there.chance.choice(there.others)
    there.counted["laptops copied"] += 1
    home = there.home / f"{office.code}-salinan-{there.counted['laptops copied']}"
    shutil.copytree(office.home, home)
    copied = replace(office, home=home)
    copied.add("Dari salinan")
    assert copied.own() != office.own()
    there.take(there.hub, there.hand(copied, there.hub))


def put_back_a_copy(there: Province, copy: Path, office: Office) -> None:
    """A register is replaced by an older copy of itself; the office goes on as a new origin."""
    register = office.workplace.register
    there.take(there.hub, there.hand(office, there.hub))
    for path in register.parent.glob("register.db-*"):
        path.unlink()
    register.unlink()
    shutil.copy(copy, register)
    there.put_back.add(office.code)
    there.counted["copies put back"] += 1


def lose_a_computer(there: Province) -> None:
    """An office starts on a new computer and gets back what the province has."""
    at = there.chance.randrange(len(there.others))
    lost = there.others[at]
    there.take(there.hub, there.hand(lost, there.hub))
    new = Office(there.home / f"{lost.region}-baru", lost.ticks, lost.code, lost.region).found()
    offices.rekey(there.hub.workplace, offices.read(new.card()))
    new.trust(there.hub)
    for secret in there.secrets.values():
        if secret.owner is lost:
            secret.owner = new
    there.backups.pop(lost.code, None)
    there.others[at] = new
    # What the lost one sent is signed with a key that is not trusted any more.
    there.on_the_way = [
        (to, path)
        for to, path in there.on_the_way
        if to is not lost and not path.is_relative_to(lost.home)
    ]
    there.counted["computers lost"] += 1
