"""What an entry cannot say of the report it is about."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from pilkada_cli.domain import names
from pilkada_cli.domain.entry import Entry
from pilkada_cli.domain.fields import Phase
from pilkada_cli.domain.operation import Kind
from pilkada_cli.domain.reference import Reference
from pilkada_cli.domain.report import CERTAIN, Report
from pilkada_cli.i18n import N_, Sentence


@dataclass(frozen=True, slots=True)
class Standing:
    """What a report says now, as far as an entry can contradict it."""

    phase: str
    occurred_on: str

    @classmethod
    def of(cls, report: Report) -> "Standing":
        """Of a folded report."""
        return cls(report.phase, report.occurred_on)


def contradictions(
    kind: str, entry: Entry, now: Standing | None, today: date, clock: str | None = None
) -> Iterator[Sentence]:
    """Why an entry cannot be true of a report; None stands for a new one.

    An actual disturbance (GN) has happened: its likelihood is 5 and cannot be
    amended, and its day has come; so has its time, where `clock` says how late it is
    today (``HH:MM``). Escalating goes up.
    """
    values = entry.values
    phase = values.get("phase") or (now.phase if now else Phase.PG)
    if kind == Kind.ESCALATE and now is not None:
        order = [str(p) for p in Phase]
        if order.index(str(phase)) <= order.index(now.phase):
            yield Sentence(N_("it is at phase {phase} already"), phase=now.phase)
    if phase != Phase.GN:
        return
    day = str(values.get("occurred_on") or (now.occurred_on if now else ""))
    time = str(values.get("occurred_time") or "")
    is_later = clock is not None and day == today.isoformat() and time > clock
    if day > today.isoformat() or is_later:
        yield Sentence(
            N_("{day} has not come yet, so nothing can have happened then (phase gn)"),
            day=datetime.fromisoformat(f"{day} {time}") if is_later else date.fromisoformat(day),
        )
    rated = [values.get(name) for name in ("likelihood", "residual_likelihood")]
    allowed = (None,) if kind == Kind.AMEND and "phase" not in values else (None, CERTAIN)
    if any(rating not in allowed for rating in rated):
        yield Sentence(N_("an actual disturbance (phase gn) has likelihood 5; it cannot be set"))


def known_too_early(entry: Entry, known: datetime) -> Sentence | None:
    """Why a new report of what happened cannot have become known at a local moment; None if it can."""
    values = entry.values
    day, time = str(values.get("occurred_on") or ""), str(values.get("occurred_time") or "")
    moment = f"{known:%Y-%m-%d}", f"{known:%H:%M}"
    if values.get("phase") != Phase.GN or (day, time if day == moment[0] else "") <= moment:
        return None
    return Sentence(
        N_("it happened {day} (phase gn), so nobody can have known of it {known}"),
        day=datetime.fromisoformat(f"{day} {time}") if time else date.fromisoformat(day),
        known=known,
    )


def settle_district(reference: Reference, entry: Entry, region: str, district: str | None) -> None:
    """Keep a district inside its regency when either changes.

    `region` and `district` are the report's own before the entry. Raises
    `UnknownName` for a district of another regency.
    """
    target = str(entry.body.get("region") or region)
    named = entry.body.get("district")
    if isinstance(named, str):
        entry.body["district"] = names.resolve_district(reference, named, target)
    elif "district" not in entry.body and target != region and district is not None:
        entry.body["district"] = None
