"""The story that the guides tell, scene by scene: what is typed, and what is answered.

It plays in Barabai on 25 November 2024, two days before the vote, on one register.
The first report is fact I19 of the sample; the others are examples.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

ENTER, ESC = "\r", "\x1b"
CLEAR = "\x15"
"""Empties the line that is being typed."""

ENGLISH = {
    "hari ini": "today",
    "kemarin sore": "yesterday afternoon",
    "sabtu": "saturday",
    "senin": "monday",
    "ya": "yes",
}
"""What is typed in the English guide instead. Reports themselves are written in Indonesian."""

Step = tuple[str, tuple[str, ...]]
"""A sentence of the catalogue to wait for, or the label of what is asked, and the keys typed then."""


@dataclass(frozen=True)
class Scene:
    """One command on a terminal at a time of the day in WITA.

    Scenes of one `name` that follow one another are one picture. `command` is said
    in English, without ``pilkada``; in the Indonesian guide a daily command is
    typed by its Indonesian name. `files` lie in the folder it runs in; `code` is
    how it must end.
    """

    name: str
    at: str
    command: str
    steps: tuple[Step, ...] = ()
    files: Mapping[str, str | bytes] = field(default_factory=dict)
    code: int = 0

    @property
    def now(self) -> str:
        """The moment as ISO text."""
        local = datetime.fromisoformat(f"2024-11-25T{self.at}:00+08:00")
        return local.astimezone(UTC).isoformat()


PHOTO = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b55000000"
    "0a49444154789c63a8070000810080d394534a0000000049454e44ae426082"
)
"""A PNG of one pixel."""

MESSAGE = """\
Info dari PPK Batang Alai Timur: logistik empat TPS berangkat
Logistik untuk TPS di Juhu, Aing Bantai dan Batu Perahu dibawa berjalan kaki,
dua hari semalam. Petugas memegang telepon satelit. Berangkat tadi pagi.
"""

SCENES = (
    Scene("start", "08:02", ""),
    Scene(
        "init",
        "08:05",
        "init",
        (
            ("language", (ENTER,)),
            ("region", ("hulu sungai", ENTER)),
            ("region", ("2", ENTER)),
            ("code", (ENTER,)),
            ("office", (ENTER,)),
            ("writer", (CLEAR, "Analis kewaspadaan dini", ENTER)),
            ("letterhead", ("PEMERINTAH KABUPATEN HULU SUNGAI TENGAH", ENTER)),
            ("letterhead", ("BADAN KESATUAN BANGSA DAN POLITIK", ENTER)),
            ("letterhead", (ENTER,)),
            ("reports go to", ("Kesbangpol Provinsi Kalimantan Selatan", ENTER)),
            ("reports go to", (ENTER,)),
            ("Store it", (ENTER,)),
        ),
    ),
    Scene(
        "leave",
        "08:10",
        "report add",
        (
            ("title", ("Logistik 4 TPS", ENTER)),
            ("region", (ESC,)),
        ),
        code=130,
    ),
    Scene(
        "entry",
        "08:12",
        "report add",
        (
            ("title", ("Logistik 4 TPS dua hari semalam berjalan kaki", ENTER)),
            ("region", ("batang alai timor", ENTER)),
            ("region", ("batang alai", ENTER)),
            ("region", ("3", ENTER)),
            ("category", ("jangkauan", ENTER)),
            ("phase", ("2", ENTER)),
            ("likelihood", (ENTER,)),
            ("impact", (ENTER,)),
            ("date", ("senin", ENTER)),
            ("date", (CLEAR, "hari ini", ENTER)),
            ("detail", ("TPS di Juhu, Aing Bantai, dan Batu Perahu", ENTER)),
            ("Store it", (ENTER,)),
        ),
    ),
    Scene(
        "misspelt",
        "08:20",
        'report add "Spanduk kampanye belum diturunkan" -r Barabay -c pelanggaran-kampanye',
        code=2,
    ),
    Scene(
        "one-line",
        "08:21",
        'report add "Spanduk kampanye belum diturunkan" -r Barabai -c pelanggaran-kampanye --phase gn --at "kemarin sore"',
    ),
    Scene(
        "message",
        "08:27",
        "report add --file pesan.txt",
        (
            ("region", (ENTER,)),
            ("category", (ENTER,)),
            ("phase", ("ag", ENTER)),
            ("likelihood", (ENTER,)),
            ("impact", (ENTER,)),
            ("date", (ENTER,)),
            ("Store it", (ENTER,)),
            ("Is it the same event", ("1", ENTER)),
        ),
        files={"pesan.txt": MESSAGE},
    ),
    Scene("nil", "08:33", "report nil --on sabtu"),
    Scene("search", "08:35", "report search Juhu"),
    Scene(
        "follow-up",
        "08:38",
        'report note HST-1 -t "Kabar pertama lewat telepon satelit diterima"',
    ),
    Scene(
        "follow-up",
        "08:40",
        'report verify HST-1 --grade B2 --reason "Dijelaskan rinci oleh PPK"',
    ),
    Scene(
        "follow-up",
        "08:42",
        'report handle HST-1 --reason "Kabar dari keempat TPS dipantau"',
    ),
    Scene("follow-up", "08:43", 'report amend HST-1 --source "PPK Batang Alai Timur"'),
    Scene("attach", "08:44", "report attach HST-1 foto.png", files={"foto.png": PHOTO}),
    Scene("undo", "08:45", 'report close HST-1 --reason "Sudah diturunkan"'),
    Scene("undo", "08:46", "undo", (("Take it back?", ("ya", ENTER)),)),
    Scene("undo", "08:47", 'report close HST-2 --reason "Sudah diturunkan"'),
    Scene("show", "08:50", "report show HST-1"),
    Scene("lapinfo", "08:52", "report show HST-1 -f lapinfo"),
    Scene("whatsapp", "08:54", "report show HST-1 -f wa"),
    Scene("summary", "08:56", "summary -r HST"),
    Scene("synchronised", "08:57", "report nil --register OneDrive/register.db", code=6),
    Scene("home", "08:58", ""),
    Scene("export", "08:59", "export reports -o laporan.xlsx"),
)
