"""Why a message is no report of one event, and what to do with it instead."""

from collections.abc import Mapping

from pilkada_cli.analysis.guessing import Clues, Guess
from pilkada_cli.analysis.occasions import tells_none, tells_several
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


def objection(
    text: str,
    found: Clues,
    guesses: Mapping[str, Guess],
    place: Place | None,
    day_else: str,
    reference: Reference,
) -> UsageError | None:
    """That a text tells of several events or of none; None where it may tell of one.

    `found` and `guesses` are its clues and what is taken of them, `place` and `day_else`
    stand where it names none.
    """
    if tells_none(text, found):
        region = place.region if place else guesses["region"].value if "region" in guesses else ""
        day = guesses["at"].value if "at" in guesses else day_else
        return UsageError(
            Sentence(N_("the message says that nothing happened, which is no event")),
            Sentence(
                N_(
                    'pilkada report nil -r {region} --on {day}; if it is an event after all, give it a title: pilkada report add "TITLE" …'
                ),
                region=region or Sentence(N_("REGION")),
                day=day[: len("2024-11-22")],
            ),
        )
    if tells_several(text, reference):
        return UsageError(
            Sentence(N_("the message seems to tell of several events")),
            Sentence(
                N_(
                    'enter each as a report of its own, out of a file with its lines alone; if it is one event, give it a title: pilkada report add "TITLE" …'
                )
            ),
        )
    return None
