"""The laws of a register: whatever is written, merged, undone or erased, in any order.

Every law runs on real registers. `Office` is one of them with its own clock; a
command is a tuple of a name and three small numbers that choose what it is about.
"""

import random
import sqlite3
import tempfile
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pilkada_cli.analysis.counting import in_full, sums_by
from pilkada_cli.analysis.summary import Question, summarise
from pilkada_cli.domain import chain
from pilkada_cli.domain.actions import ActionState
from pilkada_cli.domain.chain import Row
from pilkada_cli.domain.operation import KINDS, Header, JsonObject, Kind, OpId
from pilkada_cli.domain.readiness import Standing, body_of
from pilkada_cli.domain.reference import Reference
from pilkada_cli.domain.summary import Summary
from pilkada_cli.domain.times import instant
from pilkada_cli.errors import InvalidData, UsageError
from pilkada_cli.jobs import acting, change, linking, nil, record, reviewing
from pilkada_cli.jobs.action_entry import Asked
from pilkada_cli.jobs.workplace import Workplace
from pilkada_cli.storage import audit, clearing, derived, journal, queries, receiving, search, sums
from pilkada_cli.storage import settings as register_settings
from pilkada_cli.storage.rebuilding import rebuild
from pilkada_cli.storage.register import Reader, Writer
from pilkada_cli.storage.selection import Filter
from pilkada_cli.storage.source import Source

START = datetime(2024, 11, 22, 2, 30, tzinfo=UTC)
REGIONS = ("63.07", "63.72", "63.03", "63", "63.06")
CATEGORIES = (
    "bencana/banjir",
    "kamtibmas/hoaks",
    "isu-aktual/sengketa-hasil",
    "logistik/kekurangan",
)
ITEMS = ("kpps", "linmas")
DAYS = ("2024-11-20", "2024-11-22", "2024-11-27", "2025-04-19", "2023-01-01")
TRAVELS_IN_FULL = {Kind.UNDO, Kind.ERASE, Kind.LINK, Kind.UNLINK, Kind.PERSON}

Command = tuple[str, int, int, int]


@dataclass
class Office:
    """A register with a clock that ticks once per command."""

    home: Path
    ticks: int = 0

    def now(self) -> datetime:
        return START + timedelta(minutes=self.ticks)

    @property
    def workplace(self) -> Workplace:
        return Workplace(self.home / "register.db", self.home / "state", self.now)

    @contextmanager
    def write(self) -> Iterator[Writer]:
        self.ticks += 1
        with self.workplace.write() as writer:
            yield writer

    @contextmanager
    def read(self, as_of: str | None = None) -> Iterator[Reader]:
        with self.workplace.read(as_of) as reader:
            yield reader

    def run(self, command: Command) -> None:
        """Run one command; what the program refuses changes nothing."""
        name, one, two, three = command
        try:
            with self.write() as writer:
                COMMANDS[name](writer, self.now(), one, two, three)
        except UsageError:
            return

    def run_all(self, commands: Iterable[Command]) -> None:
        for command in commands:
            self.run(command)

    def receive(self, rows: Iterable[Row]) -> receiving.Received:
        with self.write() as writer:
            return take_in(writer, rows, self.now())

    def rows(self) -> list[Row]:
        with self.read() as reader:
            return [row for _, row in journal.rows_of(reader.connection)]

    def own(self) -> str:
        with self.read() as reader:
            return register_settings.origins(reader.connection)[-1]

    def sync_from(self, other: "Office") -> None:
        self.receive(other.rows())


def take_in(writer: Writer, rows: Iterable[Row], now: datetime) -> receiving.Received:
    own = frozenset(register_settings.origins(writer.connection))
    reach = receiving.clock_in_reach(writer.connection, instant(now))
    return receiving.receive(writer.connection, rows, instant(now), own, writer.touched, reach)


def _ids(writer: Writer) -> list[str]:
    rows = writer.connection.execute("SELECT id FROM report ORDER BY clock, subject")
    return [row[0] for row in rows]


def _pick(writer: Writer, number: int) -> str:
    ids = _ids(writer)
    return ids[number % len(ids)] if ids else "LAP-1"


def _subject(writer: Writer, number: int) -> OpId:
    rows = writer.connection.execute(
        "SELECT subject FROM report ORDER BY clock, subject"
    ).fetchall()
    if not rows:
        raise UsageError(_SENTENCE)
    return OpId.parse(rows[number % len(rows)][0])


def _add(writer: Writer, now: datetime, one: int, two: int, three: int) -> None:
    raw: dict[str, object] = {
        "title": f"Laporan {one}{two}{three}", "region": REGIONS[one % len(REGIONS)],
        "category": CATEGORIES[two % len(CATEGORIES)],
        "occurred_on": (None, *DAYS)[three % 6], "occurred_time": (None, "09:00")[one % 2],
        "phase": (None, "pg", "ag", None)[two % 4], "detail": "rincian",
    }  # fmt: skip
    if three % 3 == 0:
        raw |= {"source_system": (None, "siaga")[one % 2], "source_ref": f"R{two % 3}"}
    if three % 4 == 1 and raw["region"] != "63":
        raw["affects"] = ["63.01", "63.72"]
    record.add(writer, raw, None, now)


def _amend(writer: Writer, now: datetime, one: int, two: int, three: int) -> None:
    changes: list[dict[str, object]] = [
        {"title": f"Judul {three}"}, {"impact": 5}, {"likelihood": 2}, {"residual_impact": 1},
        {"region": REGIONS[three % len(REGIONS)]}, {"occurred_on": DAYS[three % len(DAYS)]},
        {"source_ref": f"R{three % 3}"}, {"category": CATEGORIES[three % len(CATEGORIES)]},
        {"phase": "pg"}, {"reporter": "Pak Anu"}, {"affects": ["63.02"]}, {"athg": "ancaman"},
    ]  # fmt: skip
    clear = ["source-ref", "detail"] if two % 13 == 12 else []
    raw = {} if clear else changes[two % len(changes)]
    change.amend(writer, [_pick(writer, one)], raw, clear, None, now)


