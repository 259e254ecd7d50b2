"""What the reading commands ask of a register: one report; and filters."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime

from pilkada_cli.domain.actions import Action
from pilkada_cli.domain.category_names import resolve_categories
from pilkada_cli.domain.fold import with_content
from pilkada_cli.domain.history import Step, history
from pilkada_cli.domain.links import link_pair
from pilkada_cli.domain.names import resolve_stage, within
from pilkada_cli.domain.operation import Kind, Operation, OpId
from pilkada_cli.domain.reference import Reference
from pilkada_cli.domain.stages import OUTSIDE, with_sub_stages
from pilkada_cli.domain.summary import Filters
from pilkada_cli.errors import UsageError
from pilkada_cli.i18n import N_, Sentence
from pilkada_cli.jobs import choosing
from pilkada_cli.jobs.ids import resolve_one
from pilkada_cli.jobs.typed import day_of
from pilkada_cli.storage import attachments, batches, journal, offices, queries, settings
from pilkada_cli.storage.actions import Wanted, actions
from pilkada_cli.storage.register import Reader
from pilkada_cli.storage.selection import Filter


@dataclass(frozen=True, slots=True)
class Asked:
    """Filters as typed, None for all; `now` is when, so that days can be said from it."""

    now: datetime
    region: str | None = None
    stage: str | None = None
    category: str | None = None
    since: str | None = None
    until: str | None = None
    phase: str | None = None
    verification: str | None = None
    handling: str | None = None
    level: str | None = None
    open: bool | None = None
    guessed: bool | None = None
    mine: bool | None = None


@dataclass(frozen=True, slots=True)
class Resolved:
    """The same filters as codes and keys: for storage, and as a summary names them."""

    stored: Filter
    named: Filters


def resolve_filters(reference: Reference, asked: Asked) -> Resolved:
    """Turn names into codes and keys.

    The province as a region means everything. Raises `UsageError` for unknown
    names, days and values.
    """
    place = within(reference, asked.region)
    region = place.region if place else None
    stage = resolve_stage(reference, asked.stage, (OUTSIDE,)) if asked.stage is not None else None
    categories = (
        resolve_categories(reference, asked.category) if asked.category is not None else None
    )
    since = _iso("--since", asked.since, asked.now, reference)
    until = _iso("--until", asked.until, asked.now, reference)
    if since and until and since > until:
        raise UsageError(
            Sentence(
                N_("--since {since} is later than --until {until}"),
                since=date.fromisoformat(since),
                until=date.fromisoformat(until),
            )
        )
    stored = Filter(
        region=region,
        district=place.district if place else None,
        stages=with_sub_stages(reference, stage) if stage else None,
        categories=categories,
        since=since,
        until=until,
        phase=_choice("--phase", asked.phase, choosing.of_field("phase")),
        verification=_choice(
            "--verification", asked.verification, choosing.of_field("verification")
        ),
        handling=_choice("--handling", asked.handling, choosing.of_field("handling")),
        level=int(_choice("--level", asked.level, choosing.levels(reference)) or 0) or None,
        open=bool(asked.open),
        guessed=bool(asked.guessed),
    )
    category = None
    if categories:
        category = next(iter(categories)) if len(categories) == 1 else _group_of(categories)
    named = Filters((place.district if place else None) or region, stage, category, since, until)
    return Resolved(stored, named)


def _group_of(categories: frozenset[str]) -> str:
    return min(categories).partition("/")[0]


def _iso(flag: str, text: str | None, now: datetime, reference: Reference) -> str | None:
    day = day_of(flag, text, now, reference)
    return None if day is None else day.isoformat()


def _choice(flag: str, text: str | None, choices: Sequence[choosing.Choice]) -> str | None:
    return None if text is None else choosing.chosen(flag, text, choices)


@dataclass(frozen=True, slots=True)
class Shown:
    """One report with its history, the others about the same event, and where its files lie.

    `guessed` are the fields that nobody said or confirmed. `actions` are those on it.
    `imported_with` is how many reports its import made, itself among them, as long as
    nothing was done to it since; else 0. `offices` are the codes of the other offices that
    wrote, by origin.
    """

    report: dict[str, object]
    steps: tuple[Step, ...]
    members: tuple[dict[str, object], ...]
    actors: dict[tuple[str, int], str]
    offices: dict[str, str]
    others: dict[OpId, str]
    files: tuple[attachments.Standing, ...]
    guessed: tuple[str, ...]
    actions: tuple[Action, ...]
    imported_with: int = 0

    def document(self) -> dict[str, object]:
        """The object that ``-f json`` prints."""
        return {
            **self.report,
            "erased": bool(self.report["erased"]),
            "withdrawn": bool(self.report["withdrawn"]),
            "group_members": [member["id"] for member in self.members],
            "files": [
                {**each._asdict(), "path": str(path) if path else None}
                for each, path, _altered in self.files
            ],
            "guessed": list(self.guessed),
            "actions": [asdict(action) for action in self.actions],
            "history": [self._step(step) for step in self.steps],
        }

    def _step(self, step: Step) -> dict[str, object]:
        return {
            "kind": step.kind,
            "at": step.at,
            "known_at": step.known_at,
            "actor": self.actors.get((step.id.origin, step.actor)),
            "office": self.offices.get(step.id.origin),
            "words": step.words,
            "undone": step.undone,
            "with": self.others.get(step.other) if step.other else None,
            "changes": [asdict(change) for change in step.changes],
        }


def show(reader: Reader, typed: str, today: date) -> Shown:
    """Everything known about one report; `today` tells which of its actions are late."""
    subject = resolve_one(reader, typed)
    row = queries.report(reader.tables, subject)
    assert row is not None, "resolve_one found it"
    guessed = tuple(str(row.pop("guessed") or "").split())
    told, undone = _told(reader, subject), journal.undone(reader.connection)
    steps = history(subject, told, undone)
    group = row["group"]
    members = queries.group_members(reader.tables, str(group)) if group else []
    return Shown(
        report=row,
        steps=tuple(steps),
        others=queries.ids_of(reader.tables, {s.other for s in steps if s.other is not None}),
        members=tuple(members),
        actors=settings.actors(reader.connection),
        offices=offices.others(reader.connection),
        files=tuple(attachments.standing(reader.path, row["attachments"])),
        guessed=guessed,
        actions=tuple(actions(reader.tables, Wanted(subjects=(subject,)), reader.reference, today)),
        imported_with=_imported_with(reader, told),
    )


def _imported_with(reader: Reader, told: Sequence[Operation]) -> int:
    if [op.header.kind for op in told] != [Kind.ADD]:
        return 0
    content = batches.content(reader.connection, told[0].header.batch)
    made = content.kinds[Kind.ADD] if content else 0
    return made if made > 1 else 0


def _told(reader: Reader, subject: OpId) -> list[Operation]:
    """The operations on a report, and the links that others made with it."""
    own = journal.of_subject(reader.connection, subject)
    for partner in queries.ever_linked(reader.tables, subject):
        own += [
            op
            for op in journal.of_subject(reader.connection, partner)
            if op.header.kind in (Kind.LINK, Kind.UNLINK) and subject in (link_pair(op) or ())
        ]
    return with_content(op for op in own if op.arrived is not None)
