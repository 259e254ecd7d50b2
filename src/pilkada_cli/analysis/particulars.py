"""What is compared of a report: its words, and what it names so exactly that a retelling would agree."""

import re
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from pilkada_cli.analysis.stems import shortened, stem, written_out
from pilkada_cli.domain.reference import Reference
from pilkada_cli.domain.spelling import folded, words

_VILLAGE_KINDS = frozenset({"desa", "kel", "kelurahan"})
UNTOLD = _VILLAGE_KINDS | frozenset(
    words(
        # Words that hold sentences together.
        "ada adalah agar akan akibat antara apabila atau bagi bahwa baik banyak baru beberapa belum bila bisa bukan"
        " dalam dan dapat dari dengan di dia dua empat enam hal hampir hanya harus hingga ia ini itu jika juga jumlah"
        " karena ke kedua kepada ketika kurang lagi lain lainnya lalu lebih lewat lima maupun melalui menjadi mereka"
        " mulai namun nya oleh orang pada para per pertama pun sama sampai sangat satu se sebagai sebanyak sebelum"
        " secara sedang sedikitnya sehingga sejak sejumlah sekitar selama semua seluruh seorang seperti serta setelah"
        " sesudah setiap sudah telah tentang terhadap tersebut tetapi tidak tiga tujuh untuk usai yaitu yang"
        " dgn dlm dr krn org pd sdh tdk tgl utk yg"
        # Days and hours: the window compares them.
        " januari februari maret april mei juni juli agustus september oktober november desember"
        " senin sanayan selasa salasa rabu arba kamis jumat jumahat sabtu minggu hari jam menit pagi siang sore malam pukul tanggal"
        " kemarin tadi nanti wib wita wit"
        # How reports are written, whatever they are about.
        " aman beritakan berita demikian diberitakan diduga dikoordinasikan dilaporkan disebut dugaan grup info"
        " informasi isi isinya izin kabar kejadian keterangan kondusif koordinasi lancar lapangan laporan media"
        " melaporkan memantau memberitakan memuat menurut mohon pemantauan pendalaman periksa perkembangan pihak"
        " resmi sementara setempat situasi sumber tempat terjadi terkait terkendali wa warga whatsapp wilayah"
        # Who and what every election has.
        " anggota bawaslu calon kpps kpu masyarakat panwascam paslon pasangan pemilih pemilihan pemilu petugas pilkada"
        " ppk pps tps"
        # What kind of place a name belongs to.
        " ds kab kabupaten kec kecamatan kota provinsi"
    )
)
"""Folded words that say nothing of what a report is about."""

READ = 4000
"""Characters of the detail that are compared: what happened is told first."""

_STATION = re.compile(r"\btps\W*(?:no(?:mor)?\W*)?(\d{1,3})\b", re.IGNORECASE)
_VILLAGE = re.compile(
    r"(?i:\btps\W*\d{1,3}|\bdesa|\bkelurahan|\bkel)\b\W+(?!Desa|Kel|Kec|TPS)([A-Z]\w*(?: [A-Z]\w*)?)"
)
_ONE_OF_SEVERAL = re.compile(
    r"\b(?i:(kades|kepala desa|pambakal|lurah|camat|dinas|badan|polsek|koramil|puskesmas|pasar|dusun))"
    r"\W+([A-Z][a-z]+)(?=\W*$|[,.;:]| (?:[a-z]|Kab|Kota|Kec))"
)
"""One capitalised word: where every word is, nothing says where the name ends."""
_SIDE = re.compile(r"\b(\w{4,}) (timur|barat|utara|selatan|tengah|hulu|hilir)\b", re.IGNORECASE)
_CANDIDATE = re.compile(
    r"\b(paslon|pasangan calon)\W+(?:no(?:mor)?\W*)?(?:urut\W*)?(\d)\b", re.IGNORECASE
)
_TIMES = re.compile(
    r"\d{1,4}[-/.:]\d{1,2}(?:[-/.:]\d{2,4})?(?![.\d])"
    r"|\b\d{1,2} (?:jan|feb|mar|apr|mei|jun|jul|agu|sep|okt|nov|nop|des)|\b(?:19|20)\d\d\b",
    re.IGNORECASE,
)
_FIGURE = re.compile(r"\d[\d.]*\d")


@dataclass(frozen=True)
class Matter:
    """One report as it is compared.

    `subject` is its key and `group` the key of its group, if it has one. `day`
    counts days, `minute` minutes since midnight. `places` are codes of regions:
    its own and the further ones it touches; `mentioned` of regencies that its text names.
    `districts` are codes; `villages`
    the folded words of names. Figures are numbers of two digits or more that are
    neither a station nor a time. `named` tells of kinds of which there are several, and
    which one: the Dinas Pendidikan, the east of Barabai, the candidates with a number.
    `title` and `words` are stems, which are not shown (`as_written`).
    """

    subject: str
    group: str | None
    day: int
    minute: int | None
    places: frozenset[str]
    mentioned: frozenset[str]
    category: str
    title: frozenset[str]
    words: frozenset[str]
    stations: frozenset[int]
    districts: frozenset[str]
    villages: frozenset[frozenset[str]]
    figures: frozenset[str]
    named: frozenset[tuple[str, str]]


