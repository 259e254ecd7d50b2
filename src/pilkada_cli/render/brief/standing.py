"""How things stand, in sentences chosen by rule: the situation, and who reported."""

from collections.abc import Iterator

from pilkada_cli.domain.brief import BriefKind, Situation
from pilkada_cli.domain.readiness_table import ItemReady
from pilkada_cli.i18n import N_, Sentence, _, language
from pilkada_cli.render.brief.blocks import Text
from pilkada_cli.render.brief.words import Page, bracketed
from pilkada_cli.render.local import decimal, percent

MOST_PLACED = 3
"""Events that the first sentence names."""

MOST_LATE = 4
"""Items of readiness that a sentence names."""

UNKNOWN_THERE = N_("how things stand there stays unknown")

SILENCE = N_("No report does not mean that a place is safe.")

_SITUATIONS = {
    Situation.UNKNOWN: (N_("The general situation in {place} cannot be assessed yet: {heard}. What is known: {known}."), None),
    Situation.SAFE: (N_("The general situation in {place} is safe and conducive."), None),
    Situation.NOTES: (N_("The general situation in {place} is conducive, with notes: {notes}."), None),
    Situation.ATTENTION: (N_("The general situation in {place} needs attention, an event of the highest level is open: {known}."), None),
}  # fmt: skip


def situation(page: Page) -> str:
    """The sentence that the rule chooses; of what it cannot know for silence it says so."""
    brief = page.brief
    one, many = _SITUATIONS[brief.situation]
    said = Sentence(
        one, many, place=page.place, heard=_heard(page), known=_known(page),
        notes=Sentence.joined([*_notes(page)], "; "),
    )  # fmt: skip
    if brief.situation != Situation.ATTENTION or brief.coverage.enough:
        return str(said)
    rest = Sentence(N_("For the rest it cannot be assessed: {heard}."), heard=_heard(page))
    return f"{said} {rest}"


def _heard(page: Page) -> Sentence:
    found = page.brief.coverage
    if found.of == 0:
        return Sentence(N_("no report was owed, and none came"))
    if found.of == 1:
        return Sentence(N_("no report came in the period, and no nil report"))
    words = N_("{n} of {of} regencies and cities reported")
    return Sentence(words, n=len(found.heard), of=found.of)


def _known(page: Page) -> Sentence:
    grave, level = page.brief.numbers.grave, page.level(4).text
    if not grave.n:
        return Sentence(N_("no open event of level {level} or higher"), level=level)
    return Sentence(
        N_("{n} open event of level {level} or higher{ids}"),
        N_("{n} open events of level {level} or higher{ids}"),
        n=grave.n, level=level, ids=_placed(page),
    )  # fmt: skip


def _placed(page: Page) -> str:
    """The gravest of them with their places, `` (HST-1 Balangan; HST-4 Tapin)``."""
    grave = page.brief.numbers.grave
    told = [each for each in page.brief.events if each.id in grave.ids][:MOST_PLACED]
    if not told:
        return bracketed(grave.ids)
    more = ("…",) if len(told) < grave.n else ()
    return f" ({'; '.join((*(f'{each.id} {page.name(each.region)}' for each in told), *more))})"


def _notes(page: Page) -> Iterator[Sentence]:
    """Why it is not simply safe."""
    numbers, found = page.brief.numbers, page.brief.coverage
    if numbers.grave.n:
        yield _known(page)
    elif numbers.acute.n:
        words = (
            N_("{n} open event that is more than potential{ids}"),
            N_("{n} open events that are more than potential{ids}"),
        )
        yield Sentence(*words, n=numbers.acute.n, ids=bracketed(numbers.acute.ids))
    if found.owing:
        words = (
            N_("reports are owed by {n} regency or city"),
            N_("reports are owed by {n} regencies and cities"),
        )
        yield Sentence(*words, n=len(found.owing))
    if late := len(page.brief.late):
        words = (
            N_("{n} item of readiness is past its day"),
            N_("{n} items of readiness are past their day"),
        )
        yield Sentence(*words, n=late)
    if overdue := numbers.overdue.n:
        words = N_("{n} action is past its day"), N_("{n} actions are past their day")
        yield Sentence(*words, n=overdue)


