"""Names behind ranks and offices: ``Sertu Polan Contoh``, ``Kades Fulan``, ``Ketua RT 03 Fulan``.

Behind a rank stands a name. Behind an office may stand its place, which names nobody
where it is known: a place of the reference data, a village of the same text, or a name
that ends as those of places do.
"""

import re
from collections.abc import Iterator

from pilkada_cli.domain.ordinary_words import BEHIND_OFFICES, BEHIND_ROLES, UNITS
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
    r"|(?:ketua|pak|bu) r[tw](?: ?0?\d{1,2})?(?:/(?:rw ?)?\d{1,2})?"
    r"|(?:ketua|sekretaris|bendahara|anggota|petugas|koordinator|komisioner) (?:kpps|ppk|kpu|bawaslu|panwascam"
    r"|ptps|pantarlih|linmas|dprd)(?: tps ?\d{1,3})?)\.? (?=[A-Z])"
)
_VILLAGE = re.compile(r"\b(?i:desa|ds|kelurahan|kel)\b\.? ([A-Z]\w+(?: [A-Z]\w+)?)")
_SIDE = r"(?:Utara|Selatan|Barat|Timur|Tengah|Hulu|Hilir|Seberang|Dalam|Luar)\b"
_STREET = re.compile(rf"\b(?i:jl|jln|jalan)\b\.? ([A-Z]\w+) {_SIDE}")
"""A street that is called after a part of a village is no person's: ``Jl Kuin Selatan``."""
_OF_A_PLACE = re.compile(
    r" (?i:utara|selatan|barat|timur|tengah|hulu|hilir|seberang)\b"
    r"| (?:Dalam|Luar)\b(?! (?!(?:Kec|Kab|Kota)[a-z]*\b)[A-Z])"
)
"""How the name of a place ends, but for headings in which ``Dalam`` goes on."""
_MOST = 3
"""Words of a name."""

_SHORT = 4
"""Letters up to which capitals are an abbreviation: ``Kapolsek BAS``."""


def posted_names(text: str, ordinary: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Where such names stand; the folded `ordinary` words name nobody."""
    villages = {word.lower() for name in _VILLAGE.findall(text) for word in name.split()}
    villages |= {name.lower() for name in _STREET.findall(text)}
    of_offices = ordinary | BEHIND_ROLES | villages
    for posts, others in ((_RANK, ordinary | BEHIND_OFFICES), (_OFFICE, of_offices)):
        for post in posts.finditer(text):
            raised = text[post.end()].isupper()
            row: list[re.Match[str]] = []
            for word in words_from(text, post.end(), others, _MOST):
                if word[0][0].isupper() != raised or (word[0].isupper() and len(word[0]) <= _SHORT):
                    break
                row.append(word)
            if row and not (posts is _OFFICE and _OF_A_PLACE.match(text, row[-1].end())):
                yield row[0].start(), row[-1].end()
