"""What a text names as a deed, which happened where its day is over: ``Perusakan baliho``, ``membagikan uang``."""

import re

from pilkada_cli.analysis.deed_words import GIFT, NOT, NOUNS, not_after

_ACTS = (
    "melempari?|memukuli?|mengeroyok|menganiaya|menyerang|menikam|menusuk|membacok|menembak|membakar"
    "|merusak|merobek|menyobek|mencoret|mencuri|merampas|merobohkan|menjarah"
    "|menyandera|menyekap|menculik|meng(?:h)?adang|menggeruduk"
    rf"|(?:mem)?bagi(?:-bagi|2)?(?:kan)? (?:(?!bantuan)\w+ )?{GIFT}"
    r"|mengundurkan diri|bakar ban|menyebarkan (?:hoaks|hoax|selebaran|fitnah|isu|video)|diancam|(?:mendapat|dapat|menerima) ancaman"
    r"|\d+ (?:orang|org|urang|pelaku|tersangka) (?:\w+ )?(?:diamankan|ditangkap)"
)
"""What somebody does; it is told of plans and rules too."""

_AIMED_AT = "untuk|utk|hendak|ingin|mau|mencoba|berusaha|berniat|dituduh"
_DEEDS = re.compile(
    rf"{not_after(f'{NOT}|{_AIMED_AT}')}\b(?:{NOUNS}|ribut|{_ACTS})\b", re.IGNORECASE
)
_PREPARING = re.compile(
    r"\b(?:pencegahan|penanggulangan|penanganan|kesiapsiagaan|peringatan|prakiraan|sosialisasi"
    r"|rapat|rakor|koordinasi|apel|patroli|pelatihan|h?imbauan|bantuan|peta|data|rawan|anti|bebas"
    r"|aman|kondusif|nihil|tanpa|bukan|batal|dibatalkan|ditunda|urung|lomba|masak|tentang|mengenai"
    r"|(?:tidak|tdk|tak|kada|belum|blm) (?:ada|terjadi|terdapat|ditemukan|pernah))\b",
    re.IGNORECASE,
)
"""What is done about deeds, before them or afterwards; and that there are none."""

_CALMED = re.compile(
    r"\b(?:sudah|sdh|telah|kembali|sekarang|kini|skrg|saat ini)(?: \w+)? (?:aman|kondusif|terkendali)"
    r"|\bkorban(?: jiwa)?\s*[:=]?\s*(?:nihil|tidak ada|-)|\bnihil korban"
    r"|\b(?:tidak|tdk|tak|kada|belum|blm|balum) ada (?:korban|kerugian|pengganti|tersangka|bantuan|penanganan"
    r"|tindak|yang|yg|perbaikan|petugas|laporan|respon|laka)\w*",
    re.IGNORECASE,
)
"""How it stands after a deed, which does not say that there was none."""
_RUMOUR = r"(?:hoaks?|hoax|kabar bohong|informasi palsu|berita palsu)"
_SPREAD = re.compile(
    rf"\b(?:{_RUMOUR}(?: \S+){{0,6}} (?:beredar|tersebar|menyebar|disebar(?:kan)?|viral)"
    rf"|(?:beredar|tersebar|menyebar|viral)(?: \w+){{0,2}} {_RUMOUR}"
    r"|(?:beredar|tersebar|viral)(?: \S+){0,8} (?:video|selebaran|pamflet|rekaman))\b",
    re.IGNORECASE,
)
"""That a hoax or a recording goes round, which happened whatever it tells."""


_DENIED = re.compile(
    rf"\b(?:{NOT}|nihil|percaya|termakan|jika|bila|kalau|mencegah|antisipasi|h?imbauan|sosialisasi|patroli)\b",
    re.IGNORECASE,
)


def rumours_spread(told: list[str]) -> set[str]:
    """The words that tell, in a sentence without any that may deny it, that a hoax went round."""
    open_to = (each for each in told if not _DENIED.search(each))
    return {found[0] for sentence in open_to for found in _SPREAD.finditer(sentence)}


def deeds(text: str, told: list[str]) -> list[set[str]]:
    """The words that name deeds, by sentence; none where a text is about preventing them, or says that there were none."""
    if _PREPARING.search(_CALMED.sub(" ", text)):
        return [set() for _ in told]
    return [{found[0] for found in _DEEDS.finditer(sentence)} for sentence in told]
