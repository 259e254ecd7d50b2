"""What the derived tables know of actions."""

import sqlite3
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from pilkada_cli.domain.actions import LIVE, MARK, Action, ActionState, is_overdue
from pilkada_cli.domain.events import ids
from pilkada_cli.domain.operation import OpId
from pilkada_cli.domain.reference import Reference
from pilkada_cli.domain.times import local_day

_STANDING = """FROM action LEFT JOIN report ON report.subject = action.subject
WHERE (report.subject IS NULL OR (NOT report.withdrawn AND report.verification <> 'refuted'))"""
"""Actions, without those on reports that were taken back or refuted."""

_REGION = "coalesce(action.region, report.region)"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which actions are meant; None stands for all. `overdue_on` is a local day.

    A `district` leaves those of its reports.
    """

    regions: Collection[str] | None = None
    district: str | None = None
    subjects: Collection[OpId] | None = None
    states: Collection[str] | None = None
    categories: Collection[str] | None = None
    overdue_on: date | None = None


def actions(
    connection: sqlite3.Connection, wanted: Wanted, reference: Reference, today: date
) -> list[Action]:
    """Actions: what is overdue or due soonest first, then what has no day, then what is over."""
    where, values = _where(wanted)
    rows = connection.execute(
        f"""SELECT action.id, action.code, action.number, report.id, {_REGION},
            coalesce(action.category, report.category), action.what, owner, state, due,
            lowers_likelihood, lowers_impact, evidence, disposition, decided_at, done_at
        {_STANDING} AND {where}
        ORDER BY state IN ('done', 'dropped'), due IS NULL, due, action.code, action.number, action.id""",
        values,
    ).fetchall()
    called = _labels(connection, [(row[1], row[2]) for row in rows])
    return [_action(row, called[OpId.parse(row[0])], reference, today) for row in rows]


def labels(connection: sqlite3.Connection, made: Collection[OpId]) -> dict[OpId, str]:
    """What actions are called, by the operation that made them."""
    marks = ", ".join("?" for _ in made)
    sql = f"SELECT code, number FROM action WHERE id IN ({marks})"
    called = _labels(connection, connection.execute(sql, [*map(str, made)]).fetchall())
    return {each: called[each] for each in made if each in called}


def region_of(connection: sqlite3.Connection, action: OpId) -> str | None:
    """Where an action is taken: in its own region, or where its report is."""
    sql = f"""SELECT {_REGION} FROM action LEFT JOIN report ON report.subject = action.subject
        WHERE action.id = ?"""
    row = connection.execute(sql, (str(action),)).fetchone()
    return None if row is None else row[0]


def words(connection: sqlite3.Connection, action: OpId) -> str | None:
    """What an action says is to be done; None where that was erased."""
    sql = "SELECT what FROM action WHERE id = ?"
    row = connection.execute(sql, (str(action),)).fetchone()
    return None if row is None else row[0]


def numbered(connection: sqlite3.Connection, code: str, number: int) -> list[tuple[OpId, OpId]]:
    """The actions with a code (any case) and a number, each with its subject."""
    sql = "SELECT id, subject FROM action WHERE code = ? AND number = ? ORDER BY id"
    rows = connection.execute(sql, (code.upper(), number))
    return [(OpId.parse(one), OpId.parse(subject)) for one, subject in rows]


def _where(wanted: Wanted) -> tuple[str, list[Any]]:
    clauses, values = ["true"], list[Any]()
    for column, among in (
        (_REGION, wanted.regions),
        ("report.district", None if wanted.district is None else (wanted.district,)),
        ("action.subject", None if wanted.subjects is None else map(str, wanted.subjects)),
        ("state", wanted.states),
        ("coalesce(action.category, report.category)", wanted.categories),
    ):
        if among is not None:
            keys = sorted(among)
            clauses.append(f"{column} IN ({', '.join('?' for _ in keys)})")
            values += keys
    if wanted.overdue_on is not None:
        clauses.append(f"due < ? AND state IN ({', '.join('?' for _ in LIVE)})")
        values += [wanted.overdue_on.isoformat(), *LIVE]
    return " AND ".join(clauses), values


def _labels(
    connection: sqlite3.Connection, numbers: Collection[tuple[str, int]]
) -> dict[OpId, str]:
    """What the actions that share these codes and numbers are called."""
    found: dict[OpId, str] = {}
    for code, number in set(numbers):
        same = [each for each, _ in numbered(connection, code, number)]
        found |= ids(code, number, same, MARK)
    return found


def _action(row: tuple[Any, ...], label: str, reference: Reference, today: date) -> Action:
    (_, _, _, report, code, category, what, owner, state, due, less_l, less_i,
     evidence, disposition, decided_at, done_at) = row  # fmt: skip
    zone = reference.election.time_zone
    region = reference.region_by_code.get(code or "")
    return Action(
        id=label,
        report=report,
        region=code or reference.province.code,
        regency_name=region.name if region else str(code or ""),
        category=category,
        what=what,
        owner=owner,
        state=ActionState(state),
        due=due,
        overdue=is_overdue(state, due, today),
        lowers_likelihood=less_l,
        lowers_impact=less_i,
        evidence=evidence,
        disposition=bool(disposition),
        decided_on=local_day(decided_at, zone).isoformat(),
        done_on=None if done_at is None else local_day(done_at, zone).isoformat(),
    )
