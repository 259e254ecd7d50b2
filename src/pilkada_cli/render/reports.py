"""One report with its history, on the screen."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from pilkada_cli.domain.actions import Action
from pilkada_cli.domain.attachments import Attachment, read
from pilkada_cli.domain.guesses import DAY, PHASE
from pilkada_cli.domain.history import Change, Step
from pilkada_cli.domain.operation import OpId
from pilkada_cli.domain.reference import Reference
from pilkada_cli.domain.report import FILLED_IN
from pilkada_cli.i18n import N_, Sentence, _, language
from pilkada_cli.render.actions import action_list
from pilkada_cli.render.labels import LABELS
from pilkada_cli.render.local import (
    DASH,
    clock,
    file_size,
    full_date,
    kind,
    local_time,
    long_date,
    whole,
    word,
    written_by,
)
from pilkada_cli.render.tables import pairs, safe

Row = Mapping[str, object]
Files = Sequence[tuple[Attachment, Path | None, bool]]
"""Attachments, each with where its file lies, None if it is not here."""

DOT = " · "


def level_name(reference: Reference, number: object) -> str:
    """A level in words."""
    levels = {level.number: level.label for level in reference.scale.levels}
    label = levels.get(int(str(number)))
    return label.in_language(language()) if label else str(number)


def one_report(
    row: Row,
    steps: Sequence[Step],
    members: Sequence[Row],
    actors: Mapping[tuple[str, int], str],
    offices: Mapping[str, str],
    others: Mapping[OpId, str],
    reference: Reference,
    files: Files = (),
    guessed: Sequence[str] = (),
    actions: Sequence[Action] = (),
    imported_with: int = 0,
) -> RenderableType:
    """A report with everything known about it, its history below."""
    heading = Text(f"{row['id']}  ", style="bold")
    heading.append(safe(str(row["title"] or _("(erased)"))))
    parts: list[RenderableType] = [heading, Text()]
    facts = [*_facts(row, reference), (LABELS["attachments"], _files(files))]
    parts.append(pairs((_(label), value) for label, value in facts if value))
    lines = (
        *_standing(row, members),
        *_guessed(row, guessed, steps),
        *_imported(row, imported_with),
    )
    parts += [safe(str(line)) for line in lines]
    if actions:
        parts += [Text(), action_list(actions, _("Actions"))]
    parts += [Text(), Text(_("History"), style="bold")]
    parts += [_step(step, _writer(step, actors, offices), others, reference) for step in steps]
    return Group(*parts)


SHOWN_TOGETHER = frozenset(
    (
        "occurred_time",
        "likelihood",
        "impact",
        "residual_likelihood",
        "residual_impact",
        "grade_content",
        "title",
        "source_system",
        "attachments",
    )
)
"""Fields that a report's page shows with another one."""


def _files(files: Files) -> str:
    """A line for each file: its name, its size, how its hash begins."""
    return "\n".join(
        DOT.join((each.name, file_size(each.size), each.sha256[:12], *_fault(path, altered)))
        for each, path, altered in files
    )


def _fault(path: Path | None, altered: bool) -> tuple[str, ...]:
    if path is None:
        return (_("not here"),)
    return (_("altered"),) if altered else ()


def _facts(row: Row, reference: Reference) -> Iterator[tuple[str, str]]:
    for name, label in LABELS.items():
        if name not in SHOWN_TOGETHER:
            yield (N_("grade") if name == "grade_source" else label), fact(name, row, reference)


def fact(name: str, row: Row, reference: Reference) -> str:
    """A field of a report in words; empty where it says nothing."""
    value = row[name]
    if value is None or value in ("", ()):
        return ""
    match name:
        case "occurred_on":
            at = f" {clock(str(row['occurred_time']))}" if row["occurred_time"] else ""
            return f"{full_date(date.fromisoformat(str(value)))}{at}"
        case "region" | "district" | "affects":
            return _places(name, row, reference)
        case "category":
            category = reference.category_by_key.get(str(value))
            label = f" · {category.label.in_language(language())}" if category else ""
            return f"{value}{label}"
        case "value" | "residual_value":
            return _risk(name.removesuffix("value"), row, reference)
        case "grade_source":
            return f"{value}{row['grade_content']}"
        case "known_at":
            election = reference.election
            return local_time(str(value), election.time_zone, election.time_zone_label)
        case "source_ref":
            return f"{row['source_system'] or DASH} {value}"
        case "attachments":
            return _names(value)
    return whole(value) if isinstance(value, int) else word(value)


def _places(name: str, row: Row, reference: Reference) -> str:
    if name == "region":
        return f"{row['regency_name']} ({row['region']})"
    if name == "district":
        district = reference.district_by_code.get(str(row["district"]))
        return f"{district.name} ({district.code})" if district else str(row["district"])
    codes = row["affects"]
    assert isinstance(codes, tuple)
    known = reference.region_by_code
    return ", ".join(known[code].name if code in known else code for code in codes)


