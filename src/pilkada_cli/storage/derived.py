"""The derived tables: what the journal folds to, kept inside the write transaction.

They can be dropped and rebuilt to the same rows at any time, and they can be
built in memory, which is how ``--as-of`` and a register with other reference
data are read. `FOLD_VERSION` changes whenever the same journal would fold to
other rows.
"""

import sqlite3
from collections.abc import Collection, Iterable
from dataclasses import fields as dataclass_fields

from pilkada_cli.domain.events import (
    Cell,
    cells,
    components,
    count_group,
    label_ids,
    neighbours_of,
    short_id,
)
from pilkada_cli.domain.fields import REPORT_FIELDS, Type
from pilkada_cli.domain.fold import (
    by_subject,
    erasing_batches,
    fold_links,
    fold_nil,
    fold_subject,
    undone_batches,
)
from pilkada_cli.domain.operation import Kind, Operation, OpId
from pilkada_cli.domain.reference import Reference
from pilkada_cli.domain.report import Report, complete
from pilkada_cli.domain.times import local_day
from pilkada_cli.storage import journal

FOLD_VERSION = 1

TABLES = ("report", "placement", "tally", "nil", "link")

_INTEGER = {Type.RATING, Type.VALUE, Type.GRADE, Type.COUNT, Type.MONEY}
_HIDDEN = {
    "subject": "TEXT PRIMARY KEY",
    "clock": "INTEGER",
    "code": "TEXT",
    "number": "INTEGER",
    "import_key": "TEXT",
    "erased": "INTEGER",
    "withdrawn": "INTEGER",
    "outcome": "TEXT",
}
REPORT_COLUMNS = (
    *(("group_id" if f.name == "group" else f.name) for f in REPORT_FIELDS),
    *_HIDDEN,
)
_CELL_COLUMNS = Cell._fields
_KEY = ", ".join(_CELL_COLUMNS)


def _report_ddl() -> str:
    columns = [
        f"{name} {'INTEGER' if field.type in _INTEGER else 'TEXT'}"
        for name, field in zip(REPORT_COLUMNS, REPORT_FIELDS, strict=False)
    ]
    columns += [f"{name} {kind}" for name, kind in _HIDDEN.items()]
    return f"CREATE TABLE report ({', '.join(columns)}) STRICT"


_CELL_DDL = ", ".join(
    f"{name} {'INTEGER' if isinstance(Cell._field_defaults.get(name), int) or name == 'further' else 'TEXT'} NOT NULL"
    for name in _CELL_COLUMNS
)

