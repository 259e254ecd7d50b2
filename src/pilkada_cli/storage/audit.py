"""Whether a register is what it says: the file, the chains, the digests, the fold."""

import re
import sqlite3
from collections.abc import Collection, Iterator, Mapping
from contextlib import closing
from itertools import zip_longest

from pilkada_cli.domain import chain
from pilkada_cli.domain.chain import Malformed, Row
from pilkada_cli.domain.operation import IN_FULL, KINDS, Kind, Operation
from pilkada_cli.domain.reference import Reference
from pilkada_cli.domain.undos import undo_target
from pilkada_cli.i18n import N_, Sentence
from pilkada_cli.storage import (
    audit_schema,
    audit_words,
    derived,
    journal,
    offices,
    search,
    settings,
)
from pilkada_cli.storage.appending import columns_of
from pilkada_cli.storage.rebuilding import rebuild
from pilkada_cli.storage.refusals import is_undecodable
from pilkada_cli.storage.source import Source

_OF_INDEX = re.compile(
    r"row \d+ missing from index|wrong # of entries in index|non-unique entry in index"
)


def damage(connection: sqlite3.Connection) -> tuple[list[Sentence], list[Sentence]]:
    """What is wrong with the file itself, and what with its indexes, which can be made anew."""
    lines = [line for (line,) in connection.execute("PRAGMA integrity_check(100)") if line != "ok"]
    file = [
        Sentence(N_("the file is damaged: {reason}"), reason=line)
        for line in lines
        if not _OF_INDEX.match(line)
    ]
    indexes = [
        Sentence(N_("an index of the file is damaged: {reason}"), reason=line)
        for line in lines
        if _OF_INDEX.match(line)
    ]
    file += audit_schema.altered_record(connection)
    missing = N_("the index '{name}' of the file is missing")
    altered = audit_schema.altered_indexes(connection)
    indexes += (Sentence(missing, name=name) for name in altered)
    return file, indexes


def mend_indexes(connection: sqlite3.Connection) -> None:
    """Make every index of the file anew."""
    for name, sql in audit_schema.altered_indexes(connection).items():
        connection.execute(f"DROP INDEX IF EXISTS {name}")
        connection.execute(sql)
    connection.execute("REINDEX")


def wrong_arrivals(connection: sqlite3.Connection) -> Iterator[Sentence]:
    """Own operations that did not arrive when they were known; ``--as-of`` reads this."""
    own = settings.origins(connection)
    marks = ", ".join("?" for _ in own)
    for origin, seq in connection.execute(
        f"SELECT origin, seq FROM journal WHERE origin IN ({marks}) AND arrived <> known_at LIMIT 20",
        own,
    ):
        yield Sentence(
            N_("operation {id} was altered: {reason}"),
            id=f"{origin}/{seq}",
            reason=Sentence(N_("it arrived at another time than it was known")),
        )


def emptied(connection: sqlite3.Connection, closed: Collection[str]) -> Iterator[Sentence]:
    """Operations whose body stood here and is gone.

    What this register wrote had it from the start. Of an origin in `closed` or a former one a
    bundle may have brought less than all. What makes a report, or is never withheld, does not
    arrive without it.
    """
    last = "".join(settings.origins(connection)[-1:])
    written = "" if last in closed else last
    kinds = ", ".join(f"'{kind}'" for kind in sorted(IN_FULL))
    where = f"""origin = ? OR (arrived IS NOT NULL
        AND (subject IS NULL OR subject = origin || '/' || seq OR kind IN ({kinds})))"""
    for origin, seq in _bodiless(connection, where, written):
        yield Sentence(
            N_("operation {id} was altered: {reason}"),
            id=f"{origin}/{seq}",
            reason=Sentence(N_("its body is missing")),
        )


def _bodiless(
    connection: sqlite3.Connection, where: str, *values: str
) -> Iterator[tuple[str, int]]:
    yield from connection.execute(
        f"SELECT origin, seq FROM journal WHERE body IS NULL AND ({where}) LIMIT 20", values
    )


def broken_chains(connection: sqlite3.Connection) -> Iterator[Sentence]:
    """Rows that were altered, and chains that do not fit together."""
    sql = """
        SELECT origin, seq, clock, at, known_at, actor, batch, kind, subject,
            header, body, sealed, salt, body_digest, sealed_digest, hash
        FROM journal ORDER BY origin, seq"""
    previous, expected, current = chain.ZERO, 1, ""
    erased, brought = audit_words.erased(connection), offices.heads(connection).keys()
    for values in connection.execute(sql):
        columns, row = values[:9], Row(*values[9:])
        origin, seq = columns[0], columns[1]
        if origin != current:
            previous, expected, current = chain.ZERO, 1, origin
        if (problem := _broken_row(columns, row, erased, brought)) is not None:
            yield Sentence(
                N_("operation {id} was altered: {reason}"), id=f"{origin}/{seq}", reason=problem
            )
        if seq == expected:
            linked = chain.link_hash(previous, row.header, row.body_digest, row.sealed_digest)
            if linked != row.hash:
                yield Sentence(
                    N_("the chain of {origin} is broken at {seq}"), origin=origin, seq=seq
                )
            expected += 1
        previous = row.hash