def reporting(page: Page) -> Iterator[Text]:
    """Who reported, and that silence is not safety; an office does not ask itself."""
    found = page.brief.coverage
    if found.own or page.brief.kind == BriefKind.ATTENTION or not found.of:
        return
    reported = Sentence(
        N_("Regencies and cities that reported: {n} of {of} ({nil} of them that nothing happened)."),
        n=len(found.heard), of=found.of, nil=len(found.nil),
    )  # fmt: skip
    said = [str(reported), *lacking(page)]
    yield Text(" ".join((*said, _(SILENCE)) if found.owing else said))


def late_items(page: Page) -> Iterator[Text]:
    """What is not ready though its day is past."""
    yield from (Text(each) for each in unready(page) if page.brief.kind != BriefKind.ATTENTION)


def unready(page: Page, most: int = MOST_LATE) -> Iterator[str]:
    """The items past their day, those furthest behind first, and where these are lowest."""
    late = page.brief.late
    if not late:
        return
    told = [f"{how_ready(page, each)}{_lowest(page, each)}" for each in late[:most]]
    more = len(late) - len(told)
    others = Sentence(N_("; {n} more item"), N_("; {n} more items"), n=more) if more else ""
    words = N_("Readiness past its day and not complete: {items}{others}.")
    yield str(Sentence(words, items="; ".join(told), others=others))


def how_ready(page: Page, item: ItemReady) -> str:
    """An item with its share, and of how many; or that nobody reported it."""
    label = page.reference.item_by_key[item.item].label.in_language(language())
    if item.share is None:
        return f"{label}: {_('no report')}"
    if item.of == 1:
        return f"{label} {percent(item.share)}"
    return f"{label} {percent(item.share)} ({item.reported}/{item.of})"


def _lowest(page: Page, item: ItemReady) -> str:
    if not item.lowest or item.of == 1:
        return ""
    return str(Sentence(N_(", lowest in {region}"), region=page.names(item.lowest[:1])))


def bearing(page: Page) -> Iterator[str]:
    """Where it is worst, how ready things are, and what is being done."""
    yield from _worst(page)
    yield from ready(page)
    yield from acting(page)


def ready(page: Page) -> Iterator[str]:
    """What is ready by what was reported, and what is not yet and need not be."""
    late = page.brief.late
    told = [each for each in page.brief.readiness or () if each.share is not None]
    whole = [each for each in told if (each.share or 0) >= 1]
    coming = [each for each in told if each not in whole and each not in late]
    for items, words in (
        (whole, N_("Reported to be ready: {items}.")),
        (coming, N_("Not complete yet, and not due: {items}.")),
    ):
        if items:
            named = "; ".join(how_ready(page, each) for each in items[:MOST_LATE])
            yield str(Sentence(words, items=named))
    if page.brief.readiness is None and page.reference.readiness:
        yield _("Readiness: not recorded.")


def acting(page: Page) -> Iterator[str]:
    """How many actions run, are planned, are done and are past their day."""
    if found := page.brief.followed:
        words = N_(
            "Actions: {running} running, {planned} planned, {done} done; past their day: {overdue}."
        )
        yield str(Sentence(words, **found._asdict()))


def _worst(page: Page) -> Iterator[str]:
    rows = [row for row in page.brief.regencies if row.open and row.rank is not None]
    if not rows or page.brief.region is not None:
        return
    first = sorted(rows, key=lambda row: row.rank or 0)[:MOST_PLACED]
    names = "; ".join(f"{row.name} {decimal(row.rate, 2)}" for row in first)
    words = N_("Where it is worst, by open score for each 100 polling stations: {names}.")
    yield str(Sentence(words, names=names))


def lacking(page: Page) -> Iterator[str]:
    """Of whom nothing came, and of whom too little."""
    found = page.brief.coverage
    if found.silent:
        yield str(Sentence(N_("No report yet: {names}."), names=page.names(found.silent)))
    if found.partly:
        words = N_("Fewer reports than owed: {names}.")
        yield str(Sentence(words, names=page.names(found.partly)))