def _risk(prefix: str, row: Row, reference: Reference) -> str:
    value, plain = row[f"{prefix}value"], row["value"]
    if prefix and value == plain:
        return ""
    return str(
        Sentence(
            N_("{level}: value {value} (likelihood {likelihood}, impact {impact})"),
            level=level_name(reference, row[f"{prefix}level"]),
            value=value,
            likelihood=row[f"{prefix}likelihood"],
            impact=row[f"{prefix}impact"],
        )
    )


def _standing(row: Row, members: Sequence[Row]) -> Iterator[Sentence]:
    """Whether the report counts, and with which others it is one event."""
    if row["erased"]:
        yield Sentence(N_("Personal fields were erased."))
    if until := row["watched_until"]:
        yield Sentence(N_("Only watched until {day}."), day=long_date(str(until)))
    others = ", ".join(str(m["id"]) for m in members if m["id"] != row["id"])
    match row["outcome"]:
        case "duplicate":
            yield Sentence(
                N_("Not counted: the same event was told before. See {ids}."), ids=others
            )
        case "refuted":
            yield Sentence(N_("Not counted: refuted."))
        case "withdrawn":
            yield Sentence(N_("Not counted: withdrawn."))
        case _ if others:
            yield Sentence(N_("Counted for the whole group; the same event: {ids}."), ids=others)


def _guessed(row: Row, names: Sequence[str], steps: Sequence[Step]) -> Iterator[Sentence]:
    """Which fields were read out of its words or stand for want of any, and the command that settles them."""
    if row["erased"]:
        return
    said = {change.field for step in steps for change in step.changes}
    if DAY in names and DAY not in said:
        names = [name for name in names if name != DAY]
        yield Sentence(
            N_(
                "The day is not known; {day} stands, when this became known. To say it: pilkada report amend {id} --at WHEN"
            ),
            day=long_date(str(row[DAY])),
            id=row["id"],
        )
    if PHASE in names and PHASE not in said:
        names = [name for name in names if name != PHASE]
        yield Sentence(
            N_(
                "Nobody said whether it has happened; {phase} stands. To say it: pilkada report amend {id} --phase gn, or --phase pg"
            ),
            phase=word(row[PHASE]),
            id=row["id"],
        )
    if names:
        yield Sentence(
            N_("Guessed from the text: {fields}. If so: pilkada report amend {id} --confirm"),
            fields=Sentence.joined([Sentence(LABELS[name]) for name in names if name in LABELS]),
            id=row["id"],
        )


def _imported(row: Row, n: int) -> Iterator[Sentence]:
    """How a row of an import that is wrong is taken out, for the import goes back only whole."""
    if n and row["outcome"] != "withdrawn":
        words = N_(
            'One of {n} reports of an import. If it is wrong: pilkada report refute {id} --reason "…"'
        )
        yield Sentence(words, n=n, id=row["id"])


def _writer(step: Step, actors: Mapping[tuple[str, int], str], offices: Mapping[str, str]) -> str:
    origin = step.id.origin
    return written_by(actors.get((origin, step.actor)), offices.get(origin))


def _step(
    step: Step,
    who: str,
    others: Mapping[OpId, str],
    reference: Reference,
) -> RenderableType:
    election = reference.election
    line = Text(f"{local_time(step.known_at, election.time_zone, election.time_zone_label)}  ")
    line.append(kind(step.kind, step.state), style="bold")
    if step.other is not None:
        line.append(safe(f" {others.get(step.other, DASH)}"))
    if step.undone:
        line.append(" (" + _("taken back") + ")")
    if who:
        line.append(safe(f"  {who}", lines=False))
    below = [] if step.kind == "add" else [_change(change) for change in step.changes]
    if step.words:
        below.append(step.words)
    return Group(
        Padding(line, (0, 0, 0, 2)), *(Padding(safe(text), (0, 0, 0, 6)) for text in below)
    )


def _change(change: Change) -> str:
    label = _(LABELS[change.field]) if change.field in LABELS else change.field
    shown = _names if change.field == "attachments" else _shown
    told = (
        _("(automatic)") if value is None and change.field in FILLED_IN else shown(value)
        for value in (change.before, change.after)
    )
    return f"{label}: {' → '.join(told)}"


def _names(stored: object) -> str:
    """What attachments are called."""
    return ", ".join(each.name for each in read(stored)) or DASH


def _shown(value: object) -> str:
    if value is None:
        return DASH
    if isinstance(value, list):
        return " ".join(str(item) for item in value)
    return word(value)
