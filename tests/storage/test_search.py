"""The index of words: it finds what stands in the reports, and keeps nothing that was erased."""

import random
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.conftest import Cli

from pilkada_cli.domain.operation import Kind, OpId
from pilkada_cli.domain.search import terms
from pilkada_cli.domain.spelling import words
from pilkada_cli.jobs import change, record
from pilkada_cli.jobs.workplace import Workplace
from pilkada_cli.storage import batches, journal, queries, search
from pilkada_cli.storage.receiving import receive
from pilkada_cli.storage.selection import Filter

START = datetime(2024, 11, 22, 2, 30, tzinfo=UTC)
PLACE = {"region": "63.07", "category": "bencana/banjir"}


@pytest.fixture
def workplace(tmp_path: Path) -> Workplace:
    return office(tmp_path / "office")


def office(home: Path) -> Workplace:
    """A register whose clock ticks with every look."""
    minutes = count()
    return Workplace(
        home / "register.db", home / "state", lambda: START + timedelta(minutes=next(minutes))
    )


def add(place: Workplace, **fields: str) -> OpId:
    with place.write() as writer:
        record.add(writer, {**PLACE, **fields}, None, place.now())
        return writer.batch.first


def say(place: Workplace, subject: OpId, kind: Kind, text: str) -> None:
    with place.write() as writer:
        key = "text" if kind == Kind.NOTE else "reason"
        writer.batch.append(kind, {}, {key: text}, subject=subject)


def erase(place: Workplace, subject: OpId) -> None:
    with place.write() as writer:
        writer.batch.append(Kind.ERASE, {}, None, subject=subject)


def undo_last(place: Workplace, subject: OpId) -> None:
    with place.read() as reader:
        newest = next(iter(batches.logged(reader.connection, subject, 1))).batch
    with place.write() as writer:
        writer.batch.append(Kind.UNDO, {"batch": str(newest)})


def find(connection: sqlite3.Connection, *typed: str) -> list[str]:
    expression = search.expression(terms(typed))
    return [str(row["title"]) for row in queries.reports(connection, Filter(found=expression))]


def found(place: Workplace, *typed: str) -> list[str]:
    with place.read() as reader:
        return find(reader.tables, *typed)


# What is found.

A_WORD = st.sampled_from(
    ["banjir", "Banjar", "Banjarbaru", "izin", "ijin", "hoax", "hoaks", "TPS", "C-Hasil", "Tjempaka",
     "Mahkamah", "Muhammad", "«ä»", "Jum'at", "2024", "AND", "¶"]
)  # fmt: skip
TEXTS = st.lists(A_WORD, min_size=1, max_size=6).map(" ".join)
ASKED = st.lists(
    st.one_of(A_WORD, A_WORD.map(lambda w: w[:3]), TEXTS.map('"{}"'.format), st.just('"')),
    min_size=1, max_size=3,
)  # fmt: skip


def holds(text: str, typed: list[str]) -> bool:
    """Whether a text holds every term, read word by word."""
    there = words(text)
    for term in terms(typed):
        length = len(term.words)
        starts = range(len(there) - length + 1)
        runs = [tuple(there[start : start + length]) for start in starts]
        if not any(
            run == term.words
            or (term.begins and run[:-1] == term.words[:-1] and run[-1].startswith(term.words[-1]))
            for run in runs
        ):
            return False
    return True


@settings(max_examples=300)
@given(st.lists(TEXTS, min_size=1, max_size=6), ASKED)
@example(["banjir Banjar"], ['"banjir', 'banjar"'])
@example(["Mahkamah ¶ banjir"], ['"mahkamah banjir"'])
def test_the_index_finds_exactly_what_reading_every_text_would_find(
    texts: list[str], typed: list[str]
) -> None:
    with closing(sqlite3.connect(":memory:")) as connection:
        search.create(connection)
        subjects = [OpId("a" * 32, number) for number in range(1, len(texts) + 1)]
        search.add(
            connection, ((s, " ".join(words(t))) for s, t in zip(subjects, texts, strict=True))
        )
        if not (asked := terms(typed)):
            return
        rows = connection.execute(
            f"SELECT subject FROM sought WHERE {search.FOUND}", (search.expression(asked),)
        )
        expected = [str(s) for s, t in zip(subjects, texts, strict=True) if holds(t, typed)]
        assert sorted(row[0] for row in rows) == sorted(expected)


