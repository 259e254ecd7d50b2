"""What is said of a new report that nobody saw before: where it went, what was taken for it, what is a guess."""

from collections.abc import Iterator, Mapping, Sequence

from pilkada_cli.domain.entry import Entry
from pilkada_cli.domain.fields import Phase
from pilkada_cli.domain.reference import District, Reference, Region
from pilkada_cli.i18n import N_, Sentence, language
from pilkada_cli.render.local import in_figures
from pilkada_cli.render.retyped import as_typed
from pilkada_cli.storage import settings
from pilkada_cli.storage.register import Writer


def stored_as(
    writer: Writer, row: Mapping[str, object], entry: Entry, guessed: Sequence[str]
) -> Iterator[Sentence]:
    """The remarks on the report of a row, of which `entry` was said and `guessed` was not."""
    yield _in_short(row, writer.reference)
    own = writer.reference.region_by_code.get(settings.get(writer.connection, "region") or "")
    if own not in (None, writer.reference.province) and own.code != row["region"]:
        yield Sentence(
            N_(
                "it stands under {region}, not under this office's {own}; to move it: pilkada report amend {id} -r {code}"
            ),
            region=_called(writer.reference.region_by_code[str(row["region"])]),
            own=_called(own),
            id=row["id"],
            code=own.code,
        )
    yield from _taken(row, entry)
    if guessed := [name for name in guessed if entry.body.get(name) is not None]:
        yield Sentence(
            N_(
                "what was guessed is marked so; if it is right: pilkada report amend {id} {options}"
            ),
            id=row["id"],
            options=" ".join(as_typed(row, guessed)),
        )


def _in_short(row: Mapping[str, object], reference: Reference) -> Sentence:
    """Where a report stands now, in one sentence."""
    region = reference.region_by_code[str(row["region"])]
    district = reference.district_by_code.get(str(row["district"]))
    level = reference.scale.levels[int(str(row["level"])) - 1]
    category = reference.category_by_key[str(row["category"])]
    return Sentence(
        N_("{id}: {place}; {category}; phase {phase}, level {level}"),
        id=row["id"],
        place=Sentence.joined([*_within(district), Sentence("{name}", name=_called(region))]),
        category=category.label.in_language(language()),
        phase=str(row["phase"]).upper(),
        level=level.label.in_language(language()),
    )


def _within(district: District | None) -> list[Sentence]:
    return [Sentence(N_("{name} district"), name=district.name)] if district else []


def _called(region: Region) -> str:
    return region.full_name


_TAKEN = {
    "phase": N_("phase {value}"),
    "likelihood": N_("likelihood {value}"),
    "impact": N_("impact {value}"),
    "stage": N_("stage {value}"),
    "occurred_on": N_("day {value}"),
}


def _taken(row: Mapping[str, object], entry: Entry) -> list[Sentence]:
    """What was not said and is taken from the category, the region and the day."""
    names = [
        name
        for name in _TAKEN
        if name not in entry.values and not (name == "likelihood" and row["phase"] == Phase.GN)
    ]
    if not names:
        return []
    shown = {"phase": str(row["phase"]).upper(), "occurred_on": in_figures(str(row["occurred_on"]))}
    taken = [Sentence(_TAKEN[name], value=shown.get(name, row[name])) for name in names]
    return [
        Sentence(
            N_(
                "taken from category, region and day: {values}; to change, for example: pilkada report amend {id} {option}"
            ),
            values=Sentence.joined(taken),
            id=row["id"],
            option=_EXAMPLES.get(names[0], f"--at {shown['occurred_on']}"),
        )
    ]


_EXAMPLES = {
    "phase": "--phase gn",
    "likelihood": "--likelihood 4",
    "impact": "--impact 4",
}
"""How each of them is said; the stage and the day by the day."""
