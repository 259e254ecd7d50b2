"""Taking in our own JSON Lines: reports and operations on them, all or nothing, one batch.

A line is known again by its source and reference, or by its whole content, so
importing the same file twice adds nothing.
"""

import hmac
import json
import secrets
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date

from pilkada_cli.domain.contradictions import Standing, contradictions, settle_district
from pilkada_cli.domain.fold import fold_subject
from pilkada_cli.domain.operation import Kind, OpId
from pilkada_cli.domain.report import complete
from pilkada_cli.domain.times import local_day
from pilkada_cli.errors import InvalidData, PilkadaError
from pilkada_cli.i18n import N_, Sentence
from pilkada_cli.jobs import import_twins, import_updates
from pilkada_cli.jobs.ids import resolve_one
from pilkada_cli.jobs.import_actions import action_named
from pilkada_cli.jobs.import_item import Item
from pilkada_cli.jobs.import_plan import Problems
from pilkada_cli.jobs.import_recorded import Recorded
from pilkada_cli.jobs.import_silence import Silence
from pilkada_cli.jobs.imported import Imported
from pilkada_cli.jobs.new_reports import FileSoFar, NewReports
from pilkada_cli.jobs.own_rows import own_report, says_otherwise
from pilkada_cli.storage import journal, settings
from pilkada_cli.storage.queries import ids_of
from pilkada_cli.storage.register import Writer


@dataclass
class _Run:
    """An import while it writes. `new` finds what it made, `file` what its present file names.

    `groups` are the first reports of the groups of that file.
    """

    writer: Writer
    new: NewReports
    file: FileSoFar
    key: bytes
    undone: frozenset[OpId]
    recorded: Recorded
    today: date
    update: bool
    done: Imported = field(default_factory=Imported)
    silence: Silence = field(default_factory=Silence)
    groups: dict[str, OpId] = field(default_factory=dict)

    def know(self, item: Item, subject: OpId) -> None:
        """Note that a row is about a report that was there, which stands for its group."""
        self.done.known += 1
        if item.group:
            self.groups.setdefault(item.group, subject)


def write(
    writer: Writer,
    files: Iterable[Iterable[Item]],
    *,
    update: bool = False,
    tick: Callable[[], object] = lambda: None,
) -> Imported:
    """Append what is new of each file; everything or, with `InvalidData`, nothing.

    With `update` known reports are amended by what their rows say otherwise than before.
    `tick` is called after every item.
    """
    new, begins = NewReports(writer), writer.batch.seq
    undone = journal.undone(writer.connection)
    run = _Run(
        writer,
        new,
        FileSoFar(writer, new),
        _content_key(writer),
        undone,
        Recorded(writer, undone),
        local_day(writer.batch.at, writer.reference.election.time_zone),
        update,
    )
    for items in files:
        run.file = FileSoFar(writer, new)
        run.groups.clear()
        for item in items:
            try:
                _write_item(run, item)
            except PilkadaError as error:
                words = Sentence("{where}: {problem}", where=item.where, problem=error.sentence)
                raise Problems([words]).refused() from None
            new.fold()
            tick()
    new.flush()
    run.done.twins = [*import_twins.offered(writer, run.done.few, begins)]
    run.done.nil = run.silence.broken(writer)
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
    subject = None if item.target is None else _find(run, item.target)
    if item.other is not None:
        other = _find(run, item.other)
        if other == subject:
            raise InvalidData(Sentence(N_("a report cannot be linked with itself")))
        body["with"] = str(other)
    if item.kind == Kind.STEP and subject is not None:
        run.new.flush()
        body["action"] = str(action_named(run.writer, subject, body["action"]))
    if not run.new.made(subject) and run.recorded.knows(item, subject):
        run.done.known += 1
        return
    if item.kind == Kind.NIL:
        run.silence.keep(str(body["region"]), str(body["on"]))
    _fit(run, item, subject)
    if item.kind == Kind.ACTION:
        body |= run.new.number_of_action()
    run.new.append(item.kind, body, item.entry.sealed, item.known_at, subject)
    if subject is None:
        run.done.apart[item.kind] += 1
    else:
        run.done.operations += 1


