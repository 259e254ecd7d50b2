"""``report add`` by answers: asks what is missing, shows what was understood, lets it be changed.

Nothing is stored here; whoever leaves with Esc leaves nothing behind.
"""

from collections.abc import Sequence

from pilkada_cli.analysis.figures import FIGURES
from pilkada_cli.cli import talk
from pilkada_cli.cli.asking import Choice, ask_choice, ask_to_store, ask_yes
from pilkada_cli.cli.conversation import UNASKED, Conversation
from pilkada_cli.cli.questions import NAMES, QUESTIONS, ask_likelihood, name_of
from pilkada_cli.domain.fields import Phase
from pilkada_cli.domain.reference import Reference
from pilkada_cli.i18n import N_, Sentence, _, language
from pilkada_cli.jobs.twins import Offer, sentences
from pilkada_cli.jobs.typed import personal_remarks, texts_of, title_remark
from pilkada_cli.render.titles import without_numbers

WHERE_SAID = ("village", "polling_station", *FIGURES)
"""Lines that are shown only where they say something."""


def converse(talk_: Conversation) -> None:
    """Ask for everything that was not said, and go on until the user is content with it.

    Raises `Left` where the user leaves.
    """
    for name, question in QUESTIONS.items():
        if name == "phase":
            talk_.imply()
        if not talk_.values.get(name) and name not in UNASKED:
            question(talk_)
    _offer_to_move(talk_)
    while (changed := _review(talk_)) is not None:
        QUESTIONS[changed](talk_)
        if changed == "phase" and not talk_.values.get("likelihood"):
            ask_likelihood(talk_)
        if changed == "title":
            _offer_to_move(talk_)
        if changed == "category":
            _follow_category(talk_)


def _follow_category(talk_: Conversation) -> None:
    """Say which steps of the scales were taken from the category that was changed to."""
    changes = [
        Sentence("{name} {old} → {new}", name=name_of(name), old=old, new=new)
        for name, (old, new) in talk_.follow_category().items()
    ]
    if changes:
        talk.say(
            Sentence(N_("taken from the new category: {changes}"), changes=Sentence.joined(changes))
        )


def _offer_to_move(talk_: Conversation) -> None:
    """Where the title holds numbers of persons, offer to tell it in full in the detail only."""
    title = str(talk_.values["title"])
    if (remark := title_remark(title)) is None:
        return
    talk.say("")
    talk.say(remark)
    if not ask_yes(_("Move it to the detail?")):
        return
    detail = "\n".join(filter(None, (title, talk_.values.get("detail"))))
    moved = {**talk_.values, "title": without_numbers(title), "detail": detail}
    problems = [talk_.desk.problem(name, moved) for name in ("title", "detail")]
    if problem := next(filter(None, problems), None):
        talk.say(problem)
    else:
        talk_.values.update(moved)


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


def _review(talk_: Conversation) -> str | None:
    """Show what was understood; the question to ask again, None to store it."""
    from pilkada_cli.render.labels import LABELS, asked

    reference = talk_.desk.reference
    row = talk_.row()
    left_out = {name for name in WHERE_SAID if not row[name]}
    left_out |= {"likelihood"} if row["phase"] == Phase.GN else set()
    lines = [name for name in QUESTIONS if name not in left_out]
    talk.say("")
    for number, name in enumerate(lines, 1):
        words = _said(NAMES.get(name, name), row, reference) or "–"
        inward = words.replace("\n", "\n    ")
        talk.say(f" {number:>2} {name_of(name)}: {inward}")
    for derived in ("stage", "value"):
        talk.say(f"    {asked(LABELS[derived])}: {_said(derived, row, reference)}")
    for remark in personal_remarks(texts_of(talk_.desk.entry(talk_.values))):
        talk.say(remark)
    return ask_to_store(lines)


def _said(name: str, row: dict[str, object], reference: Reference) -> str:
    """A field in words: a region with its district, a step of a scale with its label."""
    from pilkada_cli.render.reports import fact

    words = fact(name, row, reference)
    if name == "region" and row["district"]:
        return f"{fact('district', row, reference)}, {words}"
    if name == "stage" and (stage := reference.stage_by_key.get(str(row["stage"]))):
        return stage.name.in_language(language())
    if name in ("likelihood", "impact"):
        steps = reference.scale.likelihood if name == "likelihood" else reference.scale.impact
        label = next(step.label for step in steps if step.number == row[name])
        return f"{words}, {label.in_language(language())}"
    return words
