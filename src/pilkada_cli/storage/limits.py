"""How much one office may write, so that what it sends is taken in within bounded memory.

What is folded at once is bounded for each office: the operations on one report, those
that are read whole, and the reports that a reference or a number joins. The limits lie far
beyond what people enter, and hold for one's own office too: what others would refuse is
not written.
"""

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable

from pilkada_cli.domain.operation import Header, Kind
from pilkada_cli.errors import InvalidData, UsageError
from pilkada_cli.i18n import N_, Sentence
from pilkada_cli.storage import offices, settings

ON_ONE = 10_000
"""Operations of an office on one report."""

BYTES_ON_ONE = 32 << 20
"""Bytes of their content."""

READ_WHOLE = 10_000
"""Undos of an office; also its links, and the names of its writers."""

ALIKE = 10_000
"""Reports of an office in one bundle of which another has the same reference, or the same number."""

UNKNOWN = 1_000
"""Regions that one bundle names and nobody named before; also categories, and stages."""

_TOLD_APART = 256 << 10
"""Bytes on one report in one bundle from which on those from before are added up too."""

_WHOLE = {
    Kind.UNDO: N_("commands that take back"),
    Kind.LINK: N_("links"),
    Kind.UNLINK: N_("links"),
    Kind.PERSON: N_("names of writers"),
}

_NAMED = {
    "regency": N_("regions"),
    "stage": N_("stages"),
    "category": N_("categories"),
    "athg": N_("labels"),
}

_OFTEN = """
SELECT subject FROM journal WHERE subject IN (
    SELECT subject FROM journal WHERE position > :after AND kind <> 'add'
) GROUP BY subject HAVING count(*) > :most
"""
_LARGE = """
SELECT subject FROM journal WHERE position > :after AND subject IS NOT NULL
GROUP BY subject HAVING sum(length(body) + coalesce(length(sealed), 0)) > :most
"""
_ALIKE = """
SELECT origin, sum(n) FROM (
    SELECT origin, count(*) AS n FROM (
        SELECT origin, CAST(body AS TEXT) AS said FROM journal
        WHERE position > :after AND instr(body, CAST(:key AS BLOB)) > 0
    )
    WHERE json_extract(said, :of) IS NOT NULL
    GROUP BY origin, json_extract(said, :within), json_extract(said, :of)
    HAVING n > 1
) GROUP BY origin
"""


def judge(connection: sqlite3.Connection, after: int) -> None:
    """Raise `InvalidData` where an office wrote too much with what was stored after a position."""
    _judge_subjects(connection, after)
    _judge_whole(connection, after)
    for within, of, what in (
        ("source_system", "source_ref", N_("reports with equal references")),
        ("code", "number", N_("reports with equal numbers")),
    ):
        names = {"within": f"$.{within}", "of": f"$.{of}", "key": f'"{of}"', "after": after}
        _judge(connection, dict(connection.execute(_ALIKE, names).fetchall()), ALIKE, what)


def named(tables: sqlite3.Connection) -> dict[str, int]:
    """How many regions, stages and categories the reports name, by dimension of the sums."""
    sql = "SELECT dimension, count(*) FROM sums WHERE regency = '' AND day = '' GROUP BY dimension"
    return dict(tables.execute(sql).fetchall())


def judge_named(tables: sqlite3.Connection, before: dict[str, int]) -> None:
    """Raise `InvalidData` where far more is `named` than before: every summary lists it."""
    for dimension, n in named(tables).items():
        if n - before.get(dimension, 0) > UNKNOWN:
            raise InvalidData(
                Sentence(
                    N_("it names {n} {what} that no report named before; more than {most} are not taken in"),
                    n=n - before.get(dimension, 0),
                    what=Sentence(_NAMED[dimension]),
                    most=UNKNOWN,
                ),
                Sentence(N_("nothing was taken in; ask its sender what happened there")),
            )  # fmt: skip


