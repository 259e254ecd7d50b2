"""How far a matter has come by what a text says of it: that it happened, or that it may.

Disturbances weigh more once they happened, so that is guessed only where it is said
plainly, and nothing in the same text says that it may yet come. What names a deed, or tells
that somebody does one, says it where the day of it is over or has come: ``Perusakan baliho``
on the 20th.
"""

import re
from collections.abc import Iterable

from pilkada_cli.analysis.deed_words import MONEY, NOT, NOUNS, not_after
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
    "|rusuh|disalukut|tasalukut|ditimpas|disuduk|dirabit|ditawaki?|tinggalam"
    r"|tertangkap (?:tangan|basah)|kedapatan|digerebek|kaca (?:\w+ )?pecah"
    r"|(?:air|banyu) (?:\w+ )?masuk (?:ke )?rumah"
    "|kena (?:pukul|tampar|tendang|tikam|tusuk|bacok|tembak|lempar|keroyok)"
)
"""What is told of a thing only once it is so."""

_DONE_IN_ENGLISH = (
    "(?:was|were|has been|have been|got) (?:torn|burn(?:ed|t)|damaged|destroyed|vandali[sz]ed|stolen"
    "|attacked|beaten|assaulted|injured|killed|hurt|stabbed|shot|threatened|intimidated|blocked"
    "|looted|flooded|defaced|removed|hacked|set on fire|pelted|evacuated|displaced|arrested|washed away)"
    r"|handed out(?: \w+){0,2} (?:money|cash|rice|packages|envelopes|gifts)|flood(?:s|ing)? hit"
    "|broke out|(?:has|have) collapsed|(?:died|fainted|clashed)"
)

_BETWEEN = r"\s+(?!tidak|tdk|tak|belum|rawan|akan|bisa|nyaris|hampir|terancam|dikhawatirkan|yang|yg|dekat|depan|dipasang|menutup)"
_FOUND = "|".join(
    rf"(?:{things})\b(?:{_BETWEEN}(?:\d+[,/]|\w+)){{0,10}}\s+(?:{state})"
    rf"|ditemukan(?:\s+\S+){{0,4}}\s+(?:{things})\b(?:{_BETWEEN}\S+){{0,12}}\s+(?:{state})"
    for things, state in (
        ("baliho|spanduk|banner|poster|umbul-umbul|apk", "robek|sobek|rusak|hilang"),
        (
            "surat suara|kotak suara|segel|bilik",
            r"robek|sobek|rusak|hilang|basah|tertukar|tercoblos|kurang \d+",
        ),
        (
            "logistik|surat suara|kotak suara|bilik|formulir|distribusi|pengiriman|pembukaan|truk",
            "terlambat|telat|tertunda|molor|mogok|kandas",
        ),
        ("listrik|lampu|pln", "padam|mati"),
        ("jembatan|jalan|akses|tanggul|kabel|jaringan|internet", "putus|terputus|jebol|amblas"),
    )
)
"""In what state a thing is found that was whole, or in time: campaign material, ballots, power, a bridge."""

_GIVEN = r"dibagi(?:-bagi|2)?(?:kan)?"
_BRIBED = (
    rf"(?:menerima|terima|diberi|dikasih|{_GIVEN}) {MONEY}"
    rf"|{MONEY}(?: (?:sudah|sdh|telah|mulai|dan|uang|sembako))* {_GIVEN}"
)
"""What people got."""

_NEUTRAL = (
    r"(?:asn|pns|pppk|camat|lurah|kades|kepala desa|pambakal|perangkat desa|ketua r[tw]|tni|polri|polsek"
    r"|polisi|prajurit|babinsa|kpps|pps|ppk|pejabat|kadis|guru)"
    r"(?: (?!tidak|tdk|tak|belum|akan|bisa|rawan|dilarang|jangan|agar|me\w{4}|warga|masyarakat)[\w.()]+){0,6}"
)
_SIDED = (
    rf"{_NEUTRAL} (?:ikut|umpat|maumpati|ikuti|mengikuti|hadir|hadiri|menghadiri)(?: (?:di|dalam|pada|acara))*"
    r" (?:kampanye|rapat (?:timses|tim sukses|tim paslon|pemenangan)|deklarasi (?:dukungan|pemenangan|paslon))"
    r"(?! damai)(?!.{0,40}\b(?:pengamanan|pam|mengamankan|pengawasan|mengawasi|memantau)\b)"
    rf"|{_NEUTRAL} (?:mem)?posting dukungan"
)
"""What those do who may take no side."""

_FEARED = "khawatirkan|khawatir|kalau|kalo|jika|bila|mungkin"


def _apart(words: str) -> str:
    """A pattern of passive words that takes them with a blank too: ``di robek``."""
    return re.sub(r"(?<![^|])di(?=\w{4})", "di ?", words)


def _in_banjar(words: str) -> str:
    """A pattern of words that takes them in Banjar too, which has a for e: ``tarandam``, ``bakalahi``."""
    begun = re.sub(r"(?<![^|])([bt])er(?=[^|]{4})", r"\1[ea]r?", words)
    return re.sub(r"(?<!\[)e", "[ea]", begun)