def _saying(kind: Kind, raw: dict[str, object] | None = None) -> Callable[..., None]:
    def say(writer: Writer, now: datetime, one: int, two: int, three: int) -> None:
        ids = [_pick(writer, one)] if three % 3 else [_pick(writer, one), _pick(writer, two)]
        change.say(writer, kind, ids, f"alasan {two}", None, now, raw)

    return say


def _escalate(writer: Writer, now: datetime, one: int, two: int, three: int) -> None:
    change.escalate(writer, [_pick(writer, one)], (None, "gn")[two % 2], {}, "genting", None, now)


def _link(writer: Writer, now: datetime, one: int, two: int, three: int) -> None:
    linking.link(writer, [_pick(writer, one), _pick(writer, two)], None, now, on=True)


def _unlink(writer: Writer, now: datetime, one: int, two: int, three: int) -> None:
    linking.link(writer, [_pick(writer, one), _pick(writer, two)], None, now, on=False)


def _nil(writer: Writer, now: datetime, one: int, two: int, three: int) -> None:
    nil.nil(writer, REGIONS[one % len(REGIONS)], DAYS[two % 2], None, now)


def _action(writer: Writer, now: datetime, one: int, two: int, three: int) -> None:
    on = [_pick(writer, one)] if three % 3 else []
    region = REGIONS[one % len(REGIONS)]
    asked = Asked(
        f"Tindakan {two}", on, region=None if on else region, owner="Polres",
        lowers_likelihood=str(two % 3), lowers_impact=str(three % 3),
        due=(None, "2024-11-25")[two % 2],
    )  # fmt: skip
    acting.decide(writer, asked, None, now)


def _step(writer: Writer, now: datetime, one: int, two: int, three: int) -> None:
    rows = writer.connection.execute(
        "SELECT code, number FROM action GROUP BY code, number HAVING count(*) = 1 ORDER BY 1, 2"
    ).fetchall()
    if rows:
        code, number = rows[one % len(rows)]
        state = [*ActionState][two % len(ActionState)]
        asked = Asked(evidence=f"bukti {three}", due="2024-11-30")
        acting.carry_on(writer, [f"{code}-T{number}"], state, asked, None, now)


def _watch(writer: Writer, now: datetime, one: int, two: int, three: int) -> None:
    until = (None, "2024-12-01")[two % 2]
    reviewing.watch(writer, [_pick(writer, one)], until, f"tenang {three}", None, now)


def _readiness(writer: Writer, now: datetime, one: int, two: int, three: int) -> None:
    standing = Standing(ITEMS[two % 2], REGIONS[one % 3], DAYS[three % 2], 100, 10 * two)
    writer.batch.append(Kind.READINESS, body_of(standing), creates=True)


def _undo(writer: Writer, now: datetime, one: int, two: int, three: int) -> None:
    batches = writer.connection.execute(
        "SELECT DISTINCT batch FROM journal WHERE origin = ? AND kind <> 'person' ORDER BY seq DESC",
        (writer.batch.origin,),
    ).fetchall()
    if batches:
        writer.batch.append(Kind.UNDO, {"batch": batches[one % len(batches)][0]})


def _erase(writer: Writer, now: datetime, one: int, two: int, three: int) -> None:
    subject = _subject(writer, one)
    writer.batch.append(Kind.ERASE, {}, {"reason": "diminta"}, subject=subject)
    receiving.apply_erasures(writer.connection, [subject])


COMMANDS: dict[str, Callable[[Writer, datetime, int, int, int], None]] = {
    "add": _add, "amend": _amend, "escalate": _escalate, "link": _link, "unlink": _unlink,
    "nil": _nil, "readiness": _readiness, "undo": _undo, "erase": _erase,
    "note": _saying(Kind.NOTE), "verify": _saying(Kind.VERIFY, {"grade": "B2"}),
    "refute": _saying(Kind.REFUTE), "unverify": _saying(Kind.UNVERIFY),
    "handle": _saying(Kind.HANDLE), "close": _saying(Kind.CLOSE),
    "reopen": _saying(Kind.REOPEN), "action": _action, "step": _step, "watch": _watch,
}  # fmt: skip
_SENTENCE = record.Sentence("nothing to do")

small = st.integers(0, 12)
names = st.sampled_from([*COMMANDS, "add", "add", "add", "amend", "link", "undo"])
commands = st.tuples(names, small, small, small)
scripts = st.lists(commands, min_size=1, max_size=18).map(lambda made: [("add", 0, 0, 0), *made])


@contextmanager
def offices(count: int = 1) -> Iterator[list[Office]]:
    """Fresh registers; Hypothesis runs many examples within one test's tmp_path."""
    with tempfile.TemporaryDirectory() as folder:
        homes = [Path(folder) / str(number) for number in range(count)]
        yield [Office(home) for home in homes]


def tables(connection: sqlite3.Connection) -> dict[str, Any]:
    return {table: list(audit.contents(connection, table)) for table in derived.TABLES}


def rebuilt(connection: sqlite3.Connection, reference: Reference) -> dict[str, Any]:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as memory:
        rebuild(memory, Source.of(connection), reference)
        return tables(memory)


def assert_folded(office: Office) -> None:
    """The derived tables are what the journal folds to, and every chain is whole."""
    with office.read() as reader:
        assert not reader.recomputed
        assert tables(reader.connection) == rebuilt(reader.connection, reader.reference)
        assert search.is_sound(reader.connection)
        assert [str(problem) for problem in audit.broken_chains(reader.connection)] == []


def header_of(row: Row) -> Header:
    return chain.decode_header(row.header)


# One register.


@settings(max_examples=20)
@given(scripts)
@example([("add", 0, 0, 0), ("add", 0, 0, 3), ("unlink", 0, 1, 0), ("amend", 0, 1, 0)])
@example([("add", 0, 0, 0), ("add", 0, 0, 1), ("add", 0, 0, 2), ("unlink", 1, 2, 0),
          ("link", 2, 1, 0), ("link", 0, 1, 0)])  # fmt: skip
def test_after_every_command_the_stored_tables_are_what_the_journal_folds_to(
    script: list[Command],
) -> None:
    with offices() as (office,):
        for command in script:
            office.run(command)
            assert_folded(office)


