"""Events told at length in a brief: only what was known then, and nothing that points at a person."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from pilkada_cli.domain.brief_lines import Done, Event
from pilkada_cli.domain.fold import with_content
from pilkada_cli.domain.guesses import PHASE, is_day_guessed
from pilkada_cli.domain.history import history
from pilkada_cli.domain.operation import Kind, OpId
from pilkada_cli.domain.person_names import called, folded, names_called, names_of, place_words
from pilkada_cli.domain.personal_spans import Kind as Personal
from pilkada_cli.domain.personal_spans import taken_out
from pilkada_cli.domain.redaction import MARK, redacted_text
from pilkada_cli.storage import queries
from pilkada_cli.storage.register import Reader
from pilkada_cli.storage.source import Source

Veil = Callable[[object], str | None]
"""A text without what points at a person; None for none."""

TEXTS = ("village", "polling_station", "title", "detail", "measures_taken", "coordinated_with")
"""The texts of a report that are told. Who reported, who is involved and the source are not."""

_AS_THEY_ARE = (
    "id", "occurred_on", "occurred_time", "region", "regency_name", "district", "affects",
    "category", "phase", "stage", "value", "level", "residual_value", "residual_level",
    "grade_source", "grade_content", "verification", "handling", "classification", "dead",
    "injured", "displaced", "crowd", "loss_idr", "known_at",
)  # fmt: skip

_DONE = (Kind.HANDLE, Kind.CLOSE, Kind.REOPEN, Kind.WATCH)


@dataclass(frozen=True)
class Telling:
    """Tells events from `reader`, as they were known at the instant `as_of`, or are where it is None.

    `new` and `raised` are the subjects of which the period learnt, and whose phase or level rose in
    it; `subjects` are those of all reports, by id.
    """

    reader: Reader
    as_of: str | None
    new: frozenset[str]
    raised: frozenset[str]
    subjects: Mapping[str, str]

    def events(self, subjects: Iterable[str]) -> tuple[Event, ...]:
        """Each of these at length."""
        return tuple(self._event(subject) for subject in subjects)

    def title(self, subject: str) -> tuple[str | None, bool, bool]:
        """The title of a report alone, and whether nobody confirmed its day or its phase."""
        row = self._row(subject)
        return self.veil(row)(row["title"]), *_guesses(row)

    def action(self, report: str | None, words: str | None) -> str | None:
        """The words of an action, on the report with this id or on none."""
        subject = self.subjects.get(report or "")
        return (self.veil(self._row(subject)) if subject else self.veil({}))(words)

    def veil(self, row: dict[str, Any]) -> Veil:
        """What takes out of a text the persons whom the fields of its report name."""
        told = [str(text) for name in TEXTS if (text := row.get(name))]
        places = self._places | {*folded(str(row.get("village") or "")).split()}
        names = names_of(row, places) | names_called(told, places)

        def veiled(text: object) -> str | None:
            if not text:
                return None
            plain = redacted_text(str(text), names)
            spans = ((*span, Personal.NAME) for span in called(plain, places))
            return taken_out(plain, spans, lambda _kind: MARK)

        return veiled

    def _event(self, subject: str) -> Event:
        row = self._row(subject)
        veiled = self.veil(row)
        group = queries.group_members(self.reader.tables, str(row["group"])) if row["group"] else []
        values = {name: row[name] for name in _AS_THEY_ARE}
        values |= {name: veiled(row[name]) for name in TEXTS}
        day_guessed, phase_guessed = _guesses(row)
        return Event(
            **values,
            same=tuple(str(each["id"]) for each in group if each["id"] != row["id"]),
            done=tuple(
                Done(step.known_at, step.kind, veiled(step.words))
                for step in self._steps(OpId.parse(subject))
                if step.kind in _DONE and not step.undone
            ),
            watched_until=row["watched_until"],
            new=subject in self.new,
            raised=subject in self.raised,
            day_guessed=day_guessed,
            phase_guessed=phase_guessed,
        )

    def _row(self, subject: str) -> dict[str, Any]:
        row = queries.report(self.reader.tables, OpId.parse(subject))
        assert row is not None, "the tables named it"
        return row

    @cached_property
    def _places(self) -> frozenset[str]:
        return place_words(self.reader.reference)

    @cached_property
    def _source(self) -> Source:
        return Source.of(self.reader.connection, self.as_of)

    def _steps(self, subject: OpId) -> list[Any]:
        known = with_content(self._source.of_subject(subject))
        return history(subject, known, self._source.undone)


def _guesses(row: Mapping[str, Any]) -> tuple[bool, bool]:
    """Whether nobody confirmed the day of a report, and its phase."""
    guessed = str(row["guessed"] or "").split()
    return is_day_guessed(guessed), PHASE in guessed