@settings(max_examples=300)
@given(st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=1, max_size=4))
@example(['"', "AND", "OR", "NOT", "NEAR(", "words:", "^a", "a*", "{x y}:", "-", "+", "a NEAR b"])
@example(["'; DROP TABLE report; --"])
@example(["a " * 2000])
def test_whatever_is_typed_is_text_and_never_syntax(typed: list[str]) -> None:
    with closing(sqlite3.connect(":memory:")) as connection:
        search.create(connection)
        said = " ".join(typed)
        search.add(connection, [(OpId("a" * 32, 1), " ".join(words(said)))])
        if asked := terms(typed):
            sql = f"SELECT count(*) FROM sought WHERE {search.FOUND}"
            assert connection.execute(sql, (search.expression(asked),)).fetchone() == (1,)


def test_a_phrase_does_not_run_from_one_field_into_the_next(workplace: Workplace) -> None:
    add(workplace, title="Kotak suara", detail="hilang di jalan")
    assert found(workplace, '"kotak suara"') == ["Kotak suara"]
    assert found(workplace, '"suara hilang"') == []


@pytest.mark.parametrize(
    "typed",
    ["baliho", "pesan berantai", "saksi mata", "dua kelompok", "dilerai", "polres", "seberang masjid",
     "TPS 9", "hulu sungai tengah", "HST", "barabai", "banjir", "flood", "bencana"],
)  # fmt: skip
def test_a_report_is_found_by_its_fields_its_place_and_its_kind_in_both_languages(
    workplace: Workplace, typed: str
) -> None:
    add(
        workplace, title="Baliho roboh", detail="Pesan berantai beredar", source="saksi mata",
        parties="dua kelompok", measures_taken="dilerai", coordinated_with="Polres",
        village="Seberang Masjid", polling_station="TPS 9", district="63.07.06",
    )  # fmt: skip
    assert found(workplace, typed) == ["Baliho roboh"]


def test_a_note_and_a_reason_are_found_until_they_are_undone_or_erased(
    workplace: Workplace,
) -> None:
    subject = add(workplace, title="Uji")
    say(workplace, subject, Kind.NOTE, "sudah dievakuasi")
    say(workplace, subject, Kind.CLOSE, "air surut")
    assert found(workplace, "vakuasi") == []
    assert found(workplace, "evakuasi", "surut") == ["Uji"]
    undo_last(workplace, subject)
    assert found(workplace, "surut") == []
    erase(workplace, subject)
    assert found(workplace, "dievakuasi") == []
    assert found(workplace, "banjir") == ["None"]


def test_an_amended_report_is_found_by_its_new_words_only(workplace: Workplace) -> None:
    add(workplace, title="Baliho roboh")
    with workplace.write() as writer:
        change.amend(writer, ["1"], {"title": "Spanduk roboh"}, [], None, workplace.now())
    assert found(workplace, "baliho") == []
    assert found(workplace, "spanduk", "roboh") == ["Spanduk roboh"]


def test_words_can_be_searched_as_they_were_known_on_another_day(workplace: Workplace) -> None:
    add(workplace, title="Baliho roboh")
    with workplace.write() as writer:
        change.amend(writer, ["1"], {"title": "Spanduk roboh"}, [], None, workplace.now())
        as_of = (datetime.fromisoformat(writer.batch.at) - timedelta(seconds=1)).isoformat()
    with workplace.read(as_of.replace("+00:00", ".000Z")) as reader:
        assert find(reader.tables, "baliho") == ["Baliho roboh"]