@settings(max_examples=15)
@given(scripts)
def test_every_prefix_of_a_journal_is_a_register(script: list[Command]) -> None:
    kept = [command for command in script if command[0] != "erase"]
    with offices(2) as (office, copy):
        office.run_all(kept)
        for row in office.rows():
            copy.receive([row])
            assert_folded(copy)
        with office.read() as ours, copy.read() as theirs:
            assert tables(ours.tables) == tables(theirs.tables)


SPANS: list[dict[str, str]] = [
    {},
    {"since": DAYS[1]},
    {"until": DAYS[1]},
    {"since": DAYS[0], "until": DAYS[2]},
]


@settings(max_examples=15)
@given(scripts)
def test_sums_say_what_the_placements_add_up_to_under_every_filter_they_answer(
    script: list[Command],
) -> None:
    with offices() as (office,):
        office.run_all(script)
        with office.read() as reader:
            for region, span in product((None, *REGIONS), SPANS):
                wanted = Filter(region=region, **span)
                cells = in_full(queries.tally(reader.tables, wanted))
                placed = sums_by(cells, reader.reference.scale, region)
                for dimension in ("regency", "stage", "category", "athg"):
                    if sums.answers(wanted, dimension, by_day=False):
                        rows = sums.read(reader.tables, wanted, dimension)
                        assert {key: added for key, _, added in rows} == placed(dimension)
            stored = reader.tables.execute("SELECT reports FROM sums").fetchall()
            assert all(reports > 0 for (reports,) in stored)


def summary_of(office: Office) -> Summary:
    with office.read() as reader:
        cells = in_full(queries.tally(reader.tables, Filter()))
        question = Question(as_of=date(2025, 6, 1), typed="2025-06-01")
        return summarise(sums_by(cells, reader.reference.scale, None), reader.reference, question)


COUNTS = ("reports", "events", "pg", "ag", "gn", "open")
SCORES = ("index", "open_index")


def _sum(rows: Iterable[object], name: str) -> float:
    return round(sum(getattr(row, name) for row in rows), 6)


@settings(max_examples=20)
@given(scripts)
def test_stages_categories_and_athg_add_up_to_the_totals(script: list[Command]) -> None:
    with offices() as (office,):
        office.run_all(script)
        summary = summary_of(office)
        for rows in (summary.stages, summary.categories, summary.athg):
            for name in COUNTS:
                assert _sum(rows, name) == getattr(summary.totals, name), name
        scores = {
            name: {_sum(rows, name) for rows in (summary.stages, summary.categories, summary.athg)}
            for name in SCORES
        }
        assert all(len(values) == 1 for values in scores.values())


@settings(max_examples=20)
@given(scripts)
def test_regencies_add_up_to_the_totals_less_the_province_plus_further_regencies(
    script: list[Command],
) -> None:
    with offices() as (office,):
        office.run_all(script)
        summary = summary_of(office)
        with office.read() as reader:
            events = [
                (region, affects.split())
                for region, affects in reader.connection.execute(
                    "SELECT region, affects FROM report WHERE outcome = 'event'"
                )
            ]
        further = sum(len(affects) for region, affects in events if region != "63")
        everywhere = sum(region == "63" for region, _ in events)
        assert summary.totals.province_wide == everywhere
        assert _sum(summary.regencies, "events") == summary.totals.events - everywhere + further


@settings(max_examples=20)
@given(scripts)
def test_every_report_is_an_event_a_duplicate_refuted_or_withdrawn(script: list[Command]) -> None:
    with offices() as (office,):
        office.run_all(script)
        totals = summary_of(office).totals
        with office.read() as reader:
            stored = reader.connection.execute("SELECT count(*) FROM report").fetchone()[0]
            adds = audit.sizes(reader.connection)[1]
    assert totals.reports == stored == adds
    outcomes = totals.events + totals.duplicates + totals.refuted + totals.withdrawn
    assert totals.reports == outcomes


@settings(max_examples=25)
@given(scripts, small, small, st.integers(0, 4))
def test_one_more_unlinked_report_lowers_no_score_of_any_regency_or_stage(
    script: list[Command], one: int, two: int, three: int
) -> None:
    with offices() as (office,):
        office.run_all(script)
        before = summary_of(office)
        office.run(("add", one, two, (1, 2, 4, 5, 7)[three]))  # none of these has a reference
        after = summary_of(office)
    assert after.totals.reports == before.totals.reports + 1
    assert after.totals.events == before.totals.events + 1
    old = {**{row.code: row for row in before.regencies}, **{row.key: row for row in before.stages}}
    new = {**{row.code: row for row in after.regencies}, **{row.key: row for row in after.stages}}
    for key, row in old.items():
        for name in ("events", "index", "open_index", "worst_level"):
            assert (getattr(new[key], name) or 0) >= (getattr(row, name) or 0), (key, name)


# Several registers.

steps = st.tuples(st.integers(0, 2), commands | st.tuples(st.just("sync"), small, small, small))
histories = st.lists(steps, min_size=1, max_size=22)


def play(places: list[Office], history: list[tuple[int, Command]]) -> None:
    """Let several offices work, each on its own register, and hear from each other now and then."""
    for number, office in enumerate(places):
        office.run(("add", number, number, 0))
    for number, command in history:
        office = places[number % len(places)]
        if command[0] == "sync":
            office.sync_from(places[command[1] % len(places)])
        else:
            office.run(command)


def union_of(places: list[Office], chance: random.Random) -> list[Row]:
    """Every row once, each from one of the offices that have it, its maker always included."""
    found: dict[OpId, list[Row]] = {}
    for office in places:
        for row in office.rows():
            found.setdefault(header_of(row).id, []).append(row)
    return [chance.choice(rows) for _, rows in sorted(found.items())]


