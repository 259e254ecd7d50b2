"""How far a matter has come by what a text says of it: that it happened, or that it may.

Disturbances weigh more once they happened, so that is guessed only where it is said
plainly, and nothing in the same text says that it may yet come. What names a deed, or tells
that somebody does one, says it where the day of it is over or has come: ``Perusakan baliho``
on the 20th.
"""

import re
from collections.abc import Iterable

from pilkada_cli.analysis.untrue import is_untrue
from pilkada_cli.analysis.wording import Guess, sentences
from pilkada_cli.domain.fields import Phase

_DONE = (
    "dirusak|dirobek|disobek|dicabut|dicopot|dicoret|dibakar|dicuri|dirampas|dirobohkan|dipukul|dipukuli|dikeroyok"
    "|dianiaya|ditikam|ditusuk|dibacok|ditembak|diserang|dilempari?|diadang|dihadang|diblokir"
    "|diretas|dibobol|dijarah|digeruduk|disandera|diculik|diusir|dihalangi|diintimidasi|dipaksa"
    "|terendam|merendam|kebanjiran|terbakar|tenggelam|terbalik|roboh|tumbang|ambruk|rubuh|terseret"
    "|hanyut|tertimbun|tertimpa|meledak|terguling|tergelincir|terperosok|ditabrak|tertabrak"
    "|bertabrakan|berkelahi|keracunan|adu mulut|adu jotos|cekcok|baku hantam|saling (?:pukul|dorong|lempar)"
    "|ricuh|meninggal|tewas|pingsan|terluka|luka-luka|luka (?:ringan|berat|parah|bacok|tusuk|tembak)"
    "|dirawat|dilarikan ke|dirujuk ke|disekap|disiksa|ditampar|ditendang|dicekik"
    "|kena (?:pukul|tampar|tendang|tikam|tusuk|bacok|tembak|lempar|keroyok)"
)
"""What is told of a thing only once it is so."""

_DONE_IN_ENGLISH = (
    "(?:was|were|has been|have been|got) (?:torn|burn(?:ed|t)|damaged|destroyed|vandali[sz]ed|stolen"
    "|attacked|beaten|assaulted|injured|killed|hurt|stabbed|shot|threatened|intimidated|blocked"
    "|looted|flooded|defaced|removed|hacked|set on fire|pelted)"
    "|broke out|(?:has|have) collapsed|(?:died|fainted|clashed)"
)

_NOUNS = (
    r"pe(?:ng)?rusakan|perobekan|pencoretan|pencabutan|pembakaran|pencurian|perampasan"
    r"|pemukulan|pengeroyokan|penganiayaan|penikaman|pembacokan|pelemparan|penyerangan"
    r"|peng(?:h)?adangan|pemblokiran|perkelahian|tawuran|keributan|kericuhan|bentrok(?:an)?"
    r"|(?:pembagian|bagi-bagi|bagi bagi|bagi2) (?:uang|duit|amplop|sembako|beras)"
    r"|kebakaran|banjir(?: bandang)?|(?:tanah )?longsor|puting beliung|kecelakaan|lakalantas"
)
"""What deeds are called."""

_GIFT = (
    r"(?<!bantuan )(?:uang|duit|amplop|sembako)"
    r"(?! (?:honor|transpor|lelah|saku|kehormatan|operasional|bantuan|bansos))"
)
"""What is given for a vote; what those who work at an election are paid, and relief, is none of it."""

_ACTS = (
    "melempari?|memukuli?|mengeroyok|menganiaya|menyerang|menikam|menusuk|membacok|menembak|membakar"
    "|merusak|merobek|menyobek|mencoret|mencuri|merampas|merobohkan|menjarah"
    "|menyandera|menyekap|menculik|meng(?:h)?adang|menggeruduk"
    rf"|(?:mem)?bagi(?:-bagi|2)?(?:kan)? (?:(?!bantuan)\w+ )?{_GIFT}"
)
"""What somebody does; it is told of plans and rules too."""

