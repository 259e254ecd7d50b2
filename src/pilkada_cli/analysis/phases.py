"""How far a matter has come by what a text says of it: that it happened, or that it may.

Disturbances weigh more once they happened, so that is guessed only where it is said
plainly, and nothing in the same text says that it may yet come. A noun that names a deed
says it where the day of it is over or has come: ``Perusakan baliho`` on the 20th.
"""

import re
from collections.abc import Iterable

from pilkada_cli.analysis.wording import Guess
from pilkada_cli.domain.fields import Phase

_DONE = (
    "dirusak|dirobek|disobek|dicabut|dicopot|dicoret|dibakar|dicuri|dirampas|dirobohkan|dipukul|dipukuli|dikeroyok"
    "|dianiaya|ditikam|ditusuk|dibacok|ditembak|diserang|dilempari?|diadang|dihadang|diblokir"
    "|diretas|dibobol|dijarah|digeruduk|disandera|diculik|diusir|dihalangi|diintimidasi|dipaksa"
    "|terendam|merendam|kebanjiran|terbakar|tenggelam|terbalik|roboh|tumbang|ambruk|rubuh|terseret"
    "|hanyut|tertimbun|tertimpa|meledak|terguling|tergelincir|terperosok|ditabrak|tertabrak"
    "|bertabrakan|berkelahi|keracunan|adu mulut|adu jotos|cekcok|baku hantam|saling (?:pukul|dorong|lempar)"
    "|ricuh|meninggal|tewas|pingsan|terluka|luka-luka|luka (?:ringan|berat|parah)"
)
"""What is told of a thing only once it is so."""

_NOUNS = (
    r"pe(?:ng)?rusakan|perobekan|pencoretan|pencabutan|pembakaran|pencurian|perampasan"
    r"|pemukulan|pengeroyokan|penganiayaan|penikaman|pembacokan|pelemparan|penyerangan"
    r"|peng(?:h)?adangan|pemblokiran|perkelahian|tawuran|keributan|kericuhan|bentrok(?:an)?"
    r"|(?:pembagian|bagi-bagi|bagi bagi|bagi2) (?:uang|duit|amplop|sembako|beras)"
    r"|kebakaran|banjir(?: bandang)?|(?:tanah )?longsor|puting beliung|kecelakaan|lakalantas"
)
"""What deeds are called."""

_FOUND = "|".join(
    rf"(?:{things})\b(?:\s+(?!tidak|tdk|tak|belum|rawan|akan|bisa|nyaris|hampir)\w+){{0,4}}\s+(?:{state})"
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

_GIFT = (
    r"(?<!bantuan )(?:uang|duit|amplop|sembako)"
    r"(?! (?:honor|transpor|lelah|saku|kehormatan|operasional|bantuan|bansos))"
)
_GIVEN = r"dibagi(?:-bagi|2)?(?:kan)?"
_BRIBED = (
    rf"(?:menerima|terima|diberi|dikasih|{_GIVEN}) {_GIFT}"
    rf"|{_GIFT}(?: (?:sudah|sdh|telah|mulai|dan|uang|sembako))* {_GIVEN}"
)
"""What people got; what those who work at an election are paid, and relief, is none of it."""

_SIDED = (
    r"(?:asn|pns|pppk|camat|lurah|kades|kepala desa|pambakal|perangkat desa|ketua r[tw]|tni|polri"
    r"|polisi|prajurit|babinsa|kpps|pps|ppk|pejabat|kadis|guru)"
    r"(?: (?!tidak|tdk|tak|belum|akan|bisa|rawan|dilarang|jangan|agar)\w+){0,3}"
    r" (?:ikut|ikuti|mengikuti|hadir|hadiri|menghadiri)(?: (?:di|dalam|pada|acara))* kampanye"
)
"""What those who may not do at a campaign."""

_NOT = (
    "belum|tidak|tdk|tak|dapat|akan|bisa|tanpa|rawan|potensi|diancam|hampir|nyaris|agar"
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


_HAPPENED = re.compile(
    _not_after(_NOT)
    + rf"\b(?:terjadi(?:lah|nya)?|tjd|mengalami|(?:telah|sudah|sdh) bentrok|{_apart(_DONE)}|{_FOUND}|{_BRIBED}|{_SIDED}"
    rf"|{_not_after(_FEARED)}(?:ada|terdapat) (?:{_NOUNS}))\b",
    re.IGNORECASE,
)
_MAY_HAPPEN = re.compile(
    r"\b(?:rencana(?:nya)?|berencana|akan|bakal|potensi|berpotensi|dikhawatirkan|khawatir"
    r"|kekhawatiran|kemungkinan|mungkin|bisa|dapat|mudah|antisipasi|mengantisipasi|mencegah|cegah"
    r"|(?:agar|supaya)(?! (?:memilih|mencoblos|mendukung))|jangan|isu|rawan|ancaman|mengancam"
    r"|diancam|terancam|belum terjadi|pernah|seandainya|apabila|jika|bila|kalau|kalo|simulasi|latihan|gladi)\b",
    re.IGNORECASE,
)


_DEEDS = re.compile(rf"\b(?:{_NOUNS})\b", re.IGNORECASE)
_PREPARING = re.compile(
    r"\b(?:pencegahan|penanggulangan|penanganan|kesiapsiagaan|peringatan|prakiraan|sosialisasi"
    r"|rapat|rakor|koordinasi|apel|patroli|pelatihan|h?imbauan|bantuan|peta|data|rawan|anti|bebas"
    r"|aman|kondusif|nihil|tanpa|bukan"
    r"|(?:tidak|tdk|tak|belum) (?:ada|terjadi|terdapat|ditemukan|pernah))\b",
    re.IGNORECASE,
)
"""What is done about deeds, before them or afterwards; and that there are none."""


def phase(text: str, *, is_past: bool = False, besides: Iterable[str] = ()) -> Guess | None:
    """Actual or potential, where a text says only one of the two; `is_past` of what lies ahead no more.

    `besides` are words of it that are known to tell that it happened.
    """
    happened, may = ({m[0] for m in each.finditer(text)} for each in (_HAPPENED, _MAY_HAPPEN))
    happened |= {*besides}
    if is_past and not happened and not _PREPARING.search(text):
        happened = {found[0] for found in _DEEDS.finditer(text)}
    if bool(happened) == bool(may):
        return None
    return Guess((Phase.GN if happened else Phase.PG).value, tuple(sorted(happened or may)))
