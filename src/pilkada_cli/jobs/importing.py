"""Taking in our own JSON Lines: reports and operations on them, all or nothing, one batch.

A line is known again by its source and reference, or by its whole content, so
importing the same file twice adds nothing.
"""

import hashlib
import hmac
import json
import secrets
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from pilkada_cli.domain.chain import encode
from pilkada_cli.domain.contradictions import Standing, contradictions, settle_district
from pilkada_cli.domain.fold import fold_subject
from pilkada_cli.domain.guesses import KEY
from pilkada_cli.domain.operation import Json, Kind, Operation, OpId
from pilkada_cli.domain.report import complete
from pilkada_cli.domain.times import local_day
from pilkada_cli.errors import InvalidData, PilkadaError
from pilkada_cli.i18n import N_, Sentence
from pilkada_cli.jobs import import_updates
from pilkada_cli.jobs.ids import resolve_one
from pilkada_cli.jobs.import_plan import Item, refused
from pilkada_cli.jobs.own_rows import own_report, says_otherwise
from pilkada_cli.jobs.record import create
from pilkada_cli.storage import journal, queries, settings
from pilkada_cli.storage.register import Writer


@dataclass
class Imported:
    """What an import did: reports and other operations added, lines known already.

    `different` are the lines of known reports that say something else than before;
    they were left alone.
    """

    reports: int = 0
    operations: int = 0
    known: int = 0
    different: list[int] = field(default_factory=list)


@dataclass
class _Run:
    """An import while it writes: what it has seen and what it has numbered.

    `refs` and `twins` are about the file that is being read, the rest about all.
    """

    writer: Writer
    key: bytes
    number: int
    undone: frozenset[OpId]
    today: date
    update: bool
    done: Imported = field(default_factory=Imported)
    here: dict[tuple[str | None, str], OpId] = field(default_factory=dict)
    made: set[OpId] = field(default_factory=set)
    refs: set[tuple[str, str]] = field(default_factory=set)
    twins: Counter[str] = field(default_factory=Counter)
    keys: set[str] = field(default_factory=set)
    recorded: dict[OpId, Counter[bytes]] = field(default_factory=dict)


def write(
    writer: Writer, plans: Iterable[tuple[str, list[Item]]], *, update: bool = False
) -> Imported:
    """Append what is new of each named file; everything or, with `InvalidData`, nothing.

    With `update` known reports are amended by what their rows say otherwise than before.
    """
    code = settings.get(writer.connection, "code") or settings.DEFAULT_CODE
    run = _Run(
        writer,
        _content_key(writer),
        queries.largest_number(writer.tables, code),
        journal.undone(writer.connection),
        local_day(writer.batch.at, writer.reference.election.time_zone),
        update,
    )
    for name, items in plans:
        run.refs.clear()
        run.twins.clear()
        for item in items:
            try:
                _write_item(run, item)
            except PilkadaError as error:
                problem = Sentence(
                    N_("{file}, line {line}: {problem}"),
                    file=name,
                    line=item.line,
                    problem=error.sentence,
                )
                raise refused([problem]) from None
    return run.done


def _content_key(writer: Writer) -> bytes:
    """The register's secret for content keys, so that a digest cannot be guessed back."""
    known = settings.get(writer.connection, "import_key")
    if known is None:
        known = secrets.token_hex(32)
        settings.put(writer.connection, "import_key", known)
    return bytes.fromhex(known)


def _write_item(run: _Run, item: Item) -> None:
    if item.kind == Kind.ADD:
        _write_report(run, item)
        return
    body = item.entry.body
    subject = None
    if item.target is not None:
        subject = _find(run, item.target)
    if item.follows and subject not in run.made:
        return
    if item.other is not None:
        other = _find(run, item.other)
        if other == subject:
            raise InvalidData(Sentence(N_("a report cannot be linked with itself")))
        body["with"] = str(other)
    if _is_known(run, item, subject):
        run.done.known += 1
        return
    _fit(run, item, subject)
    run.writer.batch.append(
        item.kind,
        body,
        item.entry.sealed,
        subject=subject,
        known_at=item.known_at,
        creates=subject is None,
    )
    run.done.operations += 1


def _write_report(run: _Run, item: Item) -> None:
    values = item.entry.values
    ref, system = values.get("source_ref"), str(values.get("source_system") or "")
    if isinstance(ref, str):
        place = (system, ref)
        if item.label and (own := own_report(run.writer, item)):
            run.here[place] = own
            run.done.known += 1
            if says_otherwise(run.writer, item, own):
                _settle(run, item, own, own=True)
            return
        if place in run.refs:
            raise InvalidData(
                Sentence(N_("the reference '{ref}' stands twice in this file"), ref=ref)
            )
        run.refs.add(place)
        found = queries.live_by_source(run.writer.tables, system, ref)
        if place in run.here or found:
            run.done.known += 1
            if found and _differs(run, item, found[0]):
                _settle(run, item, found[0], own=False)
            return
        run.here[place] = _create(run, item)
        return
    key = _import_key(run, item)
    if key in run.keys or queries.live_by_import_key(run.writer.tables, key):
        run.done.known += 1
        return
    run.keys.add(key)
    item.entry.sealed["import_key"] = key
    _create(run, item)


