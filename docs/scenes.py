"""The story that the guides tell, scene by scene: what is typed, and what is answered.

It plays in Barabai on 25 November 2024, two days before the vote, on one register.
"""

from dataclasses import dataclass, field

ENTER, ESC = "\r", "\x1b"
MORNING = "2024-11-25T00:30:00+00:00"
"""08.30 WITA."""


@dataclass(frozen=True)
class Scene:
    """One command on a terminal.

    `steps` are sentences of the catalogue to wait for, each with the keys typed
    then; `files` lie in the folder it runs in; `code` is how it must end.
    """

    name: str
    arguments: tuple[str, ...]
    steps: tuple[tuple[str, tuple[str, ...]], ...] = ()
    now: str = MORNING
    files: dict[str, str] = field(default_factory=dict)
    code: int = 0


SCENES = (
    Scene(
        "entry",
        ("report", "add"),
        (
            ("Title", ("Empat TPS di pegunungan hanya terjangkau dengan berjalan kaki", ENTER)),
            ("Regency, city or district", ("batang alai timur", ENTER)),
            ("Category (a number, a part of its name, ? for all)", ("jangkauan", ENTER)),
            ("Phase", ("2", ENTER)),
            ("Likelihood", ("3", ENTER)),
            ("Impact", ("3", ENTER)),
            ("When did it happen, or when will it", (ENTER,)),
            ("What is known", (ENTER,)),
            ("Store it", (ENTER,)),
        ),
    ),
)
