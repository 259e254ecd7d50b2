"""How grave a text says that a matter is, by the words that the scale gives as hints."""

import re
from collections.abc import Sequence

from pilkada_cli.analysis.cues import may_count
from pilkada_cli.analysis.hinted import page_of, where
from pilkada_cli.analysis.wording import Guess, Token, as_written
from pilkada_cli.domain.reference import Reference
from pilkada_cli.domain.spelling import words

_NONE = re.compile(r"[ \t]*[:=]?[ \t]*(?:nihil|0\b|-(?!\w)|tidak ada|tdk ada)", re.IGNORECASE)
"""What denies a criterion behind it: ``Korban jiwa: nihil``."""


_LIFE_LOST = "korban jiwa"
"""The hint of the step whose criterion is a life lost through the disturbance."""

_OF_ILLNESS = re.compile(
    r"\b(?:sakit|kelelahan|lelah|jantung|stroke|sesak|komplikasi|usia|dirawat|pingsan)\b",
    re.IGNORECASE,
)
"""What people die of without a disturbance."""


def impact(text: str, said: Sequence[Token], reference: Reference) -> Guess | None:
    """The gravest step of impact of which a criterion is told and not denied; None where none is."""
    page, lives = page_of(text, said), _lives_lost(text)
    for step in sorted(reference.scale.impact, key=lambda step: -step.number):
        spans = (
            at
            for hint in step.hints
            for at in where(page, words(hint))
            if not _NONE.match(text, said[max(at)].end)
        )
        told = {as_written(text, said[min(at) : max(at) + 1]): None for at in spans}
        told |= dict.fromkeys(lives if _LIFE_LOST in step.hints else ())
        if told:
            return Guess(str(step.number), tuple(told))
    return None


def _lives_lost(text: str) -> tuple[str, ...]:
    """The words that count who was killed, where no illness is told of."""
    if not may_count(text):
        return ()
    from pilkada_cli.analysis.casualties import casualties

    dead = casualties(text).get("dead")
    return dead.words if dead and not _OF_ILLNESS.search(text) else ()