def in_pieces(rows: list[Row], chance: random.Random) -> list[list[Row]]:
    """The rows shuffled and cut, some in more than one piece."""
    shuffled = [*rows, *chance.sample(rows, len(rows) // 5)]
    chance.shuffle(shuffled)
    if chance.random() < 0.3:
        shuffled.sort(key=lambda row: header_of(row).seq)
    pieces = []
    while shuffled:
        size = chance.randint(1, max(1, len(rows) // 2))
        pieces.append(shuffled[:size])
        shuffled = shuffled[size:]
    return pieces


def with_stubs(rows: list[Row], chance: random.Random, share: float = 0.4) -> list[Row]:
    """The rows with some subjects withheld, whole, as a bundle does it."""
    subjects = sorted({header_of(r).subject for r in rows if header_of(r).subject is not None})
    hidden = {subject for subject in subjects if chance.random() < share}
    return [
        receiving.as_stub(row)
        if header_of(row).subject in hidden and header_of(row).kind not in TRAVELS_IN_FULL
        else row
        for row in rows
    ]


JOURNAL = (
    "origin, seq, clock, at, known_at, actor, batch, kind, subject,"
    " header, body, sealed, salt, body_digest, sealed_digest, hash"
)


def record_of(office: Office, origins: set[str]) -> list[tuple[Any, ...]]:
    """The journal but for when and where its rows came, of some origins."""
    marks = ", ".join("?" for _ in origins)
    with office.read() as reader:
        return reader.connection.execute(
            f"SELECT {JOURNAL} FROM journal WHERE origin IN ({marks}) ORDER BY origin, seq",
            sorted(origins),
        ).fetchall()


def derived_of(office: Office) -> dict[str, Any]:
    with office.read() as reader:
        return tables(reader.connection)


def assert_folded_while_waiting(office: Office) -> None:
    with office.read() as reader:
        assert tables(reader.connection) == rebuilt(reader.connection, reader.reference)


@settings(max_examples=20)
@given(histories, st.integers(2, 3), st.integers(0, 2**32))
def test_in_any_order_and_any_pieces_a_merge_ends_in_the_same_register(
    history: list[tuple[int, Command]], count: int, seed: int
) -> None:
    chance = random.Random(seed)
    with offices(count + 2) as (once, piecemeal, *makers):
        play(makers, history)
        rows = union_of(makers, chance)
        once.receive(rows)
        for piece in in_pieces(rows, chance):
            piecemeal.receive(piece)
            assert_folded_while_waiting(piecemeal)
        assert_folded(once)
        assert_folded(piecemeal)
        origins = {header_of(row).origin for row in rows}
        assert derived_of(once) == derived_of(piecemeal)
        assert record_of(once, origins) == record_of(piecemeal, origins)


@settings(max_examples=20)
@given(histories, st.integers(1, 3), st.integers(0, 2**32))
def test_withheld_reports_that_are_filled_in_later_end_in_the_same_register(
    history: list[tuple[int, Command]], count: int, seed: int
) -> None:
    chance = random.Random(seed)
    with offices(count + 2) as (once, piecemeal, *makers):
        play(makers, history)
        rows = union_of(makers, chance)
        once.receive(rows)
        pieces = [*in_pieces(with_stubs(rows, chance), chance), *in_pieces(rows, chance)]
        if chance.random() < 0.6:
            chance.shuffle(pieces)
        for piece in pieces:
            piecemeal.receive(piece)
            assert_folded_while_waiting(piecemeal)
        assert_folded(piecemeal)
        origins = {header_of(row).origin for row in rows}
        assert derived_of(once) == derived_of(piecemeal)
        assert record_of(once, origins) == record_of(piecemeal, origins)


@settings(max_examples=12)
@given(histories, st.integers(0, 2**32))
def test_offices_that_have_heard_everything_of_each_other_agree(
    history: list[tuple[int, Command]], seed: int
) -> None:
    with offices(2) as places:
        play(places, history)
        one, other = places
        one.sync_from(other)
        other.sync_from(one)
        assert derived_of(one) == derived_of(other)
        assert_folded(one)
        assert_folded(other)


@settings(max_examples=15)
@given(histories)
def test_what_is_known_already_changes_nothing(history: list[tuple[int, Command]]) -> None:
    with offices(2) as (office, other):
        play([office, other], history)
        office.sync_from(other)
        before = everything(office)
        received = office.receive(reversed(other.rows()))
        assert (received.new, received.filled) == (0, 0)
        assert everything(office) == before


def everything(office: Office) -> dict[str, Any]:
    """All rows of all tables of a register."""
    with office.read() as reader:
        names = [
            name
            for (name,) in reader.connection.execute(
                "SELECT name FROM sqlite_schema WHERE type = 'table'"
            )
        ]
        return {name: list(audit.contents(reader.connection, name)) for name in names}


# Rows from programs that are broken or hostile.


@dataclass
class Chain:
    """A chain written by hand, as a foreign program might write it."""

    origin: str = "a" * 32
    rows: list[Row] | None = None

    def append(
        self, kind: str, body: JsonObject, sealed: JsonObject | None = None, *,
        subject: OpId | None = None, creates: bool = False, clock: int | None = None,
        batch: int | None = None, at: str = "2024-11-22T02:30:00.000Z", known_at: str | None = None,
    ) -> OpId:  # fmt: skip
        self.rows = self.rows or []
        op_id = OpId(self.origin, len(self.rows) + 1)
        header = Header(
            self.origin, op_id.seq, clock or op_id.seq, at, known_at or at, 1,
            OpId(self.origin, batch or op_id.seq), kind, op_id if creates else subject,
        )  # fmt: skip
        previous = self.rows[-1].hash if self.rows else chain.ZERO
        self.rows.append(chain.seal_row(previous, header, body, sealed, bytes(16)))
        return op_id

    def report(self, number: int = 1, **more: Any) -> OpId:
        body = {"code": "HST", "number": number, "region": "63.07", "category": "bencana/banjir"}
        return self.append(
            Kind.ADD, body | more, {"title": "Banjir", "detail": "rahasia"}, creates=True
        )

    @property
    def every(self) -> list[Row]:
        return self.rows or []


def reseal(previous: bytes, row: Row, **changes: Any) -> Row:
    """A row with changed bytes and every digest made to fit again."""
    changed = replace(row, **changes)
    assert changed.body is not None
    body = chain.body_digest(changed.body)
    sealed = chain.sealed_digest(changed.salt, changed.sealed)
    linked = chain.link_hash(previous, changed.header, body, sealed)
    return replace(changed, body_digest=body, sealed_digest=sealed, hash=linked)


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path / "office")


def assert_refused(office: Office, rows: list[Row]) -> InvalidData:
    """The rows are refused, and nothing at all is changed."""
    with office.write():
        pass
    before = everything(office)
    with pytest.raises(InvalidData) as refused:
        office.receive(rows)
    assert everything(office) == before
    return refused.value


def three_rows() -> list[Row]:
    made = Chain()
    subject = made.report()
    made.append(Kind.AMEND, {"impact": 4}, subject=subject)
    made.append(Kind.NOTE, {}, {"text": "catatan"}, subject=subject)
    return made.every


def test_a_fork_is_refused_with_both_heads(office: Office) -> None:
    ours = three_rows()
    office.receive(ours)
    theirs = reseal(ours[1].hash, ours[2], sealed=b'{"text":"lain"}')
    refused = assert_refused(office, [theirs])
    assert ours[2].hash.hex()[:12] in str(refused.sentence)
    assert theirs.hash.hex()[:12] in str(refused.sentence)


def test_a_fork_within_one_delivery_is_refused(office: Office) -> None:
    ours = three_rows()
    assert_refused(office, [*ours, reseal(ours[1].hash, ours[2], sealed=b'{"text":"lain"}')])


@pytest.mark.parametrize("place", [0, 1, 2])
def test_an_altered_body_is_refused(office: Office, place: int) -> None:
    rows = three_rows()
    rows[place] = replace(rows[place], body=b'{"impact":5}')
    assert_refused(office, rows)


def test_an_altered_sealed_part_is_refused(office: Office) -> None:
    rows = three_rows()
    rows[2] = replace(rows[2], sealed=b'{"text":"lain"}')
    assert_refused(office, rows)


def test_an_altered_salt_is_refused(office: Office) -> None:
    rows = three_rows()
    rows[2] = replace(rows[2], salt=b"\1" * 16)
    assert_refused(office, rows)


def test_a_sealed_part_put_on_a_row_that_has_none_is_refused(office: Office) -> None:
    rows = three_rows()
    rows[1] = replace(rows[1], sealed=b'{"title":"palsu"}', salt=None)
    assert_refused(office, rows)


def test_a_sealed_part_on_a_stub_is_refused(office: Office) -> None:
    rows = three_rows()
    rows[2] = replace(rows[2], body=None)
    assert_refused(office, rows)


@pytest.mark.parametrize("place", [0, 1, 2])
def test_an_altered_header_is_refused(office: Office, place: int) -> None:
    rows = three_rows()
    header = replace(header_of(rows[place]), clock=99)
    rows[place] = replace(rows[place], header=chain.encode_header(header))
    assert_refused(office, rows)


def test_a_header_that_cannot_be_read_is_refused(office: Office) -> None:
    rows = three_rows()
    rows[1] = replace(rows[1], header=rows[1].header + b" ")
    assert_refused(office, rows)


@pytest.mark.parametrize("place", [0, 1, 2])
def test_a_row_whose_digests_fit_but_whose_chain_does_not_is_refused(
    office: Office, place: int
) -> None:
    rows = three_rows()
    rows[place] = reseal(b"\1" * 32, rows[place])
    assert_refused(office, rows)


def test_a_withheld_row_is_not_filled_with_other_content_under_its_hash(office: Office) -> None:
    rows = three_rows()
    office.receive([receiving.as_stub(row) for row in rows])
    forged = reseal(rows[0].hash, rows[1], body=b'{"impact":1}')
    assert_refused(office, [replace(forged, hash=rows[1].hash)])


def test_a_known_row_that_comes_back_altered_under_its_hash_is_refused(office: Office) -> None:
    rows = three_rows()
    office.receive(rows)
    forged = reseal(rows[0].hash, rows[1], body=b'{"impact":1}')
    assert_refused(office, [replace(forged, hash=rows[1].hash)])


@pytest.mark.parametrize("kind", sorted(TRAVELS_IN_FULL - {Kind.PERSON}))
def test_kinds_that_hold_ids_only_cannot_be_withheld(office: Office, kind: Kind) -> None:
    made = Chain()
    subject = made.report()
    made.append(kind, {"with": f"{made.origin}/1"}, subject=subject)
    assert_refused(office, [made.every[0], receiving.as_stub(made.every[1])])


def test_a_batch_that_goes_on_after_another_began_is_refused(office: Office) -> None:
    made = Chain()
    subject = made.report()
    made.append(Kind.NOTE, {}, subject=subject)
    made.append(Kind.NOTE, {}, subject=subject, batch=1)
    assert_refused(office, made.every)


def test_digests_cut_at_another_place_are_refused(office: Office) -> None:
    first, *_ = three_rows()
    digests = first.body_digest + first.sealed_digest
    stub = replace(receiving.as_stub(first), body_digest=digests[:31], sealed_digest=digests[31:])
    assert_refused(office, [stub])


def said_at(*clocks: int, origin: str = "a" * 32) -> list[Row]:
    made = Chain(origin)
    for clock in clocks:
        made.append(Kind.NIL, {"region": "63.07", "on": "2024-11-22"}, creates=True, clock=clock)
    return made.every


def in_milliseconds(office: Office, ticks: int) -> int:
    """A day and two hours after a command to come, in milliseconds since 1970."""
    return int((office.now() + timedelta(hours=26, minutes=ticks)).timestamp() * 1000)


def test_a_clock_is_taken_as_far_as_there_were_milliseconds_and_a_day(office: Office) -> None:
    assert_refused(office, said_at(in_milliseconds(office, 2) + 1))
    assert office.receive(said_at(in_milliseconds(office, 1))).new == 1
    assert_folded(office)


def test_one_delivery_cannot_lift_the_clock_step_by_step(office: Office) -> None:
    known = in_milliseconds(office, 1)
    office.receive(said_at(known))
    lead = receiving.MAX_CLOCK_LEAD
    assert_refused(office, said_at(known + lead, known + 2 * lead, origin="b" * 32))
    assert office.receive(said_at(known + lead, origin="b" * 32)).new == 1


def test_an_operation_more_than_26_hours_ahead_is_taken_and_counted(office: Office) -> None:
    made = Chain()
    made.append(
        Kind.NIL,
        {"region": "63.07", "on": "2024-11-22"},
        creates=True,
        at="9999-12-31T23:59:59.999Z",
    )
    assert office.receive(made.every).ahead == 1
    assert_folded(office)


def test_a_report_known_at_the_end_of_time_folds(office: Office) -> None:
    made = Chain()
    body = {"code": "HST", "number": 1, "region": "63.07", "category": "bencana/banjir"}
    made.append(Kind.ADD, body, creates=True, at="9999-12-31T23:59:59.999Z")
    office.receive(made.every)
    assert_folded(office)


def test_after_a_wrong_delivery_the_right_one_is_taken(office: Office) -> None:
    rows = three_rows()
    assert_refused(office, [rows[0], replace(rows[1], body=b'{"impact":5}')])
    assert office.receive(rows).new == 3
    assert_folded(office)


foreign_kinds = st.sampled_from([*KINDS, *KINDS, "merge", "assign"])
origin_names = st.sampled_from(["a" * 32, "b" * 32, "a" * 31 + "b"])
foreign_ids = st.builds(OpId, origin_names, st.integers(1, 12))
foreign_values = st.none() | st.integers(-1, 8) | st.sampled_from(
    ["", "63.07", "63", "gn", "pg", "2024-11-22", "R1", "\u2028", "HST", "9"]
)  # fmt: skip
field_names = st.sampled_from([
    "code", "number", "region", "occurred_on", "occurred_time", "phase", "likelihood", "impact",
    "source_system", "source_ref", "source_ref", "stage", "category", "athg", "affects", "title",
    "import_key", "on", "grade_content", "unheard-of",
])  # fmt: skip
fields_by_name = st.dictionaries(field_names, foreign_values, max_size=4)
batch_names = foreign_ids.map(str) | st.sampled_from(
    ["", "x", f"{'a' * 32}/99999999999999999999", f"{'a' * 32}/²", f"{'a' * 32}/0"]
)
bodies = st.one_of(
    fields_by_name,
    st.fixed_dictionaries({"batch": batch_names}),
    st.fixed_dictionaries({"with": batch_names}),
)
foreign_rows = st.tuples(
    origin_names, foreign_kinds, foreign_ids | st.none() | st.just("own"), bodies,
    st.none() | fields_by_name, st.integers(1, 6), st.booleans(), st.booleans(),
)  # fmt: skip


@settings(max_examples=60)
@given(st.lists(foreign_rows, min_size=1, max_size=14), st.integers(0, 2**32))
@example([("a" * 32, "undo", None, {"batch": f"{'a' * 32}/1"}, None, 1, False, False)], 0)
@example(
    [
        (
            "a" * 32,
            "undo",
            None,
            {"batch": f"{'a' * 32}/99999999999999999999"},
            None,
            1,
            False,
            False,
        )
    ],
    0,
)
@example(
    [("a" * 32, "nil", None, {"region": "63.07", "on": "2024-11-22"}, None, 1, False, False)], 0
)
@example([("a" * 32, "add", OpId("b" * 32, 1), {}, None, 1, False, False),
          ("b" * 32, "add", "own", {}, None, 1, False, False)], 0)  # fmt: skip
def test_any_well_formed_chains_fold_the_same_way_at_once_in_pieces_and_in_a_rebuild(
    described: list[tuple[Any, ...]], seed: int
) -> None:
    chance = random.Random(seed)
    chains = {name: Chain(name) for name in ("a" * 32, "b" * 32, "a" * 31 + "b")}
    for origin, kind, subject, body, sealed, clock, goes_on, stub in described:
        made = chains[origin]
        batch = header_of(made.every[-1]).batch.seq if goes_on and made.every else None
        named = None if subject == "own" else subject
        made.append(
            kind, body, sealed, subject=named, creates=subject == "own", clock=clock, batch=batch
        )
        if stub and kind not in TRAVELS_IN_FULL:
            made.every[-1] = receiving.as_stub(made.every[-1])
    rows = [row for made in chains.values() for row in made.every]
    with offices(2) as (once, piecemeal):
        once.receive(rows)
        assert_folded_while_waiting(once)
        for piece in in_pieces(rows, chance):
            piecemeal.receive(piece)
            assert_folded_while_waiting(piecemeal)
        assert derived_of(once) == derived_of(piecemeal)


# Erasing.


def erased_chain() -> tuple[Chain, list[Row]]:
    """A report with an amendment and a note, by one office, and its erasure by another."""
    made = Chain()
    subject = made.report()
    made.append(Kind.AMEND, {}, {"title": "lain rahasia"}, subject=subject, clock=2)
    made.append(Kind.NOTE, {}, {"text": "catatan rahasia"}, subject=subject, clock=3)
    other = Chain("b" * 32)
    other.append(Kind.ERASE, {}, {"reason": "diminta"}, subject=subject, clock=10)
    return made, other.every


def sealed_of(office: Office, origin: str) -> list[bytes | None]:
    with office.read() as reader:
        rows = reader.connection.execute(
            "SELECT sealed FROM journal WHERE origin = ? ORDER BY seq", (origin,)
        )
        return [row[0] for row in rows]


def test_an_erasure_deletes_what_it_covers_when_it_arrives(office: Office) -> None:
    made, erasure = erased_chain()
    office.receive(made.every)
    office.receive(erasure)
    assert sealed_of(office, made.origin) == [None, None, None]
    assert_folded(office)


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 0, 2)])
def test_covered_text_that_comes_after_its_erasure_is_deleted_on_arrival(
    office: Office, order: tuple[int, ...]
) -> None:
    made, erasure = erased_chain()
    office.receive(erasure)
    for place in order:  # the later rows wait behind a gap; their text must not
        office.receive([made.every[place]])
        assert not any(sealed_of(office, made.origin))
    assert_folded(office)


