"""The reports that an import makes, and how a row finds the report that is its own.

A row is known by its reference, or by its content where it has none; also when its
report was made a moment ago and is not stored yet.
"""

from collections.abc import Iterator
from itertools import count

from pilkada_cli.domain.operation import Json, JsonObject, Kind, OpId
from pilkada_cli.jobs.import_item import Item
from pilkada_cli.jobs.numbering import action_numbers, own_code, report_numbers
from pilkada_cli.jobs.record import content_of
from pilkada_cli.storage import queries
from pilkada_cli.storage.refold import TOGETHER
from pilkada_cli.storage.register import Writer

Place = tuple[str, str]
"""A system, or the empty text, and a reference in it."""


class NewReports:
    """Adds reports and operations on them to the batch of an import."""

    def __init__(self, writer: Writer) -> None:
        self._writer = writer
        self._additions = writer.additions()
        self._begins = writer.batch.seq
        self._code = own_code(writer)
        self._numbers = report_numbers(writer)
        self._actions = action_numbers(writer)
        self._has_withdrawn = queries.has_withdrawn(writer.tables)
        self._waiting: dict[Place | str, OpId] = {}
        self._unfolded: dict[Place | str, OpId] = {}

    def made(self, subject: OpId | None) -> bool:
        """Whether this import made a report."""
        if subject is None:
            return False
        return subject.origin == self._writer.batch.origin and subject.seq >= self._begins

    def find(self, system: str, ref: str) -> OpId | None:
        """The report with a reference, one that is not withdrawn; the earliest of several."""
        place = (system, ref)
        found = self._waiting.get(place) or self._unfolded.get(place)
        return found or next(iter(queries.live_by_source(self._writer.tables, system, ref)), None)

    def find_content(self, key: str) -> OpId | None:
        """The report that was imported under a content key, if it is not withdrawn."""
        found = self._waiting.get(key) or self._unfolded.get(key)
        return found or next(iter(queries.live_by_import_key(self._writer.tables, key)), None)

    def add(self, item: Item, place: Place | None) -> tuple[OpId, str]:
        """Make the report of a row and return it with its id."""
        number = next(self._numbers)
        label = f"{self._code}-{number}"
        content = content_of(self._code, number, item.entry, item.guessed)
        known = place or item.entry.sealed["import_key"]
        if self._additions is None or self._has_twin(place):
            self.flush()
            add = self._writer.batch.append
            made = add(Kind.ADD, *content, known_at=item.known_at, creates=True)
            self._unfolded[known] = made
            return made, label
        if self._additions.is_full:
            self.flush()
        made = self._additions.append(Kind.ADD, *content, known_at=item.known_at, creates=True)
        self._waiting[known] = made
        return made, label

    def number_of_action(self) -> dict[str, Json]:
        """The code and the next number of an action."""
        return {"code": self._code, "number": next(self._actions)}

    def append(
        self,
        kind: Kind,
        body: JsonObject,
        sealed: JsonObject | None,
        known_at: str,
        subject: OpId | None,
    ) -> None:
        """Write an operation that is about a report, or that nothing happened."""
        content = (kind, body, sealed)
        linking = kind in (Kind.LINK, Kind.UNLINK)
        if (
            self._additions is not None
            and subject is not None
            and subject in self._additions
            and not linking
        ):
            self._additions.append(*content, subject=subject, known_at=known_at)
            return
        self.flush()
        self._writer.batch.append(
            *content, subject=subject, known_at=known_at, creates=subject is None
        )

    def fold(self) -> None:
        """Bring the tables up to date where much was appended one by one, and forget it."""
        if len(self._writer.batch.appended) >= TOGETHER:
            self.flush()
            self._writer.fold()
            self._unfolded.clear()

    def flush(self) -> None:
        """Store what waits, so that it is found in the tables, and what follows comes after it."""
        if self._additions is not None:
            self._additions.flush()
        self._waiting.clear()

    def _has_twin(self, place: Place | None) -> bool:
        """Whether a withdrawn report bears the reference: then both are one group."""
        if place is None or not self._has_withdrawn:
            return False
        return queries.is_source_used(self._writer.tables, *place)


class FileSoFar:
    """What the file that is being read named already. Its rows may be a million."""

    def __init__(self, writer: Writer, new: NewReports) -> None:
        self._new = new
        self._begins = writer.batch.seq
        self._named = Marks()
        self._repeated: dict[str, int] = {}

    def names(self, subject: OpId) -> bool:
        """Note that a row is about a report; False where one before it was."""
        if self._new.made(subject) and subject.seq >= self._begins:
            return False
        return self._named.add(subject)

    def ordinals(self, content: str) -> Iterator[int]:
        """Which of the equal rows of the file a row may be, from the first that is not surely taken."""
        for n in count(self._repeated.get(content, 0) + 1):
            if n > 1:
                self._repeated[content] = n
            yield n


class Marks:
    """Operations that are marked, a byte each."""

    def __init__(self) -> None:
        self._marks: dict[str, bytearray] = {}

    def add(self, op: OpId) -> bool:
        """Mark an operation; False where it is marked already."""
        marks = self._marks.setdefault(op.origin, bytearray())
        if op.seq >= len(marks):
            marks.extend(bytes(op.seq - len(marks) + 1))
        before, marks[op.seq] = marks[op.seq], 1
        return not before