def judge_own(connection: sqlite3.Connection, written: Iterable[Header]) -> None:
    """Raise `UsageError` where no other office would take in what was just written here."""
    headers, own = list(written), json.dumps(settings.origins(connection))
    subjects = {h.subject for h in headers if h.subject is not None and h.kind != Kind.ADD}
    mine = "origin IN (SELECT value FROM json_each(?))"
    for subject in subjects:
        sql = f"SELECT count(*) FROM journal WHERE subject = ? AND {mine}"
        if connection.execute(sql, (str(subject), own)).fetchone()[0] > ON_ONE:
            raise _own(N_("operations on one report"), ON_ONE)
    for kinds in _whole(h.kind for h in headers):
        sql = f"SELECT count(*) FROM journal WHERE kind IN (SELECT value FROM json_each(?)) AND {mine}"
        if connection.execute(sql, (json.dumps(kinds), own)).fetchone()[0] > READ_WHOLE:
            raise _own(_WHOLE[kinds[0]], READ_WHOLE)


def _judge_subjects(connection: sqlite3.Connection, after: int) -> None:
    found = connection.execute(_OFTEN, {"after": after, "most": ON_ONE}).fetchall()
    found += connection.execute(_LARGE, {"after": after, "most": _TOLD_APART}).fetchall()
    for (subject,) in found:
        rows = connection.execute(
            "SELECT origin, count(*), sum(coalesce(length(body), 0) + coalesce(length(sealed), 0))"
            " FROM journal WHERE subject = ? GROUP BY origin",
            (subject,),
        ).fetchall()
        counts = {origin: n for origin, n, _size in rows}
        sizes = {origin: size for origin, _n, size in rows}
        _judge(connection, counts, ON_ONE, N_("operations on one report"))
        _judge(connection, sizes, BYTES_ON_ONE, N_("bytes on one report"))


def _judge_whole(connection: sqlite3.Connection, after: int) -> None:
    came = connection.execute("SELECT DISTINCT kind FROM journal WHERE position > ?", (after,))
    for kinds in _whole(kind for (kind,) in came):
        sql = """SELECT origin, count(*) FROM journal
            WHERE kind IN (SELECT value FROM json_each(?)) GROUP BY origin"""
        counts = dict(connection.execute(sql, (json.dumps(kinds),)).fetchall())
        _judge(connection, counts, READ_WHOLE, _WHOLE[kinds[0]])


def _whole(kinds: Iterable[str]) -> list[list[Kind]]:
    """The kinds among these that are read whole, those that are counted together at once."""
    words = {_WHOLE[Kind(kind)] for kind in kinds if kind in _WHOLE}
    return [[kind for kind, word in _WHOLE.items() if word == each] for each in sorted(words)]


def _judge(connection: sqlite3.Connection, by_origin: dict[str, int], most: int, what: str) -> None:
    """Raise `InvalidData` where the origins of one office add up to more than `most`."""
    if sum(by_origin.values()) <= most:
        return
    codes, own = offices.others(connection), str(settings.get(connection, "code"))
    written: Counter[str] = Counter()
    for origin, n in by_origin.items():
        written[codes.get(origin, own)] += n
    code, n = written.most_common(1)[0]
    if n > most:
        raise InvalidData(
            Sentence(
                N_("{office} wrote {n} {what}; more than {most} of one office are not taken in"),
                office=code,
                n=n,
                what=Sentence(what),
                most=most,
            ),
            Sentence(
                N_("nothing was taken in; ask them what happened there, or trust them no more: pilkada office remove {office}"),
                office=code,
            ),
        )  # fmt: skip


def _own(what: str, most: int) -> UsageError:
    return UsageError(
        Sentence(
            N_("your office wrote {most} {what}; other offices take in no more than that"),
            what=Sentence(what),
            most=most,
        ),
        Sentence(N_("enter a new report instead: pilkada report add")),
    )
