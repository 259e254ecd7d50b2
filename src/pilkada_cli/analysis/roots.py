"""Which words are forms of a known one: merusak, dirusak and perusakan agree.

The roots that affixes allow (`domain.affixes`) are enough to compare a word with
one that is known, and too much for anything else.
"""

import re

from pilkada_cli.domain.affixes import roots
from pilkada_cli.domain.spelling import words

_ACTION = re.compile("(?:di|ter|me)[a-z]{4,}|(?:pe|ke)[a-z]{3,}an|handed")
_ENDING = re.compile("(?:nya|lah|kah)$")
_STATES = frozenset(words("rusak robek sobek roboh hilang padam mati sakit kurang basah bocor"))


def keys(word: str) -> frozenset[str]:
    """Under what a word has to be looked for: a known word of which it is a form has one of these as a root."""
    return roots(word) | {_ENDING.sub("", word)}


def tells_action(word: str) -> bool:
    """Whether a word tells what was done or became, as dirusak, pencurian, terlambat."""
    return _ACTION.fullmatch(word) is not None


def tells_state(word: str) -> bool:
    """Whether a word tells in what state a thing is found, as robek, padam, sakit."""
    return word in _STATES


def is_form_of(word: str, known: str) -> bool:
    """Whether a word is a form of a known one that means the same when it stands alone.

    A state (``kebakaran``, ``terendam``) is only itself: its root says other things too.
    """
    if _ENDING.sub("", word) == known:
        return True
    same = roots(known)
    if same == {known}:
        return known in roots(word)
    # A bare root is another word: pukul is an hour, dipukul is beaten; terancam is in danger.
    other = word in same or word.startswith("ter")
    return known.startswith("di") and not other and not roots(word).isdisjoint(same)
