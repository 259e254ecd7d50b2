"""Questions on a terminal: a line of text, or one of a list by its number or a part of its name.

Questions go to stderr, so that stdout stays data. Esc and the end of input leave
the command (`errors.Left`), Ctrl-C interrupts it; whoever asks writes nothing before
the last answer.
"""

import os
import re
import sys
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from pilkada_cli.cli import talk
from pilkada_cli.cli.lines import line
from pilkada_cli.domain.names import near
from pilkada_cli.domain.spelling import folded
from pilkada_cli.domain.text import visible
from pilkada_cli.errors import UsageError
from pilkada_cli.i18n import N_, Sentence, _

if TYPE_CHECKING:
    from prompt_toolkit.completion import Completer

Check = Callable[[str], Sentence | None]
"""Says why an answer cannot be taken, or None."""

Meant = Callable[[str], Collection[str]]
"""The keys that an answer may mean besides those whose names it is a part of."""

Exact = Callable[[str], str | None]
"""The key that an answer names by itself, a code or an alias, or None."""

_NEEDED = N_("an answer is needed; Esc leaves without storing anything")


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a list: `key` is the answer, `name` what people call it, `note` what it means.

    By a part of the note it can be named too, unless that is an `explained` criterion.
    """

    key: str
    name: str
    note: str = ""
    explained: bool = False


def is_possible() -> bool:
    """Whether somebody is there to answer."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def ask_text(
    question: str,
    *,
    default: str = "",
    text: str = "",
    empty: str = "",
    check: Check | None = None,
    optional: bool = False,
    anew: bool = False,
    whole: bool = False,
) -> str:
    """A line, stripped; of a `whole` text that is pasted the last one.

    Enter alone takes `default`; `text` stands in the line already, to be gone on
    with, where `anew` is said marked, so that what is typed takes its place;
    `empty` says what Enter alone means where there is neither.
    """
    edited = bool(text)
    while True:
        answer = line(
            question, default=text, placeholder=default or empty, marked=anew, whole=whole
        ).strip()
        answer = answer or ("" if edited else default)
        if not answer and not optional:
            talk.say(Sentence(_NEEDED))
            continue
        problem = check(answer) if check is not None and answer else None
        if problem is None:
            return answer
        talk.say(problem)
        text, anew = answer if edited else "", False


def ask_choice(
    question: str,
    listed: Sequence[Choice],
    *,
    others: Sequence[Choice] = (),
    default: str | None = None,
    exact: Exact = lambda _: None,
    meant: Meant = lambda _: (),
    otherwise: Meant = lambda _: (),
    remark: Sentence | None = None,
    to_the_letter: bool = False,
) -> str:
    """The key of the choice that is meant.

    `listed` are shown with numbers; `others` can be named too, by a part of their
    name: what is `meant` by an answer goes before that, and what it may mean `otherwise`
    after it. What fits several is asked again, with these alone; ``?`` lists all. Enter
    alone takes the default, of which `remark` tells something. Names of places count
    `to_the_letter`; in others variants of spelling play no part.
    """
    every, spelt = [*listed, *others], str.casefold if to_the_letter else folded
    standing = next((choice for choice in every if choice.key == default), None)

    fitting = partial(_fitting, meant=meant, every=every, spelt=spelt)
    _list(listed, standing)
    if remark is not None:
        talk.say(remark)
    while True:
        answer = line(
            question,
            placeholder=standing.name if standing else "",
            completer=_completer(fitting),
        ).strip()
        if not answer:
            if standing:
                return standing.key
            talk.say(Sentence(_NEEDED))
            continue
        if answer == "?":
            listed = every
            _list(listed, standing)
            continue
        numbered = at_number(answer, listed)
        if (key := numbered.key if numbered else exact(answer)) is not None:
            return key
        found = fitting(answer) or _keyed(otherwise(answer), every)
        if len(found) == 1:
            return found[0].key
        if fewer := _fewer(answer, found, every):
            listed = fewer
            _list(listed, standing)


def _fewer(answer: str, found: Sequence[Choice], every: Sequence[Choice]) -> Sequence[Choice]:
    """Say that an answer fits several or none; those between which it is chosen then."""
    many, none = (
        N_("'{typed}' fits {n} of them; which?"),
        N_("'{typed}' fits none; a number, a part of a name, or ? for all"),
    )
    talk.say(Sentence(many if found else none, typed=answer, n=len(found)))
    return found or nearest(answer, every)


def ask_or_choose(question: str, usual: Sequence[str], *, check: Check | None = None) -> str:
    """What is answered in own words, or one of the usual answers by its number."""
    listed = [Choice(text, text) for text in usual]

    def objection(answer: str) -> Sentence | None:
        return check(answer) if check is not None and not at_number(answer, listed) else None

    _list(listed, None)
    empty = _("a number, or in your own words") if usual else ""
    answer = ask_text(question, empty=empty, check=objection)
    numbered = at_number(answer, listed)
    return numbered.key if numbered else answer


