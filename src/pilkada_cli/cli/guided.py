"""The conversation of ``report add``: asks what is missing, shows what was understood, lets it be changed.

Nothing is stored here; whoever leaves with Esc leaves nothing behind.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from pilkada_cli.cli import talk
from pilkada_cli.cli.asking import Choice, ask_choice, ask_text, ask_to_store
from pilkada_cli.domain.fields import Phase
from pilkada_cli.domain.reference import Category, Criterion, Reference
from pilkada_cli.i18n import N_, Sentence, _, language
from pilkada_cli.jobs.drafting import Desk
from pilkada_cli.jobs.message import Understood, understand
from pilkada_cli.jobs.pasting import told, worded
from pilkada_cli.jobs.twins import Offer, sentences
from pilkada_cli.jobs.typed import personal_remarks, texts_of

EDITED = ("title", "detail", "source", "village", "polling_station")
"""Answers that are gone on with where they stand; any other is given anew."""


@dataclass
class Conversation:
    """What was said so far. `values` are field values as an option would take them.

    `suggested` are answers to offer: found in a message, not yet confirmed;
    `categories` those that a message may be about, best first; `day_open` says that
    it names a day that can be several.
    """

    desk: Desk
    values: dict[str, Any]
    suggested: dict[str, str] = field(default_factory=dict)
    categories: tuple[str, ...] = ()
    day_open: bool = False

    def hear(self, found: Understood) -> None:
        """Take in what a message seems to say, and show which words say it."""
        names = [name for name in found.guesses if name != "known"]
        self.suggested = {name: found.guesses[name].value for name in names}
        self.categories = found.categories
        self.day_open = found.leaves_day_open
        for name in UNASKED:
            self.values[name] = self.values.get(name) or self.suggested.get(name)
        if (evidence := told(found, names, self.desk.reference, as_options=False)) is not None:
            talk.say(evidence)

    def standing(self, name: str) -> str:
        """The answer to offer: what was said, else what a message suggests."""
        return str(self.values.get(name) or self.suggested.get(name) or "")

    def ask(self, name: str, question: str, empty: str = "", *, optional: bool = False) -> None:
        """Ask for a line and keep it."""

        def check(answer: str) -> Sentence | None:
            return self.desk.problem(name, {**self.values, name: answer})

        offered = self.standing(name)
        text, default = (offered, "") if name in EDITED else ("", offered)
        answer = ask_text(
            question, text=text, default=default, empty=empty, check=check, optional=optional
        )
        self.values[name] = answer or None

    def place_named(self, typed: str) -> str | None:
        """The code of the region or district that is named by code, name or alias."""
        body = self.desk.entry({"region": typed}).body
        code: str | None = body.get("district") or body.get("region")
        return code

    def category_named(self, typed: str) -> str | None:
        """The key of the category that is named in full."""
        key: str | None = self.desk.entry({"category": typed}).body.get("category")
        return key

    def phase(self) -> str:
        """The phase as it stands."""
        return str(self.desk.row(self.values)["phase"])


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


def _likelihood(talk_: Conversation) -> None:
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
    "likelihood": _likelihood,
    "impact": _impact,
    "at": _at,
    "village": _village,
    "polling_station": _polling_station,
    "detail": _detail,
    "source": _source,
}
UNASKED = ("village", "polling_station", "source")
"""What is taken from a message or an option, and can be changed before it is stored."""

PLACES = ("village", "polling_station")
"""Lines that are shown only where they say something."""


def converse(talk_: Conversation) -> None:
    """Ask for everything that was not said, and go on until the user is content with it.

    Raises `Left` where the user leaves.
    """
    for name, question in QUESTIONS.items():
        if not talk_.values.get(name) and name not in UNASKED:
            question(talk_)
    while (changed := _review(talk_)) is not None:
        QUESTIONS[changed](talk_)
        if changed == "phase" and not talk_.values.get("likelihood"):
            _likelihood(talk_)


def same_event(offers: Sequence[Offer]) -> tuple[str, ...]:
    """The id of the offered report that tells of the same event, if the user says that one does."""
    if not offers:
        return ()
    talk.say("")
    choices = [
        Choice(offer.id, str(said)) for offer, said in zip(offers, sentences(offers), strict=True)
    ]
    choices.append(Choice("", _("none of these: another event")))
    chosen = ask_choice(_("Is it the same event"), choices, default="")
    return (chosen,) if chosen else ()


_SHOWN = {"at": "occurred_on"}


def _review(talk_: Conversation) -> str | None:
    """Show what was understood; the question to ask again, None to store it."""
    from pilkada_cli.render.labels import LABELS
    from pilkada_cli.render.reports import fact

    reference = talk_.desk.reference
    row = talk_.desk.row(talk_.values)
    left_out = {name for name in PLACES if not row[name]}
    left_out |= {"likelihood"} if row["phase"] == Phase.GN else set()
    asked = [name for name in QUESTIONS if name not in left_out]
    talk.say("")
    for number, name in enumerate(asked, 1):
        shown = _SHOWN.get(name, name)
        words = fact(shown, row, reference) or "–"
        if name == "region" and row["district"]:
            words = f"{fact('district', row, reference)}, {words}"
        inward = words.replace("\n", "\n     ")
        talk.say(f" {number} {_(LABELS[shown])}: {inward}")
    for derived in ("stage", "value"):
        talk.say(f"   {_(LABELS[derived])}: {fact(derived, row, reference)}")
    for remark in personal_remarks(texts_of(talk_.desk.entry(talk_.values))):
        talk.say(remark)
    return ask_to_store(asked)