def matter(row: Mapping[str, object], reference: Reference, subject: str = "") -> Matter:
    """What is compared of a report, from its fields by name; it need not be stored yet."""
    title, village, station = (_text(row, n) for n in ("title", "village", "polling_station"))
    text = f"{title}\n{_text(row, 'detail')[:READ]}"
    places = frozenset({str(row["region"]), *_codes(row["affects"])})
    bare = _STATION.sub(" ", text)
    plain = words(bare)
    districts = _districts(reference, places, plain) | ({_text(row, "district")} - {""})
    mentioned = _mentioned(reference, plain)
    apart = UNTOLD | _names(reference, {reference.province.code, *places, *mentioned})
    return Matter(
        subject=subject,
        group=_text(row, "group") or None,
        day=date.fromisoformat(str(row["occurred_on"])).toordinal(),
        minute=_minute(_text(row, "occurred_time")),
        places=places,
        mentioned=mentioned,
        category=_text(row, "category"),
        title=_telling(bare.partition("\n")[0], apart),
        words=_telling(bare, apart),
        stations=frozenset(int(n) for n in _STATION.findall(f"{text}\n{station}")),
        districts=districts,
        villages=_villages(f"{text}\n{station}", village),
        figures=_figures(bare),
        named=_named(text),
    )


def as_written(text: str, stems: Sequence[str]) -> list[str]:
    """The words of `text` with these stems, in the order of these, as they are written."""
    found: dict[str, str] = {}
    for written in re.findall(r"[\w'’]+", text):
        for word in words(written):
            found.setdefault(stem(word), written)
    for short, long in written_out(folded(text)):
        found.setdefault(stem(short), long)
    return [found[each] for each in stems if each in found]


def _text(row: Mapping[str, object], name: str) -> str:
    value = row.get(name)
    return "" if value is None else str(value)


def _codes(affects: object) -> tuple[str, ...]:
    return tuple(map(str, affects)) if isinstance(affects, (list, tuple)) else ()


def _minute(clock: str) -> int | None:
    hour, _, minute = clock.partition(":")
    return int(hour) * 60 + int(minute) if minute else None


def _telling(text: str, apart: frozenset[str]) -> frozenset[str]:
    plain = shortened(folded(text)).split()
    return frozenset(stem(w) for w in plain if w not in apart and len(w) > 1 and not w.isdigit())


def _mentioned(reference: Reference, plain: list[str]) -> frozenset[str]:
    """The regencies whose names stand in the text."""
    text = f" {' '.join(plain)} "
    return frozenset(r.code for r in reference.regencies if f" {_plain(r.name)} " in text)


def _names(reference: Reference, codes: Set[str]) -> frozenset[str]:
    """The words of the names of regions."""
    known = (reference.region_by_code[code] for code in codes & reference.region_by_code.keys())
    return frozenset(word for region in known for word in _plain(region.name).split())


@lru_cache(maxsize=1024)
def _plain(name: str) -> str:
    """A name folded; the same few are asked for with every report."""
    return folded(name)


def _districts(reference: Reference, places: Set[str], plain: list[str]) -> frozenset[str]:
    """The districts of these regencies whose names stand in the text."""
    text = f" {' '.join(plain)} "
    regencies = [
        reference.region_by_code[code] for code in places & reference.region_by_code.keys()
    ]
    return frozenset(
        district.code
        for regency in regencies
        for district in regency.districts
        if f" {_plain(district.name)} " in text
    )


def _villages(text: str, field: str) -> frozenset[frozenset[str]]:
    """The names after TPS and its number, Desa or Kelurahan; capitals end where the name ends."""
    named = [] if text.isupper() else _VILLAGE.findall(text)
    found = (frozenset(words(name)) - _VILLAGE_KINDS for name in (*named, field))
    return frozenset(name for name in found if name)


def _named(text: str) -> frozenset[tuple[str, str]]:
    """Kinds of which there are several, each with the one that is named."""
    patterns = (_ONE_OF_SEVERAL, _SIDE, _CANDIDATE)
    found = (pair for pattern in patterns for pair in pattern.findall(text))
    return frozenset((_KINDS.get(k := folded(kind), k), folded(which)) for kind, which in found)


_KINDS = {"kepala desa": "kades", "pambakal": "kades", "pasangan calon": "paslon"}


def _figures(text: str) -> frozenset[str]:
    found: list[str] = _FIGURE.findall(_TIMES.sub(" ", text))
    return frozenset(figure.replace(".", "") for figure in found)
