"""What is said of a new report that nobody saw before: where it went, what nobody said, how to change it."""

from collections.abc import Iterator, Mapping, Sequence

from pilkada_cli.domain.entry import Entry
from pilkada_cli.domain.fields import Phase
from pilkada_cli.domain.guesses import DAY, PHASE
from pilkada_cli.domain.reference import Reference
from pilkada_cli.i18n import N_, Sentence, _, language
from pilkada_cli.render.local import in_figures
from pilkada_cli.render.retyped import as_typed
from pilkada_cli.storage import settings
from pilkada_cli.storage.register import Writer


def stored_as(
    writer: Writer,
    row: Mapping[str, object],
    entry: Entry,
    guessed: Sequence[str],
    evidence: Sequence[Sentence],
) -> Iterator[Sentence]:
    """At most three remarks on the report of a row, of which `entry` was given.

    `guessed` are the fields of it that nobody said, `evidence` tells guesses as
    options, each with the words that led to it.
    """
    yield _in_short(row, writer.reference)
    filled = _filled_in(row, entry)
    unsaid = list(_away(writer, row))
    if evidence:
        unsaid.append(Sentence(N_("guessed: {guesses}"), guesses=Sentence.joined(evidence)))
    if filled:
        names = Sentence.joined([Sentence(_FILLED[name], value=row[name]) for name in filled])
        unsaid.append(Sentence(N_("filled in: {values}"), values=names))
    if unsaid:
        yield Sentence.joined(unsaid, "; ")
    yield from _way_on(row, entry, guessed, filled)


def _way_on(
    row: Mapping[str, object], entry: Entry, guessed: Sequence[str], filled: Sequence[str]
) -> Iterator[Sentence]:
    """How the report is taken back, and what nobody said of it confirmed or changed.

    The command ends the line: there it is kept in one piece (`cli.talk`).
    """
    is_phase_open = PHASE in guessed and PHASE not in entry.values
    told = [name for name in guessed if row.get(name) is not None]
    if [name for name in told if name != PHASE or not is_phase_open]:
        words = _CONFIRM_OPEN if is_phase_open else _CONFIRM
        # A day that nobody said stands for want of any, and is no guess to confirm.
        day = [f"--at {_('WHEN')}"] if DAY in told and DAY not in entry.values else []
        yield Sentence(words, id=row["id"], options=" ".join(("--confirm", *day)))
    elif is_phase_open:
        words = N_("undo: pilkada undo; if it has happened: pilkada report amend {id} --phase gn")
        yield Sentence(words, id=row["id"])
    elif filled:
        words = N_("undo: pilkada undo; change, for example: pilkada report amend {id} {option}")
        option = _EXAMPLES.get(filled[0]) or next(as_typed(row, ["occurred_on"]))
        yield Sentence(words, id=row["id"], option=option)


_CONFIRM = N_("undo: pilkada undo; confirm or change: pilkada report amend {id} {options}")
_CONFIRM_OPEN = N_(
    "undo: pilkada undo; confirm or change, with --phase gn if it has happened: pilkada report amend {id} {options}"
)


def _in_short(row: Mapping[str, object], reference: Reference) -> Sentence:
    """Where a report stands now, in words that can be typed."""
    district = reference.district_by_code.get(str(row["district"]))
    level = reference.scale.levels[int(str(row["level"])) - 1]
    return Sentence(
        "{id}: {place}; {category}; {phase}, {level}; {day}",
        id=row["id"],
        place=", ".join(filter(None, (district and district.name, str(row["regency_name"])))),
        category=row["category"],
        phase=str(row["phase"]).upper(),
        level=level.label.in_language(language()),
        day=_day(row),
    )


def _day(row: Mapping[str, object]) -> str:
    """The day of a report, with its time where it has one."""
    parts = (row[name] for name in ("occurred_on", "occurred_time"))
    return in_figures(" ".join(str(part) for part in parts if part))


def _away(writer: Writer, row: Mapping[str, object]) -> Iterator[Sentence]:
    """That a report of an office for one regency is about another."""
    own = settings.get(writer.connection, "region")
    if (said := away(writer.reference, own, row["region"])) is not None:
        yield said


def away(reference: Reference, own_region: str | None, region: object) -> Sentence | None:
    """That a region is not the one regency that an office is for; None where it is, or there is none."""
    own = reference.region_by_code.get(own_region or "")
    if own is None or own == reference.province or own.code == region:
        return None
    words = N_("not under this office's own region (-r {code} {own})")
    return Sentence(words, own=own.name, code=own.code)


def _filled_in(row: Mapping[str, object], entry: Entry) -> list[str]:
    """The fields that nobody gave, which category, region and day give."""
    return [
        name
        for name in _FILLED
        if name not in entry.values and not (name == "likelihood" and row["phase"] == Phase.GN)
    ]


_FILLED = {
    "phase": N_("phase"),
    "likelihood": N_("likelihood {value}"),
    "impact": N_("impact {value}"),
    "stage": N_("stage {value}"),
    "occurred_on": N_("day"),
}
"""How each is named; phase and day stand in the line before."""

_EXAMPLES = {
    "phase": "--phase gn",
    "likelihood": "--likelihood 4",
    "impact": "--impact 4",
}
"""How each of them is said; the stage and the day by the day."""
