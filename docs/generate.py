"""The parts of these pages that follow from the code, as Markdown.

Cog blocks in the pages call these functions; `make docs` writes what they
return into the pages and `make check` compares. A field without a meaning here
is a `KeyError`, so that none goes undocumented.
"""

import json
import os
import sqlite3
import tempfile
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import fields as dataclass_fields
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, get_args

from pilkada_cli import i18n
from pilkada_cli.domain import chain
from pilkada_cli.domain.baseline_table import Beside
from pilkada_cli.domain.calendar import DistrictCoverage, RegencyCoverage
from pilkada_cli.domain.chain import Row
from pilkada_cli.domain.coverage import CoveredDay
from pilkada_cli.domain.diff import Mover, RegencyMove, StageMove, Why
from pilkada_cli.domain.fields import REPORT_FIELDS, Type
from pilkada_cli.domain.matrix import MatrixCell
from pilkada_cli.domain.operation import Header, Json, OpId
from pilkada_cli.domain.readiness_table import ItemReady, Ready
from pilkada_cli.domain.report import Report
from pilkada_cli.domain.summary import ROW_TYPES, DistrictRow, Filters, Totals
from pilkada_cli.domain.tile_map import Tile
from pilkada_cli.errors import Exit
from pilkada_cli.render.diff import WHY

HELP_WIDTH = 78
"""What Typer makes of a terminal with 80 columns."""

