"""Addresses of homes in Indonesian texts: street, number, RT and RW, as people write them.

A street without a number is where something happened, and no address. Where its name
ends is a guess, so it ends late: an address that is cut short still leads to a door.
"Jalan" and "gang" are everyday words too and begin an address only before a capital
letter or a figure.
"""

import re
from collections.abc import Iterator

_STOP = (
    r"(?!(?:di|ke|dari|yang|yg|dan|pada|oleh|untuk|karena|dengan|arah|menuju|depan|dekat|sekitar|ada|"
    r"telah|sudah|terjadi|ditutup|macet|banjir|pukul|pkl|jam|tanggal|tgl|hari|sampai|hingga|antara|"
    r"saat|ketika|akan|tidak|lalu|juga|dst|orang|massa|warga|rt|rw|no|nomor|km|blok|kav)(?![^\W\d_]))"
)
_FIRST_FIGURE = r"(?:\d{1,2}[ \x01]{1,2})?"
_DONE = r"(?!(?:ber|ter|di|me[mn])[a-z]{4})"
_WORD = r"[^\W\d_](?:\w{0,2}\.(?=[ \x01]?[^\W_])|[\w'-]{0,40})"
_BLANK = r"(?:[ \x01]{1,3}|(?<=\.))"
_NAME = rf"{_FIRST_FIGURE}(?i:{_STOP}){_WORD}(?:{_BLANK}(?i:{_STOP}){_DONE}{_WORD}){{0,5}}"
_PROPER = (
    rf"{_FIRST_FIGURE}(?i:{_STOP})(?=[A-Z]){_WORD}(?:{_BLANK}(?i:{_STOP})(?=[A-Z]){_WORD}){{0,5}}"
)
_EVERYDAY = r"(?!(?i:sehat|santai|kaki|rusak|longsor|putus|amblas|tol|motor)(?![^\W\d_])|[Rr]aya(?! [A-Z\d]))"
_GAP = r"[ .,:\x01]{0,4}"
_HOUSE = r"\d{1,4}(?:[A-Za-z](?![^\W\d_]))?(?:[/-]\d{1,4})?"
_COUNTED = (
    r"(?![ ]?%|[ ](?:\([a-z]+\)[ ])?(?i:orang|org|massa|warga|jiwa|kk|kepala|korban|peng?\w+|peserta"
    r"|personi?el|personil|anggota|simpatisan|mahasiswa|pemuda|pemilih|relawan|polisi|unit|buah|rumah"
    r"|kios|toko|mobil|motor|truk|kendaraan|meter|m|km|cm|jam|menit|hari|kali|lembar|titik"
    r"|jan(?:uari)?|feb(?:ruari)?|mar(?:et)?|apr(?:il)?|mei|juni?|juli?|agustus|agu|sep(?:tember)?"
    r"|okt(?:ober)?|no[vp](?:ember)?|des(?:ember)?)(?![^\W\d_]))"
)
"""Behind a house number stands nothing that is counted, and no month."""
_NUMBER = r"[ .\x01]{0,4}\d{1,3}(?:[ ]?/[ ]?\d{1,3})?(?!\d)"
_NEIGHBOURS = rf"(?i:RT|RW)(?:[ ./]{{0,3}}(?i:RT|RW))?{_NUMBER}"
_BLOCK = (
    rf"(?i:RT)(?:[ ./]{{0,3}}(?i:RW)[ .\x01]{{0,4}}\d{{1,3}}(?!\d)|[ .\x01]{{0,4}}\d{{1,3}}"
    rf"(?:[ ]?/[ ]?\d{{1,3}}(?!\d)|[ ,./]{{0,3}}(?i:RW){_NUMBER}))"
)
"""RT and RW together are a few houses; one of them alone is a part of a village."""
_PARTS = (
    rf"(?:[ ,.;/-]{{0,3}}(?:(?P<home>(?i:No|Nomor|Nmr|Kav|Blok){_GAP}(?:[A-Za-z]{{1,2}}[ ./-]?)?{_HOUSE}"
    rf"|(?i:Blok)[ ]{{0,2}}[A-Za-z]{{1,2}}(?![^\W\d_])|{_NEIGHBOURS}|{_HOUSE}(?!\d|[/.:-]\d){_COUNTED})"
    rf"|(?i:Km){_GAP}{_HOUSE}|(?i:Gg|Gang){_GAP}{_PROPER})){{0,6}}"
)

_ADDRESS = re.compile(
    r"(?<![^\W_])(?:"
    rf"(?:(?i:Jln|Jl|Gg)(?:[. \x01]{{1,4}}|(?=[A-Z])){_NAME}"
    rf"|(?:[Jj]alan|JALAN|[Gg]ang|GANG|[Ll]orong|[Kk]ompleks?|[Pp]erum(?:ahan)?)[ \x01]{{1,3}}{_EVERYDAY}{_PROPER}"
    rf"|(?P<block>{_BLOCK})){_PARTS})"
)


def addresses(plain: str) -> Iterator[tuple[int, int]]:
    """Where addresses begin and end, in text made plain (`privacy.made_plain`)."""
    for match in _ADDRESS.finditer(plain):
        if match["home"] or match["block"]:
            yield match.span()
