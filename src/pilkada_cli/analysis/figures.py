"""How large a crowd a text tells of, and what loss in rupiah, where each is one plain number."""

import re
from collections.abc import Iterable

from pilkada_cli.analysis.casualties import FATES
from pilkada_cli.analysis.deed_words import not_after
from pilkada_cli.analysis.wording import Guess
from pilkada_cli.domain.fields import MAX_RUPIAH

FIGURES = (*FATES, "crowd", "loss_idr")
"""The fields of a report that are figures and are told in words."""

_SIGN = r"(?:±|\+/?-)"
_ABOUT = (
    r"(?:[ ]?[:=]?[ ]?(?:(?:sekitar|sekira|sktr|kira-kira|kurang lebih|krg le?bi?h|kurleb|lebih kurang|k?l[bk]"
    r"|sebanyak|sejumlah|berjumlah|diperkirakan|mencapai|aksi|yang hadir|hadir)\b\.?"
    rf"|{_SIGN})){{0,4}}[ ]?[:=]?[ ]?"
)
_COUNT = (
    r"(?P<{0}>\d{{1,3}}(?:\.\d{{3}})+|\d{{1,3}}(?:[.,]\d)?[ ]?(?:ribu|rb)\b|\d{{1,6}})"
    r"(?![.,]?\d|[ ]?(?:-|–|s/?d|sampai|atau|hingga)[ ]?\d)"
)
_PEOPLE = r"(?:orang|org|massa|peserta|jiwa|jama['’]?ah|jemaah)"
_PROTESTERS = (
    r"(?:(?:orang|org) )?(?:massa|pengunjuk rasa|pengunjukrasa|demonstran|pendemo|peserta aksi)"
)
_CROWDS = r"(?:massa|peserta aksi|jama['’]?ah|jemaah|(?:diikuti|dihadiri)(?: oleh)?)"
_GATHERINGS = (
    r"(?:aksi|demo|unjuk rasa|kampanye|orasi|deklarasi|konvoi|pawai|pengajian|tabligh?|haul|konser)"
)
_AS_A_CROWD = (
    r"(?:berkumpul(?! di (?:posko|tenda|pengungsian))|men(?:utup|duduki) (?:akses )?(?:jalan|jln|jembatan|kantor|gerbang)|(?:mem)?blokir|memblokade|mendatangi|menggeruduk"
    r"|(?:ber)?unjuk ?rasa|(?:ber)?demo|berorasi)"
)
"""What people do as a crowd."""
_NUMBERED = "tps|rt|rw|no|nomor|urut|paslon|pasangan|calon|tanggal|tgl|pukul|pkl|jam|km"
"""Before a number that counts nobody: ``TPS 12 warga berkumpul``."""
_ALONE = rf"(?:(?<![\w.,:/-])|(?<=\+-)|(?<=\+/-))(?<!rp )(?<!rp\. )(?<!uang ){not_after(_NUMBERED)}(?!20[0-3]\d\b)"
_TENS = r"(?=[1-9](?:[\d.,]?\d| ?(?:ribu|rb)))"
"""Fewer than ten are no crowd, and ``02`` is a pair of candidates."""
_NOT_HURT = r"(?:(?!korban|pengungsi|luka|terdampak|rumah|konsumsi)[^;.\n±+]){0,60}"
_OF_A_PART = (
    r"(?!,? (?:yang |yg |telah |sudah |sdh )?(?:luka|terluka|cedera|meninggal|tewas|pingsan|sakit|mengungsi"
    r"|dirawat|dilarikan|keracunan|hilang|diamankan|ditangkap|ditahan|diperiksa))"
)
"""What became of some says nothing of how many came."""
_CROWD = re.compile(
    rf"\b{_CROWDS}{_ABOUT}{_COUNT.format('behind')}[ ]?{_PEOPLE}\b{_OF_A_PART}"
    rf"|\bmassa(?: dari)? (?:kedua|dua) (?:kubu|belah pihak|pihak|kelompok){_ABOUT}{_COUNT.format('of_both')}"
    rf"[ ]?{_PEOPLE}\b{_OF_A_PART}"
    rf"|\bmassa (?:paslon|pendukung)(?: \d{{1,2}})?[ ]?{_SIGN}[ ]?{_COUNT.format('of_side')}"
    rf"[ ]?{_PEOPLE}\b{_OF_A_PART}"
    rf"|\bmassa\b[^\d;\n]{{0,60}}?\b(?:berkumpul|hadir|datang){_ABOUT}{_COUNT.format('gathered')}[ ]?{_PEOPLE}\b"
    rf"|\b{_GATHERINGS}\b{_NOT_HURT}{_SIGN}[ ]?{_COUNT.format('about')}[ ]?{_PEOPLE}"
    r"(?=[ ]?(?:[,.;)\n]|\Z)| (?:hadir|ikut|datang|berkumpul)\b)"
    rf"|\b(?:jumlah|estimasi) (?:massa|peserta|jama['’]?ah|jemaah){_ABOUT}{_COUNT.format('labelled')}(?![ ]?%)"
    rf"|{_ALONE}{_TENS}{_COUNT.format('faithful')} (?:jama['’]?ah|jemaah)\b(?! (?:haji|umrah|umroh)){_OF_A_PART}"
    rf"|{_ALONE}{_TENS}{_COUNT.format('acting')} (?:warga|orang|org|massa|mahasiswa|pendukung|simpatisan)"
    rf" {_AS_A_CROWD}\b"
    rf"|{_ALONE}{_COUNT.format('before')} {_PROTESTERS}\b{_OF_A_PART}",
    re.IGNORECASE,
)

