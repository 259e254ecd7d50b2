"""The questions about a new report, each of which keeps its answer in the conversation."""

from collections.abc import Callable
from functools import partial

from pilkada_cli.analysis.figures import FIGURES
from pilkada_cli.cli import talk
from pilkada_cli.cli.asking import Choice, ask_choice, ask_text
from pilkada_cli.cli.conversation import Conversation
from pilkada_cli.domain.fields import MAX_TEXT, MAX_TITLE, Phase
from pilkada_cli.domain.reference import Category, Criterion, Reference
from pilkada_cli.domain.spelling import words
from pilkada_cli.exchange.message_wrapping import is_stamped
from pilkada_cli.i18n import N_, Sentence, _, language
from pilkada_cli.jobs.message import understand
from pilkada_cli.jobs.pasting import worded
from pilkada_cli.jobs.stored_as import away
from pilkada_cli.render.labels import LABELS, asked
from pilkada_cli.render.local import in_figures

NAMES = {"at": "occurred_on", "known": "known_at"}
"""By which field's label an answer goes that is no field itself."""

MEANINGS = {
    "region": N_("regency, city or district"),
    "category": N_("a number, a part of its name, ? for all"),
    "at": N_("when did it happen, or when will it"),
    "detail": N_("what is known"),
    "source": N_("where it comes from"),
    "known": N_("when did it become known"),
}


def name_of(name: str) -> str:
    """What an answer is called where it is shown: its question begins so."""
    return asked(LABELS[NAMES.get(name, name)])


def _question(name: str) -> str:
    return asked(LABELS[NAMES.get(name, name)], MEANINGS.get(name, ""))


def _title(talk_: Conversation) -> None:
    """Ask for the title; a whole message may be pasted there, and the first answer is read as one."""
    is_first = not talk_.values.get("title")

    def check(answer: str) -> Sentence | None:
        if answer == "?":
            words = N_(
                "one line that says what happened and where, as: Baliho dirusak di Pandawan; or a whole message"
            )
            return Sentence(words)
        problem = talk_.desk.problem("title", {**talk_.values, "title": answer})
        return None if _is_message(answer) else problem

    meaning = _("or paste a whole message")
    answer = ask_text(
        _question("title"), text=talk_.standing("title"), empty=meaning, check=check, anew=True,
        whole=True,
    )  # fmt: skip
    talk_.values["title"] = answer
    if _is_message(answer) or (is_first and any(map(str.isalpha, answer))):
        _read(talk_, answer)


def _is_message(answer: str) -> bool:
    """Whether an answer is more than a title: several lines, one paragraph, or a copy with its stamp."""
    return "\n" in answer or MAX_TITLE < len(answer) <= MAX_TEXT or is_stamped(answer)


def _read(talk_: Conversation, text: str) -> None:
    """Take what a text says; a title that is one and nothing else stays as it was typed."""
    desk, stale = talk_.desk, talk_.forget()
    given = {**talk_.values, "title": None}
    typed = {**given, "known": talk_.known}
    found = understand(text.encode(), desk.reference, desk.now, typed, desk.own_region)
    is_title = not _is_message(text) and words(found.title) == words(text)
    if not is_title:
        talk_.values |= worded(found, given)
    talk_.read(found, is_title=is_title)
    for name in stale:
        QUESTIONS[name](talk_)


def _region(talk_: Conversation) -> None:
    reference, names = talk_.desk.reference, talk_.desk.reference.region_by_code
    every = (*(region.code for region in reference.regencies), reference.province.code)
    codes = dict.fromkeys((*talk_.regions, *every))
    listed = [Choice(code, names[code].full_name) for code in codes]
    others = [
        Choice(d.code, f"{d.name}, {names[d.regency].name}")
        for d in reference.district_by_code.values()
    ]
    district, region = talk_.standing("district"), talk_.standing("region")
    usual = None if talk_.regions else talk_.desk.own_region
    said = talk_.desk.entry({"region": region or usual, "district": district or None})
    default = said.body.get("district") or said.body.get("region")
    is_offered = not talk_.values.get("region")
    talk_.values["region"] = ask_choice(
        _question("region"), listed, others=others, default=default, exact=talk_.place_named,
        remark=_away(talk_, default) if default and is_offered else None, to_the_letter=True,
    )  # fmt: skip
    talk_.values["district"] = None


def _away(talk_: Conversation, offered: str) -> Sentence | None:
    """That the place that is offered lies outside the office's own region."""
    reference = talk_.desk.reference
    district = reference.district_by_code.get(offered)
    region = district.regency if district else offered
    remark = away(reference, talk_.desk.own_region, region)
    name = district.name if district else reference.region_by_code[region].name
    return remark and Sentence("{name}: {remark}", name=name, remark=remark)


