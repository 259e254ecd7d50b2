"""``pilkada check``: what it calls damage, and what it says to do about it."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from tests.cli.test_backup import add, backup
from tests.cli.test_bundles import Offices
from tests.conftest import Cli

from pilkada_cli.storage.schema import guards

WAY = "hint: go back to a backup: pilkada restore; without one, get the reports back from"


@pytest.fixture
def offices(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> Offices:
    return Offices(cli, monkeypatch)


def cut(register: Path, where: str) -> None:
    """Take operations out of a journal, and leave no other trace."""
    with closing(sqlite3.connect(register)) as connection, connection:
        for name in guards():
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute(f"DELETE FROM journal WHERE {where}")
        for sql in guards().values():
            connection.execute(sql)


def empty(register: Path, where: str, also: str = "") -> None:
    """Take the content of operations out of a journal, and leave no other trace."""
    with closing(sqlite3.connect(register)) as connection, connection:
        for name in guards():
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute(
            f"UPDATE journal SET body = NULL, sealed = NULL, salt = NULL{also} WHERE {where}"
        )
        for sql in guards().values():
            connection.execute(sql)


def titles(register: Path) -> list[str]:
    """The titles that the derived tables hold."""
    with closing(sqlite3.connect(register)) as connection:
        return [row[0] for row in connection.execute("SELECT title FROM report ORDER BY title")]


LAST = "seq = (SELECT max(seq) FROM journal)"


def run(register: Path, *statements: tuple[str, tuple[object, ...]]) -> list[tuple[object, ...]]:
    """Run statements on a connection of their own; what the last of them finds."""
    with closing(sqlite3.connect(register)) as connection, connection:
        return [connection.execute(*each).fetchall() for each in statements][-1]


def make_stale(register: Path) -> None:
    """Change a table while the file says nothing of an index of it."""
    writable = ("PRAGMA writable_schema = ON", ())
    of_index = "FROM sqlite_schema WHERE name = 'report_day'"
    [row] = run(register, (f"SELECT * {of_index}", ()))
    run(register, writable, (f"DELETE {of_index}", ()))
    run(register, ("UPDATE report SET occurred_on = '2024-11-20'", ()))
    run(register, writable, ("INSERT INTO sqlite_schema VALUES (?, ?, ?, ?, ?)", row))


def redeclare(register: Path, name: str, old: str, new: str) -> None:
    """Change how a table or index was declared, as a damaged disk does."""
    writable = ("PRAGMA writable_schema = ON", ())
    sql = "UPDATE sqlite_schema SET sql = replace(sql, ?, ?) WHERE name = ?"
    run(register, writable, (sql, (old, new, name)))


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (
            lambda file: redeclare(file, "journal_rare", "'undo'", "'undp'"),
            "the index 'journal_rare' of the file",
        ),
        (
            lambda file: run(file, ("DROP INDEX journal_subject", ())),
            "the index 'journal_subject' of the",
        ),
        (
            lambda file: run(file, ("DROP INDEX report_source", ())),
            "the index 'report_source' of the file",
        ),
        (make_stale, "an index of the file is damaged: "),
    ],
)
def test_indexes_that_are_gone_or_wrong_are_made_anew(
    cli: Cli, damage: Callable[[Path], object], said: str
) -> None:
    add(cli)
    damage(cli.register)
    found = cli("check")
    assert (found.code, f"error: {said}" in found.err, "check --fix" in found.err) == (
        6,
        True,
        True,
    )
    mended = cli("check", "--fix")
    assert (mended.code, "the indexes of the file were made anew" in mended.err) == (3, True)
    assert cli("check").code == 0


def test_an_index_that_an_older_version_did_not_make_is_no_damage(cli: Cli) -> None:
    add(cli)
    older = ("UPDATE setting SET value = '8:' || value WHERE key = 'derived'", ())
    other = ("CREATE TABLE seperti_dulu (x)", ())
    run(cli.register, older, ("DROP INDEX report_source", ()), other)
    found = cli("check")
    assert (found.code, "index" in found.err, "seperti_dulu" in found.err) == (3, False, False)
    assert "by another version; the next writer builds them anew" in found.err


@pytest.mark.parametrize(
    ("where", "said"),
    [
        ("seq = 2", "error: operations that this register wrote are missing; the first is "),
        (LAST, "error: the last operations that this register wrote are missing: "),
    ],
)
def test_own_operations_that_are_missing_are_damage_and_the_tables_are_left_alone(
    cli: Cli, where: str, said: str
) -> None:
    for title in ("Dua", "Satu", "Tiga"):
        add(cli, title)
    cut(cli.register, where)
    for arguments in (("check",), ("check", "--fix")):
        checked = cli(*arguments)
        assert (checked.code, checked.out) == (6, "broken: operations 3, reports 2\n")
        assert said in checked.err and WAY in checked.err
        assert "differs" not in checked.err and "wait" not in checked.err
    assert titles(cli.register) == ["Dua", "Satu", "Tiga"]


@pytest.mark.parametrize("where", ["seq = 2", LAST])
def test_a_restore_ends_the_damage(cli: Cli, where: str) -> None:
    add(cli)
    folder = backup(cli)
    add(cli)
    cut(cli.register, where)
    cli.ok("restore", str(folder), "--yes")
    assert cli.ok("check") == "sound: operations 2, reports 1\n"


@pytest.mark.parametrize("where", ["seq = 2", LAST])
def test_what_the_province_was_handed_comes_back_and_ends_the_damage(
    offices: Offices, where: str
) -> None:
    offices.meet()
    for title in ("Banjir", "Longsor"):
        offices.ok("HST", "report", "add", title, "-r", "HST", "-c", "bencana/banjir")
    path, back = offices.home / "serahan.pilkada", offices.home / "kembali.pilkada"
    offices.ok("HST", "serah", "-o", str(path))
    offices.ok("KALSEL", "terima", str(path))
    offices.ok("KALSEL", "serah", "--to", "HST", "-o", str(back))
    cut(offices.home / "HST" / "register.db", where)
    assert offices("HST", "check").code == 6
    offices.ok("HST", "terima", str(back))
    assert offices.ok("HST", "check").out.startswith("sound: ")
    assert offices.ok("HST", "report", "list").out.count("HST-") == 2


@pytest.mark.parametrize("also", ["", ", arrived = NULL"])
def test_an_own_operation_without_content_is_damage_and_the_tables_are_left_alone(
    cli: Cli, also: str
) -> None:
    for title in ("Dua", "Satu", "Tiga"):
        add(cli, title)
    folder = backup(cli)
    empty(cli.register, "seq = 3", also)
    for arguments in (("check",), ("check", "--fix")):
        checked = cli(*arguments)
        assert (checked.code, checked.out) == (6, "broken: operations 4, reports 3\n")
        assert "/3 was altered: its body is missing" in checked.err and WAY in checked.err
        assert "differs" not in checked.err and "whole" not in checked.err
    assert titles(cli.register) == ["Dua", "Satu", "Tiga"]
    refused = cli("backup")
    assert refused.code == 6 and "its body is missing" in refused.err
    cli.ok("restore", str(folder), "--yes")
    assert cli.ok("check").startswith("sound: ")


def test_the_content_of_an_own_operation_comes_back_from_the_province(offices: Offices) -> None:
    offices.meet()
    offices.ok("HST", "report", "add", "Banjir", "-r", "HST", "-c", "bencana/banjir")
    path, back = offices.home / "serahan.pilkada", offices.home / "kembali.pilkada"
    offices.ok("HST", "serah", "-o", str(path))
    offices.ok("KALSEL", "terima", str(path))
    offices.ok("KALSEL", "serah", "--to", "HST", "-o", str(back))
    empty(offices.home / "HST" / "register.db", "kind = 'add'")
    assert offices("HST", "check").code == 6
    offices.ok("HST", "terima", str(back))
    assert offices.ok("HST", "check").out.startswith("sound: ")
    assert "Banjir" in offices.ok("HST", "report", "list").out


def test_content_of_a_former_origin_that_has_not_come_yet_is_said_and_no_damage(cli: Cli) -> None:
    add(cli)
    folder = backup(cli)
    cli.ok("restore", str(folder), "--yes")
    empty(cli.register, "seq = 2", ", arrived = NULL")
    cli("check", "--fix")
    checked = cli("check")
    assert checked.code == 3
    assert "/2 of this office is here without its content; take in the" in checked.err


def test_a_backup_misses_nothing_of_what_was_written_since(cli: Cli) -> None:
    add(cli)
    folder = backup(cli)
    add(cli)
    assert cli.ok("check", "--register", str(folder / "register.db")).startswith("sound: ")


@pytest.mark.parametrize(
    "sql", ["DROP TRIGGER journal_keeps", "UPDATE journal SET arrived = NULL, clock = 9"]
)
def test_what_was_altered_is_told_with_the_way_out_once(cli: Cli, sql: str) -> None:
    add(cli)
    with closing(sqlite3.connect(cli.register)) as connection, connection:
        if sql.startswith("UPDATE"):
            connection.execute("DROP TRIGGER journal_stands")
        connection.execute(sql)
    checked = cli("check")
    assert checked.code == 6 and checked.err.count(WAY) == 1


@pytest.mark.parametrize(
    ("column", "altered", "why"),
    [
        ("body", b'{"code":"LAP","number":1,]', "it is not JSON"),
        ("body", b"[]", "not a JSON object"),
        ("sealed", b'{"title":"\xff"}', "it is not JSON"),
        ("batch", "x", "its columns differ from its header"),
        ("subject", "x/", "its columns differ from its header"),
        ("at", "2024-11-22X02:30:00.000Z", "its columns differ from its header"),
        ("known_at", "2024-19-22T02:30:00.000Z", "its columns differ from its header"),
    ],
)
def test_no_writer_builds_tables_from_an_operation_that_cannot_be_read(
    cli: Cli, column: str, altered: object, why: str
) -> None:
    add(cli, "Satu")
    with closing(sqlite3.connect(cli.register)) as connection, connection:
        for name in guards():
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute(f"UPDATE journal SET {column} = ? WHERE kind = 'add'", (altered,))
        for sql in guards().values():
            connection.execute(sql)
        # As after an update of the program, whose first writer builds the tables anew.
        connection.execute("DELETE FROM setting WHERE key = 'derived'")
        before = [*connection.iterdump()]
    for arguments in (("report", "add", "Dua", "-r", "Tapin", "-c", "hoaks"), ("check",)):
        refused = cli(*arguments)
        assert (refused.code, refused.out) == (6, "")
        assert f"/2 was altered: {why}" in refused.err and "hint: " in refused.err
        with closing(sqlite3.connect(cli.register)) as connection:
            assert [*connection.iterdump()] == before


@pytest.mark.parametrize("column", ["at", "known_at"])
@pytest.mark.parametrize("altered", ["2024-11-2xT02:30:00.000Z", "2024-11-22T02%30:00.000Z", ""])
def test_a_log_of_times_that_cannot_be_read_says_so(cli: Cli, column: str, altered: str) -> None:
    add(cli)
    with closing(sqlite3.connect(cli.register)) as connection, connection:
        connection.execute("DROP TRIGGER journal_stands")
        connection.execute(f"UPDATE journal SET {column} = ? WHERE kind = 'add'", (altered,))
    told = cli("log")
    assert (told.code, told.out) == (6, "")
    assert f"is damaged: {column} is not an instant" in told.err
    assert "go back to a backup: pilkada restore" in told.err


DECLARED = [
    ("tokenize = 'ascii'", "tokenize = 'aschi'"),
    ("columnsize = 0", "columnsize < 0"),
    ("USING fts5", "USING fus5"),
    ("words,", "wores,"),
    ("content = 'sought'", "content = 'sougit'"),
]
"""What is said of the index of words, and how one changed byte leaves it."""


@pytest.mark.parametrize(("old", "new"), DECLARED)
def test_an_index_of_words_that_is_declared_otherwise_is_made_anew(
    cli: Cli, old: str, new: str
) -> None:
    add(cli, "Zirkonium")
    redeclare(cli.register, "search", old, new)
    found = cli("check")
    assert found.code == 6 and "error: the table 'search' differs from the record" in found.err
    assert cli("check", "--fix").code == 3
    assert cli("check").code == 0
    add(cli, "Zirkonium lagi")
    assert cli.ok("report", "search", "zirkonium").count("LAP-") == 2


@pytest.mark.parametrize(("old", "new"), DECLARED[:3])
def test_who_needs_an_index_of_words_that_cannot_be_opened_is_told_what_to_do(
    cli: Cli, old: str, new: str
) -> None:
    add(cli)
    redeclare(cli.register, "search", old, new)
    for arguments in (
        ("report", "add", "Dua", "-r", "Tapin", "-c", "hoaks"),
        ("report", "amend", "LAP-1", "--title", "Lain"),
        ("report", "search", "dua"),
    ):
        refused = cli(*arguments)
        assert refused.code == 6 and "the index of words is damaged" in refused.err
        assert "hint: pilkada check --fix builds it anew; the record is whole" in refused.err


@pytest.mark.parametrize(
    ("table", "old", "new"),
    [
        ("office", "'trusted'", "'trustee'"),
        ("setting", "value TEXT NOT NULL", "value TEXT COLLATE NOCASE"),
    ],
)
def test_a_table_of_the_record_that_is_declared_otherwise_is_damage(
    cli: Cli, table: str, old: str, new: str
) -> None:
    add(cli)
    redeclare(cli.register, table, old, new)
    found = cli("check", "--fix")
    assert found.code == 6 and WAY in found.err
    assert f"error: the table '{table}' is not as this program makes it" in found.err


FOREIGN = {
    "trigger": "CREATE TRIGGER asing AFTER INSERT ON journal"
    " BEGIN UPDATE setting SET value = 'XX' WHERE key = 'code'; END",
    "view": "CREATE VIEW asing AS SELECT 1",
}


@pytest.mark.parametrize("kind", FOREIGN)
def test_what_changes_the_record_and_is_not_of_this_program_is_damage(cli: Cli, kind: str) -> None:
    add(cli)
    run(cli.register, (FOREIGN[kind], ()))
    found = cli("check")
    assert found.code == 6
    assert f"error: the {kind} 'asing' was not made by this program" in found.err
    refused = cli("backup")
    assert refused.code == 6 and f"the {kind} 'asing'" in refused.err


@pytest.mark.parametrize("kind", FOREIGN)
def test_no_backup_is_restored_in_which_somebody_put_what_changes_the_record(
    cli: Cli, kind: str
) -> None:
    add(cli)
    folder = backup(cli)
    run(folder / "register.db", (FOREIGN[kind], ()))
    refused = cli("restore", str(folder), "--yes")
    assert refused.code == 6 and f"the {kind} 'asing'" in refused.err
    assert cli("check").code == 0


@pytest.mark.parametrize(
    ("kind", "sql"),
    [
        ("table", "CREATE TABLE asing (x)"),
        ("index", "CREATE INDEX asing ON journal (kind)"),
    ],
)
def test_what_only_lies_in_the_file_and_is_not_of_this_program_is_told(
    cli: Cli, kind: str, sql: str
) -> None:
    add(cli)
    run(cli.register, (sql, ()), ("ANALYZE", ()))
    found = cli("check")
    assert (found.code, found.err.count("was not made by this program")) == (3, 1)
    assert f"the {kind} 'asing' was not made by this program" in found.err
    folder = Path(cli("backup").out.strip())
    assert cli("restore", str(folder), "--yes").code in (0, 3)