SQL_WIDTH = 96


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table."""
    lines = [head, ["---"] * len(head), *rows]
    cells = [[cell.replace("|", "\\|") for cell in line] for line in lines]
    return "\n".join(f"| {' | '.join(line)} |" for line in cells)


# Reports

_JSON_TYPES = {
    Type.ID: "text",
    Type.DATE: "text, `YYYY-MM-DD`",
    Type.TIME: "text, `HH:MM`",
    Type.INSTANT: "text, `YYYY-MM-DDThh:mm:ss.mmmZ`",
    Type.REGION: "text, code",
    Type.REGIONS: "list of codes",
    Type.DISTRICT: "text, code",
    Type.CATEGORY: "text, key",
    Type.STAGE: "text, key",
    Type.CONTEST: "text, key",
    Type.RATING: "1 to 5",
    Type.GRADE: "1 to 6",
    Type.FILES: "list of texts: SHA-256, bytes, name",
    Type.COUNT: "whole number",
    Type.MONEY: "whole number",
    Type.TITLE: "text, one line",
    Type.LINE: "text, one line",
    Type.TEXT: "text",
}
_RANGES = {"value": "1 to 25", "residual_value": "1 to 25"}
_NULLABLE = {f.name for f in dataclass_fields(Report) if type(None) in get_args(f.type)}


def report_fields() -> str:
    """Every field of a report, in the order of the CSV columns."""
    i18n.use_language("en")
    rows = []
    for field in REPORT_FIELDS:
        kind = _JSON_TYPES.get(field.type) or _RANGES.get(field.name, "1 to 5")
        if field.choices:
            kind = ", ".join(f"`{choice}`" for choice in field.choices)
        rows.append(
            (
                f"`{field.name}`",
                kind,
                "yes" if field.name in _NULLABLE else "no",
                "**personal**" if field.personal else "",
                "written" if field.written else "derived",
                field.meaning,
            )
        )
    return table(("field", "type", "may be null", "", "comes about", "meaning"), rows)


def stored_fields() -> str:
    """The fields that an operation may set, each in its body or in its sealed part."""
    rows = [
        (
            f"`{field.name}`",
            "sealed" if field.personal else "body",
            ", ".join(f"`{c}`" for c in field.choices) or field.type.value,
        )
        for field in REPORT_FIELDS
        if field.written
    ]
    return table(("field", "part", "type, or the values it may have"), rows)


# Summaries

_MEANINGS = {
    "rank": "place, from 1; null where nothing is ranked",
    "code": "code of the regency or city",
    "key": "key of the stage, category or label",
    "name": "name, in the language of the command",
    "athg": "the ATHG label",
    "start": "first day",
    "end": "last day",
    "days": "days of the stage inside the window",
    "reports": "reports received",
    "events": "events counted",
    "duplicates": "reports of an event that is counted through another report",
    "refuted": "reports that were refuted",
    "withdrawn": "reports whose entry was undone",
    "province_wide": "events of the whole province, which stand in no regency's row",
    "pg": "events that are potential",
    "ag": "events that are imminent",
    "gn": "events that happened",
    "open": "events that are not closed",
    "verified": "events that are verified",
    "worst_level": "highest level among the events, before measures; null without an event",
    "open_level": "highest level after measures among the open events; null without one",
    "index": "score of the record",
    "open_index": "score of what is open, after measures",
    "index_per_day": "`index` divided by `days`, three decimals",
    "exposure": "polling stations, in hundreds",
    "rate": "score of the measure for each unit of exposure, as the model sees it; this and the next five are null unless `rank_by` is `rate`",
    "rate_low": "the rate lies above this with 95 %",
    "rate_high": "the rate lies below this with 95 %",
    "rank_low": "the foremost place, with 95 %",
    "rank_high": "the rearmost place, with 95 %",
    "p_top3": "chance of one of the first three places",
    "last_report_on": "last local day with a report or nil report",
    "silent_days": "days from then to the day looked at, or to the last on which it owed reports",
    "coverage": "part of the reports owed that came, 0 to 1, in `coverage_period`; null where nothing was owed or it was not looked at",
    "regency": "code of a regency, or of a district; null for all",
    "stage": "key of a stage; its sub-stages are meant too",
    "category": "key of a category or group",
    "since": "first day of the event",
    "until": "last day of the event",
}
_COVERED = {
    "low": "too little came, or the silence is too long; never once nothing is owed any more",
    "owed_until": "the last day on which it owes reports; null where no stage or vote says so",
    "office": "code of its office, where one hands over to this register; null without",
    "last_bundle_on": "local day on which the newest bundle of that office was made; null without",
    "bundle_days": "days from then to the day looked at",
    "day": "the reporting day",
    "state": "`report`, `nil`, `partly`, `missing`, `owed` (today's, not over) or `free` (nothing came, nothing lacks)",
    "nil": "nil reports that pay for the day",
    "owed": "reports that the duty asks for; 0 without a duty",
    "per_days": "in so many days, which end with this one",
    "missing": "how many of them lack",
}
_READY = {
    "item": "key of the item",
    "group": "key of its group",
    "region": "code of the region",
    "target": "how many are needed: what was said, else what follows from the reference data; null where neither is known",
    "realised": "how many are there; null where nobody said anything",
    "share": "`realised` / `target`, four decimals; more than 1 where there are more than needed",
    "on": "the local day on which it was counted",
    "due_on": "the day on which it is due; null where none is set",
    "reported": "regencies that said something",
    "of": "regencies that were looked at",
    "reported_by": "codes of the regions that reported",
    "lowest": "codes of up to three regencies that lack most, worst first",
    "indicator": "key of what was published",
    "value": "the number as it was published; null where none was found",
    "published_class": "key of the class as it was published; null where none was found",
}
_MOVED = {
    "rank_before": "place before; null without an event",
    "index_before": "score of the record before",
    "open_index_before": "score of what is open before",
    "rate_before": "rate before; null without an event",
    "why": "why, each reason once",
    "id": "id of the report",
    "title": "its title, **personal**",
}
_DRAWN = {
    "likelihood": "1 to 5",
    "impact": "1 to 5",
    "value": "value of the cell, 1 to 25",
    "level": "worst level of these events, 1 to 5: of open ones what is left after measures; null without one",
    "before": "events rated so",
    "after": "events rated so after measures",
    "row": "row of the tile, from 0; null where the reference data give it no place",
    "column": "its column",
}
_OWN_MEANINGS = {
    (MatrixCell, "level"): "level of the cell, 1 to 5",
    (
        Tile,
        "rate",
    ): "score of the measure for each unit of exposure, as in a summary; null without an event",
    (ItemReady, "target"): "what the regencies that reported need together; null where none did",
    (ItemReady, "realised"): "what they have together; null where none reported",
    (ItemReady, "share"): "part of `target` that is there, what one has beyond its own left out",
    (ItemReady, "due_on"): "the day on which it is due, where it is the same everywhere",
    (Beside, "rank"): "our place; null for the province and without a register",
    (Beside, "open_index"): "our score of what is open; null as above",
    (
        Beside,
        "worst_level",
    ): "our highest level among the events; null without an event and as above",
    (DistrictRow, "regency"): "code of its regency or city",
    (DistrictCoverage, "regency"): "code of its regency or city",
    (
        RegencyCoverage,
        "coverage",
    ): "part of the reports owed that came, 0 to 1; null where nothing was owed",
    (DistrictCoverage, "code"): "code of the district",
    (RegencyCoverage, "days"): "every reporting day, in order",
    (DistrictCoverage, "days"): "every reporting day, in order",
    (CoveredDay, "reports"): "reports that became known in the day",
    (Tile, "events"): "events of the measure",
    (RegencyMove, "rank"): "place; null without an event",
    (StageMove, "rank"): "place; null without an event",
    (RegencyMove, "rate"): "rate; null without an event, and unless `rank_by` is `rate`",
    (RegencyMove, "reports"): "the reports that moved it, gravest first",
    (StageMove, "reports"): "the reports that moved it, gravest first",
}
_PYTHON_TYPES = {
    "int": "whole number", "float": "number", "str": "text", "bool": "true or false", "State": "text",
}  # fmt: skip


def _keys_of(kind: type[Any]) -> str:
    meanings = _MEANINGS | _COVERED | _READY | _MOVED | _DRAWN
    rows = []
    for field, hint in kind.__annotations__.items():
        name, _, null = str(getattr(hint, "__name__", hint)).partition(" | ")
        rows.append(
            (
                f"`{field}`",
                _PYTHON_TYPES.get(name, "array") + (" or null" if null else ""),
                _OWN_MEANINGS.get((kind, field)) or meanings[field],
            )
        )
    return table(("key", "type", "meaning"), rows)


def summary_rows(by: str) -> str:
    """The keys of one row of a ranking."""
    return _keys_of(ROW_TYPES[by])


def coverage_rows(of: str) -> str:
    """The keys of a regency, a district or a day of a coverage."""
    kinds = {"regency": RegencyCoverage, "district": DistrictCoverage, "day": CoveredDay}
    return _keys_of(kinds[of])


def matrix_cells() -> str:
    """The keys of a cell of the risk matrix."""
    return _keys_of(MatrixCell)


def tiles() -> str:
    """The keys of a regency in the map."""
    return _keys_of(Tile)


def readiness_rows(of: str) -> str:
    """The keys of an item over all regencies, or of one in one regency."""
    return _keys_of({"item": ItemReady, "row": Ready}[of])


def baseline_rows() -> str:
    """The keys of what was published of a region beside our ranking."""
    return _keys_of(Beside)


def moves(of: str) -> str:
    """The keys of a regency, a stage or a report of a diff."""
    return _keys_of({"regency": RegencyMove, "stage": StageMove, "report": Mover}[of])


def causes() -> str:
    """The reasons why something moved, with their words on screen."""
    return table(("reason", "on screen"), ((f"`{why}`", WHY[why]) for why in Why))


def brief_keys(of: str) -> str:
    """The keys of a brief, or of a part of it."""
    import generate_brief

    return table(("key", "meaning"), generate_brief.rows(of))


def totals() -> str:
    """The keys of ``totals``."""
    return _keys_of(Totals)


def filters() -> str:
    """The keys of ``filters``."""
    return _keys_of(Filters)


def rates_example() -> str:
    """What the sample register gives for every regency that has an event."""
    from docs.screens import printed

    found = json.loads(printed("summary", "-f", "json", "--as-of", "2025-06-01"))
    head = ("rank", "regency", "events", "open score", "exposure", "score / exposure",
            "rate", "90 %", "places", "among three")  # fmt: skip
    return table(head, (_rate_row(row) for row in found["regencies"] if row["events"]))


def surge_example() -> str:
    """Every number on the way to the chance of a surge, by the code that tests it."""
    from pilkada_cli.analysis.surge import PRIOR, SHAPE, chance, threshold
    from pilkada_cli.exchange.alert_rules import shipped

    events, weeks, series, of_all, all_weeks = 5, 8, 104, 20, 700
    usual = (of_all + 1) / all_weeks
    known = weeks + SHAPE / usual
    expected = SHAPE / known
    spread = PRIOR * (1 + 1 / known)
    rows = [
        ("g", "(20 + 1) / 700", f"{usual:.4f}"),
        ("m + b", "8 + ½ / g", f"{known:.2f}"),
        ("μ", "(0 + ½) / (m + b)", f"{expected:.4f}"),
        ("φ · (1 + 1/(m + b))", "φ = 2, little is known of it", f"{spread:.4f}"),
        ("chance", "P(Y ≥ 5)", f"{chance(events, expected, spread):.2g}"),
        ("threshold", f"{shipped().false_alarms:g} / (13 · 104)",
         f"{threshold(shipped().false_alarms, series):.2g}"),
    ]  # fmt: skip
    return table(("number", "comes from", "is"), rows)


def _rate_row(row: dict[str, Any]) -> tuple[str, ...]:
    return (
        str(row["rank"]),
        row["name"],
        str(row["events"]),
        f"{row['open_index']:.1f}",
        f"{row['exposure']:.2f}",
        f"{row['open_index'] / row['exposure']:.3f}",
        f"{row['rate']:.3f}",
        f"{row['rate_low']:.3f} – {row['rate_high']:.3f}",
        f"{row['rank_low']}–{row['rank_high']}",
        f"{row['p_top3']:.0%}",
    )


# Exit codes

_EXITS = {
    Exit.DONE: "Done. An empty result is done too.",
    Exit.BUG: "A fault of the program. A traceback stands on stderr.",
    Exit.USAGE: "What was typed cannot be meant: a wrong or missing value, an unknown name, no register.",
    Exit.ATTEND: "Done, and something needs attention.",
    Exit.INVALID: "A file holds what cannot be. Nothing was written.",
    Exit.BUSY: "Another program holds the register. Nothing was written.",
    Exit.UNREADABLE: "The register is newer than the program, damaged, no register, or may not be written here.",
    Exit.UNWRITABLE: "A destination cannot be written, or the disk is full.",
    Exit.INTERRUPTED: "Interrupted with Ctrl-C. Nothing was written.",
}


def exit_codes() -> str:
    """Every exit code with its meaning."""
    rows = [(f"`{code.value}`", f"`{code.name}`", _EXITS[code]) for code in Exit]
    return table(("code", "name in the source", "meaning"), rows)


# Help pages


def commands() -> Iterator[tuple[str, Any]]:
    """Every command with its full name and its context, parents first."""
    from pilkada_cli.cli.app import program

    _speak_english()
    yield from _below(program(), "pilkada", None)


def _speak_english() -> None:
    os.environ["LANGUAGE"] = "en"
    i18n.use_language("en")


def _below(command: Any, name: str, parent: Any) -> Iterator[tuple[str, Any]]:
    context = command.context_class(
        command, info_name=name, parent=parent, terminal_width=HELP_WIDTH
    )
    yield context.command_path, context
    if hasattr(command, "list_commands"):
        for child in command.list_commands(context):
            yield from _below(command.get_command(context, child), child, context)


def help_pages() -> str:
    """The help page of every command, a heading each."""
    parts = []
    for name, context in commands():
        level = min(1 + len(name.split()), 4)
        page = "\n".join(line.rstrip() for line in context.get_help().splitlines())
        parts.append(f"{'#' * level} {name}\n\n```text\n{page.strip()}\n```\n")
    return "\n".join(parts)


# Schema

_TABLES = {
    "journal": "The record. One row is one operation; nothing else is the truth.",
    "setting": "Local. What the register knows about itself: the office's name, code, region, language, letterhead and recipients, who writes, the chosen columns of lists, its origins, the secret of its content keys, the fingerprint of the derived tables.",
    "reference": "Local. The five files of reference data given at `init --data`, with `readiness.yaml` and `baselines.yaml` where there are any, as bytes; empty where the shipped ones are used.",
    "export_log": "Local. Who took what out of the register with `export … -o`, and where to.",
    "office": "Local. The offices that bundles are exchanged with, by key, and the regions handed to them beside their own.",
    "head": "Local. How far each origin of another office was signed by it.",
    "report": "Derived. Every report as it stands, with the columns of `report list -f csv`, then those that only the program uses.",
    "placement": "Derived. Where each report counts: one row in its own region, one more in each regency that it affects.",
    "sums": "Derived. What the placements add up to: counts, scores in tenths, squares in hundredths, events by level; by one key of a dimension, on one day or (blank) all days, in one regency or (blank) all. The summary reads this.",
    "action": "Derived. Every action as it stands; `subject` is the report it is on, else the action itself.",
    "nil": "Derived. The nil reports.",
    "readiness": "Derived. Everything that was said of readiness and not taken back; the latest of a region and item counts.",
    "link": "Derived. Every pair of reports that was ever linked or unlinked, smaller id first, and whether it is linked.",
    "sought": "Derived. The folded words that each report is found by.",
    "search": "Derived. The index over `sought`, which holds no text of its own.",
    "search_data": "FTS5's own.",
    "search_idx": "FTS5's own.",
    "search_config": "FTS5's own.",
    "_sqlite_migrations": "Which migrations were applied; kept by sqlite-utils.",
}


def schema() -> str:
    """The tables of a fresh register, in the order they were made."""
    found = _fresh_schema()
    parts = []
    for kind, name, _, _ in found:
        if kind != "table":
            continue
        belonging = [sql for _, _, of, sql in found if of == name]
        statements = "\n".join(_folded(sql) + ";" for sql in belonging)
        parts.append(f"### `{name}`\n\n{_TABLES[name]}\n\n```sql\n{statements}\n```\n")
    return "\n".join(parts)


def _fresh_schema() -> list[tuple[str, str, str, str]]:
    from pilkada_cli.jobs.workplace import Workplace

    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        path = Path(folder) / "register.db"
        with Workplace(path, Path(folder), lambda: datetime(2024, 11, 22, tzinfo=UTC)).write():
            pass
        with closing(sqlite3.connect(path)) as connection:
            return connection.execute(
                "SELECT type, name, tbl_name, sql FROM sqlite_schema"
                " WHERE sql IS NOT NULL ORDER BY rowid"
            ).fetchall()


def _folded(sql: str) -> str:
    """A statement as stored, without our source's indentation, long lines broken at commas."""
    first, *rest = sql.splitlines()
    margin = min((len(line) - len(line.lstrip()) for line in rest if line), default=0)
    return "\n".join(_broken(line) for line in (first, *(line[margin:] for line in rest)))


