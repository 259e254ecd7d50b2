"""A register that every writing command is run on, and what is known of it."""

import os
import random
from collections import Counter
from collections.abc import Callable
from contextlib import closing, redirect_stdout
from pathlib import Path

from pilkada_cli.cli.main import run
from pilkada_cli.jobs.checking import check
from pilkada_cli.jobs.workplace import Workplace
from pilkada_cli.storage import opening

ROWS = 50
PHOTO = b"\xff\xd8\xff" + bytes(200_000)

Rows = list[bytes]


class Home:
    """A register, and what was acknowledged of it."""

    def __init__(self, folder: Path, chance: random.Random) -> None:
        self.folder, self.chance, self.counted = folder, chance, Counter[str]()
        self.register = folder / "register.db"
        os.environ |= {
            "HOME": str(folder), "XDG_STATE_HOME": str(folder / "state"),
            "PILKADA_REGISTER": str(self.register), "PILKADA_LANG": "en",
        }  # fmt: skip
        (folder / "hub").mkdir(parents=True)
        (folder / "foto.jpg").write_bytes(PHOTO)
        self.made = 0

    @property
    def workplace(self) -> Workplace:
        from pilkada_cli.cli.command import _clock

        return Workplace(self.register, self.folder / "state" / "pilkada", _clock)

    def rows(self) -> Rows:
        """The hashes of the record in the order they were stored."""
        with closing(opening.connect_reader(self.register)) as connection:
            found = connection.execute("SELECT hash FROM journal ORDER BY position")
            return [bytes(row[0]) for row in found]

    def report(self) -> str:
        """The id of one of the reports."""
        with self.workplace.read() as reader:
            found = reader.tables.execute("SELECT id FROM report").fetchall()
        return str(self.chance.choice(found)[0])

    def sheet(self) -> Path:
        """A file of new reports."""
        self.made += 1
        path = self.folder / "masuk.csv"
        lines = ["tanggal,wilayah,kategori,judul,nomor"]
        lines += [f"22/11/2024,HST,hoaks,Uji {i},{self.made}-{i}" for i in range(ROWS)]
        path.write_text("\n".join(lines), encoding="utf-8")
        return path


def commands(home: Home) -> dict[str, Callable[[], list[str]]]:
    """Every command that writes, with arguments that it takes."""
    add = ["report", "add", "Uji", "-r", "HST", "-c", "hoaks"]
    return {
        "report add": lambda: add,
        "report note": lambda: ["report", "note", home.report(), "-t", "catatan"],
        "report amend": lambda: ["report", "amend", home.report(), "--title", "Lain"],
        "report verify": lambda: ["report", "verify", home.report(), "--grade", "B2"],
        "report handle": lambda: ["report", "handle", home.report(), "--reason", "ditangani"],
        "report close": lambda: ["report", "close", home.report(), "--reason", "selesai"],
        "report reopen": lambda: ["report", "reopen", home.report(), "--reason", "lagi"],
        "report link": lambda: ["report", "link", home.report(), home.report()],
        "report nil": lambda: ["report", "nil", "-r", "Tapin", "--on", "2024-11-20", "--yes"],
        "report attach": lambda: ["report", "attach", home.report(), str(home.folder / "foto.jpg")],
        "report erase": lambda: ["report", "erase", home.report(), "--reason", "diminta", "--yes"],
        "report import": lambda: ["report", "import", str(home.sheet())],
        "undo": lambda: ["undo", "--yes"],
        "redo": lambda: ["redo", "--yes"],
        "init": lambda: ["init", "--office", f"Kantor {home.chance.random()}"],
        "check --fix": lambda: ["check", "--fix"],
        "export reports": lambda: ["export", "reports", "-o", str(home.folder / "laporan.csv")],
        "bundle out": lambda: ["bundle", "out", "-o", str(home.folder / "serahan.pilkada")],
        "bundle in": lambda: ["bundle", "in", str(home.folder / "hub" / "serahan.pilkada")],
    }


def hold(home: Home, name: str, known: Rows) -> int:
    """Hold that a command left a sound register, all it `known` and no half; how much it stored."""
    now = home.rows()
    assert now[: len(known)] == known, f"{name}: the record lost what it held"
    stored = len(now) - len(known)
    assert name != "report import" or stored in (0, ROWS), "half an import is there"
    found = check(home.workplace, fix=False)
    assert found.exit_code in (0, 3), f"{name}: the register is not sound: {found}"
    return stored


def prepare(home: Home) -> None:
    """An office that knows the province, and a bundle of the province for it."""
    hub = {"PILKADA_REGISTER": str(home.folder / "hub" / "register.db"),
           "XDG_STATE_HOME": str(home.folder / "hub" / "state")}  # fmt: skip
    own = {name: os.environ[name] for name in hub}
    cards = [str(home.folder / name) for name in ("hst.kartu", "kalsel.kartu")]
    ok("init", "--office", "Kantor HST", "--code", "HST", "-r", "HST")
    ok("report", "add", "Pertama", "-r", "HST", "-c", "hoaks")
    ok("office", "card", "-o", cards[0])
    os.environ |= hub
    ok("init", "--office", "Provinsi", "--code", "KALSEL", "-r", "63")
    ok("report", "add", "Seluruh provinsi", "-r", "63", "-c", "hoaks")
    ok("office", "card", "-o", cards[1])
    ok("office", "add", cards[0], "--yes")
    ok("bundle", "out", "-o", str(home.folder / "hub" / "serahan.pilkada"))
    os.environ |= own
    ok("office", "add", cards[1], "--yes")


def ok(*arguments: str) -> None:
    with open(os.devnull, "w", encoding="utf-8") as nowhere, redirect_stdout(nowhere):
        assert run([*arguments, "--quiet"]) == 0, arguments