# The index and the file.


@pytest.fixture
def many(workplace: Workplace) -> Workplace:
    for number in range(12):
        add(workplace, title=f"Baliho nomor{number}", detail="roboh ditiup angin")
    with workplace.write() as writer:
        change.amend(writer, ["1"], {"title": "Baliho pertama"}, [], None, workplace.now())
    return workplace


def sound(place: Workplace) -> bool:
    with place.read() as reader:
        return search.is_sound(reader.connection)


def run_sql(place: Workplace, *statements: str) -> None:
    with closing(sqlite3.connect(place.register, isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement)


def test_a_vacuum_leaves_the_index_whole(many: Workplace) -> None:
    run_sql(many, "VACUUM")
    assert sound(many)
    assert found(many, "pertama") == ["Baliho pertama"]


DAMAGE = {
    "a report that is missing": (
        "INSERT INTO search (search, rowid, words)"
        " SELECT 'delete', rowid, words FROM sought WHERE words LIKE '%pertama%'",
    ),
    "words of nobody": ("INSERT INTO search (rowid, words) VALUES (9999, 'hantu')",),
    "a block that is gone": (
        "INSERT INTO search (search) VALUES ('optimize')",
        "DELETE FROM search_data WHERE rowid = (SELECT max(rowid) FROM search_data)",
    ),
    "a block of zeros": (
        "INSERT INTO search (search) VALUES ('optimize')",
        "UPDATE search_data SET block = zeroblob(length(block))"
        " WHERE rowid = (SELECT max(rowid) FROM search_data)",
    ),
    "other words beside it": (
        "UPDATE sought SET words = 'lain' WHERE rowid = (SELECT min(rowid) FROM sought)",
    ),
    "an index that is gone": ("DROP TABLE search",),
}


@pytest.mark.parametrize("name", DAMAGE)
def test_a_damaged_index_is_found_by_check_and_mended_by_fix(
    cli: Cli, sample: Cli, name: str
) -> None:
    place = Workplace(cli.register, cli.home / "state", lambda: cli.now)
    with place.write() as writer:
        change.amend(writer, ["1"], {"detail": "pertama"}, [], None, cli.now)
    run_sql(place, *DAMAGE[name])
    result = cli("check")
    assert result.code == (3 if name == "an index that is gone" else 6), result.err
    assert "--fix" in result.err or "builds them anew" in result.err
    assert cli("check", "--fix").code == 3
    assert cli("check").code == 0
    assert "LAP-1," in cli.ok("report", "search", "pertama", "-f", "csv")


def test_a_search_that_meets_a_damaged_index_says_how_to_mend_it_and_reports_still_come_in(
    sample: Cli,
) -> None:
    with closing(sqlite3.connect(sample.register)) as connection, connection:
        connection.execute("DELETE FROM search_data WHERE id > 10")
    result = sample("report", "search", "banjir")
    assert (result.code, result.out) == (6, "")
    assert "pilkada check --fix" in result.err
    sample.ok("report", "add", "Lagi", "-r", "HST", "-c", "hoaks")
    assert sample("check", "--fix").code == 3
    assert "Lagi" in sample.ok("report", "search", "lagi", "hoaks")


def test_a_register_that_may_only_be_read_is_checked_too(many: Workplace) -> None:
    run_sql(many, DAMAGE["a report that is missing"][0], "PRAGMA journal_mode = DELETE")
    many.register.chmod(0o400)
    before = many.register.read_bytes()
    assert not sound(many)
    assert many.register.read_bytes() == before


def test_an_sqlite_without_fts5_keeps_the_register_and_says_that_it_cannot_search(
    cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = markers(3, 2)
    cli.ok("report", "add", first, "-r", "HST", "-c", "hoaks")
    cli.ok("report", "add", second, "-r", "HST", "-c", "hoaks")
    place = Workplace(cli.register, cli.home / "state", lambda: cli.now)
    with place.read() as reader:
        subject = queries.subjects_numbered(reader.tables, "LAP", 1)[0][0]
    with monkeypatch.context() as without:
        without.setattr(search, "is_available", lambda: False)
        erase(place, subject)
        assert "LAP-2" in cli.ok("report", "list")
        assert cli("check").code == 0
        result = cli("report", "search", second)
        assert result.code == 6
        assert "FTS5" in result.err
    cli.ok("report", "add", "Lagi", "-r", "HST", "-c", "hoaks")
    assert_gone(place, [first], [second])
    assert "LAP-2" in cli.ok("report", "search", second)


# Erasing.


def markers(seed: int, n: int) -> list[str]:
    """Words of 16 letters that no spelling rule changes."""
    chance = random.Random(seed)
    return ["".join(chance.sample("abegiklmnoprtuwy", 16)) for _ in range(n)]


def bytes_of(place: Workplace) -> bytes:
    """Everything that SQLite keeps of a register."""
    files = sorted(place.register.parent.glob(f"{place.register.name}*"))
    assert place.register in files
    return b"".join(file.read_bytes() for file in files).lower()


def assert_gone(place: Workplace, erased: list[str], kept: list[str]) -> None:
    """An index stores only how a word goes on after the one before it, so its tail is looked for."""
    content = bytes_of(place)
    assert [word for word in erased if word[4:].encode() in content] == []
    assert all(word[4:].encode() in content for word in kept)
    assert sound(place)


@pytest.mark.parametrize("seed", range(3))
def test_no_erased_word_stays_in_any_file_of_the_register(workplace: Workplace, seed: int) -> None:
    chance = random.Random(seed)
    subjects: dict[OpId, list[str]] = {}
    for one, two, three in zip(*[iter(markers(seed, 90))] * 3, strict=True):
        subject = add(workplace, title=one, detail=f"dan {two} lagi")
        say(workplace, subject, Kind.NOTE, three)
        subjects[subject] = [one, two, three]
    erased, kept = [], []
    for subject, said in subjects.items():
        if chance.random() < 0.5:
            erase(workplace, subject)
            erased += said
        else:
            kept += said
    assert erased
    assert_gone(workplace, erased, kept)


def test_words_amended_away_before_the_erasure_stay_nowhere(workplace: Workplace) -> None:
    first, second, third = markers(7, 3)
    subject = add(workplace, title=first)
    with workplace.write() as writer:
        change.amend(writer, ["1"], {"title": second}, [], None, workplace.now())
    add(workplace, title=third)
    erase(workplace, subject)
    assert_gone(workplace, [first, second], [third])


def test_a_note_undone_before_a_second_erasure_stays_nowhere(workplace: Workplace) -> None:
    (word,) = markers(5, 1)
    subject = add(workplace, title="Uji")
    erase(workplace, subject)
    say(workplace, subject, Kind.NOTE, word)
    undo_last(workplace, subject)
    erase(workplace, subject)
    assert_gone(workplace, [word], [])


def test_an_erasure_that_comes_from_another_office_leaves_no_word_behind(
    tmp_path: Path,
) -> None:
    here, there = office(tmp_path / "here"), office(tmp_path / "there")
    one, two = markers(11, 2)
    subject = add(there, title=one)
    add(there, title=two)
    take_in(here, there)
    assert found(here, one) == [one]
    erase(there, subject)
    take_in(here, there)
    assert_gone(here, [one], [two])


def take_in(place: Workplace, other: Workplace) -> None:
    with other.read() as reader:
        rows = [row for _, row in journal.rows_of(reader.connection)]
    with place.write() as writer:
        receive(writer.connection, rows, writer.batch.at, frozenset(), writer.touched)
