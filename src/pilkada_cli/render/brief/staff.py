"""The pages for staff: fields of society, analysis, forecast, recommendations."""

from collections.abc import Iterator
from datetime import date

from pilkada_cli.domain.brief import MOST_TITLES, BriefKind
from pilkada_cli.domain.brief_lines import AgendaItem, AspectLine, GroupLine
from pilkada_cli.i18n import N_, Sentence, _
from pilkada_cli.render.brief.actions import followed_up
from pilkada_cli.render.brief.blocks import (
    Block,
    Cell,
    Column,
    Gap,
    Grid,
    Items,
    Section,
    Text,
)
from pilkada_cli.render.brief.words import MOST_IDS, Page, bracketed, day, filled_in, named, told
from pilkada_cli.render.lapinfo import ASPECTS
from pilkada_cli.render.local import (
    DASH,
    decimal,
    full_date,
    whole,
)


def aspects(page: Page) -> Section:
    """Each field of society in a line, or that nothing is to report."""
    columns = (Column(_("field"), 4), Column(_("situation"), 14))
    rows = tuple(
        (Cell(_(ASPECTS[line.aspect]).capitalize()), Cell(_aspect(page, line)))
        for line in page.brief.aspects
    )
    return Section(
        "aspects", _("Situation by field"), (Grid(_("Situation by field"), columns, rows),),
    )  # fmt: skip


def _aspect(page: Page, line: AspectLine) -> str:
    if not (line.new or line.open):
        return page.nothing
    counts = Sentence(
        N_("{new} new{new_ids}, {open} open{open_ids}."),
        new=len(line.new),
        new_ids=bracketed(line.new),
        open=len(line.open),
        open_ids=bracketed(line.open),
    )
    ids = [each for each in dict.fromkeys((*line.new, *line.open)) if each in page.titles]
    titles = [page.titles[each] for each in ids[:MOST_TITLES]]
    return " ".join((str(counts), *(f"{title.rstrip('.')}." for title in titles)))


def analysis(page: Page) -> Section:
    """The numbers for an analysis, and the place where the analyst writes it."""
    brief = page.brief
    gap = Gap(filled_in(_("causes, connections, assessment")))
    if brief.kind == BriefKind.ATTENTION:
        return Section("analysis", _("Analysis and assessment"), (gap,))
    columns = (
        Column(_("group"), 9),
        Column(_("last 7 days"), 3, number=True),
        Column(_("7 days before"), 3, number=True),
        Column(_("reports"), 6),
    )
    rows = tuple(_group(page, line) for line in brief.groups if line.week.n or line.before.n)
    table = Grid(_("Events by group"), columns, rows)
    blocks: list[Block] = [table] if rows else [Text(_("No event in the last fourteen days."))]
    blocks += page.picture("weeks")
    if brief.surges:
        blocks.append(Items(_("More than usual in the last closed week:"), tuple(_surges(page))))
    if brief.across:
        words = N_("Events that touch several regencies: {ids}.")
        blocks.append(Text(str(Sentence(words, ids=named(brief.across, MOST_IDS)))))
    blocks.append(gap)
    return Section("analysis", _("Analysis and assessment"), tuple(blocks))


def _group(page: Page, line: GroupLine) -> tuple[Cell, ...]:
    ids = named((*line.week.ids,), MOST_IDS) or DASH
    return (
        Cell(page.group(line.group)),
        Cell(whole(line.week.n)),
        Cell(whole(line.before.n)),
        Cell(ids),
    )


def _surges(page: Page) -> Iterator[str]:
    for each in page.brief.surges:
        yield str(
            Sentence(
                N_("{group} in {name}: {n} events, {expected} expected{ids}"),
                group=page.group(each.group),
                name=page.name(each.region),
                n=each.events,
                expected=decimal(each.expected),
                ids=bracketed(each.ids),
            )
        )


_AGENDA = {
    "begins": N_("{stage} begins"),
    "ends": N_("{stage} ends"),
    "takes_place": N_("{stage} takes place"),
    "vote": N_("Voting day"),
    "due": N_("Must be ready: {item}"),
}


def forecast(page: Page) -> Section:
    """What is on the calendar of the next 72 hours."""
    agenda = tuple(_agenda(page, item) for item in page.brief.agenda)
    planned = tuple(f"{day(each)}: {told(each)} ({each.id})" for each in page.brief.planned)
    blocks: list[Block] = [
        Items(_("Agenda:"), agenda or (_("Nothing is on the calendar of the stages."),))
    ]
    if planned:
        blocks.append(Items(_("Reported for these days:"), planned))
    blocks.append(
        Gap(
            filled_in(
                _("planned rallies and protests, weather (BMKG), level and who is responsible")
            )
        )
    )
    return Section("forecast", _("Forecast, 24 to 72 hours"), tuple(blocks))


def _agenda(page: Page, item: AgendaItem) -> str:
    due = page.reference.item_by_key.get(item.item or "")
    label = due.label if due else ""
    what = str(Sentence(_AGENDA[item.what], stage=page.stage(item.stage), item=label))
    where = f" ({page.name(item.region)})" if item.region else ""
    return f"{full_date(date.fromisoformat(item.on))}: {what}{where}"


def recommendations(page: Page) -> Section:
    """What is usual for the categories, for whom; and what became of what was recommended."""
    found = page.brief.recommendations
    nothing = N_("No open event, so nothing is proposed.")
    if page.brief.numbers.open.n:
        nothing = N_(
            "Nothing is proposed: the usual measures are decided, or the open events are neither new nor grave."
        )
    blocks: list[Block] = [Text(_(nothing))]
    if found:
        columns = (
            Column(_("for whom"), 5),
            Column(_("measures usual for the category, not decided"), 13),
            Column(_("reports"), 4),
        )
        rows = tuple(
            (
                Cell(", ".join(each.owners)),
                Cell("; ".join(map(page.measure, each.measures))),
                Cell(named(each.ids, MOST_IDS)),
            )
            for each in found
        )
        blocks = [Grid(_("Recommendations"), columns, rows)]
    blocks.append(
        Gap(
            filled_in(
                _(
                    "recommendations to the governor and Forkopimda, police, KPU, Bawaslu, agencies, regents and mayors"
                )
            )
        )
    )
    blocks += followed_up(page)
    return Section("recommendations", _("Recommendations"), tuple(blocks))
