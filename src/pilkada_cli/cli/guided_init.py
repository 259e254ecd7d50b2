"""The conversation of ``init``: asks what was not said of the office, shows what was understood.

Nothing is stored here; whoever leaves with Esc leaves nothing behind.
"""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any

from pilkada_cli.cli import talk
from pilkada_cli.cli.asking import Check, Choice, ask_choice, ask_many, ask_text, ask_to_store
from pilkada_cli.domain.names import resolve_place
from pilkada_cli.domain.reference import Reference
from pilkada_cli.errors import PilkadaError
from pilkada_cli.i18n import N_, _, language, use_language
from pilkada_cli.jobs.founding import Office, problem, proposed_code
from pilkada_cli.render.labels import asked
from pilkada_cli.storage.identity import user_name

LANGUAGE_NAMES = {"id": "Bahasa Indonesia", "en": "English"}


@dataclass
class Conversation:
    """What was said so far, by the names of `Office`, and what the register knew before."""

    reference: Reference
    known: Office
    said: dict[str, Any]

    def standing(self, name: str) -> Any:
        """The answer to offer: what was said, else what the register knows."""
        return self.said[name] if self.said[name] is not None else getattr(self.known, name)

    def check(self, meaning: Callable[[str], Office]) -> Check:
        """Judges an answer by what it says of the office."""
        return lambda answer: problem(self.reference, meaning(answer))

    def region_named(self, typed: str) -> str | None:
        """The code of the region that is named by code, name or alias, or by a district of it."""
        try:
            return resolve_place(self.reference, typed).region
        except PilkadaError:
            return None

    def region_words(self, code: str) -> str:
        """A region's kind and name."""
        region = self.reference.region_by_code[code]
        return region.full_name


def converse(reference: Reference, known: Office, said: Office) -> Office:
    """Ask for what was not said, and go on until the user is content; nothing is asked for nothing.

    Raises `Left` where the user leaves.
    """
    talk_ = Conversation(reference, known, asdict(said))
    missing = [name for name in QUESTIONS if talk_.said[name] is None]
    for name in missing:
        QUESTIONS[name](talk_)
    while missing and (changed := _review(talk_)) is not None:
        QUESTIONS[changed](talk_)
    return Office(**talk_.said)


def _lang(talk_: Conversation) -> None:
    """Asked first: the other questions are put in the language that is chosen."""
    choices = [Choice(key, name) for key, name in LANGUAGE_NAMES.items()]
    default = talk_.standing("lang") or language()
    talk_.said["lang"] = ask_choice(_question("lang"), choices, default=default)
    use_language(talk_.said["lang"])


def _region(talk_: Conversation) -> None:
    reference = talk_.reference
    choices = [
        Choice(region.code, talk_.region_words(region.code))
        for region in (*reference.regencies, reference.province)
    ]
    talk_.said["region"] = ask_choice(
        _question("region"),
        choices,
        default=talk_.standing("region"),
        exact=talk_.region_named,
        to_the_letter=True,
    )


def _code(talk_: Conversation) -> None:
    region = talk_.reference.region_by_code[talk_.said["region"]]
    default = talk_.standing("code") or proposed_code(region)
    check = talk_.check(lambda answer: Office(code=answer))
    talk_.said["code"] = ask_text(_question("code"), default=default, check=check).upper()


def _name(talk_: Conversation) -> None:
    check = talk_.check(lambda answer: Office(name=answer))
    if standing := talk_.standing("name"):
        answer = ask_text(_question("name"), text=standing, check=check, optional=True)
    else:
        proposed = f"Kesbangpol {talk_.region_words(talk_.said['region'])}"
        answer = ask_text(_question("name"), default=proposed, check=check)
    talk_.said["name"] = answer


def _writer(talk_: Conversation) -> None:
    check = talk_.check(lambda answer: Office(writer=answer))
    user, standing = user_name(), talk_.standing("writer") or ""
    default = standing if standing != user else ""
    answer = ask_text(_question("writer"), default=default, empty=user, check=check, optional=True)
    talk_.said["writer"] = answer or user


def _letterhead(talk_: Conversation) -> None:
    check = talk_.check(lambda line: Office(letterhead=(line,)))
    present = talk_.standing("letterhead") or ()
    talk_.said["letterhead"] = tuple(ask_many(_each("letterhead", _("line")), present, check=check))


def _recipients(talk_: Conversation) -> None:
    check = talk_.check(lambda line: Office(recipients=(line,)))
    present = talk_.standing("recipients") or ()
    talk_.said["recipients"] = tuple(
        ask_many(_each("recipients", _("recipient")), present, check=check)
    )


QUESTIONS: dict[str, Callable[[Conversation], None]] = {
    "lang": _lang,
    "region": _region,
    "code": _code,
    "name": _name,
    "writer": _writer,
    "letterhead": _letterhead,
    "recipients": _recipients,
}
LABELS = {
    "lang": N_("language"),
    "region": N_("region"),
    "code": N_("code"),
    "name": N_("office"),
    "writer": N_("writer"),
    "letterhead": N_("letterhead"),
    "recipients": N_("reports go to"),
}
MEANINGS = {
    "region": N_("the office's own"),
    "code": N_("what the ids of reports begin with"),
    "name": N_("what it is called"),
    "writer": N_("your name or post"),
}


def _question(name: str) -> str:
    """By the name under which the answer is shown before it is stored."""
    return asked(LABELS[name], MEANINGS.get(name, ""))


def _each(name: str, one: str) -> str:
    """The question for one of several lines."""
    return f"{_question(name)}, {one}"


def _review(talk_: Conversation) -> str | None:
    """Show what was understood; the question to ask again, None to store it."""
    said = talk_.said
    shown = {
        **said,
        "lang": LANGUAGE_NAMES[said["lang"]],
        "region": f"{talk_.region_words(said['region'])} ({said['region']})",
        "letterhead": " / ".join(said["letterhead"]),
        "recipients": ", ".join(said["recipients"]),
    }
    talk.say("")
    for number, name in enumerate(QUESTIONS, 1):
        talk.say(f" {number} {asked(LABELS[name])}: {shown[name] or '–'}")
    return ask_to_store(list(QUESTIONS))
