"""A report before it is stored: what it would say, and what is wrong with an answer."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime

from pilkada_cli.domain.contradictions import contradictions
from pilkada_cli.domain.entry import Entry
from pilkada_cli.domain.fold import State
from pilkada_cli.domain.operation import Kind, OpId, Order
from pilkada_cli.domain.reference import Reference
from pilkada_cli.domain.report import complete
from pilkada_cli.domain.times import instant, local, local_day
from pilkada_cli.errors import PilkadaError, UsageError
from pilkada_cli.i18n import N_, Sentence
from pilkada_cli.jobs import untimely
from pilkada_cli.jobs.founding import own_region
from pilkada_cli.jobs.record import refuse_impossible, refuse_known_too_early
from pilkada_cli.jobs.twins import Offer, offered
from pilkada_cli.jobs.typed import clock_of, judge, known_instant, refuse
from pilkada_cli.jobs.typed_times import when_of
from pilkada_cli.jobs.workplace import Workplace

NOWHERE = OpId("0" * 32, 1)
"""Stands for the operation that is not written yet."""


@dataclass(frozen=True, slots=True)
class Desk:
    """What it takes to judge a report that is being entered; no register is held open.

    `own_region` is that of the register's office, None for the province's.
    """

    reference: Reference
    own_region: str | None
    now: datetime

    @property
    def today(self) -> date:
        """The local day."""
        return local_day(instant(self.now), self.reference.election.time_zone)

    def entry(self, raw: Mapping[str, object]) -> Entry:
        """Values by field name, as typed, judged."""
        return judge(self.reference, raw, self.now)

    def exact_time(self, text: str) -> tuple[str, Sentence | None]:
        """A day, perhaps with a time, in figures; and what words were understood as."""
        return when_of(text, self.now, self.reference)

    def refuse_wrong(self, raw: Mapping[str, object], known: str | None) -> None:
        """Raise `UsageError` for what options say wrong, while nothing was asked yet."""
        entry = self.entry(raw)
        untimely.settle(entry, raw, self.reference, self.now)
        refuse(entry)
        refuse_impossible(self.reference, Kind.ADD, entry, None, self.now)
        known_at = known_instant(known, self.reference, self.now)
        refuse_known_too_early(self.reference, entry, known_at)

    def exact_moment(self, known: str, flag: str = "--known") -> str:
        """When something was known, as a local time in figures; of a day the end.

        Raises `UsageError` for what is no time, or has not come yet.
        """
        at = known_instant(known, self.reference, self.now, flag)
        return f"{local(at, self.reference.election.time_zone):%Y-%m-%d %H:%M}"

    def objection_to_moment(self, known: str, raw: Mapping[str, object]) -> Sentence | None:
        """Why what the values tell cannot have been known then; None if it can."""
        try:
            at = known_instant(known, self.reference, self.now, flag="")
            refuse_known_too_early(self.reference, self.entry(raw), at)
        except UsageError as error:
            if error.hint is None:
                return error.sentence
            return Sentence(N_("{problem} ({hint})"), problem=error.sentence, hint=error.hint)
        return None

    def problem(
        self,
        name: str,
        raw: Mapping[str, object],
        known: str | None = None,
        *,
        phase_offered: bool = False,
    ) -> Sentence | None:
        """Why the value of `name` cannot be taken beside the other values; None if it can.

        A phase that was only `phase_offered` says of no time whether what it is about is planned.
        """
        try:
            entry = self.entry(raw)
        except PilkadaError as error:
            return error.sentence
        if name == "at":
            entry.problems |= self._untimely({**raw, "phase": None} if phase_offered else raw)
        own = ("at", "occurred_on") if name == "at" else (name,)
        found = next((entry.problems[n] for n in own if n in entry.problems), None)
        clock = clock_of(self.reference, self.now)
        found = found or next(contradictions(Kind.ADD, entry, None, self.today, clock), None)
        return found or (known and self.objection_to_moment(known, raw)) or None

    def _untimely(self, raw: Mapping[str, object]) -> Mapping[str, Sentence]:
        """The problem of an hour without a day, or of a weekday, that another day may have as well."""
        entry = self.entry(raw)
        untimely.settle(entry, raw, self.reference, self.now)
        return entry.problems

    def row(self, raw: Mapping[str, object], known: str | None = None) -> dict[str, object]:
        """The report that the values would make, by field name; what is wrong is left out."""
        entry = self.entry(raw)
        at = instant(self.now)
        known_at = known_instant(known, self.reference, self.now)
        values = {name: value for name, value in entry.values.items() if value is not None}
        state = State(NOWHERE, Order(0, "", 0), known_at, at, at, values=values)
        return asdict(complete(state, self.reference))


def likely_twins(workplace: Workplace, row: Mapping[str, object]) -> list[Offer]:
    """The reports that likely tell of the same event as one that is not stored yet."""
    if not workplace.has_register():
        return []
    with workplace.read() as reader:
        return offered(reader, row)


def desk(workplace: Workplace) -> Desk:
    """Where a report for this register is entered."""
    return Desk(workplace.reference(), own_region(workplace), workplace.now())
