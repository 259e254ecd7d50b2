"""Which reports are meant, and in what order: filters as conditions of SQL."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

from pilkada_cli.storage import search

_NEWEST = (
    "occurred_on DESC",
    "coalesce(occurred_time, '24:00') DESC",
    "clock DESC",
    "subject DESC",
)
SORTS = {
    "date": _NEWEST,
    "level": ("level DESC", "value DESC", *_NEWEST),
    "updated": ("updated_at DESC", "clock DESC", "subject DESC"),
    "id": ("code", "number", "subject"),
}
"""Total orders of reports: what people look for first stands first."""


@dataclass(frozen=True, slots=True)
class Filter:
    """Which reports are meant; None stands for all. Days are local ISO dates, both included.

    `open` means neither closed nor refuted, `guessed` that something was and nobody confirmed it,
    `origins` who entered them, `found` an expression of `storage.search`; with `once` the gravest
    of these stands for its group, of equal ones the one that counts as the event.
    """

    region: str | None = None
    district: str | None = None
    stages: Collection[str] | None = None
    categories: Collection[str] | None = None
    since: str | None = None
    until: str | None = None
    phase: str | None = None
    verification: str | None = None
    handling: str | None = None
    level: int | None = None
    open: bool = False
    guessed: bool = False
    origins: Collection[str] | None = None
    found: str | None = None
    once: bool = False


def cell_where(wanted: Filter) -> tuple[str, list[object]]:
    """The condition for placements, and its values."""
    clauses: list[str] = ["true"]
    values: list[object] = []
    _among(clauses, values, "stage", wanted.stages)
    _among(clauses, values, "category", wanted.categories)
    for clause, value in (
        ("district = ?", wanted.district),
        ("occurred_on >= ?", wanted.since),
        ("occurred_on <= ?", wanted.until),
    ):
        if value is not None:
            clauses.append(clause)
            values.append(value)
    return " AND ".join(clauses), values


def _among(
    clauses: list[str], values: list[object], column: str, keys: Collection[str] | None
) -> None:
    if keys is not None:
        clauses.append(f"{column} IN ({', '.join('?' for _ in keys)})")
        values.extend(sorted(keys))


def report_where(wanted: Filter) -> tuple[str, list[object]]:
    """The condition for reports, and its values."""
    where, values = cell_where(wanted)
    clauses = [where]
    if wanted.region is not None:
        clauses.append("subject IN (SELECT subject FROM placement WHERE regency = ?)")
        values.append(wanted.region)
    for column in ("phase", "verification", "handling", "level"):
        if (value := getattr(wanted, column)) is not None:
            clauses.append(f"{column} = ?")
            values.append(value)
    if wanted.open:
        clauses.append("handling <> 'closed' AND verification <> 'refuted'")
    if wanted.guessed:
        clauses.append("guessed IS NOT NULL")
    _among(clauses, values, "substr(subject, 1, 32)", wanted.origins)
    if wanted.found is not None:
        clauses.append(search.FOUND)
        values.append(wanted.found)
    if wanted.once:
        same, more = report_where(replace(wanted, once=False))
        clauses.append(f"""NOT EXISTS (SELECT 1 FROM report AS worse
            WHERE worse.group_id = report.group_id AND NOT worse.withdrawn
            AND (worse.level, worse.value, worse.outcome = 'event', worse.clock, worse.subject)
            > (report.level, report.value, report.outcome = 'event', report.clock, report.subject)
            AND {same})""")
        values.extend(more)
    return " AND ".join(clauses), values


def order_by(sort: str, *, reverse: bool) -> str:
    """The terms of one of `SORTS`, or of it turned round."""
    return ", ".join(_turned(SORTS[sort]) if reverse else SORTS[sort])


def _turned(order: tuple[str, ...]) -> Iterator[str]:
    for key in order:
        yield key.removesuffix(" DESC") if key.endswith(" DESC") else f"{key} DESC"