def _settle(run: _Run, item: Item, subject: OpId, *, own: bool) -> None:
    """Amend a known report that its row says otherwise about, or leave it alone and say so."""
    if not run.update:
        run.done.different.append(item.line)
    elif import_updates.update(run.writer, item, subject, run.undone, own=own):
        run.done.operations += 1


def _create(run: _Run, item: Item) -> OpId:
    run.number += 1
    subject, _ = create(run.writer, item.entry, item.known_at, run.number, item.guessed)
    run.recorded[subject] = Counter()
    run.made.add(subject)
    run.done.reports += 1
    return subject


def _import_key(run: _Run, item: Item) -> str:
    """A keyed digest of a row's content and its ordinal among equal rows of the file."""
    said = {n: value for n, value in item.entry.values.items() if n not in item.guessed}
    content = json.dumps([item.known, said], ensure_ascii=False, sort_keys=True)
    run.twins[content] += 1
    text = f"{run.twins[content]}:{content}"
    return hmac.new(run.key, text.encode(), hashlib.sha256).hexdigest()


def _find(run: _Run, target: tuple[str | None, str]) -> OpId:
    system, name = target
    if system is None:
        return resolve_one(run.writer, name)
    if target in run.here:
        return run.here[target]
    found = queries.live_by_source(run.writer.tables, system, name)
    if not found:
        raise InvalidData(Sentence(N_("there is no report with the reference '{ref}'"), ref=name))
    run.here[target] = found[0]
    return found[0]


_ERASED: Mapping[str, Json] = {"erased": True}
"""Stands for words that were erased, so that an import does not bring them back."""


def _signature(
    kind: str, known: str, body: Mapping[str, Json], sealed: Mapping[str, Json]
) -> bytes:
    # A district that only went with its regency did not stand in the line.
    said = {
        k: v for k, v in body.items() if not (k == "district" and v is None and "region" in body)
    }
    content = [kind, known, dict(sorted(said.items())), dict(sorted(sealed.items()))]
    return hashlib.sha256(encode(content)).digest()


def _is_known(run: _Run, item: Item, subject: OpId | None) -> bool:
    """Whether the line is recorded already; of n equal lines the first n that are recorded.

    What an undo took back is not known: it can be imported again.
    """
    recorded = _recorded(run, subject)
    for sealed in (item.entry.sealed, _ERASED):
        signature = _signature(item.kind, item.known, item.entry.body, sealed)
        if recorded[signature] > 0:
            recorded[signature] -= 1
            return True
    return False


def _recorded(run: _Run, subject: OpId | None) -> Counter[bytes]:
    """How often each line stands in the record of a report (or, for None, of nil reports)."""
    place = subject or OpId("", 0)
    if place not in run.recorded:
        connection = run.writer.connection
        stored = (
            journal.of_subject(connection, subject)
            if subject
            else journal.of_kinds(connection, Kind.NIL)
        )
        standing = [op for op in stored if op.header.batch not in run.undone]
        zone = run.writer.reference.election.time_zone
        run.recorded[place] = Counter(
            signature for op in standing for signature in _signatures(op, standing, zone)
        )
    return run.recorded[place]


def _signatures(op: Operation, stored: list[Operation], zone: str) -> Iterator[bytes]:
    """How a line may look that was recorded as `op`: known by its instant or by its day."""
    erased = op.sealed is None and any(other.header.kind == Kind.ERASE for other in stored)
    sealed = _ERASED if erased else op.sealed or {}
    header = op.header
    for known in (header.known_at, local_day(header.known_at, zone).isoformat()):
        yield _signature(header.kind, known, op.body or {}, sealed)


def _fit(run: _Run, item: Item, subject: OpId | None) -> None:
    """Fit a line to its report as the record and the lines before tell it.

    Raises `InvalidData` for what contradicts the report.
    """
    if subject is None or item.kind not in (Kind.AMEND, Kind.ESCALATE):
        return
    state = fold_subject(journal.of_subject(run.writer.connection, subject), run.undone)
    if state is None:
        return
    row = complete(state, run.writer.reference)
    found = contradictions(item.kind, item.entry, Standing.of(row), run.today)
    if (first := next(found, None)) is not None:
        raise InvalidData(first)
    if item.kind == Kind.AMEND:
        settle_district(run.writer.reference, item.entry, row.region, row.district)


def _differs(run: _Run, item: Item, subject: OpId) -> bool:
    """Whether a row says something else about a known report than when it was last imported."""
    every = journal.of_subject(run.writer.connection, subject)
    if every[0].sealed is None:
        return False
    stored = import_updates.last_imported(every, run.undone)
    for name in ("code", "number", "import_key", import_updates.IMPORTED):
        stored.pop(name, None)
    said = {k: v for k, v in item.entry.values.items() if v is not None}
    for name in (KEY, *item.guessed):
        stored.pop(name, None)
        said.pop(name, None)
    return stored != said
