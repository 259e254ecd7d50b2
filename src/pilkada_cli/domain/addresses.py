"""Street addresses in Indonesian texts: street, number, RT and RW, as people write them.

Where the name of a street ends is a guess, so it ends late: an address that is cut
short still leads to a door. "Jalan" and "gang" are everyday words too and begin an
address only before a capital letter or a figure.
"""

import re
from collections.abc import Iterator

_STOP = (
    r"(?!(?:di|ke|dari|yang|yg|dan|pada|oleh|untuk|karena|dengan|arah|menuju|depan|dekat|sekitar|ada|"
    r"telah|sudah|terjadi|ditutup|macet|banjir|pukul|pkl|jam|tanggal|tgl|hari|sampai|hingga|antara|"
    r"saat|ketika|akan|tidak|lalu|juga|dst|orang|massa|warga|rt|rw|no|nomor|km|blok|kav)(?![^\W\d_]))"
)
_FIRST_FIGURE = r"(?:\d{1,2}[ \x01]{1,2})?"
_WORD = r"[^\W\d_](?:\w{0,2}\.(?=[ \x01]?[^\W_])|[\w'-]{0,40})"
_BLANK = r"(?:[ \x01]{1,3}|(?<=\.))"
_NAME = rf"{_FIRST_FIGURE}(?i:{_STOP}){_WORD}(?:{_BLANK}(?i:{_STOP}){_WORD}){{0,3}}"
_PROPER = (
    rf"{_FIRST_FIGURE}(?i:{_STOP})(?=[A-Z]){_WORD}(?:{_BLANK}(?i:{_STOP})(?=[A-Z]){_WORD}){{0,3}}"
)
_EVERYDAY = r"(?!(?i:sehat|santai|kaki|rusak|longsor|putus|amblas|tol|motor)(?![^\W\d_])|[Rr]aya(?! [A-Z\d]))"
_GAP = r"[ .,:\x01]{0,4}"
_HOUSE = r"\d{1,4}(?:[A-Za-z](?![^\W\d_]))?(?:[/-]\d{1,4})?"
_NEIGHBOURS = r"(?i:RT|RW)(?:[ ./]{0,3}(?i:RT|RW))?[ .\x01]{0,4}\d{1,3}(?:[ ./]{0,3}\d{1,3})?(?!\d)"
_PARTS = (
    rf"(?:[ ,.;/-]{{0,3}}(?:(?i:No|Nomor|Nmr|Km|Kav|Blok){_GAP}(?:[A-Za-z]{{1,2}}[ ./-]?)?{_HOUSE}"
    rf"|(?i:Blok)[ ]{{0,2}}[A-Za-z]{{1,2}}(?![^\W\d_])|{_NEIGHBOURS}|(?i:Gg|Gang){_GAP}{_PROPER}|{_HOUSE}(?!\d|[/.:-]\d))){{0,6}}"
)

ADDRESS = re.compile(
    r"(?<![^\W_])(?:"
    rf"(?:(?i:Jln|Jl|Gg)(?:[. \x01]{{1,4}}|(?=[A-Z])){_NAME}"
    rf"|(?:[Jj]alan|JALAN|[Gg]ang|GANG|[Ll]orong|[Kk]ompleks?|[Pp]erum(?:ahan)?)[ \x01]{{1,3}}{_EVERYDAY}{_PROPER}"
    rf"|{_NEIGHBOURS}){_PARTS})"
)
"""An address, in text made plain (`privacy.plain`)."""


def addresses(plain: str) -> Iterator[tuple[int, int]]:
    """Where addresses begin and end."""
    return ((match.start(), match.end()) for match in ADDRESS.finditer(plain))
