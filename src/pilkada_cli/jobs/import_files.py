"""An import from end to end: files of any kind read, judged, and taken in whole or in part."""

import csv
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from pilkada_cli.errors import InvalidData
from pilkada_cli.exchange.files import whole_file
from pilkada_cli.exchange.sheets.headers import folded
from pilkada_cli.exchange.sheets.rows import shown
from pilkada_cli.exchange.sheets.source import kind_of
from pilkada_cli.i18n import N_, Sentence, _
from pilkada_cli.jobs import import_plan, importing, sheets
from pilkada_cli.jobs.import_plan import refused
from pilkada_cli.jobs.import_spool import Spool
from pilkada_cli.jobs.imported import Imported
from pilkada_cli.jobs.sheet_plan import Rejected, Ways
from pilkada_cli.jobs.workplace import Workplace
from pilkada_cli.storage import location, settings

_LEARNED = "import_headers"

Tick = Callable[[], object]

ROW_BYTES = 6144
"""Room on the disk for a row while it is written, in the register and in the log beside it."""


@dataclass(slots=True)
class Plan:
    """What an import would take in. `guessed` are the fields of headers that are not sure."""

    files: list[Spool] = field(default_factory=list)
    rejected: list[Rejected] = field(default_factory=list)
    remarks: list[Sentence] = field(default_factory=list)
    guessed: dict[str, str] = field(default_factory=dict)

    @property
    def rows(self) -> int:
        """How many rows and lines were understood."""
        return sum(map(len, self.files))


def read(
    workplace: Workplace,
    files: Iterable[tuple[Path, bytes | None]],
    ways: Ways,
    tick: Tick = lambda: None,
) -> Plan:
    """Understand files without touching the register; bytes are what standard input held.

    `tick` is called after every row of a sheet.

    Raises `InvalidData` for a file that holds no reports or cannot be read as any.
    """
    plan, reference, now = Plan(), workplace.reference(), workplace.now()
    ways = replace(ways, learned=_learned(workplace))
    for path, data in files:
        kind = "jsonl" if data is not None else kind_of(path)
        if kind == "jsonl":
            content = path.read_bytes() if data is None else data
            plan.files.append(import_plan.plan(content, str(path), reference, now))
            continue
        found = sheets.understand(path, kind, ways, reference, now, tick)
        if not len(found.items) and not found.rejected:
            raise InvalidData(
                Sentence(N_("{file} holds no reports"), file=path),
                Sentence(N_("below the names of the columns a row is expected for each report")),
            )
        plan.files.append(found.items)
        plan.rejected += found.rejected
        plan.remarks += found.remarks
        plan.guessed |= found.guessed
    return plan


def refuse_rejected(plan: Plan) -> None:
    """Raise `InvalidData` with everything that is wrong with the rows."""
    if plan.rejected:
        raise refused([problem for row in plan.rejected for problem in row.problems])


class _NothingStays(Exception):
    """Ends a write transaction that was only to be tried."""


def take_in(
    workplace: Workplace,
    plan: Plan,
    *,
    dry_run: bool = False,
    on_conflict: str = "skip",
    tick: Tick = lambda: None,
) -> Imported:
    """Write what is new of a plan as one batch; with `dry_run` only find out what that is.

    A known row that says something else is left alone (``skip``), changes what it says
    otherwise than before (``update``), or refuses everything (``stop``). `tick` is
    called after every row. Raises `InvalidData`, and `Unwritable` where the disk has
    no room; then nothing is written.
    """
    done = Imported()
    if dry_run and not workplace.has_register():
        return Imported(reports=plan.rows)
    location.refuse_full(workplace.register, plan.rows * ROW_BYTES)
    with suppress(_NothingStays), workplace.write() as writer:
        done = importing.write(writer, plan.files, update=on_conflict == "update", tick=tick)
        if on_conflict == "stop" and done.differing:
            raise InvalidData(
                Sentence(
                    N_("something else is recorded than what is said in {places}"),
                    places=done.places,
                ),
                Sentence(N_("nothing was written; --on-conflict skip leaves them alone")),
            )
        if dry_run:
            raise _NothingStays
        if plan.guessed:
            known = {folded(header): name for header, name in plan.guessed.items()}
            kept = {**_learned_in(settings.get(writer.connection, _LEARNED)), **known}
            settings.put(writer.connection, _LEARNED, json.dumps(kept, ensure_ascii=False))
    return done


def _learned(workplace: Workplace) -> Mapping[str, str]:
    if not workplace.has_register():
        return {}
    with workplace.read() as reader:
        return _learned_in(settings.get(reader.connection, _LEARNED))


def _learned_in(text: str | None) -> dict[str, str]:
    return dict(json.loads(text or "{}"))


def write_rejected(path: Path, rejected: Sequence[Rejected]) -> None:
    """The rows that were not taken with their reasons, to be mended and imported again."""
    with whole_file(path) as file:
        file.write(b"\xef\xbb\xbf")
        header: tuple[str, ...] | None = None
        for row in rejected:
            if row.header != header:
                header = row.header
                file.write(_line((*header, _("why it was not taken"))))
            reasons = "; ".join(map(str, row.problems))
            cells = [shown(cell) for cell in row.cells[: len(header)]]
            cells += [""] * (len(header) - len(cells))
            file.write(_line((*cells, reasons)))


def _line(cells: Sequence[str]) -> bytes:
    import io

    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerow(cells)
    return text.getvalue().encode()