def at_number(typed: str, listed: Sequence[Choice]) -> Choice | None:
    """The choice that is listed under a number."""
    if typed.isascii() and typed.isdigit() and 0 < int(typed) <= len(listed):
        return listed[int(typed) - 1]
    return None


_A_NUMBER = re.compile(r"-?[0-9]+")
"""A place in a list, or nothing: its figures stand in the codes of many choices."""


def _fitting(
    typed: str, meant: Meant, every: Sequence[Choice], spelt: Callable[[str], str]
) -> Sequence[Choice]:
    """The choices that an answer means, or that contain it; none for a number."""
    if _A_NUMBER.fullmatch(typed):
        return ()
    return _keyed(meant(typed), every) or matching(typed, every, spelt)


def matching(
    typed: str, choices: Sequence[Choice], spelt: Callable[[str], str] = folded
) -> list[Choice]:
    """The choices that contain every word of `typed`, in whole or in part, as both are `spelt`."""
    wanted = spelt(typed)
    return [choice for choice in choices if _fits(wanted, choice, spelt)] if wanted else []


def _keyed(keys: Collection[str], choices: Sequence[Choice]) -> list[Choice]:
    return [choice for choice in choices if choice.key in keys]


def nearest(typed: str, choices: Sequence[Choice]) -> list[Choice]:
    """The choices whose names are spelt most like `typed`, or hold words that are."""
    found = near(typed, (choice.name.partition(",")[0] for choice in choices))
    return [choice for choice in choices if choice.name.partition(",")[0] in found]


def _fits(wanted: str, choice: Choice, spelt: Callable[[str], str]) -> bool:
    note = "" if choice.explained else choice.note
    text = spelt(f"{choice.key} {choice.name} {note}")
    return all(part in text for part in wanted.split())


def _list(choices: Iterable[Choice], standing: Choice | None) -> None:
    """The choices with their numbers and what they mean, as wide as the terminal is."""
    from pilkada_cli.render.choices import numbered

    width = (os.get_terminal_size(sys.stderr.fileno()).columns or 80) - 1
    rows = [(choice.name, choice.note, choice == standing) for choice in choices]
    for each in numbered(rows, width):
        talk.say(each)


def _completer(fitting: Callable[[str], Sequence[Choice]]) -> "Completer":
    from prompt_toolkit.completion import Completer, Completion

    class Names(Completer):
        """The choices that an answer begun so can still mean."""

        def get_completions(self, document: Any, _event: Any) -> Iterable[Completion]:
            """Those that fit what was typed; none before anything is."""
            for choice in fitting(document.text):
                name = visible(choice.name)
                yield Completion(name, -len(document.text), display_meta=visible(choice.key))

    return Names()


_YES = frozenset(("y", "yes", "ya"))
_NO = frozenset(("", "n", "no", "t", "tidak"))


def insist(objection: UsageError) -> None:
    """Ask whether to enter something as one report all the same.

    Raises `UsageError` where nobody is there to answer, and where the answer is no.
    """
    if not is_possible():
        raise objection
    talk.say(objection.sentence)
    if not ask_yes(_("Enter it as one report all the same?")):
        raise UsageError(Sentence(N_("nothing was written")), objection.hint)


def ask_yes(question: str) -> bool:
    """A yes or a no, in either language, until one is answered; Enter alone is a no."""
    offered = _("[y/N]")
    while True:
        word = line(f"{question} {offered}").strip().casefold()
        if word in _YES | _NO:
            return word in _YES
        talk.say(Sentence(N_("y for yes, n for no; Enter alone is a no")))


def ask_many(
    question: str, present: Sequence[str] = (), *, check: Check | None = None
) -> list[str]:
    """Lines until an empty one; `present` ones are offered again, one by one."""
    answers: list[str] = []
    while True:
        text = present[len(answers)] if len(answers) < len(present) else ""
        number = f"{question} {len(answers) + 1}"
        empty = _("Enter: no more")
        answer = ask_text(number, text=text, empty=empty, check=check, optional=True)
        if not answer:
            return answers
        answers.append(answer)


def ask_to_store(lines: Sequence[str]) -> str | None:
    """Which of the numbered lines shown before is to be changed; None to store them all."""

    def check(answer: str) -> Sentence | None:
        if answer.isascii() and answer.isdigit() and 0 < int(answer) <= len(lines):
            return None
        return Sentence(N_("a number from 1 to {n}, or Enter"), n=len(lines))

    meaning = _("Enter stores, a number changes that line, Esc leaves nothing behind")
    answer = ask_text(_("Store it"), empty=meaning, check=check, optional=True)
    return lines[int(answer) - 1] if answer else None
