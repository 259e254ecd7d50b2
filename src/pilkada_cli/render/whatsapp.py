"""A report as a WhatsApp message: at most 1,500 characters, bold in asterisks.

Sources, parties, reporters and the offices informed are left out; in the other
texts telephone numbers, addresses and whom a text calls by name are named instead of
shown. A name that stands plainly in a text is not told from other words and stays.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pilkada_cli.domain.addresses import addresses
from pilkada_cli.domain.fields import Verification
from pilkada_cli.domain.person_names import Names, called, folded, names_called, place_words
from pilkada_cli.domain.personal_spans import NAMES, Kind, taken_out
from pilkada_cli.domain.privacy import made_plain
from pilkada_cli.domain.redaction import name_spans
from pilkada_cli.domain.reference import Reference
from pilkada_cli.domain.text import visible
from pilkada_cli.i18n import N_, Sentence, _
from pilkada_cli.render.lapinfo import DONE, refutation
from pilkada_cli.render.local import clock, short_date, word
from pilkada_cli.render.matter import (
    Matter,
    affected,
    consequences,
    grade,
    level,
    mark,
    occurred,
    phase,
    place,
    title,
    unconfirmed_fields,
)
from pilkada_cli.render.titles import without_numbers

LONGEST = 1500
"""Characters of a message, counted as WhatsApp does: UTF-16 code units."""

LONGEST_TITLE = 300
LONGEST_PLACE = 100
LONGEST_REASON = 300
MOST_NAMED = 5


def message(matter: Matter) -> str:
    """The message about one report.

    Where it grows too long the account and the reasons are cut, its head and status never.
    """
    veil = Veil.over(texts(matter), matter.reference, matter.text("village"))
    head, foot = "\n".join(_head(matter, veil)), _as_of(matter)
    left = LONGEST - units(head) - units(foot) - len("\n\n")
    parts = []
    for label, text, longest in (
        (_("Why refuted"), refutation(matter), LONGEST_REASON),
        (_("Handling"), _last_done(matter), LONGEST_REASON),
        ("", matter.text("detail"), LONGEST),
    ):
        before = f"{label}: " if label else ""
        kept = cut(harmless(text, veil), min(longest, left - units(before) - len("\n\n")))
        parts.append(before + kept if kept else "")
        left -= units(parts[-1]) + len("\n\n")
    why, done, detail = parts
    return "\n\n".join(filter(None, (head, why, detail, done, foot)))


def texts(matter: Matter) -> list[str]:
    """The texts of people from which the message is made."""
    return [title(matter), matter.text("detail"), refutation(matter), _last_done(matter)]


def _head(matter: Matter, veil: "Veil") -> Iterator[str]:
    report = matter.report
    yield " · ".join((*_disowned(matter), _bold(mark(matter))))
    yield _bold(f"{report['id']}: {cut(harmless(title(matter), veil), LONGEST_TITLE)}")
    yield ", ".join(cut(harmless(part), LONGEST_PLACE) for part in place(matter))
    if others := affected(matter):
        yield str(Sentence(N_("also affects {names}"), names=others))
    yield occurred(matter)
    if struck := consequences(matter):
        yield struck
    yield ""
    risk = level(matter, report["level"])
    yield str(Sentence(N_("{phase}; level *{level}*"), phase=phase(matter), level=risk))
    yield str(Sentence(N_("Grade: {grade}"), grade=grade(matter)))
    yield str(Sentence(N_("Status: *{verification}*, {handling}"),
                       verification=word(report["verification"]),
                       handling=word(report["handling"])))  # fmt: skip
    if (fields := unconfirmed_fields(matter)) is not None:
        yield str(fields)
    if matter.same:
        shown = [*matter.same[:MOST_NAMED], *(["…"] if len(matter.same) > MOST_NAMED else [])]
        yield str(Sentence(N_("Same event: {ids}"), ids=", ".join(shown)))


def _disowned(matter: Matter) -> Iterator[str]:
    """What a reader must know before anything else."""
    if matter.report["withdrawn"]:
        yield _bold(_("WITHDRAWN"))
    if matter.report["verification"] == Verification.REFUTED:
        yield _bold(_("REFUTED"))


def _bold(text: str) -> str:
    return f"*{text}*"


def _last_done(matter: Matter) -> str:
    """What was done last about it, else what was done before it was reported."""
    done = [step.words for step in matter.standing if step.kind in DONE and step.words]
    return done[-1] if done else matter.text("measures_taken")


def _as_of(matter: Matter) -> str:
    zone = matter.reference.election.time_zone_label
    when = f"{short_date(matter.now.date())} {clock(f'{matter.now:%H:%M}')} {zone}"
    return str(Sentence(N_("As of {when}"), when=when))


_FORMATS = str.maketrans({"*": "•", "_": "-", "~": "-", "`": "'"})
_LEADING = str.maketrans({">": "›", "-": "–"})


@dataclass(frozen=True, slots=True)
class Veil:
    """The `names` that texts of one matter call people by; `ordinary` words name nobody."""

    names: Names = frozenset()
    ordinary: frozenset[str] = frozenset()

    @classmethod
    def over(cls, texts: Iterable[str], reference: Reference, village: str) -> "Veil":
        """What veils whomever one of the texts names in each of them; a `village` names nobody."""
        places = cls.of_places(reference, village).ordinary
        return cls(names_called(texts, places), places)

    @classmethod
    def of_places(cls, reference: Reference, village: str = "") -> "Veil":
        """What veils whomever a text calls by a name that is no place."""
        return cls(ordinary=place_words(reference) | {*folded(village).split()})


def harmless(text: str, veil: Veil = Veil()) -> str:
    """A user's text without the personal data that can be told, in which nothing formats and nothing controls."""
    lines = visible(text, lines=True).translate(_FORMATS).split("\n")
    tidy = (" ".join(line.split()) for line in lines)
    plain = "\n".join(line[:1].translate(_LEADING) + line[1:] for line in tidy)
    # Numbers first: a name could take the word along that tells of one.
    return _without_persons(without_numbers(re.sub(r"\n{3,}", "\n\n", plain).strip()), veil)


