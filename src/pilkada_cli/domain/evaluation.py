"""What looking back at rankings and alerts comes to; the field names are a promise to scripts."""

from dataclasses import asdict, dataclass

SCHEMA = "pilkada.evaluation/1"


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Weeks were replayed, each judged by the actual disturbances of the week after.

    `weighed` are the disturbances as if all regencies were of the same size. `hits` are those
    in the three regencies that ranked first, beside those of "the same as last week" and of
    chance; parts of one where regencies are alike. In `blind_weeks` nothing was known that
    ranks. Of `surges` some were followed by a disturbance in the same regency; `base_rate` is
    how often any week was. `enough` says that there is enough to judge by.
    """

    first_week: str
    last_week: str
    weeks: int
    blind_weeks: int
    disturbed_weeks: int
    disturbances: int
    weighed: float
    hits: float
    hits_last_week: float
    hits_chance: float
    weeks_better: int
    weeks_worse: int
    surges: int
    surges_followed: int
    base_rate: float | None
    enough: bool

    def document(self) -> dict[str, object]:
        """The object that ``-f json`` prints."""
        return {"schema": SCHEMA, **asdict(self)}