_DDL = (
    _report_ddl(),
    "CREATE INDEX report_number ON report (code, number)",
    "CREATE INDEX report_source ON report (source_system, source_ref) WHERE source_ref IS NOT NULL",
    "CREATE INDEX report_import ON report (import_key) WHERE import_key IS NOT NULL",
    "CREATE INDEX report_day ON report (occurred_on)",
    f"""CREATE TABLE placement (
        subject TEXT NOT NULL, {_CELL_DDL},
        occurred_on TEXT NOT NULL, heard_on TEXT NOT NULL, district TEXT,
        PRIMARY KEY (subject, regency)
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX placement_heard ON placement (regency, heard_on)",
    "CREATE INDEX placement_day ON placement (occurred_on)",
    f"CREATE TABLE tally ({_CELL_DDL}, n INTEGER NOT NULL, PRIMARY KEY ({_KEY})) STRICT, WITHOUT ROWID",
    "CREATE TABLE nil (subject TEXT PRIMARY KEY, region TEXT NOT NULL, on_day TEXT NOT NULL,"
    " known_at TEXT NOT NULL) STRICT, WITHOUT ROWID",
    "CREATE INDEX nil_region ON nil (region, on_day)",
    "CREATE TABLE link (one TEXT NOT NULL, other TEXT NOT NULL, linked INTEGER NOT NULL,"
    " PRIMARY KEY (one, other)) STRICT, WITHOUT ROWID",
    "CREATE INDEX link_other ON link (other)",
)


def fingerprint(reference: Reference) -> str:
    """What the tables depend on besides the journal."""
    return f"{FOLD_VERSION}:{reference.fingerprint}"


def create(connection: sqlite3.Connection) -> None:
    """Drop the derived tables and make empty ones."""
    for table in TABLES:
        connection.execute(f"DROP TABLE IF EXISTS {table}")
    for statement in _DDL:
        connection.execute(statement)


def rebuild(
    connection: sqlite3.Connection, operations: Iterable[Operation], reference: Reference
) -> None:
    """Build the derived tables of `connection` from `operations` alone."""
    every = list(operations)
    create(connection)
    undone = undone_batches(every, erasing_batches(every))
    subjects = by_subject(every)
    states = (fold_subject(ops, undone) for ops in subjects.values())
    reports = {s.subject: complete(s, reference) for s in states if s is not None}
    label_ids(reports.values())
    links = [op for op in every if op.header.kind in (Kind.LINK, Kind.UNLINK)]
    pairs = fold_links(links, undone)
    sources = {
        subject: (r.source_system or "", r.source_ref)
        for subject, r in reports.items()
        if r.source_ref is not None
    }
    neighbours = neighbours_of(pairs, sources)
    for group in components(reports, neighbours):
        count_group(reports[subject] for subject in group if subject in reports)
    _insert_reports(connection, reports.values())
    _insert_placements(connection, reports.values(), reference)
    _insert_links(connection, pairs)
    for op in every:
        if op.header.kind == Kind.NIL:
            _insert_nil(connection, op, undone)
    add_tallies(connection, None, sign=1)


def refold(connection: sqlite3.Connection, touched: Collection[OpId], reference: Reference) -> None:
    """Bring the tables up to date after operations on `touched` were stored.

    Only the touched reports and the groups they lie in, before and after, are
    folded again. An undo touches every subject of the batches it names.
    """
    erasing = erasing_batches(journal.of_kinds(connection, Kind.ERASE))
    undone = undone_batches(journal.of_kinds(connection, Kind.UNDO), erasing)
    every = set(touched) | _of_undos(connection, touched)
    groups_before = _closure(connection, every)
    operations = {subject: _foldable(connection, subject) for subject in every}
    _delete_reports(connection, every)
    _insert_reports(connection, _complete(operations, undone, reference).values())
    _refold_links(connection, [op for ops in operations.values() for op in ops], undone)

    affected = _closure(connection, groups_before)
    operations |= {s: _foldable(connection, s) for s in affected - every}
    reports = _complete(operations, undone, reference)
    _relabel(connection, reports)
    for group in components(reports, lambda subject: _neighbours(connection, subject)):
        count_group(reports[subject] for subject in group if subject in reports)
    _delete_placements(connection, affected)
    _delete_reports(connection, affected)
    _insert_reports(connection, reports.values())
    _insert_placements(connection, reports.values(), reference)
    add_tallies(connection, [(str(subject),) for subject in reports], sign=1)
    for op in (op for s in every for op in operations[s] if op.header.kind == Kind.NIL):
        connection.execute("DELETE FROM nil WHERE subject = ?", (str(op.header.id),))
        _insert_nil(connection, op, undone)


def _complete(
    operations: dict[OpId, list[Operation]], undone: Collection[OpId], reference: Reference
) -> dict[OpId, Report]:
    states = {subject: fold_subject(ops, undone) for subject, ops in operations.items()}
    return {s: complete(state, reference) for s, state in states.items() if state is not None}


def _foldable(connection: sqlite3.Connection, subject: OpId) -> list[Operation]:
    """The operations on a subject that can be folded; stubs stay in, as they withhold it."""
    return [
        op
        for op in journal.of_subject(connection, subject)
        if op.arrived is not None or op.body is None
    ]


def _of_undos(connection: sqlite3.Connection, touched: Collection[OpId]) -> set[OpId]:
    """The subjects of every batch that an undo among the operations reaches, through undos of undos."""
    subjects: set[OpId] = set()
    batches = {str(op) for op in touched}
    undos = journal.of_kinds(connection, Kind.UNDO)
    names = {
        str((op.body or {}).get("batch"))
        for op in undos
        if str(op.header.id) in batches or str(op.header.batch) in batches
    }
    while names:
        name = names.pop()
        origin, _, seq = name.partition("/")
        if not seq.isdigit():
            continue
        rows = connection.execute(
            "SELECT kind, subject, body FROM journal WHERE origin = ? AND seq >= ? AND batch = ?",
            (origin, int(seq), name),
        ).fetchall()
        for kind, subject, _body in rows:
            if subject is not None:
                subjects.add(OpId.parse(subject))
            if kind == Kind.UNDO:
                names |= {
                    str((op.body or {}).get("batch"))
                    for op in undos
                    if str(op.header.batch) == name
                }
    return subjects


def _neighbours(connection: sqlite3.Connection, subject: OpId) -> set[OpId]:
    """Who is joined to `subject` by the tables as they stand."""
    key = str(subject)
    joined = connection.execute(
        """
        SELECT other FROM link WHERE one = :s AND linked
        UNION SELECT one FROM link WHERE other = :s AND linked
        UNION SELECT twin.subject FROM report me JOIN report twin
            ON twin.source_ref = me.source_ref
            AND twin.source_system IS me.source_system
        WHERE me.subject = :s AND me.source_ref IS NOT NULL AND twin.subject <> :s
            AND NOT EXISTS (
                SELECT 1 FROM link WHERE NOT linked
                AND one = min(:s, twin.subject) AND other = max(:s, twin.subject)
            )
        """,
        {"s": key},
    )
    return {OpId.parse(row[0]) for row in joined}


def _closure(connection: sqlite3.Connection, subjects: Collection[OpId]) -> set[OpId]:
    groups = components(subjects, lambda subject: _neighbours(connection, subject))
    return {subject for group in groups for subject in group}


def _refold_links(
    connection: sqlite3.Connection, operations: Collection[Operation], undone: Collection[OpId]
) -> None:
    """Fold every link operation on the pairs that these operations name, from either side."""
    named = [op for op in operations if op.header.kind in (Kind.LINK, Kind.UNLINK)]
    ends = {OpId.parse(str((op.body or {}).get("with"))) for op in named if _names_other(op)}
    from_other_side = [
        op
        for end in ends
        for op in _foldable(connection, end)
        if op.header.kind in (Kind.LINK, Kind.UNLINK)
    ]
    every = {op.header.id: op for op in (*named, *from_other_side)}.values()
    pairs = fold_links(every, undone)
    for pair in fold_links(every).keys() - pairs.keys():
        connection.execute("DELETE FROM link WHERE one = ? AND other = ?", tuple(map(str, pair)))
    _insert_links(connection, pairs)


def _names_other(op: Operation) -> bool:
    try:
        OpId.parse(str((op.body or {}).get("with")))
    except ValueError:
        return False
    return True


def _relabel(connection: sqlite3.Connection, reports: dict[OpId, Report]) -> None:
    """Give each report its id; where code and number clash, to every report that has them."""
    for key in {(report.code, report.number) for report in reports.values()}:
        sharing = connection.execute(
            "SELECT subject FROM report WHERE code = ? AND number = ?", key
        ).fetchall()
        here = {s for s, r in reports.items() if (r.code, r.number) == key}
        subjects = {OpId.parse(row[0]) for row in sharing} | here
        for subject in subjects:
            label = short_id(*key, subject.origin if len(subjects) > 1 else None)
            if subject in reports:
                reports[subject].id = label
            else:
                _rename(connection, subject, label)


def _rename(connection: sqlite3.Connection, subject: OpId, label: str) -> None:
    old = connection.execute("SELECT id FROM report WHERE subject = ?", (str(subject),)).fetchone()
    connection.execute("UPDATE report SET id = ? WHERE subject = ?", (label, str(subject)))
    connection.execute("UPDATE report SET group_id = ? WHERE group_id = ?", (label, old[0]))


def _delete_reports(connection: sqlite3.Connection, subjects: Collection[OpId]) -> None:
    keys = [(str(subject),) for subject in subjects]
    connection.executemany("DELETE FROM report WHERE subject = ?", keys)


def _delete_placements(connection: sqlite3.Connection, subjects: Collection[OpId]) -> None:
    keys = [(str(subject),) for subject in subjects]
    add_tallies(connection, keys, sign=-1)
    connection.executemany("DELETE FROM placement WHERE subject = ?", keys)


def _insert_reports(connection: sqlite3.Connection, reports: Iterable[Report]) -> None:
    marks = ", ".join("?" for _ in REPORT_COLUMNS)
    connection.executemany(
        f"INSERT INTO report VALUES ({marks})", (report_row(report) for report in reports)
    )


def _insert_placements(
    connection: sqlite3.Connection, reports: Iterable[Report], reference: Reference
) -> None:
    marks = ", ".join("?" for _ in range(len(_CELL_COLUMNS) + 4))
    zone, province = reference.election.time_zone, reference.province.code
    for report in reports:
        heard_on = local_day(report.known_at, zone).isoformat()
        tail = (report.occurred_on, heard_on, report.district)
        connection.executemany(
            f"INSERT INTO placement VALUES ({marks})",
            [(str(report.subject), *cell, *tail) for cell in cells(report, province)],
        )


_PUBLIC = tuple(f.name for f in dataclass_fields(Report))[: len(REPORT_FIELDS)]


def report_row(report: Report) -> tuple[object, ...]:
    """The values of `REPORT_COLUMNS`."""
    values = [getattr(report, name) for name in _PUBLIC]
    values[_PUBLIC.index("affects")] = " ".join(report.affects)
    return (
        *values,
        str(report.subject),
        report.place.clock,
        report.code,
        report.number,
        report.import_key,
        int(report.erased),
        int(report.withdrawn),
        report.outcome,
    )


def _insert_links(connection: sqlite3.Connection, pairs: dict[tuple[OpId, OpId], bool]) -> None:
    connection.executemany(
        "INSERT OR REPLACE INTO link VALUES (?, ?, ?)",
        [(str(one), str(other), int(linked)) for (one, other), linked in pairs.items()],
    )


def _insert_nil(connection: sqlite3.Connection, op: Operation, undone: Collection[OpId]) -> None:
    if (nil := fold_nil(op, undone)) is not None:
        connection.execute(
            "INSERT OR REPLACE INTO nil VALUES (?, ?, ?, ?)",
            (str(nil.subject), nil.region, nil.on, nil.known_at),
        )


def add_tallies(
    connection: sqlite3.Connection, subjects: list[tuple[str]] | None, sign: int
) -> None:
    """Add (or with `sign` -1 take away) the placements of `subjects`, None for all."""
    add = f"""
        INSERT INTO tally SELECT {_KEY}, {sign} * count(*) FROM placement WHERE {{where}}
        GROUP BY {_KEY}
        ON CONFLICT ({_KEY}) DO UPDATE SET n = n + excluded.n
    """
    if subjects is None:
        connection.execute(add.format(where="true"))
    else:
        connection.executemany(add.format(where="subject = ?"), subjects)
        connection.execute("DELETE FROM tally WHERE n = 0")