_BETWEEN = r"\s+(?!tidak|tdk|tak|belum|rawan|akan|bisa|nyaris|hampir)"
_FOUND = "|".join(
    rf"(?:{things})\b(?:{_BETWEEN}\w+){{0,4}}\s+(?:{state})"
    rf"|ditemukan(?:\s+\S+){{0,4}}\s+(?:{things})\b(?:{_BETWEEN}\S+){{0,12}}\s+(?:{state})"
    for things, state in (
        ("baliho|spanduk|banner|poster|umbul-umbul|apk", "robek|sobek|rusak|hilang"),
        (
            "surat suara|kotak suara|segel|bilik",
            "robek|sobek|rusak|hilang|basah|tertukar|tercoblos",
        ),
        (
            "logistik|surat suara|kotak suara|bilik|formulir|distribusi|pengiriman|pembukaan",
            "terlambat|telat|tertunda|molor",
        ),
        ("listrik|lampu|pln", "padam|mati"),
        ("jembatan|jalan|akses|tanggul|kabel|jaringan|internet", "putus|terputus|jebol|amblas"),
    )
)
"""In what state a thing is found that was whole, or in time: campaign material, ballots, power, a bridge."""

_GIVEN = r"dibagi(?:-bagi|2)?(?:kan)?"
_BRIBED = (
    rf"(?:menerima|terima|diberi|dikasih|{_GIVEN}) {_GIFT}"
    rf"|{_GIFT}(?: (?:sudah|sdh|telah|mulai|dan|uang|sembako))* {_GIVEN}"
)
"""What people got."""

_SIDED = (
    r"(?:asn|pns|pppk|camat|lurah|kades|kepala desa|pambakal|perangkat desa|ketua r[tw]|tni|polri"
    r"|polisi|prajurit|babinsa|kpps|pps|ppk|pejabat|kadis|guru)"
    r"(?: (?!tidak|tdk|tak|belum|akan|bisa|rawan|dilarang|jangan|agar)\w+){0,3}"
    r" (?:ikut|ikuti|mengikuti|hadir|hadiri|menghadiri)(?: (?:di|dalam|pada|acara))* kampanye"
)
"""What those who may not do at a campaign."""

_NOT = (
    "belum|blm|balum|tidak|tdk|tak|kada|bukan|dapat|akan|bisa|tanpa|rawan|potensi|diancam|hampir"
    "|nyaris|agar|not|never|nobody|if"
    "|menolak|tolak|dilarang|jangan|jgn|anti|cegah|pemusnahan|memusnahkan|penggantian|pengganti"
    "|mengganti|perbaikan|memperbaiki"
)
_FEARED = "khawatirkan|khawatir|kalau|kalo|jika|bila|mungkin"


def _not_after(words: str) -> str:
    """A pattern that holds where none of these words stands before."""
    return "".join(rf"(?<!{word} )" for word in words.split("|"))


def _apart(words: str) -> str:
    """A pattern of passive words that takes them with a blank too: ``di robek``."""
    return re.sub(r"(?<![^|])di(?=\w{4})", "di ?", words)


def _in_banjar(words: str) -> str:
    """A pattern of words that takes them in Banjar too, which has a for e: ``tarandam``, ``bakalahi``."""
    begun = re.sub(r"(?<![^|])([bt])er(?=[^|]{4})", r"\1[ea]r?", words)
    return re.sub(r"(?<!\[)e", "[ea]", begun)


_HAPPENED = re.compile(
    _not_after(_NOT)
    + rf"\b(?:terjadi(?:lah|nya)?|tjd|mengalami|(?:telah|sudah|sdh) bentrok|{_in_banjar(_apart(_DONE))}|{_DONE_IN_ENGLISH}|{_FOUND}|{_BRIBED}|{_SIDED}"
    rf"|{_not_after(_FEARED)}(?:ada|terdapat) (?:{_NOUNS}))\b",
    re.IGNORECASE,
)
_ABLE = "tidak|tdk|tak|kada|belum|blm|balum|bukan|sudah|sdh|telah"
_MAY_HAPPEN = re.compile(
    r"\b(?:rencana(?:nya)?|berencana|akan|bakal|potensi|berpotensi|dikhawatirkan|khawatir"
    rf"|kekhawatiran|kemungkinan|mungkin|{_not_after(_ABLE)}bisa"
    rf"|{_not_after(_ABLE)}dapat(?= (?:(?:saja|pula|juga) )?(?:di|ter|me|ber)\w{{3}})"
    r"|mudah|antisipasi|mengantisipasi|mencegah|cegah"
    rf"|{_not_after('menuntut|minta|meminta|mendesak')}(?:agar|supaya)(?! (?:memilih|mencoblos|mendukung))"
    r"|jangan|isu|rawan|ancaman|mengancam"
    r"|diancam|terancam|belum terjadi|pernah|seandainya|apabila|jika|bila|kalau|kalo"
    r"|simulasi|latihan|gladi|(?<!\d )may|might|will|could|would|if|plans?|planned|fears?|feared|threats?|risk|likely|potential"
    r"|possibl[ey]|rumou?rs?)\b",
    re.IGNORECASE,
)
"""What has not happened yet; that somebody cannot or by now can do something is no such word."""