def _broken(line: str) -> str:
    indent = " " * (len(line) - len(line.lstrip()))
    lines = [""]
    for piece in line.split(", "):
        longer = f"{lines[-1]}, {piece}" if lines[-1] else piece
        if len(longer) > SQL_WIDTH and lines[-1]:
            lines[-1] += ","
            lines.append(f"{indent}    {piece}")
        else:
            lines[-1] = longer
    return "\n".join(lines)


# The journal's worked example

EXAMPLE_ORIGIN = "7f3a0c5e9b2d48161c0ffee00ddba11a"
_AT = "2024-11-22T02:30:00.000Z"
_LATER = "2024-11-22T03:05:00.000Z"


def example_rows() -> list[Row]:
    """Three operations of one origin: who writes, a report, and that it was handled."""
    first, report, third = (OpId(EXAMPLE_ORIGIN, seq) for seq in (1, 2, 3))
    body: dict[str, Json] = {
        "code": "HST",
        "number": 1,
        "region": "63.07",
        "category": "kamtibmas/perusakan-apk",
        "occurred_on": "2024-11-21",
    }
    contents: list[tuple[Header, dict[str, Json], dict[str, Json] | None]] = [
        (
            Header(EXAMPLE_ORIGIN, 1, 1, _AT, _AT, 1, first, "person", None),
            {"actor": 1},
            {"name": "Piket Kesbangpol"},
        ),
        (
            Header(EXAMPLE_ORIGIN, 2, 2, _AT, "2024-11-22T01:00:00.000Z", 1, report, "add", report),
            body,
            {"title": "Baliho robek di tiga titik – Barabai"},
        ),
        (Header(EXAMPLE_ORIGIN, 3, 3, _LATER, _LATER, 1, third, "handle", report), {}, None),
    ]
    rows, previous = [], chain.ZERO
    for number, (header, public, sealed) in enumerate(contents, 1):
        salt = bytes([number]) * chain.SALT_BYTES
        if header.subject is not None:
            public = {**public, chain.NONCE: salt.hex()}
        row = chain.seal_row(previous, header, public, sealed, salt)
        rows.append(row)
        previous = row.hash
    return rows


