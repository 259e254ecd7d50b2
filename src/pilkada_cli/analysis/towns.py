"""Names of a part of a regency that are no district's: its seat, and what districts have in common.

``Rantau`` is the seat of Tapin, ``Daha`` may be any of three districts of Hulu Sungai Selatan.
"""

from collections.abc import Sequence

from pilkada_cli.analysis.wording import Token
from pilkada_cli.domain.reference import Reference
from pilkada_cli.domain.spelling import words

_QUARTERS = frozenset(words("utara selatan barat timur tengah hulu hilir"))
_WHERE = frozenset(words("di tempat lokasi tkp kejadian in at"))
"""What tells that a matter was there."""
_IN_TOWN = frozenset(words("kota wilayah daerah kawasan sekitar pusat pasar dalam depan dekat"))
"""What may stand between."""
_LOOKED_BACK = 3


def towns(reference: Reference) -> dict[str, tuple[str, ...]]:
    """The codes of the regencies by the folded names, without blanks, of their towns."""
    found: dict[str, tuple[str, ...]] = {}
    for region in reference.regencies:
        named = [words(region.seat)]
        for district in region.districts:
            *name, last = words(district.name)
            if name and last in _QUARTERS:
                named.append(name)
        for key in dict.fromkeys("".join(name) for name in named):
            found[key] = (*found.get(key, ()), region.code)
    return found


def is_where(text: str, said: Sequence[Token], at: int) -> bool:
    """Whether the words before a name tell that the matter was there: ``di Rantau``, ``di kota Rantau``."""
    for n in range(at - 1, max(-1, at - 1 - _LOOKED_BACK), -1):
        between = text[said[n].end : said[n + 1].start]
        if said[n].line != said[at].line or between.strip(" .:"):
            return False
        if said[n].word not in _IN_TOWN:
            return said[n].word in _WHERE
    return False
