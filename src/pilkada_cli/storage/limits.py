"""How much one office may write, so that what it sends is taken in within bounded memory.

The operations on one report are folded at once, and undos, links and names of writers are
read whole. So no more than these are written here, and of an office that hands over its own
operations no more are taken in than these and a `MARGIN`. What an office hands on of others
is not judged again: no office is refused for what another wrote.

`ORIGINS` and `REPEATED` are judged only where they are taken in, and without a margin: nobody is
kept from writing in a register that was restored or copied.
"""

import json
import sqlite3
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import NamedTuple

from pilkada_cli.domain.operation import Header, Kind
from pilkada_cli.errors import InvalidData, UsageError
from pilkada_cli.i18n import N_, Sentence
from pilkada_cli.storage import offices, settings
from pilkada_cli.storage.subjects import Subjects

ON_ONE = 10_000
"""Operations of an office on one report."""

BYTES_ON_ONE = 32 << 20
"""Bytes of their content."""

READ_WHOLE = 10_000
"""Undos of an office; also its links, and the names of its writers."""

ORIGINS = 100
"""Origins of an office: whoever writes begins one, and another after a restore or in a copy.

They stand in every bundle of the province, whose manifest must hold those of all offices.
"""

REPEATED = 500
"""Origins of an office that only repeat erasures: a backup needs one for every office whose it repeats."""

LACKING = 200
"""Operations that an office hands over without their content: of all offices fewer than a bundle names."""

MARGIN = 10
"""By this part more is taken in: an erasure and its reason come on top of what is full."""


def taken(most: int) -> int:
    """How much is taken in of what at most so much is written of here."""
    return most + most // MARGIN


class _Whole(NamedTuple):
    """Kinds of operations that are read whole and counted together, and what to do instead of more."""

    kinds: tuple[Kind, ...]
    words: str
    instead: str


_WHOLE = (
    _Whole(
        (Kind.UNDO,),
        N_("commands that take back"),
        N_("change what a report says instead: pilkada report amend ID --FIELD …"),
    ),
    _Whole(
        (Kind.LINK, Kind.UNLINK),
        N_("links"),
        N_("refute the report that is told twice instead: pilkada report refute ID"),
    ),
    _Whole(
        (Kind.PERSON,),
        N_("names of writers"),
        N_("go on under the name that stands: leave out --writer"),
    ),
)

_CHAINS = N_("chains of operations")
_REPEATING = N_("chains that repeat erasures")
_WITHOUT = N_("operations without their content")
_ON_ONE = N_("operations on one report")
_BYTES = N_("bytes on one report")
_TOO_MUCH = """
SELECT n, size FROM (
    SELECT count(*) AS n, sum(coalesce(length(body), 0) + coalesce(length(sealed), 0)) AS size
    FROM journal
    WHERE subject IN ({subjects}) AND origin IN (SELECT value FROM json_each(:origins))
    GROUP BY subject
) WHERE n > :most OR size > :bytes LIMIT 1
"""


def judge(connection: sqlite3.Connection, code: str, touched: Subjects, after: int) -> None:
    """Raise `InvalidData` where the office `code`, whose bundle it is, wrote too much of its own.

    `touched` and what was stored behind the position `after` are what the bundle brought.
    """
    origins = offices.origins_of(connection, code)
    subjects = f"""SELECT subject FROM {touched.table}
        UNION SELECT subject FROM journal WHERE position > :after"""
    too_much = _on_one(connection, origins, subjects, {"after": after}, taken)
    if too_much is None:
        most = taken(READ_WHOLE)
        for whole in _WHOLE:
            n = _count(connection, origins, whole)
            too_much = (n, most, whole.words) if n > most else too_much
    if too_much is not None:
        raise _refused(code, *too_much)