def example() -> str:
    """The three operations as bytes and hex."""
    parts, previous = [], chain.ZERO
    for number, row in enumerate(example_rows(), 1):
        assert row.body is not None
        lines = [
            f"header           {row.header.decode()}",
            f"body             {row.body.decode()}",
            f"salt             {row.salt.hex() if row.salt else 'NULL'}",
            f"sealed           {row.sealed.decode() if row.sealed else 'NULL'}",
            f"prev             {previous.hex()}",
            f"SHA-256(header)  {chain.body_digest(row.header).hex()}",
            f"body_digest      {row.body_digest.hex()}",
            f"sealed_digest    {row.sealed_digest.hex()}",
            f"hash             {row.hash.hex()}",
        ]
        parts.append(f"Operation {number}:\n\n```text\n" + "\n".join(lines) + "\n```\n")
        previous = row.hash
    return "\n".join(parts)


def example_bytes() -> str:
    """Body and sealed part of the first operation, byte for byte."""
    row = example_rows()[0]
    assert row.body is not None and row.sealed is not None
    return "\n".join(
        ("body   " + row.body.hex(" "), "sealed " + _hex_lines(row.sealed.hex(" "), 7))
    )


def _hex_lines(text: str, indent: int) -> str:
    return textwrap.fill(text, 80, subsequent_indent=" " * indent)