def test_covered_text_that_fills_a_stub_is_deleted_on_arrival(office: Office) -> None:
    made, erasure = erased_chain()
    office.receive([*erasure, *(receiving.as_stub(row) for row in made.every)])
    office.receive(made.every)
    assert sealed_of(office, made.origin) == [None, None, None]
    assert_folded(office)


def test_text_ordered_after_an_erasure_lives(office: Office) -> None:
    made, erasure = erased_chain()
    subject = OpId(made.origin, 1)
    made.append(Kind.AMEND, {}, {"title": "baru"}, subject=subject, clock=11)
    office.receive([*made.every, *erasure])
    assert sealed_of(office, made.origin)[:3] == [None, None, None]
    with office.read() as reader:
        row = queries.report(reader.tables, subject)
    assert row is not None
    assert (row["title"], row["detail"], row["erased"]) == ("baru", None, 1)


def test_an_erasure_touches_no_other_report(office: Office) -> None:
    made, erasure = erased_chain()
    made.report(2)
    office.receive([*made.every, *erasure])
    assert sealed_of(office, made.origin)[3] is not None


def test_erased_text_is_nowhere_in_the_tables(office: Office) -> None:
    made, erasure = erased_chain()
    office.receive([*made.every, *erasure])
    assert "rahasia" not in str(everything(office))


