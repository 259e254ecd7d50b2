"""Which lines of an import are recorded already: operations on reports, and what is said of regions."""

import hashlib
from collections.abc import Collection, Iterator, Mapping
from functools import cached_property

from pilkada_cli.domain.chain import encode
from pilkada_cli.domain.fold import with_content
from pilkada_cli.domain.operation import Json, Kind, Operation, OpId
from pilkada_cli.domain.readiness import Standing
from pilkada_cli.domain.times import local_day
from pilkada_cli.jobs.import_item import Item
from pilkada_cli.jobs.new_reports import Marks
from pilkada_cli.storage import journal, readiness
from pilkada_cli.storage.register import Writer

_ERASED: Mapping[str, Json] = {"erased": True}
"""Stands for words that were erased, so that an import does not bring them back."""

_BySignature = Mapping[bytes, list[OpId]]


class Recorded:
    """What a register held before an import; `undone` are the batches that were taken back."""

    def __init__(self, writer: Writer, undone: Collection[OpId]) -> None:
        self._writer = writer
        self._undone = undone
        self._known = Marks()
        self._nil: _BySignature | None = None

    def knows(self, item: Item, subject: OpId | None) -> bool:
        """Whether a line is recorded already; of n equal lines the first n that are recorded.

        What an undo took back is not known: it can be imported again. What was ever said
        of readiness on the same day is known, also where something else was said since.
        """
        if item.kind == Kind.READINESS:
            return self._says_again(Standing(**item.entry.body))
        recorded = self._of(subject) if subject else self._nil_reports()
        for sealed in (item.entry.sealed, _ERASED):
            signature = _signature(item.kind, item.known, item.entry.body, sealed)
            if any(self._known.add(op) for op in recorded.get(signature, ())):
                return True
        return False

    def _says_again(self, standing: Standing) -> bool:
        known = standing in self._standings
        self._standings.add(standing)
        return known

    @cached_property
    def _standings(self) -> set[Standing]:
        return readiness.said(self._writer.tables)

    def _nil_reports(self) -> _BySignature:
        if self._nil is None:
            stored = journal.of_kinds(self._writer.connection, Kind.NIL)
            self._nil = self._by_signature(stored)
        return self._nil

    def _of(self, subject: OpId) -> _BySignature:
        stored = journal.of_subject(self._writer.connection, subject)
        return self._by_signature(with_content(stored))

    def _by_signature(self, stored: list[Operation]) -> _BySignature:
        """The operations from before, by what a line may look like that says the same."""
        zone = self._writer.reference.election.time_zone
        found: dict[bytes, list[OpId]] = {}
        for op in stored:
            if op.header.batch == self._writer.batch.first or op.header.batch in self._undone:
                continue
            for signature in set(_signatures(op, stored, zone)):
                found.setdefault(signature, []).append(op.header.id)
        return found


def _signatures(op: Operation, stored: list[Operation], zone: str) -> Iterator[bytes]:
    """How a line may look that was recorded as `op`: known by its instant or by its day."""
    erased = op.sealed is None and any(other.header.kind == Kind.ERASE for other in stored)
    sealed = _ERASED if erased else op.sealed or {}
    header = op.header
    for known in (header.known_at, local_day(header.known_at, zone).isoformat()):
        yield _signature(header.kind, known, op.body or {}, sealed)


def _signature(
    kind: str, known: str, body: Mapping[str, Json], sealed: Mapping[str, Json]
) -> bytes:
    # A district that only went with its regency did not stand in the line.
    said = {
        k: v for k, v in body.items() if not (k == "district" and v is None and "region" in body)
    }
    if kind == Kind.ACTION:
        said = {k: v for k, v in said.items() if k not in ("code", "number")}
    content = [kind, known, dict(sorted(said.items())), dict(sorted(sealed.items()))]
    return hashlib.sha256(encode(content)).digest()