def _category(talk_: Conversation) -> None:
    known = talk_.desk.reference.category_by_key
    standing = talk_.desk.entry({"category": talk_.standing("category") or None})
    default = standing.body.get("category")
    likely = [key for key in (default, *talk_.categories_likely()) if key]
    listed = [_of_category(known[key]) for key in dict.fromkeys(likely)]
    listed += _groups(talk_.desk.reference) if default is None else []
    rest = [_of_category(c) for key, c in known.items() if key not in likely]
    question = _question("category")
    chosen = ask_choice(
        question,
        listed,
        others=rest,
        default=default,
        exact=talk_.category_named,
        meant=talk_.categories_meant,
    )
    if chosen not in known:
        within = [_of_category(c) for key, c in known.items() if c.group == chosen]
        others = [choice for choice in rest if choice not in within]
        chosen = ask_choice(
            question,
            within,
            others=others,
            exact=talk_.category_named,
            meant=talk_.categories_meant,
        )
    talk_.values["category"] = chosen


def _groups(reference: Reference) -> list[Choice]:
    """The groups, of which one is chosen before one of its categories."""
    return [
        Choice(group.key, group.key, group.label.in_language(language()))
        for group in reference.groups
    ]


def _of_category(category: Category) -> Choice:
    return Choice(category.key, category.key, category.label.in_language(language()))


SAID_OF_PHASES = {
    Phase.PG: "mungkin potensi rawan belum terjadi baru kabar isu possible potential not yet",
    Phase.AG: "akan segera hampir terjadi ambang ada tandanya about to imminent signs",
    Phase.GN: "sudah telah benar terjadi kejadian nyata aktual sedang berlangsung happened actual going on",
}
"""Words by which people name a phase."""


def _phases_said(typed: str) -> list[str]:
    """The phases of which every word that was typed is said; that it is not so yet goes before."""
    said = set(words(typed))
    return [phase for phase, known in SAID_OF_PHASES.items() if said <= set(words(known))]


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
    chosen = ask_choice(_question("phase"), choices, default=default, otherwise=_phases_said)
    talk_.take("phase", chosen, default)
    if talk_.values["phase"] == Phase.GN:
        talk_.values["likelihood"] = None
    if (at := talk_.values.get("at")) and (problem := talk_.hindered_by_phase(at)) is not None:
        talk.say(problem)
        talk_.values["at"] = None
        _at(talk_)


def ask_likelihood(talk_: Conversation) -> None:
    """Ask how likely it is; of what has happened nobody is asked."""
    if talk_.phase() != Phase.GN:
        _rating(talk_, "likelihood", talk_.desk.reference.scale.likelihood)


def _impact(talk_: Conversation) -> None:
    _rating(talk_, "impact", talk_.desk.reference.scale.impact)


def _rating(talk_: Conversation, name: str, criteria: tuple[Criterion, ...]) -> None:
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
    default = talk_.standing(name) or str(talk_.row()[name])
    talk_.take(name, ask_choice(_question(name), choices, default=default), default)


def _at(talk_: Conversation) -> None:
    empty = _("the text leaves it open") if talk_.day_open else _("today")
    ask_phase = partial(_ask_phase_again, talk_)
    talk_.ask("at", _question("at"), empty, optional=not talk_.day_open, before=ask_phase)
    if talk_.values["at"]:
        # Words are read once: the answer must not change over midnight.
        talk_.values["at"], understood = talk_.desk.exact_time(talk_.values["at"])
        if understood is not None and " " not in talk_.values["at"]:
            talk.say(understood)


def _ask_phase_again(talk_: Conversation, at: str) -> None:
    """Where a day to come does not go with what has happened, it may be the phase that is wrong."""
    if (problem := talk_.hindered_by_phase(at)) is not None:
        talk.say(problem)
        _phase(talk_)
        if not talk_.values.get("likelihood"):
            ask_likelihood(talk_)


def _village(talk_: Conversation) -> None:
    talk_.ask("village", _question("village"), _("none"), optional=True)


def _polling_station(talk_: Conversation) -> None:
    talk_.ask("polling_station", _question("polling_station"), _("none"), optional=True)


def _people(name: str, talk_: Conversation) -> None:
    talk_.ask(name, _question(name), _("none"), optional=True)


def _detail(talk_: Conversation) -> None:
    talk_.ask("detail", _question("detail"), _("nothing more"), optional=True)


def _source(talk_: Conversation) -> None:
    talk_.ask("source", _question("source"), _("not known"), optional=True)


def _known(talk_: Conversation) -> None:
    answer = ask_text(
        _question("known"),
        default=in_figures(talk_.known or ""),
        empty=_("now"),
        check=lambda answer: talk_.desk.objection_to_moment(answer, talk_.values),
        optional=True,
    )
    talk_.known = talk_.desk.exact_moment(answer) if answer else None


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
    **{name: partial(_people, name) for name in FIGURES},
    "detail": _detail,
    "source": _source,
    "known": _known,
}
