"""A province to be tried: a hub, thirteen offices, and the bundles on their way between them."""

import random
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from tests.jobs.test_bundles import Office

from pilkada_cli.domain.operation import OpId
from pilkada_cli.exchange.reference import build, read_folder, shipped_folder
from pilkada_cli.jobs import checking, erasing_copies
from pilkada_cli.jobs.bundle_told import Clash
from pilkada_cli.storage import attachments, queries

HUB = "KALSEL"
YEAR = 60 * 24 * 365


@dataclass
class Secret:
    """A report whose words and photo hold a marker that occurs nowhere else."""

    owner: Office
    subject: str
    erased: bool = False


@dataclass
class Province:
    """The registers, the bundles on their way, and what each office was ever due.

    `due` holds subjects, `told` what was said of values that differ, and `backups` folders,
    by office; `secrets` reports by their marker, `plain` the bundles of the last
    exchange, which are not encrypted, with whom they are for, `put_back` the offices where an
    older copy was put in the place of the register, `counted` what was done.
    """

    home: Path
    chance: random.Random
    hub: Office
    others: list[Office]
    on_the_way: list[tuple[Office, Path]] = field(default_factory=list)
    plain: list[tuple[Office, Path]] = field(default_factory=list)
    secrets: dict[str, Secret] = field(default_factory=dict)
    due: dict[str, set[str]] = field(default_factory=dict)
    told: dict[str, list[Clash]] = field(default_factory=dict)
    backups: dict[str, list[Path]] = field(default_factory=dict)
    put_back: set[str] = field(default_factory=set)
    counted: Counter[str] = field(default_factory=Counter)

    @property
    def everyone(self) -> list[Office]:
        return [self.hub, *self.others]

    def hand(self, sender: Office, to: Office, *, plain: bool = False) -> Path:
        """A bundle; what the province may tell an office from now on is remembered."""
        path = sender.hand(to.code, plain=plain)
        if sender is self.hub:
            self.due.setdefault(to.code, set()).update(due_to(to, by_subject(self.hub)))
        if plain:
            self.plain.append((to, path))
        return path

    def post(self, sender: Office, to: Office) -> None:
        """A bundle goes out: it may come twice, late, or never."""
        path = self.hand(sender, to)
        times = self.chance.choices((0, 1, 2), (1, 5, 2))[0]
        self.on_the_way += [(to, path)] * times
        self.counted["bundles"] += 1
        self.counted["bundles lost"] += times == 0
        self.counted["bundles sent twice"] += times == 2

    def take(self, to: Office, path: Path) -> None:
        """An office takes a bundle in, and erases in its backups what came to be erased."""
        taken = to.take(path)
        if taken.erased:
            assert not erasing_copies.reach(to.workplace)
            if erasing_copies.out_of_reach(to.workplace):
                self._clear(to)
                assert not erasing_copies.out_of_reach(to.workplace)
        self.told.setdefault(to.code, []).extend((*taken.clashes, *taken.replacements))
        self.counted["bundles taken in"] += 1
        self.counted["bundles that brought nothing"] += not taken.is_new
        self.counted["fields that two offices changed"] += taken.conflicts
        self.counted["values that were replaced"] += taken.replaced

    def _clear(self, office: Office) -> None:
        """Do as `check` says: it deletes files itself, but where an older copy was put back.

        Of what lies there it cannot know whether the register that stood there needs it.
        """
        checking.check(office.workplace, fix=True)
        if office.code in self.put_back:
            with office.read() as reader:
                left = attachments.strays(reader.connection, reader.path)
            for name in left:
                (attachments.folder_of(office.workplace.register) / name).unlink()
                self.counted["files deleted by hand, as told"] += 1

    def deliver(self, most: int) -> None:
        """Some of what is on its way arrives, in any order."""
        self.chance.shuffle(self.on_the_way)
        for to, path in self.on_the_way[:most]:
            self.take(to, path)
        del self.on_the_way[:most]

    def exchange(self) -> None:
        """Everything is handed over and back, and nothing is lost any more."""
        self.deliver(len(self.on_the_way))
        self.plain = []
        for office in self.others:
            self.take(self.hub, self.hand(office, self.hub, plain=True))
        for office in self.others:
            self.take(office, self.hand(self.hub, office, plain=True))


def found(home: Path, chance: random.Random) -> Province:
    """The hub and the thirteen, with clocks that are off by hours and years."""
    reference = build(read_folder(shipped_folder()))
    hub = Office(home / "hub", code=HUB, region=reference.province.code).found()
    others = []
    for number, region in enumerate(reference.regencies):
        office = Office(home / region.code, code=f"K{number:02}", region=region.code)
        office.ticks = chance.choice((0, 0, 0, 300, -300, -YEAR))
        others.append(office.found())
        hub.trust(office)
        office.trust(hub)
    return Province(home, chance, hub, others)


Reports = dict[str, dict[str, object]]
"""Reports as they stand in a register, by subject."""


def by_subject(office: Office) -> Reports:
    """The reports that a register shows."""
    with office.read() as reader:
        rows = reader.tables.execute("SELECT * FROM report")
        names = [column[0] for column in rows.description]
        stand = [dict(zip(names, row, strict=True)) for row in rows]
    return {str(row["subject"]): row for row in stand}


def due_to(office: Office, reports: Reports) -> Reports:
    """Those that the province may tell an office in full."""
    own = {office.region, "63"}
    return {
        subject: row
        for subject, row in reports.items()
        if own & {row["region"], *str(row["affects"]).split()}
    }


def subject_of(office: Office, label: str) -> str:
    code, _, number = label.partition("-")
    with office.read() as reader:
        [(subject, _)] = queries.subjects_numbered(reader.tables, code, int(number))
    return str(subject)


def label_of(office: Office, subject: str) -> str:
    with office.read() as reader:
        return queries.ids_of(reader.tables, [OpId.parse(subject)])[OpId.parse(subject)]
