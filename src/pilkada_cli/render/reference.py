"""Regions, stages and categories on the screen."""

from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.text import Text

from pilkada_cli.domain.reference import Category, Criterion, Grade, Reference, Region, Scale, Stage
from pilkada_cli.domain.stages import Standing
from pilkada_cli.i18n import N_, Sentence, _, language
from pilkada_cli.render.local import DASH, countdown, long_date, short_date, whole, word
from pilkada_cli.render.summary_words import stage_words
from pilkada_cli.render.tables import Column, Fitted, pairs, safe, table


def regions(reference: Reference) -> RenderableType:
    """Every regency with its code, seat, districts and polling stations."""
    columns = [
        Column(_("code"), wrap=False),
        Column(_("name"), least=20),
        Column(_("seat"), drop=1),
        Column(_("also called"), drop=2),
        Column(_("districts"), number=True),
        Column(_("polling stations"), number=True),
    ]
    return table(
        columns,
        [
            [
                r.code,
                r.full_name,
                r.seat,
                ", ".join(r.aliases),
                whole(len(r.districts)),
                whole(r.polling_stations),
            ]
            for r in reference.regencies
        ],
    )


def region(found: Region) -> RenderableType:
    """One regency with its districts."""
    facts = pairs(
        [
            (_("code"), found.code),
            (_("seat"), found.seat),
            (_("also called"), ", ".join(found.aliases) or DASH),
            (_("polling stations"), whole(found.polling_stations)),
            (_("voters"), f"{whole(found.voters)} ({found.voters_basis})"),
            (
                _("villages"),
                str(
                    Sentence(
                        N_("{villages} villages, {urban} urban villages"),
                        villages=whole(found.villages),
                        urban=whole(found.urban_villages),
                    )
                ),
            ),
        ]
    )
    columns = [
        Column(_("code"), wrap=False),
        Column(_("district"), least=20),
        Column(_("polling stations"), number=True),
        Column(_("villages"), number=True),
    ]
    districts = table(
        columns,
        [
            [d.code, d.name, whole(d.polling_stations), whole(d.villages + d.urban_villages)]
            for d in found.districts
        ],
    )
    return Group(Text(found.full_name, style="bold"), Text(), facts, districts)


def stages(found: Sequence[Stage], reference: Reference) -> RenderableType:
    """Stages with their dates, or the rule that stands for them."""
    columns = [
        Column(_("key"), wrap=False),
        Column(_("stage"), least=28),
        Column(_("from")),
        Column(_("to")),
        Column(_("only in")),
    ]
    return table(columns, [_stage_row(stage, reference) for stage in found])


def _stage_row(stage: Stage, reference: Reference) -> list[str]:
    only = reference.region_by_code[stage.region].name if stage.region else ""
    return [
        stage.key,
        stage.name.in_language(language()),
        short_date(stage.start),
        short_date(stage.end),
        only,
    ]


def stage(found: Stage, reference: Reference) -> RenderableType:
    """One stage."""
    below = [s.key for s in reference.stages if s.parent == found.key]
    rows = [
        (_("key"), found.key),
        (_("number"), found.number or DASH),
        (_("from"), long_date(found.start)),
        (_("to"), long_date(found.end)),
        (_("days"), whole(found.days)),
        (_("rule"), found.rule.in_language(language()) if found.rule else DASH),
        (_("only in"), reference.region_by_code[found.region].name if found.region else DASH),
        (_("part of"), found.parent or DASH),
        (_("parts"), ", ".join(below) or DASH),
    ]
    return Group(Text(found.name.in_language(language()), style="bold"), Text(), pairs(rows))


def standing(found: Standing, place: str) -> RenderableType:
    """Where a day stands: the stage, its day, and how far voting is away."""
    line = f"{place}, {long_date(found.day)}: {stage_words(found)}"
    if found.voting_day is not None:
        vote = str(Sentence(N_("voting {day}"), day=long_date(found.voting_day)))
        line += f" · {countdown(found.days_to_vote)} ({vote})"
    return safe(line)


def categories(reference: Reference, group: str | None = None) -> RenderableType:
    """The taxonomy, group by group."""
    parts: list[RenderableType] = []
    columns = [
        Column(_("key"), least=30, wrap=False),
        Column(_("category"), least=30),
        Column(_("likelihood/impact as PG"), number=True, drop=1),
        Column(_("ATHG label"), drop=2),
    ]
    for found in reference.groups:
        if group is not None and found.key != group:
            continue
        rows = [
            [c.key, c.label.in_language(language()), f"{c.likelihood}/{c.impact}", word(c.athg)]
            for c in found.categories
        ]
        parts.append(table(columns, rows, found.label.in_language(language())))
    return Group(*parts)


def category(found: Category) -> RenderableType:
    """One category with definition, typical ratings, owners and preventive measures."""
    rows = [
        (_("key"), found.key),
        (_("definition"), found.definition.in_language(language())),
        (_("ATHG label"), word(found.athg)),
        (_("likelihood/impact as PG"), f"{found.likelihood}/{found.impact}"),
        (_("aspects"), ", ".join(found.aspects) or DASH),
        (_("Bawaslu variables"), ", ".join(str(n) for n in found.bawaslu) or DASH),
        (_("IKP dimension"), found.ikp),
        (_("own stages"), ", ".join(found.stages) or DASH),
        (_("usual owner"), ", ".join(found.owners)),
        (_("preventive measures"), "\n".join(m.in_language(language()) for m in found.measures)),
        (_("hint words"), ", ".join(found.hints)),
    ]
    return Group(Text(found.label.in_language(language()), style="bold"), Text(), pairs(rows))


def scales(scale: Scale) -> RenderableType:
    """What each number means: the criteria of likelihood and impact, the levels, the grades."""
    spoken = language()
    steps = [
        Column("", number=True),
        Column(_("label"), least=16),
        Column(_("criterion"), least=24),
    ]
    levels = [
        Column("", number=True),
        Column(_("level"), least=12),
        Column(_("values"), number=True),
        Column(_("weight"), number=True),
    ]
    grades = [Column(""), Column(_("label"), least=24)]

    def criteria(found: Sequence[Criterion], title: str) -> Fitted:
        rows = [
            [str(s.number), s.label.in_language(spoken), s.criterion.in_language(spoken)]
            for s in found
        ]
        return table(steps, rows, title)

    def graded(found: Sequence[Grade], title: str) -> Fitted:
        return table(grades, [[g.key, g.label.in_language(spoken)] for g in found], title)

    bands = [
        [str(v.number), v.label.in_language(spoken), f"{v.lowest}{DASH}{v.highest}", str(v.weight)]
        for v in scale.levels
    ]
    parts: list[RenderableType] = []
    for part in (
        criteria(scale.likelihood, _("Likelihood (--likelihood)")),
        criteria(scale.impact, _("Impact (--impact)")),
        table(levels, bands, _("Levels of the risk matrix")),
        graded(scale.grade_source, _("Source (first sign of --grade)")),
        graded(scale.grade_content, _("Content (second sign of --grade)")),
    ):
        parts += [part, Text()]
    return Group(*parts[:-1])
