"""How things stand, in sentences chosen by rule: the situation, and who reported."""

from collections.abc import Iterator

from pilkada_cli.domain.brief import BriefKind, Situation
from pilkada_cli.i18n import N_, Sentence, _
from pilkada_cli.render.brief.blocks import Text
from pilkada_cli.render.brief.words import Page, bracketed
from pilkada_cli.render.local import percent

SILENCE = N_("No report does not mean that a place is safe.")

_SITUATIONS = {
    Situation.UNKNOWN: (N_("The general situation in {place} cannot be assessed yet: {heard}. What is known: {known}."), None),
    Situation.SAFE: (N_("The general situation in {place} is safe and conducive."), None),
    Situation.NOTES: (
        N_("The general situation in {place} is conducive, with notes: {n} open event of level {level} or higher{ids}."),
        N_("The general situation in {place} is conducive, with notes: {n} open events of level {level} or higher{ids}."),
    ),
    Situation.ATTENTION: (
        N_("The general situation in {place} needs attention: an actual disturbance of the highest level is open; in all {n} open event of level {level} or higher{ids}."),
        N_("The general situation in {place} needs attention: an actual disturbance of the highest level is open; in all {n} open events of level {level} or higher{ids}."),
    ),
}  # fmt: skip


def situation(page: Page) -> str:
    """The sentence that the rule chooses; of what it cannot know for silence it says so."""
    brief, grave = page.brief, page.brief.numbers.grave
    one, many = _SITUATIONS[brief.situation]
    said = Sentence(
        one, many, place=page.place, level=page.level(4).text, n=grave.n, ids=bracketed(grave.ids),
        heard=_heard(page), known=_known(page),
    )  # fmt: skip
    if brief.situation != Situation.ATTENTION or brief.coverage.enough:
        return str(said)
    rest = Sentence(N_("For the rest it cannot be assessed: {heard}."), heard=_heard(page))
    return f"{said} {rest}"


def _heard(page: Page) -> Sentence:
    found = page.brief.coverage
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
        n=grave.n, level=level, ids=bracketed(grave.ids),
    )  # fmt: skip


def reporting(page: Page) -> Iterator[Text]:
    """Who reported, and that silence is not safety; an office does not ask itself."""
    found = page.brief.coverage
    if found.own or page.brief.kind == BriefKind.ATTENTION:
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


def unready(page: Page) -> Iterator[str]:
    """The item furthest behind of those past their day, where it is lowest, and how many more there are."""
    late = page.brief.late
    if not late:
        return
    first, more = late[0], len(late) - 1
    others = Sentence(N_("; {n} more item"), N_("; {n} more items"), n=more) if more else ""
    yield str(
        Sentence(
            N_("Readiness past its day and below target: {item} {share}, lowest in {region}{others}."),
            item=page.reference.item_by_key[first.item].label,
            share=percent(first.share),
            region=page.names(first.lowest[:1]),
            others=others,
        )
    )  # fmt: skip


def lacking(page: Page) -> Iterator[str]:
    """Of whom nothing came, and of whom too little."""
    found = page.brief.coverage
    if found.silent:
        yield str(Sentence(N_("No report yet: {names}."), names=page.names(found.silent)))
    if found.partly:
        words = N_("Fewer reports than owed: {names}.")
        yield str(Sentence(words, names=page.names(found.partly)))