def test_a_row_erased_elsewhere_is_sound_while_the_erasure_waits_behind_a_gap(
    office: Office,
) -> None:
    made, _ = erased_chain()
    eraser = Chain("b" * 32)
    eraser.append(Kind.NOTE, {}, subject=OpId(made.origin, 1))
    eraser.append(Kind.ERASE, {}, subject=OpId(made.origin, 1), clock=10)
    office.receive([replace(row, sealed=None, salt=None) for row in made.every])
    office.receive([eraser.every[1]])
    with office.read() as reader:
        assert list(audit.broken_chains(reader.connection)) == []


def test_a_sealed_part_that_no_erasure_covers_is_missed(office: Office) -> None:
    made, _ = erased_chain()
    office.receive([replace(row, sealed=None, salt=None) for row in made.every])
    with office.read() as reader:
        assert len(list(audit.broken_chains(reader.connection))) == 3


# Gaps, unknown kinds, futile undos.


def test_operations_after_a_gap_wait_until_it_closes(office: Office) -> None:
    made = Chain()
    first, second, third = made.report(1), made.report(2), made.report(3)
    office.receive([made.every[0], made.every[2]])
    assert _subjects(office) == {first}
    assert_folded(office)
    office.receive([made.every[1]])
    assert _subjects(office) == {first, second, third}
    assert_folded(office)