def example_program() -> str:
    """A program that computes the hashes of the example with hashlib alone."""
    rows = "".join(
        "    (\n" + "".join(f"        {_literal(part)},\n" for part in _parts(row)) + "    ),\n"
        for row in example_rows()
    )
    return f"""import hashlib

ROWS = [  # header, body, salt, sealed
{rows}]


def sha256(*parts):
    return hashlib.sha256(b"".join(parts)).digest()


previous = bytes(32)
for header, body, salt, sealed in ROWS:
    sealed_digest = bytes(32)
    if sealed is not None:
        sealed_digest = sha256(bytes.fromhex(salt), sealed.encode("utf-8"))
    header_digest = sha256(header.encode("utf-8"))
    body_digest = sha256(body.encode("utf-8"))
    previous = sha256(previous, header_digest, body_digest, sealed_digest)
    print(previous.hex())"""


def _parts(row: Row) -> tuple[str | None, ...]:
    assert row.body is not None
    return (
        row.header.decode(),
        row.body.decode(),
        row.salt.hex() if row.salt else None,
        row.sealed.decode() if row.sealed else None,
    )


def _literal(text: str | None) -> str:
    """A Python literal as the formatter writes it, which reads code in pages too."""
    if text is None:
        return "None"
    return f"'{text}'" if '"' in text else f'"{text}"'