_OF_ALL_OF_IT = re.compile(
    r"\b(?:simulasi|latihan|gladi|isu|fitnah|(?:tahun|pilkada|pemilu) lalu"
    r"|(?:tdk|tak|kada|bukan) (?:benar|banar)"
    r"|(?:tidak|tdk|belum|blm) (?:terbukti|terkonfirmasi|dikonfirmasi)|not true|drill|exercise)\b",
    re.IGNORECASE,
)
"""What takes back what is told in another sentence too."""

_OVER = re.compile(
    r"\b(?:tadi|td|kemarin|kmrn|semalam|barusan|yesterday|last night)\b", re.IGNORECASE
)
"""Times that have come, whatever day they name."""
_AIMED_AT = "untuk|utk|hendak|ingin|mau|mencoba|berusaha|berniat|dituduh"
_DEEDS = re.compile(
    rf"\b(?:{_NOUNS}|{_not_after(f'{_NOT}|{_AIMED_AT}')}(?:ribut|{_ACTS}))\b", re.IGNORECASE
)
_PREPARING = re.compile(
    r"\b(?:pencegahan|penanggulangan|penanganan|kesiapsiagaan|peringatan|prakiraan|sosialisasi"
    r"|rapat|rakor|koordinasi|apel|patroli|pelatihan|h?imbauan|bantuan|peta|data|rawan|anti|bebas"
    r"|aman|kondusif|nihil|tanpa|bukan"
    r"|(?:tidak|tdk|tak|kada|belum|blm) (?:ada|terjadi|terdapat|ditemukan|pernah))\b",
    re.IGNORECASE,
)
"""What is done about deeds, before them or afterwards; and that there are none."""


def phase(
    text: str, *, is_past: bool = False, besides: Iterable[str] = (), ahead: Iterable[str] = ()
) -> Guess | None:
    """Actual or potential, where a text says only one of the two; `is_past` of what lies ahead no more.

    What may yet come of a matter is told behind it: its sentence leaves those before it as they are.
    `besides` are words of it that are known to tell that it happened, `ahead` those of a time to come.
    """
    told = sentences(text)
    happened, may = ([_found(each, s) for s in told] for each in (_HAPPENED, _MAY_HAPPEN))
    for known, each in ((happened, besides), (may, ahead)):
        for words in each:
            at = next((n for n, sentence in enumerate(told) if words in sentence), -1)
            known[at] = {*known[at], words}
    if (is_past or _OVER.search(text)) and not any(happened) and not _PREPARING.search(text):
        happened = [_found(_DEEDS, sentence) for sentence in told]
    first = next((n for n, words in enumerate(may) if words), len(told))
    plain = set().union(*happened[:first])
    if plain and not _OF_ALL_OF_IT.search(text) and not is_untrue(text, _end_of(plain, text)):
        return Guess(Phase.GN.value, tuple(sorted(plain)))
    if any(happened) or not any(may):
        return None
    return Guess(Phase.PG.value, tuple(sorted(set().union(*may))))


def _end_of(found: Iterable[str], text: str) -> int:
    """Where the first of some words of a text ends."""
    return min(text.find(words) + len(words) for words in found)


def _found(pattern: re.Pattern[str], sentence: str) -> set[str]:
    return {found[0] for found in pattern.finditer(sentence)}