def _subjects(office: Office) -> set[OpId]:
    with office.read() as reader:
        rows = reader.connection.execute("SELECT subject FROM report")
        return {OpId.parse(row[0]) for row in rows}


def _attend(office: Office) -> list[str]:
    with office.read() as reader:
        return [str(sentence) for sentence in audit.waiting(reader.connection)]


def test_a_gap_is_named(office: Office) -> None:
    made = Chain()
    for number in (1, 2, 3):
        made.report(number)
    office.receive([made.every[0], made.every[2]])
    (sentence,) = _attend(office)
    assert made.origin in sentence
    assert " 2 " in sentence


def test_a_withheld_operation_behind_a_gap_does_not_withhold_its_report_yet(office: Office) -> None:
    made = Chain()
    subject = made.report()
    made.append(Kind.NOTE, {}, subject=subject)
    made.append(Kind.AMEND, {"impact": 5}, subject=subject)
    office.receive([made.every[0], receiving.as_stub(made.every[2])])
    other = Chain("b" * 32)
    other.append(Kind.CLOSE, {}, subject=subject)
    office.receive(other.every)
    assert _subjects(office) == {subject}
    assert_folded_while_waiting(office)


def test_an_id_is_short_again_when_the_other_report_of_its_number_is_withheld(
    office: Office,
) -> None:
    ours, theirs = Chain(), Chain("b" * 32)
    kept, hidden = ours.report(7), theirs.report(7)
    office.receive([*ours.every, *theirs.every])
    theirs.append(Kind.AMEND, {}, subject=hidden)
    office.receive([receiving.as_stub(theirs.every[1])])
    with office.read() as reader:
        row = queries.report(reader.tables, kept)
    assert row is not None
    assert row["id"] == "HST-7"
    assert_folded(office)


def test_unknown_kinds_are_kept_named_and_change_nothing(office: Office) -> None:
    made = Chain()
    subject = made.report()
    office.receive(made.every)
    before = derived_of(office)
    made.append("re-assign", {"region": "63.01"}, {"title": "x"}, subject=subject,
                at="2024-11-23T00:00:00.000Z")  # fmt: skip
    office.receive(made.every)
    assert derived_of(office) == before
    assert office.rows()[-1] == made.every[-1]
    (sentence,) = _attend(office)
    assert "re-assign" in sentence
    assert_folded(office)


@pytest.mark.parametrize(
    "target",
    [f"{'b' * 32}/1", f"{'a' * 32}/2", f"{'a' * 32}/9", "", f"{'a' * 32}/99999999999999999999", None],
    ids=["another origin", "itself", "what is to come", "nothing", "beyond counting", "null"],
)  # fmt: skip
def test_an_undo_that_reaches_nothing_is_kept_named_and_changes_nothing(
    office: Office, target: str | None
) -> None:
    made, other = Chain(), Chain("b" * 32)
    made.report()
    other.report(2)
    office.receive([*made.every, *other.every])
    before = derived_of(office)
    made.append(Kind.UNDO, {"batch": target})
    office.receive(made.every)
    assert derived_of(office) == before
    assert len(_attend(office)) == 1
    assert_folded(office)


# What was known when.


@settings(max_examples=15)
@given(scripts)
def test_as_of_the_last_command_a_register_is_what_it_is_now(script: list[Command]) -> None:
    with offices() as (office,):
        office.run_all(script)
        with office.read() as now, office.read(instant(office.now())) as then:
            assert tables(now.tables) == tables(then.tables)


