"""Why a message is no report of one event, and what to do with it instead."""

from collections.abc import Mapping

from pilkada_cli.analysis.guessing import Clues, Guess
from pilkada_cli.analysis.occasions import (
    is_one_matter,
    may_tell_several,
    tells_none,
    tells_several,
)
from pilkada_cli.domain.names import Place
from pilkada_cli.domain.reference import Reference
from pilkada_cli.errors import UsageError
from pilkada_cli.i18n import N_, Sentence


def nothing_told() -> UsageError:
    """That a message only greets or answers."""
    return UsageError(
        Sentence(N_("the message only greets or answers; nothing is reported in it")),
        Sentence(
            N_(
                'paste the message with what it reports; if something is reported, give it a title: pilkada report add "TITLE" …'
            )
        ),
    )


_BY_TITLE = N_('if it is an event after all, give it a title: pilkada report add "TITLE" …')
_IN_TITLE = N_("if it is an event after all, say in the title what happened")


def objection(
    text: str,
    found: Clues,
    guesses: Mapping[str, Guess],
    place: Place | None,
    day_else: str,
    reference: Reference,
    *,
    in_own_words: bool = False,
) -> UsageError | None:
    """That a text tells of several events or of none; None where it may tell of one.

    `found` and `guesses` are its clues and what is taken of them, `place` and `day_else`
    stand where it names none. What is told `in_own_words`, as one event, is not several.
    """
    if tells_none(text, found, reference, place.region if place else None):
        where = place, _part(found, place, reference)
        return _none_told(guesses, where, day_else, in_own_words=in_own_words)
    if not in_own_words and _seems_several(text, reference):
        return UsageError(
            Sentence(N_("the message seems to tell of several events")),
            Sentence(
                N_(
                    'enter each as a report of its own, out of a file with its lines alone; if it is one event, give it a title: pilkada report add "TITLE" …'
                )
            ),
        )
    return None


def _seems_several(text: str, reference: Reference) -> bool:
    """Whether a text tells several events, or lists what may be several and is not told as one."""
    if tells_several(text, reference):
        return True
    return may_tell_several(text, reference) and not is_one_matter(text, reference)


def _part(found: Clues, place: Place | None, reference: Reference) -> str:
    """The names of the districts, else of the villages, of which alone a text speaks; empty for none."""
    told = (found.guesses.get(name) for name in ("district", "village"))
    district, village = (guess.value if guess else None for guess in told)
    codes = found.districts or filter(None, [(place and place.district) or district])
    names = [reference.district_by_code[code].name for code in codes]
    return ", ".join(names or found.villages or filter(None, [village]))


def _none_told(
    guesses: Mapping[str, Guess],
    where: tuple[Place | None, str],
    day_else: str,
    *,
    in_own_words: bool,
) -> UsageError:
    """That nothing happened; `where` is the place that is known, and the part of it that is spoken of."""
    place, part = where
    region = place.region if place else guesses["region"].value if "region" in guesses else ""
    day = guesses["at"].value if "at" in guesses else day_else
    whole = N_("pilkada report nil -r {region} --on {day}")
    only = N_(
        "it speaks of {part} only, and a nil report is about the whole regency; if all of it was quiet: pilkada report nil -r {region} --on {day}"
    )
    nil = Sentence(
        only if part else whole,
        part=part,
        region=region or Sentence(N_("REGION")),
        day=day[: len("2024-11-22")],
    )
    way_out = Sentence(_IN_TITLE if in_own_words else _BY_TITLE)
    words = N_("the message says that nothing happened, which is no event")
    typed = N_("the title says that nothing happened, which is no event")
    return UsageError(
        Sentence(typed if in_own_words else words), Sentence.joined([nil, way_out], "; ")
    )
