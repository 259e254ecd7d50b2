"""What was said so far while a report is entered, and what is offered as the next answer."""

from dataclasses import dataclass, field
from typing import Any

from pilkada_cli.cli import talk
from pilkada_cli.cli.asking import ask_text
from pilkada_cli.i18n import Sentence
from pilkada_cli.jobs.drafting import Desk
from pilkada_cli.jobs.message import Understood
from pilkada_cli.jobs.pasting import told

UNASKED = ("village", "polling_station", "source")
"""What is taken from a message or an option, and can be changed before it is stored."""


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