_HAPPENED = re.compile(
    not_after(NOT)
    + rf"\b(?:terjadi(?:lah|nya)?|tjd|mengalami|(?:telah|sudah|sdh) bentrok|{_in_banjar(_apart(_DONE))}|{_DONE_IN_ENGLISH}|{_FOUND}|{_BRIBED}|{_SIDED}"
    rf"|{not_after(_FEARED)}(?:ada|terdapat) (?:{NOUNS}))\b",
    re.IGNORECASE,
)
_OF_MESSAGE = (
    r" (?:\w+ ){0,2}(?:nama(?! baik)|ngaran|identitas)\b"
    r"| (?:sampai |lagi )?(?:di ?)?(?:sebut|sambat|rahasia|viral|forward|share)(?:kan)?\b"
    r"| (?:di ?)?sebar(?:kan|luaskan)?(?: (?:ke|keluar|lagi|dulu|pesan|info)\b|\W*$)"
)
"""What is asked about the message itself: ``jangan disebut nama saya``."""
_ABLE = "tidak|tdk|tak|kada|belum|blm|balum|bukan|sudah|sdh|telah"
_MAY_HAPPEN = re.compile(
    r"\b(?:rencana(?:nya)?|berencana|akan|bakal|potensi|berpotensi|dikhawatirkan|khawatir"
    rf"|kekhawatiran|kemungkinan|mungkin|{not_after(_ABLE)}bisa"
    rf"|{not_after(_ABLE)}dapat(?= (?:(?:saja|pula|juga) )?(?:di|ter|me|ber)\w{{3}})"
    r"|mudah|antisipasi|mengantisipasi|mencegah|cegah"
    rf"|{not_after('menuntut|minta|meminta|mendesak')}(?:agar|supaya)(?! (?:memilih|mencoblos|mendukung)|{_OF_MESSAGE})"
    rf"|jangan(?!{_OF_MESSAGE})"
    r"|isu|rawan|ancaman|mengancam"
    r"|diancam|terancam|belum terjadi|pernah|seandainya|apabila|jika|bila|kalau|kalo"
    r"|simulasi|latihan|gladi|(?<!\d )may|might|will|could|would|if|plans?|planned|fears?|feared|threats?|risk|likely|potential"
    r"|possibl[ey]|rumou?rs?)\b",
    re.IGNORECASE,
)
"""What has not happened yet; that somebody cannot or by now can do something is no such word."""

_OF_ALL_OF_IT = re.compile(
    r"\b(?:simulasi|latihan|gladi|isu|fitnah|(?:tahun|pilkada|pemilu) lalu"
    r"|(?:tidak|tdk|belum|blm) (?:terbukti|terkonfirmasi|dikonfirmasi)|not true|drill|exercise)\b",
    re.IGNORECASE,
)
"""What takes back what is told in another sentence too."""

_THREAT = re.compile(
    r"\b(?:diancam|pengancaman|(?:mendapat|dapat|menerima) ancaman)\b", re.IGNORECASE
)
"""A threat that was made happened itself; with what, and unless what, may yet come."""
_OVER = re.compile(
    r"\b(?:tadi|td|kemarin|kmrn|semalam|barusan|sekarang|skrg|saat ini|wahini|yesterday|last night|now)\b",
    re.IGNORECASE,
)
"""Times that have come, whatever day they name."""


def phase(
    text: str, *, is_past: bool = False, besides: Iterable[str] = (), ahead: Iterable[str] = ()
) -> Guess | None:
    """Actual or potential, where a text says only one of the two; `is_past` of what lies ahead no more.

    What may yet come of a matter is told behind it: its sentence leaves those before it as they are.
    `besides` are words of it that are known to tell that it happened, `ahead` those of a time to come.
    """
    told = sentences(text)
    is_past = is_past or _OVER.search(text) is not None
    happened = _without_rolls([_found(_HAPPENED, sentence) for sentence in told], told)
    open_to = [_THREAT.split(s)[0] for s in told] if is_past else told
    may = [_found(_MAY_HAPPEN, sentence) for sentence in open_to]
    for known, each in ((happened, besides), (may, ahead)):
        for words in each:
            at = next((n for n, sentence in enumerate(told) if words in sentence), -1)
            known[at] = {*known[at], words}
    if is_past and not any(happened):
        from pilkada_cli.analysis.deeds import deeds, rumours_spread

        if spread := rumours_spread(told):
            return Guess(Phase.GN.value, tuple(sorted(spread)))
        happened = deeds(text, told)
    first = next((n for n, words in enumerate(may) if words), len(told))
    plain = set().union(*happened[:first])
    if plain and not _OF_ALL_OF_IT.search(text) and not is_untrue(text, _end_of(plain, text)):
        return Guess(Phase.GN.value, tuple(sorted(plain)))
    if any(happened) or not any(may):
        return None
    return Guess(Phase.PG.value, tuple(sorted(set().union(*may))))


_DEATHS = frozenset(("meninggal", "tewas", "died"))


def _without_rolls(happened: list[set[str]], told: list[str]) -> list[set[str]]:
    """The words that tell that it happened, by sentence, without the deaths of those on a roll of voters."""
    deaths = [{each for each in words if each.casefold() in _DEATHS} for words in happened]
    if not any(deaths):
        return happened
    from pilkada_cli.analysis.rolls import of_rolls

    each = zip(happened, deaths, of_rolls(told), strict=True)
    return [words - dead if on_roll else words for words, dead, on_roll in each]


def _end_of(found: Iterable[str], text: str) -> int:
    """Where the first of some words of a text ends."""
    return min(text.find(words) + len(words) for words in found)


def _found(pattern: re.Pattern[str], sentence: str) -> set[str]:
    return {found[0] for found in pattern.finditer(sentence)}