def _write_report(run: _Run, item: Item) -> None:
    values = item.entry.values
    ref, system = values.get("source_ref"), str(values.get("source_system") or "")
    if not isinstance(ref, str):
        _write_nameless(run, item)
        return
    if item.label and (own := own_report(run.writer, item)):
        if not run.file.names(own):
            words = N_("the report '{id}' stands twice in this file")
            raise InvalidData(Sentence(words, id=item.label))
        run.know(item, own)
        if says_otherwise(run.writer, item, own):
            _settle(run, item, own, own=True)
        return
    found = run.new.find(system, ref)
    if found is None:
        _add(run, item, (system, ref))
        return
    if not run.file.names(found):
        raise InvalidData(Sentence(N_("the reference '{ref}' stands twice in this file"), ref=ref))
    run.know(item, found)
    if run.new.made(found):
        run.new.flush()
    _settle(run, item, found, own=False)


def _add(run: _Run, item: Item, place: tuple[str, str] | None) -> None:
    subject, label = run.new.add(item, place)
    run.done.add(item, label)
    _add_state(run, item, subject)
    body, zone = item.entry.body, run.writer.reference.election.time_zone
    day = body.get("occurred_on") or local_day(item.known_at, zone).isoformat()
    run.silence.tell(str(body["region"]), str(day))


def _add_state(run: _Run, item: Item, subject: OpId) -> None:
    """Give a new report the state that its row says, and link it with the others of its group."""
    for kind, sealed in import_updates.given(item.stated):
        if kind not in import_updates.FROM_THE_FIRST:
            body = {import_updates.IMPORTED: True}
            run.new.append(kind, body, sealed, item.known_at, subject)
            run.done.operations += 1
    if item.group and (first := run.groups.setdefault(item.group, subject)) != subject:
        run.new.append(Kind.LINK, {"with": str(first)}, None, item.known_at, subject)
        run.done.operations += 1


def _write_nameless(run: _Run, item: Item) -> None:
    """Add a row without a reference, unless its content is known: of equal rows the first, the second …"""
    said = {n: value for n, value in item.entry.values.items() if n not in item.guessed}
    content = _content([item.known, said])
    for n in run.file.ordinals(content):
        key = hmac.digest(run.key, f"{n}:{content}".encode(), "sha256").hex()
        found = run.new.find_content(key)
        if found is None:
            item.entry.sealed["import_key"] = key
            _add(run, item, None)
            return
        if run.file.names(found):
            run.know(item, found)
            if item.stated:
                _settle(run, item, found, own=False)
            return


_content = json.JSONEncoder(ensure_ascii=False, sort_keys=True).encode
"""The content of a row as its key is made of it."""


def _settle(run: _Run, item: Item, subject: OpId, *, own: bool) -> None:
    """Change a known report that its row says otherwise about, or leave it alone and say so."""
    found = import_updates.changes(run.writer, item, subject, run.undone, own=own)
    if not found:
        return
    label = ids_of(run.writer.tables, [subject]).get(subject, "")
    if run.update:
        run.new.flush()
        run.done.operations += import_updates.apply(run.writer, subject, found, run.undone)
        run.done.change(item, label, found)
    else:
        run.done.leave(item, label, found)


def _find(run: _Run, target: tuple[str | None, str]) -> OpId:
    system, name = target
    if system is None:
        return resolve_one(run.writer, name)
    found = run.new.find(system, name)
    if found is None:
        raise InvalidData(Sentence(N_("there is no report with the reference '{ref}'"), ref=name))
    return found


def _fit(run: _Run, item: Item, subject: OpId | None) -> None:
    """Fit a line to its report as the record and the lines before tell it.

    Raises `InvalidData` for what contradicts the report.
    """
    if subject is None or item.kind not in (Kind.AMEND, Kind.ESCALATE):
        return
    run.new.flush()
    state = fold_subject(journal.of_subject(run.writer.connection, subject), run.undone)
    if state is None:
        return
    row = complete(state, run.writer.reference)
    found = contradictions(item.kind, item.entry, Standing.of(row), run.today)
    if (first := next(found, None)) is not None:
        raise InvalidData(first)
    if item.kind == Kind.AMEND:
        settle_district(run.writer.reference, item.entry, row.region, row.district)