def judge_lacking(connection: sqlite3.Connection, code: str) -> None:
    """Raise `InvalidData` where the content of too many operations of an office is missing."""
    sql = """SELECT count(*) FROM journal WHERE body IS NULL AND arrived IS NOT NULL
        AND origin IN (SELECT value FROM json_each(?))"""
    origins = offices.origins_of(connection, code)
    (n,) = connection.execute(sql, (json.dumps([*origins]),)).fetchone()
    if n > LACKING:
        raise _refused(code, n, LACKING, _WITHOUT)


def judge_origins(connection: sqlite3.Connection, codes: Iterable[str]) -> None:
    """Raise `InvalidData` where one of these offices began more origins than an office may."""
    for code in sorted({*codes}):
        origins = offices.origins_of(connection, code)
        if len(origins) <= ORIGINS:
            continue
        entered = entered_in(connection, origins)
        if entered > ORIGINS:
            raise _refused(code, entered, ORIGINS, _CHAINS)
        if (repeated := len(origins) - entered) > REPEATED:
            raise _refused(code, repeated, REPEATED, _REPEATING)


def entered_in(connection: sqlite3.Connection, origins: Iterable[str]) -> int:
    """In how many of these origins anything was entered, so that it does not only repeat erasures."""
    sql = """SELECT count(*) FROM json_each(?) AS each WHERE EXISTS (
        SELECT 1 FROM journal WHERE origin = each.value AND kind NOT IN ('person', 'erase', 'note'))"""
    return int(connection.execute(sql, (json.dumps([*origins]),)).fetchone()[0])


def judge_own(connection: sqlite3.Connection, written: Iterable[Header]) -> None:
    """Raise `UsageError` where more was just written here than an office may write.

    However much there is of it already, what is to be erased is.
    """
    headers, own = list(written), settings.origins(connection)
    about = {h.subject for h in headers if h.subject is not None and h.kind != Kind.ADD}
    for subject in about - {h.subject for h in headers if h.kind == Kind.ERASE}:
        if (found := _on_one(connection, own, ":subject", {"subject": str(subject)})) is not None:
            way = N_("enter a new report instead: pilkada report add")
            raise _own(found[1], found[2], way)
    kinds = {h.kind for h in headers}
    for whole in _WHOLE:
        if kinds & {*whole.kinds} and _count(connection, own, whole) > READ_WHOLE:
            raise _own(READ_WHOLE, whole.words, whole.instead)


def _on_one(
    connection: sqlite3.Connection,
    origins: Collection[str],
    subjects: str,
    about: Mapping[str, int | str],
    allowed: Callable[[int], int] = int,
) -> tuple[int, int, str] | None:
    """Of which there is too much on one of the subjects, how much, and how much there may be."""
    most, size = allowed(ON_ONE), allowed(BYTES_ON_ONE)
    values = {"origins": json.dumps([*origins]), "most": most, "bytes": size, **about}
    row = connection.execute(_TOO_MUCH.format(subjects=subjects), values).fetchone()
    if row is None:
        return None
    return (row[0], most, _ON_ONE) if row[0] > most else (row[1], size, _BYTES)


def _count(connection: sqlite3.Connection, origins: Collection[str], whole: _Whole) -> int:
    # As literals: else SQLite does not see that its index of rare kinds holds them all.
    kinds = ", ".join(f"'{kind}'" for kind in whole.kinds)
    sql = f"""SELECT count(*) FROM journal
        WHERE kind IN ({kinds}) AND origin IN (SELECT value FROM json_each(?))"""
    return int(connection.execute(sql, (json.dumps([*origins]),)).fetchone()[0])


def _refused(code: str, n: int, most: int, what: str) -> InvalidData:
    return InvalidData(
        Sentence(
            N_("{office} wrote {n} {what}; more than {most} of one office are not taken in"),
            office=code,
            n=n,
            what=Sentence(what),
            most=most,
        ),
        Sentence(N_("nothing was taken in; ask {office} what happened there"), office=code),
    )


def _own(most: int, what: str, way: str) -> UsageError:
    return UsageError(
        Sentence(
            N_("your office wrote {most} {what}; no office writes more than that"),
            what=Sentence(what),
            most=most,
        ),
        Sentence(way),
    )