def _without_persons(text: str, veil: Veil) -> str:
    """A text in which numbers are masked without names and addresses; to them a mask is a number still."""
    masks = "|".join(re.escape(f"[{_(name)}]") for name in NAMES.values())
    unmarked = re.sub(masks, lambda mask: "0" * len(mask[0]), text)
    plain = made_plain(unmarked)
    named = [*called(unmarked, veil.ordinary), *name_spans(plain, veil.names)]
    found = [(*span, Kind.NAME) for span in named]
    found += [(*span, Kind.ADDRESS) for span in addresses(plain)]
    return taken_out(text, found, lambda kind: f"[{_(NAMES[kind])}]")


def units(text: str) -> int:
    """The length of a text in UTF-16 code units."""
    return len(text.encode("utf-16-le")) // 2


_SENTENCE_END = re.compile(r"[.!?](?=\s)")
_LEAST = 20


def cut(text: str, longest: int) -> str:
    """`text` in at most `longest` units, ended by ``…`` after a sentence or a word.

    Nothing where so little room is left that it would say nothing.
    """
    if units(text) <= longest:
        return text
    if longest < _LEAST:
        return ""
    room = longest - len(" …")
    kept = text.encode("utf-16-le")[: 2 * room].decode("utf-16-le", "ignore")
    ends = [match.end() for match in _SENTENCE_END.finditer(kept)]
    if ends and ends[-1] > len(kept) // 2:
        return f"{kept[: ends[-1]]} …"
    words = re.match(r"(.*\S)\s", kept, re.DOTALL)
    # The beginning of a longer row of digits could pass for a telephone number.
    whole = words[1] if words else re.sub(r"\d+\Z", "", kept)
    return f"{whole}…"
