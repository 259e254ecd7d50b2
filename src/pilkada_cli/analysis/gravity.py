"""How grave a text says that a matter is, by the words that the scale gives as hints."""

import re
from collections.abc import Sequence

from pilkada_cli.analysis.hinted import page_of, where
from pilkada_cli.analysis.wording import Guess, Token, as_written
from pilkada_cli.domain.reference import Reference
from pilkada_cli.domain.spelling import words

_NONE = re.compile(r"[ \t]*[:=]?[ \t]*(?:nihil|0\b|-(?!\w)|tidak ada|tdk ada)", re.IGNORECASE)
"""What denies a criterion behind it: ``Korban jiwa: nihil``."""


def impact(text: str, said: Sequence[Token], reference: Reference) -> Guess | None:
    """The gravest step of impact of which a criterion is told and not denied; None where none is."""
    page = page_of(text, said)
    for step in sorted(reference.scale.impact, key=lambda step: -step.number):
        spans = (
            at
            for hint in step.hints
            for at in where(page, words(hint))
            if not _NONE.match(text, said[max(at)].end)
        )
        told = {as_written(text, said[min(at) : max(at) + 1]): None for at in spans}
        if told:
            return Guess(str(step.number), tuple(told))
    return None
