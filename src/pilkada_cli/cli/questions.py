"""The questions about a new report, each of which keeps its answer in the conversation."""

from collections.abc import Callable

from pilkada_cli.cli import talk
from pilkada_cli.cli.asking import Choice, ask_choice, ask_text
from pilkada_cli.cli.conversation import Conversation
from pilkada_cli.domain.fields import Phase
from pilkada_cli.domain.reference import Category, Criterion, Reference
from pilkada_cli.i18n import N_, Sentence, _, language
from pilkada_cli.jobs.message import understand
from pilkada_cli.jobs.pasting import worded


def _title(talk_: Conversation) -> None:
    """Ask for the title; a whole message may be pasted there."""

    def check(answer: str) -> Sentence | None:
        problem = talk_.desk.problem("title", {**talk_.values, "title": answer})
        return None if "\n" in answer else problem

    meaning = _("or paste a whole message")
    answer = ask_text(_("Title"), text=talk_.standing("title"), empty=meaning, check=check)
    talk_.values["title"] = answer
    if "\n" in answer:
        _pasted(talk_, answer)


def _pasted(talk_: Conversation, text: str) -> None:
    desk = talk_.desk
    given = {**talk_.values, "title": None}
    found = understand(text.encode(), desk.reference, desk.now, given, desk.own_region)
    talk_.values |= worded(found, given)
    for remark in found.remarks:
        talk.say(remark)
    talk_.hear(found)


def _region(talk_: Conversation) -> None:
    reference = talk_.desk.reference
    listed = [
        Choice(r.code, f"{r.kind.capitalize()} {r.name}")
        for r in (*reference.regencies, reference.province)
    ]
    names = reference.region_by_code
    others = [
        Choice(d.code, f"{d.name}, {names[d.regency].name}")
        for d in reference.district_by_code.values()
    ]
    district, region = talk_.standing("district"), talk_.standing("region")
    said = talk_.desk.entry(
        {"region": region or talk_.desk.own_region, "district": district or None}
    )
    default = said.body.get("district") or said.body.get("region")
    question = _("Regency, city or district")
    talk_.values["region"] = ask_choice(
        question, listed, others=others, default=default, exact=talk_.place_named
    )
    talk_.values["district"] = None


def _category(talk_: Conversation) -> None:
    known = talk_.desk.reference.category_by_key
    standing = talk_.desk.entry({"category": talk_.standing("category") or None})
    default = standing.body.get("category")
    likely = [key for key in (default, *talk_.categories) if key]
    listed = [_of_category(known[key]) for key in dict.fromkeys(likely)]
    rest = [_of_category(c) for key, c in known.items() if key not in likely]
    question = _("Category (a number, a part of its name, ? for all)")
    chosen = ask_choice(
        question,
        listed or _groups(talk_.desk.reference),
        others=rest,
        default=default,
        exact=talk_.category_named,
    )
    if chosen not in known:
        within = [_of_category(c) for key, c in known.items() if c.group == chosen]
        others = [choice for choice in rest if choice not in within]
        chosen = ask_choice(question, within, others=others, exact=talk_.category_named)
    talk_.values["category"] = chosen


def _groups(reference: Reference) -> list[Choice]:
    """The groups, of which one is chosen before one of its categories."""
    return [
        Choice(group.key, group.key, group.label.in_language(language()))
        for group in reference.groups
    ]


def _of_category(category: Category) -> Choice:
    return Choice(category.key, category.key, category.label.in_language(language()))


PHASES = {
    Phase.PG: (N_("PG, potential"), N_("something that may come to it")),
    Phase.AG: (N_("AG, imminent"), N_("signs are there; it is about to happen")),
    Phase.GN: (N_("GN, actual"), N_("it has happened or is going on")),
}


def _phase(talk_: Conversation) -> None:
    choices = [
        Choice(phase, _(name), _(note), explained=True) for phase, (name, note) in PHASES.items()
    ]
    default = talk_.standing("phase").casefold() or None
    talk_.values["phase"] = ask_choice(_("Phase"), choices, default=default)
    if talk_.values["phase"] == Phase.GN:
        talk_.values["likelihood"] = None


def ask_likelihood(talk_: Conversation) -> None:
    """Ask how likely it is; of what has happened nobody is asked."""
    if talk_.phase() != Phase.GN:
        _rating(talk_, "likelihood", _("Likelihood"), talk_.desk.reference.scale.likelihood)


def _impact(talk_: Conversation) -> None:
    _rating(talk_, "impact", _("Impact"), talk_.desk.reference.scale.impact)


def _rating(talk_: Conversation, name: str, question: str, criteria: tuple[Criterion, ...]) -> None:
    """Ask for a step of a scale, its criteria beside it; the category's typical one is offered."""
    choices = [
        Choice(
            str(step.number),
            step.label.in_language(language()),
            step.criterion.in_language(language()),
            explained=True,
        )
        for step in criteria
    ]
    default = talk_.standing(name) or str(talk_.desk.row(talk_.values)[name])
    talk_.values[name] = ask_choice(question, choices, default=default)


def _at(talk_: Conversation) -> None:
    question = _("When did it happen, or when will it")
    talk_.ask("at", question, "" if talk_.day_open else _("today"), optional=not talk_.day_open)
    if talk_.values["at"]:
        # Words are read once: the answer must not change over midnight.
        talk_.values["at"] = talk_.desk.exact_time(talk_.values["at"])


def _village(talk_: Conversation) -> None:
    talk_.ask("village", _("Village"), _("none"), optional=True)


def _polling_station(talk_: Conversation) -> None:
    talk_.ask("polling_station", _("Polling station"), _("none"), optional=True)


def _detail(talk_: Conversation) -> None:
    talk_.ask("detail", _("What is known"), _("nothing more"), optional=True)


def _source(talk_: Conversation) -> None:
    talk_.ask("source", _("Where it comes from"), _("not known"), optional=True)


QUESTIONS: dict[str, Callable[[Conversation], None]] = {
    "title": _title,
    "region": _region,
    "category": _category,
    "phase": _phase,
    "likelihood": ask_likelihood,
    "impact": _impact,
    "at": _at,
    "village": _village,
    "polling_station": _polling_station,
    "detail": _detail,
    "source": _source,
}
