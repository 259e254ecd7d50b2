"""Deaths that a roll of voters tells of: ``13 pemilih meninggal dunia masih tercantum dalam DPT``.

Who stands on a roll died long ago and is no victim of what a text reports.
"""

import re
from collections.abc import Sequence

_NAMED = (
    r"dp[ts]b?|dphp|dpshp|daftar pemilih|pemilih(?:an)? (?:yang |yg )?(?:sudah |sdh |telah |tlh )?meninggal"
    r"|vot(?:er|ing|ers['’]?) (?:list|roll|register)s?|electoral roll"
)
_WORK = r"tercantum|terdaftar|dicoret|coklit|undangan|c\.?6|c\.? ?pemberitahuan"
"""What is done with a roll, and is said of other things too."""
ROLL = re.compile(rf"\b(?:{_NAMED}|{_WORK})\b", re.IGNORECASE)
_NAMED_ROLL = re.compile(rf"\b(?:{_NAMED})\b", re.IGNORECASE)
_OFFICIAL = re.compile(
    r"\b(?:kpps|pps|ppk|pantarlih|pkd|ptps|panwascam|(?:sat)?linmas|anggota|petugas|ketua|pengawas)\b",
    re.IGNORECASE,
)
_BEFALLEN = re.compile(
    r"\b(?:karena|krn|akibat|tertimbun|tertimpa|tertabrak|tenggelam|terseret|hanyut|terbakar"
    r"|kecelakaan|laka\w*|longsor|banjir|kebakaran|bentrok\w*|di(?:tikam|bacok|tusuk|tembak|keroyok|aniaya)"
    r"|luka\w*|tewas|gugur|killed)\b",
    re.IGNORECASE,
)
"""By what somebody dies who is on no roll for it."""


def of_rolls(told: Sequence[str]) -> list[bool]:
    """Of each sentence whether those whose death it tells are of a roll.

    They are where it names one; where it tells of no official and no cause also if what is done
    with one is told in it, or in a sentence beside it.
    """
    kept = [n for n, sentence in enumerate(told) if sentence.strip()]
    on_roll = [False] * len(told)
    for at, n in enumerate(kept):
        beside = [told[each] for each in kept[max(0, at - 1) : at + 2] if each != n]
        on_roll[n] = _is_on_roll(told[n], beside)
    return on_roll


def _is_on_roll(sentence: str, beside: Sequence[str]) -> bool:
    if _NAMED_ROLL.search(sentence):
        return True
    if _OFFICIAL.search(sentence) or _BEFALLEN.search(sentence):
        return False
    return any(map(ROLL.search, (sentence, *beside)))