def _broken_row(
    columns: tuple[object, ...], row: Row, erased: audit_words.Erased, brought: Collection[str]
) -> Sentence | None:
    try:
        header = chain.decode_header(row.header)
        if row.body is not None:
            chain.decode_object(row.body)
        if row.sealed is not None:
            chain.decode_object(row.sealed)
    except Malformed as error:
        return error.sentence
    if columns != columns_of(header):
        return Sentence(N_("its columns differ from its header"))
    if row.body is None:
        return None
    if chain.body_digest(row.body) != row.body_digest:
        return Sentence(N_("the body was altered"))
    if row.sealed is None and row.sealed_digest != chain.ZERO:
        is_explained = audit_words.is_explained(header, erased, brought)
        return None if is_explained else Sentence(N_("its sealed part is missing"))
    if chain.sealed_digest(row.salt, row.sealed) != row.sealed_digest:
        return Sentence(N_("the sealed part was altered"))
    return None


def lost(
    connection: sqlite3.Connection, written: Mapping[str, int], closed: Collection[str]
) -> Iterator[Sentence]:
    """Own operations that are not in the journal.

    `written` says how far own origins had come, by origin. The end of one in `closed` may
    be missing: a restore took it away; and of one that another continues: an older copy
    was put back, and somebody went on with it.
    """
    gaps, own = journal.first_gaps(connection), settings.origins(connection)
    for origin in own:
        if origin in gaps:
            yield Sentence(
                N_("operations that this register wrote are missing; the first is {id}"),
                id=f"{origin}/{gaps[origin]}",
            )
        head = journal.head_of(connection, origin)
        is_last = origin == own[-1] and origin not in closed
        if is_last and head < written.get(origin, 0):
            yield Sentence(
                N_(
                    "the last operations that this register wrote are missing: {origin} ends at {head} and came to {written}"
                ),
                origin=origin,
                head=head,
                written=written[origin],
            )


def broken_fold(connection: sqlite3.Connection, reference: Reference) -> Iterator[Sentence]:
    """Derived tables that differ from what the journal folds to."""
    altered = audit_schema.altered_derived(connection)
    with closing(derived.scratch()) as afresh:
        afresh.execute("BEGIN")
        rebuild(afresh, Source.of(connection), reference)
        for table in derived.TABLES:
            if table in altered or not _is_same(connection, afresh, table):
                yield Sentence(N_("the table '{table}' differs from the record"), table=table)
    if not altered.isdisjoint(search.TABLES) or not search.is_sound(connection):
        yield Sentence(N_("the table '{table}' differs from the record"), table=search.INDEX)


def _is_same(connection: sqlite3.Connection, afresh: sqlite3.Connection, table: str) -> bool:
    try:
        pairs = zip_longest(contents(connection, table), contents(afresh, table))
        return all(stored == folded for stored, folded in pairs)
    except sqlite3.DatabaseError as error:
        if not is_undecodable(error):
            raise
        return False


def contents(connection: sqlite3.Connection, table: str) -> Iterator[tuple[object, ...]]:
    """The names of a derived table's columns, then its rows in key order; no names without a table.

    Where a row of `sought` stands says nothing: the index needs it, and no one else.
    """
    known = connection.execute(
        "SELECT name, pk FROM pragma_table_info(?, 'main') WHERE name <> 'rowid' ORDER BY cid",
        (table,),
    ).fetchall()
    names = tuple(name for name, _ in known)
    yield names
    if names:
        keys = [name for pk, name in sorted((pk, name) for name, pk in known if pk)] or names
        columns, order = ", ".join(names), ", ".join(keys)
        yield from connection.execute(f"SELECT {columns} FROM {table} ORDER BY {order}")


def waiting(connection: sqlite3.Connection) -> Iterator[Sentence]:
    """What is sound but needs attention: gaps, own content to come, unknown kinds, futile undos."""
    own = settings.origins(connection)
    for origin, seq in journal.first_gaps(connection).items():
        if origin in own:
            continue
        yield Sentence(
            N_("operations of {origin} are missing from {seq} on; later ones wait"),
            origin=origin,
            seq=seq,
        )
    marks = ", ".join("?" for _ in own)
    for origin, seq in _bodiless(connection, f"origin IN ({marks})", *own):
        yield Sentence(
            N_(
                "operation {id} of this office is here without its content; take in the province's next bundle (pilkada bundle in), or go back to a backup (pilkada restore)"
            ),
            id=f"{origin}/{seq}",
        )
    marks = ", ".join("?" for _ in KINDS)
    for kind, n in connection.execute(
        f"SELECT kind, count(*) FROM journal WHERE kind NOT IN ({marks}) GROUP BY kind",
        sorted(KINDS),
    ):
        yield Sentence(
            N_("{n} operation of a newer program is kept but not understood: {kind}"),
            N_("{n} operations of a newer program are kept but not understood: {kind}"),
            n=n,
            kind=kind,
        )
    for op in futile_undos(connection):
        yield Sentence(N_("undo {id} names nothing it can take back"), id=op.header.id)


def futile_undos(connection: sqlite3.Connection) -> list[Operation]:
    """Undo operations that are kept but not folded."""
    undos = journal.of_kinds(connection, Kind.UNDO)
    erasing = journal.erasing(connection, undos)
    return [op for op in undos if (t := undo_target(op)) is None or t in erasing]


def mend_fold(connection: sqlite3.Connection, reference: Reference) -> None:
    """Build the derived tables anew from the journal."""
    rebuild(connection, Source.of(connection), reference)


def sizes(connection: sqlite3.Connection) -> tuple[int, int]:
    """How many operations the journal holds, and how many reports they make."""
    row = connection.execute(
        "SELECT count(*), count(CASE WHEN kind = 'add' THEN 1 END) FROM journal"
    ).fetchone()
    return int(row[0]), int(row[1])