@settings(max_examples=15)
@given(scripts, st.integers(0, 18))
def test_as_of_a_command_without_later_undos_a_register_is_what_it_was(
    script: list[Command], stop: int
) -> None:
    with offices() as (office,):
        office.run_all(script[:stop])
        office.run(("add", 1, 1, 1))
        at, then = instant(office.now()), derived_of(office)
        office.run_all([c for c in script[stop:] if c[0] not in ("undo", "erase")])
        with office.read(at) as reader:
            assert tables(reader.tables) == then


# The journal cannot be changed.


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM journal",
        "DELETE FROM journal WHERE seq = 2",
        "UPDATE journal SET body = CAST('{}' AS BLOB) WHERE kind = 'add'",
        "UPDATE journal SET sealed = CAST('{}' AS BLOB) WHERE kind = 'add'",
        "UPDATE journal SET body = NULL WHERE kind = 'add'",
        "UPDATE journal SET clock = clock + 1",
        "UPDATE journal SET subject = NULL WHERE kind = 'add'",
        "UPDATE journal SET subject = 'x' WHERE subject IS NULL",
        "UPDATE journal SET actor = 2",
        "UPDATE journal SET known_at = '2000-01-01T00:00:00.000Z'",
        "UPDATE journal SET hash = zeroblob(32)",
        "UPDATE journal SET arrived = '2000-01-01T00:00:00.000Z'",
        "UPDATE journal SET arrived = NULL",
        "UPDATE journal SET position = position + 1000",
        "UPDATE journal SET salt = zeroblob(16) WHERE salt IS NOT NULL",
        "REPLACE INTO journal SELECT * FROM journal",
    ],
)  # fmt: skip
def test_the_journal_refuses_to_be_changed(office: Office, statement: str) -> None:
    office.run(("add", 0, 0, 0))
    before = everything(office)
    with (
        closing(sqlite3.connect(office.workplace.register)) as connection,
        pytest.raises(sqlite3.IntegrityError, match="append-only"),
    ):
        connection.execute(statement)
    assert everything(office) == before


def test_the_journal_lets_a_sealed_part_be_erased(office: Office) -> None:
    office.run(("add", 0, 0, 0))
    with closing(sqlite3.connect(office.workplace.register)) as connection, connection:
        changed = connection.execute(
            "UPDATE journal SET sealed = NULL, salt = NULL WHERE kind = 'add'"
        )
        assert changed.rowcount == 1


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE journal SET body = CAST('{{}}' AS BLOB) WHERE seq = {seq}",
        "UPDATE journal SET header = CAST('[]' AS BLOB) WHERE seq = {seq}",
        "UPDATE journal SET sealed = CAST('{{\"title\":\"x\"}}' AS BLOB) WHERE seq = {seq}",
        "UPDATE journal SET at = '2024-11-22T02:31:00.001Z' WHERE seq = {seq}",
        "UPDATE journal SET hash = zeroblob(32) WHERE seq = {seq}",
        "DELETE FROM journal WHERE seq = {seq}",
    ],
)  # fmt: skip
def test_what_was_changed_behind_the_triggers_is_found(office: Office, statement: str) -> None:
    for number in range(3):
        office.run(("add", number, 0, 1))
    with closing(sqlite3.connect(office.workplace.register)) as connection, connection:
        connection.execute("DROP TRIGGER journal_stands")
        connection.execute("DROP TRIGGER journal_keeps")
        connection.execute(statement.format(seq=3))
    with office.read() as reader:
        found = [*audit.broken_chains(reader.connection), *audit.lost(reader.connection, {}, ())]
    assert found


# Text.

any_text = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=80)


@settings(max_examples=60)
@given(st.lists(any_text, min_size=1, max_size=8))
@example(
    ["'; DROP TABLE report; --", "=1+1", "[bold]x[/bold]", "\u202egnp.exe", "\x1b[2J", "%s {0}"]
)
@example(["e\u0301", "\u212b", "\u0958", "\r\nx", "\u2028", "\ufeff", "\U000e0001"])
def test_any_text_comes_back_as_it_went_in(texts: list[str]) -> None:
    with offices() as (office,):
        with office.write() as writer:
            for text in texts:
                raw = {
                    "title": f"x{text}"[:190], "region": "HST", "category": "bencana/banjir",
                    "detail": f"<{text}>",
                }  # fmt: skip
                record.add(writer, raw, None, office.now())
        with office.read() as reader:
            stored = reader.connection.execute("SELECT detail FROM report ORDER BY number")
            details = [row[0] for row in stored]
        lines = [text.replace("\r\n", "\n").replace("\r", "\n") for text in texts]
        assert details == [unicodedata.normalize("NFC", f"<{text}>") for text in lines]
        assert_folded(office)


@settings(max_examples=30)
@given(st.lists(any_text.map(lambda t: unicodedata.normalize("NFC", t)), min_size=1, max_size=6))
def test_any_text_of_another_office_is_kept_byte_for_byte(texts: list[str]) -> None:
    made = Chain()
    for number, text in enumerate(texts, 1):
        made.report(number, stage=text, source_ref=text, village=text, occurred_time=text)
    with offices() as (office,):
        office.receive(made.every)
        assert office.rows()[: len(texts)] == made.every or office.rows()[1:] == made.every
        with office.read() as reader:
            stored = reader.connection.execute("SELECT village FROM report ORDER BY number")
            assert [row[0] for row in stored] == texts
        assert_folded(office)


def test_the_writer_named_by_the_system_is_stored_as_the_format_wants_it(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LOGNAME", "Jose\u0301")
    office.run(("add", 0, 0, 0))
    assert_folded(office)


def test_an_erasure_finds_the_files_however_their_key_is_spelled(office: Office) -> None:
    made, sha256 = Chain(), "5" * 64
    subject = made.report()
    made.append(Kind.ATTACH, {}, {"attachments": [f"{sha256} 9 a.jpg"]}, subject=subject)
    report, attach = made.every
    assert attach.sealed is not None
    spelled = attach.sealed.replace(b'"attachments"', b'"attachment\\u0073"')
    made.rows = [report, reseal(report.hash, attach, sealed=spelled)]
    made.append(Kind.ERASE, {}, subject=subject)
    with office.write() as writer:
        take_in(writer, made.every, office.now())
        assert clearing.owed_files(writer.connection) == (f"{sha256}.jpg",)