_THOUSANDS = re.compile(r"(?P<whole>\d+)(?:[.,](?P<part>\d))? ?(?:ribu|rb)", re.IGNORECASE)

_UNITS = {"ribu": 3, "rb": 3, "juta": 6, "jt": 6, "miliar": 9, "milyar": 9, "miliyar": 9, "m": 9}
_UNIT = "|".join(_UNITS)
_LOSS = re.compile(
    r"\b(?:kerugian|kermat|merugi|rugi)\b[^\d\n;.!?]{0,60}?(?P<rupiah>\brp\.?[ ]?)?"
    r"(?P<number>\d{1,3}(?:\.\d{3})+|\d{1,15})(?:[.,](?P<part>\d{1,2})(?!\d))?(?:,-)?"
    rf"(?:[ ]?(?P<unit>{_UNIT})\b)?(?P<named>[ ]?rupiah\b)?(?![.,]?\d|[ ]?(?:-|–|s/?d|sampai|atau|hingga)[ ]?(?:rp\.?[ ]?)?\d)",
    re.IGNORECASE,
)
_DENIED = re.compile(
    r"\b(?:tidak|tdk|tak|tanpa|nihil|belum|bukan|potensi|berpotensi|hampir|target|cegah|mencegah)\b"
    r"[^.,;\n]*\Z",
    re.IGNORECASE,
)
_FAR = 60


def figures(text: str) -> dict[str, Guess]:
    """The numbers by field name; of several that differ none, and none that is denied."""
    plain = "\n".join(" ".join(line.split()) for line in text.split("\n"))
    crowd = ((_number(str(found[str(found.lastgroup)])), found) for found in _CROWD.finditer(plain))
    loss = ((_rupiah(found), found) for found in _LOSS.finditer(plain))
    told = {"crowd": _one(crowd, plain), "loss_idr": _one(loss, plain)}
    return {name: guess for name, guess in told.items() if guess is not None}


def _one(numbers: Iterable[tuple[int, re.Match[str]]], text: str) -> Guess | None:
    """The one number that is told, perhaps several times."""
    told = [
        (number, found[0])
        for number, found in numbers
        if number and not _DENIED.search(text[max(0, found.start() - _FAR) : found.start()])
    ]
    values = {number for number, _ in told}
    words = tuple(dict.fromkeys(words for _, words in told))
    return Guess(str(values.pop()), words) if len(values) == 1 else None


def _number(written: str) -> int:
    """A count: ``1.250``, ``5 ribu`` or ``2,5 rb``."""
    if (thousands := _THOUSANDS.fullmatch(written)) is None:
        return int(written.replace(".", ""))
    return int(thousands["whole"]) * 1000 + int(thousands["part"] or 0) * 100


def _rupiah(found: re.Match[str]) -> int:
    """The amount; 0 for a number that no word says is one."""
    unit = _UNITS.get((found["unit"] or "").casefold(), 0)
    if not (found["rupiah"] or unit or found["named"]):
        return 0
    whole = _number(found["number"]) * 10**unit
    part = found["part"] or ""
    amount = whole + int(part or 0) * 10 ** (unit - len(part)) if unit else whole
    return int(amount) if amount <= MAX_RUPIAH else 0
