"""An import from end to end: files of any kind read, judged, and taken in whole or in part."""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import BinaryIO

from pilkada_cli.domain.reference import Reference
from pilkada_cli.errors import InvalidData
from pilkada_cli.exchange import jsonl
from pilkada_cli.exchange.sheets import object_table
from pilkada_cli.exchange.sheets.headers import folded, match
from pilkada_cli.exchange.sheets.source import kind_of
from pilkada_cli.i18n import N_, Sentence
from pilkada_cli.jobs import import_plan, importing, sheet_places, sheets
from pilkada_cli.jobs.import_plan import Problems
from pilkada_cli.jobs.import_spool import Spool
from pilkada_cli.jobs.imported import Imported
from pilkada_cli.jobs.sheet_plan import Rejected, Ways
from pilkada_cli.jobs.workplace import Workplace
from pilkada_cli.storage import journal, location, settings
from pilkada_cli.storage.register import Writer

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
    files: Iterable[tuple[Path, BinaryIO | None]],
    ways: Ways,
    tick: sheets.Tick = lambda _share: None,
) -> Plan:
    """Understand files without touching the register; a stream is standard input, JSON Lines.

    `tick` hears of every row of a sheet, and what part was read where one file is named.

    Raises `InvalidData` for a file that holds no reports or cannot be read as any.
    """
    plan, reference, now = Plan(), workplace.reference(), workplace.now()
    folder = location.standing_folder(workplace.register)
    ways = replace(ways, learned={**_kinds(reference), **_learned(workplace)})
    regions: sheet_places.Taken = Counter()
    # Each before the first is read, for that may take long.
    named = [(path, stream, kind_of(path) if stream is None else "jsonl") for path, stream in files]
    hear = tick if len(named) == 1 else lambda _share: tick(None)
    for path, stream, kind in named:
        if kind == "jsonl":
            lines = jsonl.read_file(path) if stream is None else _typed_in(stream)
            plan.files.append(import_plan.plan(lines, str(path), reference, now, folder))
            continue
        found = sheets.understand(path, kind, ways, reference, now, folder, hear)
        if not len(found.items) and not found.rejected:
            raise InvalidData(
                Sentence(N_("{file} holds no reports"), file=path),
                Sentence(N_("below the names of the columns a row is expected for each report")),
            )
        plan.files.append(found.items)
        plan.rejected += found.rejected
        plan.remarks += found.remarks
        regions += found.regions
        plan.guessed |= found.guessed
    if (lie := sheet_places.told(regions, reference)) is not None:
        plan.remarks.append(lie)
    return plan


def _typed_in(stream: BinaryIO) -> Iterator[jsonl.Line]:
    """The operations on standard input. Raises `InvalidData` for rows, which are read twice."""
    for line in jsonl.read_lines(stream):
        if line.number == 1 and object_table.is_row(line.value):
            raise InvalidData(
                Sentence(
                    N_("standard input holds the rows of an export; only operations come there")
                ),
                Sentence(N_("write the export into a file with -o, and import that")),
            )
        yield line


def refuse_rejected(plan: Plan) -> None:
    """Raise `InvalidData` with everything that is wrong with the rows."""
    if plan.rejected:
        problems = Problems(problem for row in plan.rejected for problem in row.problems)
        raise problems.refused(
            N_(
                "nothing was written; mend the file and import it again, or take in the other rows with --partial; --rejects FILE writes those that are wrong"
            )
        )


def take_in(
    workplace: Workplace,
    plan: Plan,
    *,
    dry_run: bool = False,
    on_conflict: str = "skip",
    confirmed: bool = False,
    tick: Tick = lambda: None,
) -> Imported:
    """Write what is new of a plan as one batch; with `dry_run` only find out what that is.

    A known row that says something else is left alone (``skip``), changes what it says
    otherwise than before (``update``), or refuses everything (``stop``). Guessed columns
    that somebody `confirmed` are remembered. `tick` is called after every row. Raises
    `InvalidData`, and `Unwritable` where the disk has no room; then nothing is written.
    """
    if dry_run:
        with workplace.try_out() as writer:
            return _written(writer, plan, on_conflict, tick)
    location.refuse_full(workplace.register, _least_new(workplace, plan) * ROW_BYTES)
    with workplace.write() as writer:
        done = _written(writer, plan, on_conflict, tick)
        if confirmed:
            known = {folded(header): name for header, name in plan.guessed.items()}
            kept = {**_learned_in(settings.get(writer.connection, _LEARNED)), **known}
            settings.put(writer.connection, _LEARNED, json.dumps(kept, ensure_ascii=False))
    return done


def _written(writer: Writer, plan: Plan, on_conflict: str, tick: Tick) -> Imported:
    done = importing.write(writer, plan.files, update=on_conflict == "update", tick=tick)
    if on_conflict == "stop" and done.differing:
        raise InvalidData(
            Sentence(
                N_("something else is recorded than what is said in {places}"),
                places=done.places,
            ),
            Sentence(N_("nothing was written; --on-conflict skip leaves them alone")),
        )
    return done


def _least_new(workplace: Workplace, plan: Plan) -> int:
    """How many rows are new whichever of the others are known: no more can be known than stand."""
    if not workplace.has_register():
        return plan.rows
    with workplace.read() as reader:
        return max(0, plan.rows - journal.last_position(reader.connection))


def _kinds(reference: Reference) -> dict[str, str]:
    """What the regions of the election are called, as headers of their column."""
    kinds = {region.kind for region in reference.regencies}
    return {folded(kind): "region" for kind in kinds if match(kind) is None}


def _learned(workplace: Workplace) -> Mapping[str, str]:
    if not workplace.has_register():
        return {}
    with workplace.read() as reader:
        return _learned_in(settings.get(reader.connection, _LEARNED))


def _learned_in(text: str | None) -> dict[str, str]:
    return dict(json.loads(text or "{}"))
