"""Names behind ranks and offices: ``Sertu Polan Contoh``, ``Kades Fulan``, ``Ketua RT 03 Fulan``.

Behind a rank stands a name. Behind an office may stand its place, which names nobody
where it is known: a place of the reference data, or a village of the same text.
"""

import re
from collections.abc import Iterator

from pilkada_cli.domain.ordinary_words import BEHIND_OFFICES, UNITS
from pilkada_cli.domain.small_names import words_from

_RANK = re.compile(
    r"\b(?i:sertu|serka|serda|serma|kopda|koptu|kopka|praka|pratu|prada|peltu|pelda|letda|lettu"
    r"|letkol|aiptu|aipda|bripka|brigpol|briptu|bripda|iptu|ipda|akp|kompol|akbp|kombes)"
    r"(?: ?(?i:pol|inf|czi|kav|arm|arh|cba|chb|cpm|cpl|ckm|caj|mar|laut|\(purn\))(?!\w))?\.? (?=[^\W\d_])"
    r"|\b(?:Kapten|Mayor|Kolonel|Brigadir)(?: (?:Pol|Inf|Czi|Kav|Arm|Arh)\b)?\.? (?=[A-Z])"
)
_OFFICE = re.compile(
    r"\b(?i:kades|kepala desa|pambakal|lurah|camat|sekcam|sekdes|kadus|kapolsek|wakapolsek|danramil"
    rf"|kapolres(?:ta)?|dandim|(?:kanit|kasat)(?: (?:{'|'.join(UNITS)})){{0,2}}|korlap|koordinator lapangan"
    r"|(?:ketua|pak|bu) r[tw](?: ?0?\d{1,2})?(?:/(?:rw ?)?\d{1,2})?)\.? (?=[A-Z])"
)
_VILLAGE = re.compile(r"\b(?i:desa|ds|kelurahan|kel)\b\.? ([A-Z]\w+(?: [A-Z]\w+)?)")
_MOST = 3
"""Words of a name."""

_SHORT = 4
"""Letters up to which capitals are an abbreviation: ``Kapolsek BAS``."""


def posted_names(text: str, ordinary: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Where such names stand; the folded `ordinary` words name nobody."""
    villages = {word.lower() for name in _VILLAGE.findall(text) for word in name.split()}
    known = ordinary | BEHIND_OFFICES
    for posts, others in ((_RANK, known), (_OFFICE, known | villages)):
        for post in posts.finditer(text):
            raised = text[post.end()].isupper()
            row: list[re.Match[str]] = []
            for word in words_from(text, post.end(), others, _MOST):
                if word[0][0].isupper() != raised or (word[0].isupper() and len(word[0]) <= _SHORT):
                    break
                row.append(word)
            if row:
                yield row[0].start(), row[-1].end()
