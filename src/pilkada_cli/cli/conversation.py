"""What was said so far while a report is entered, and what is offered as the next answer."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from pilkada_cli.analysis.figures import FIGURES
from pilkada_cli.analysis.guessing import clues
from pilkada_cli.cli import talk
from pilkada_cli.cli.asking import ask_text, insist
from pilkada_cli.domain.category_names import naming_or_hinted
from pilkada_cli.domain.fields import Phase
from pilkada_cli.i18n import Sentence
from pilkada_cli.jobs.drafting import Desk
from pilkada_cli.jobs.implied import gravity, is_milder
from pilkada_cli.jobs.message import Understood, understand_typed
from pilkada_cli.jobs.pasting import told
from pilkada_cli.render.local import in_figures

TAKEN = ("village", "polling_station", *FIGURES, "source", "grade")
"""Fields that are taken from a message or an option, and can be changed before they are stored."""

UNASKED = (*TAKEN, "known")
"""What is not asked for before it is shown; it is now that something was known, unless it was said."""


SUGGESTED = ("region", "category", "phase", "impact", "at")
"""Answers that a message suggests and somebody confirms."""

STEPS = ("likelihood", "impact")
"""Answers that a category suggests."""

EDITED = ("title", "detail", "source", "village", "polling_station")
"""Answers that stand in the line, to be typed over or gone on with; any other is given anew."""


@dataclass
class Conversation:
    """What was said so far. `values` are field values as an option would take them.

    `known` is when it was known, as typed; None for now. `suggested` are answers to offer:
    found in a message, not yet confirmed; `categories` those that a message may be about, best
    first; `day_open` says that it names a day that can be several, `regions` are those of which
    it tells and not of the office's own. `heard` is what the last message gave, by name,
    `offered` the phase and the steps of a scale that were offered and taken as they were.
    """

    desk: Desk
    values: dict[str, Any]
    known: str | None = None
    suggested: dict[str, str] = field(default_factory=dict)
    categories: tuple[str, ...] = ()
    day_open: bool = False
    regions: tuple[str, ...] = ()
    heard: dict[str, str] = field(default_factory=dict)
    offered: dict[str, str] = field(default_factory=dict)

    def hear(self, found: Understood) -> None:
        """Take in what a message seems to say, and show which words say it.

        Raises `UsageError` where it is no report of one event and nobody insists that it is.
        """
        if found.objection is not None:
            insist(found.objection)
        self.suggested = {name: guess.value for name, guess in found.guesses.items()}
        self.heard = {**self.suggested, "detail": str(self.values.get("detail") or "")}
        self.known = self.known or self.suggested.pop("known", None)
        self.categories = found.categories
        self.day_open = found.leaves_day_open
        self.regions = found.regions if found.needs_region or found.doubts_region else ()
        for name in TAKEN:
            self.values[name] = self.values.get(name) or self.suggested.get(name)
        if (
            evidence := told(found, found.guesses, self.desk.reference, as_options=False)
        ) is not None:
            talk.say(evidence)

    def read(self, found: Understood, *, is_title: bool = False) -> None:
        """Say what a message leaves open, then `hear` it; by a title alone no category is offered."""
        for remark in found.remarks:
            talk.say(remark)
        if is_title:
            guesses = {name: guess for name, guess in found.guesses.items() if name != "category"}
            found = replace(found, guesses=guesses)
        self.hear(found)

    def read_typed(self) -> None:
        """`read` the title and the detail that were typed."""
        desk, typed = self.desk, {**self.values, "known": self.known}
        found = understand_typed(typed, desk.reference, desk.now, desk.own_region)
        self.read(found, is_title=True)

    def imply(self) -> None:
        """Take how many were hurt, and offer phase and impact, as the words of title and detail say."""
        for name, value in self._offer_gravity().items():
            if name in FIGURES:
                self.values[name] = value

    def _offer_gravity(self) -> dict[str, str]:
        raw = {**self.values, "known": self.known}
        found = gravity(raw, self.desk.reference, self.desk.now)
        for name, guess in found.items():
            self.suggested.setdefault(name, guess.value)
        told, category = self.suggested.get("impact"), self.values.get("category")
        if told and is_milder(told, category, self.desk.reference):
            del self.suggested["impact"]
        return {name: guess.value for name, guess in found.items()}

    def follow_category(self) -> dict[str, tuple[str, str]]:
        """Take what the category now suggests of likelihood and impact, where the former offer was taken.

        What was and what is now, by name of what changed.
        """
        taken = {n: self.offered[n] for n in STEPS if self._is_offered(n)}
        self.values |= dict.fromkeys(taken)
        for name in taken:
            self.suggested.pop(name, None)
        self._offer_gravity()
        now = {name: self.standing(name) or str(self.row()[name]) for name in taken}
        self.values |= now
        self.offered |= now
        return {name: (taken[name], now[name]) for name in taken if taken[name] != now[name]}

    def take(self, name: str, chosen: str, default: str | None) -> None:
        """Keep an answer; that it is the default says little where nobody chose it before."""
        said = self.values.get(name)
        if chosen == default and not said:
            self.offered[name] = chosen
        self.values[name] = chosen

    def _is_offered(self, name: str) -> bool:
        """Whether an answer was offered and taken as it was."""
        return name in self.offered and self.values.get(name) == self.offered[name]

    def _typed(self) -> str:
        return "\n".join(filter(None, (self.values.get("title"), self.values.get("detail"))))

    def forget(self) -> list[str]:
        """Take out what the last message gave and nobody changed; the questions to ask again."""
        if self.known == self.heard.get("known"):
            self.known = None
        own = {self.heard[name] for name in ("region", "district") if name in self.heard}
        stale = [
            name
            for name in (*SUGGESTED, *TAKEN, "detail")
            if (value := self.values.get(name))
            and (value == self.heard.get(name) or (name == "region" and value in own))
        ]
        self.values |= dict.fromkeys(stale)
        self.heard = {}
        return [name for name in stale if name in SUGGESTED]

    def standing(self, name: str) -> str:
        """The answer to offer: what was said, else what a message suggests."""
        said = str(self.values.get(name) or self.suggested.get(name) or "")
        return in_figures(said) if name == "at" else said

    def row(self) -> dict[str, object]:
        """The report as it would be stored, by field name."""
        return self.desk.row(self.values, self.known)

    def ask(
        self,
        name: str,
        question: str,
        empty: str = "",
        *,
        optional: bool = False,
        before: Callable[[str], None] = lambda _: None,
    ) -> None:
        """Ask for a line and keep it; `before` an answer is judged, what hinders it may be asked again."""

        def check(answer: str) -> Sentence | None:
            before(answer)
            values = {**self.values, name: answer}
            is_offered = self._is_offered("phase")
            return self.desk.problem(name, values, self.known, phase_offered=is_offered)

        offered = self.standing(name)
        text, default = (offered, "") if name in EDITED else ("", offered)
        answer = ask_text(
            question, text=text, default=default, empty=empty, check=check, optional=optional,
            anew=True,
        )  # fmt: skip
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

    def categories_likely(self) -> tuple[str, ...]:
        """The keys of those that a message, else what was typed, may be about, the likeliest first."""
        return self.categories or clues(self._typed(), self.desk.reference).categories

    def categories_meant(self, typed: str) -> list[str]:
        """The keys of the categories that a word may mean as the option takes it: ``serangan fajar``."""
        return naming_or_hinted(self.desk.reference, typed)

    def hindered_by_phase(self, at: str) -> Sentence | None:
        """Why what has happened cannot have been then, where what is only planned can."""
        if self.phase() != Phase.GN:
            return None
        happened, planned = (
            self.desk.problem(
                "at",
                {**self.values, "at": at, "phase": phase},
                phase_offered=self._is_offered("phase"),
            )
            for phase in (Phase.GN, Phase.AG)
        )
        return happened if planned is None else None

    def phase(self) -> str:
        """The phase as it stands."""
        return str(self.row()["phase"])
