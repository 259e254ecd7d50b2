"""What the columns of a sheet are called, and which field each of the names means."""

import re
from difflib import get_close_matches
from functools import cache, lru_cache
from typing import NamedTuple

from pilkada_cli.domain.fields import FIELD_BY_NAME, FIELD_NAMES, Type
from pilkada_cli.domain.spelling import words

ORDINAL = "#"
"""Stands for a column that only numbers the rows."""

WEEKDAY = "weekday"
"""Stands for a column with the day of the week alone."""

PLACE = "place"
"""Stands for a column that says in words where it happened: a district, a village, a market."""

REASON = "reason"
"""Stands for the column in which an import said why a row was not taken."""

PHASES = {"phase pg": "pg", "phase ag": "ag", "phase gn": "gn"}
"""Stand for columns of one phase each, with the text or a mark under the one that holds."""

ZONES = ("wib", "wita", "wit")
"""Indonesia's time zones, as they stand in headers: ``Pukul (WITA)``."""

_LONGEST = 80
"""Characters; what is longer is a sentence, not a name."""

_NEAR = 0.87
"""How alike two names are, by difflib, to be one misspelt."""

_VOCABULARY = {
    ORDINAL: "no|nomor|nomer|nr|no urut|nomor urut|number",
    WEEKDAY: "hari",
    PLACE: "lokasi|tempat|tempat kejadian|tkp|lokasi kejadian|alamat|alamat kejadian|lokasi peristiwa|tempat peristiwa|location",
    "occurred_on": (
        "tanggal|tgl|hari tanggal|hari tgl|tanggal kejadian|tgl kejadian|hari tanggal kejadian"
        "|tanggal peristiwa|tanggal waktu|tgl waktu|hari tanggal waktu|hari tanggal jam"
        "|hari tanggal pukul|tanggal jam|tgl jam|tanggal pukul|tanggal waktu kejadian"
        "|waktu tanggal|tanggal pelaksanaan|date|date time|event date|date event|day"
    ),
    "occurred_time": "waktu|jam|pukul|pkl|waktu kejadian|jam kejadian|pukul kejadian|time|time day",
    "region": (
        "kabupaten|kota|kabupaten kota|kab kota|kabkota|kab|wilayah|daerah|nama kabupaten kota"
        "|nama kabupaten|nama wilayah|kode kabupaten|kode kabupaten kota|kode kab kota|kode wilayah"
        "|regency|city|regency city|region code"
    ),
    "district_name": "district name",
    "district": "kecamatan|kec|nama kecamatan|kode kecamatan|sub district|district code",
    "village": "desa|kelurahan|desa kelurahan|kelurahan desa|desa kel|kel desa|desa atau kelurahan|nama desa|urban village",
    "polling_station": "tps|no tps|nomor tps|lokasi tps",
    "affects": "wilayah terdampak|kabupaten terdampak|kabupaten kota terdampak",
    "category": (
        "kategori|jenis|jenis kejadian|jenis peristiwa|jenis gangguan|jenis kerawanan"
        "|kategori kejadian|kategori isu|bidang|type|event type"
    ),
    "athg": "bentuk athg|jenis athg|ancaman tantangan hambatan gangguan",
    "phase": "fase|fase gangguan|pg ag gn",
    "phase pg": "pg|potensi gangguan|potensi gangguan pg|pg potensi gangguan|gangguan pg",
    "phase ag": "ag|ambang gangguan|ambang gangguan ag|ag ambang gangguan|gangguan ag",
    "phase gn": "gn|gangguan nyata|gangguan nyata gn|gn gangguan nyata|gangguan gn",
    "stage": "tahapan|tahap|tahapan pemilihan|tahapan pilkada|tahapan pemilu",
    "contest": "pemilihan|jenis pemilihan",
    "likelihood": "kemungkinan|peluang|probabilitas|tingkat kemungkinan|nilai kemungkinan|skor kemungkinan",
    "impact": "dampak|tingkat dampak|nilai dampak|skor dampak",
    "value": "nilai risiko|skor risiko|skor|risk score",
    "level": "tingkat|tingkat risiko|level risiko|tingkat kerawanan",
    "residual_likelihood": "kemungkinan sisa|kemungkinan setelah tindakan|kemungkinan sesudah tindakan",
    "residual_impact": "dampak sisa|dampak setelah tindakan|dampak sesudah tindakan",
    "grade": "nilai informasi|nilai sumber kabar|grade|evaluasi sumber",
    "grade_source": "nilai sumber|keterpercayaan sumber|keandalan sumber",
    "grade_content": "nilai kabar|kebenaran kabar|kebenaran informasi",
    "verification": "verifikasi|status verifikasi",
    "handling": "status|status penanganan",
    "classification": "klasifikasi|sifat|derajat klasifikasi",
    "dead": "meninggal|meninggal dunia|korban meninggal|korban jiwa|korban md|md|tewas",
    "injured": "luka|luka luka|korban luka|korban luka luka|terluka",
    "displaced": "pengungsi|mengungsi|jumlah pengungsi",
    "crowd": "massa|jumlah massa|estimasi massa|jumlah peserta|peserta aksi",
    "loss_idr": (
        "kerugian|kerugian rp|kerugian materiil|kerugian material|kerugian materi|nilai kerugian"
        "|taksiran kerugian|perkiraan kerugian"
    ),
    "title": (
        "judul|perihal|hal|isu|kejadian|peristiwa|judul laporan|judul kejadian|nama kejadian"
        "|ringkasan|isu menonjol|pokok laporan|pokok informasi|headline"
    ),
    "detail": (
        "uraian|uraian kejadian|uraian singkat|uraian peristiwa|uraian kegiatan|uraian informasi"
        "|uraian singkat kejadian|kronologi|kronologis|kronologi kejadian|kronologis kejadian"
        "|deskripsi|rincian|keterangan|ket|catatan|laporan|isi laporan|informasi|isi informasi"
        "|fakta|permasalahan|yang diketahui|description|what known"
    ),
    "source": "sumber|sumber informasi|sumber data|asal informasi|sumber berita|media",
    "parties": "pihak terlibat|pihak yang terlibat|para pihak|pelaku|terlapor|pihak terkait",
    "measures_taken": (
        "tindak lanjut|tindakan|tindakan diambil|tindakan yang diambil|tindakan yang dilakukan|langkah|langkah langkah"
        "|upaya|upaya yang dilakukan|penanganan|hasil tindak lanjut|tindak lanjut penanganan"
        "|yang dilakukan|measures|action taken"
    ),
    "coordinated_with": "koordinasi|dikoordinasikan dengan|instansi terkait|koordinasi dengan",
    "reporter": "pelapor|nama pelapor|dilaporkan oleh|petugas|petugas pelapor|reported by",
    "source_ref": "nomor laporan|no laporan|id laporan|nomor referensi|no register|reference",
    "known_at": "tanggal diketahui|tanggal laporan|tgl laporan|tanggal lapor|waktu lapor|tanggal diterima|tanggal terima|cap waktu|timestamp",
}  # fmt: skip
"""Names by field, without the words of `_SMALL`; the fields' own names come besides."""

_OWN = {
    "affects": "also affects|juga terdampak",
    "athg": "ATHG label|label ATHG",
    "residual_likelihood": "likelihood after measures",
    "residual_impact": "impact after measures",
    "residual_value": "value after measures|nilai setelah tindakan",
    "residual_level": "level after measures|tingkat setelah tindakan",
    "grade_source": "grade of the source",
    "grade_content": "grade of the content",
    "handling": "state of handling",
    "loss_idr": "loss (rupiah)",
    "source_system": "sistem asal",
    REASON: "why it was not taken|alasan ditolak",
    "source_ref": "rujukan",
    "group": "same event as|kejadian yang sama dengan",
    "attachments": "lampiran",
    "known_at": "known|diketahui",
    "recorded_at": "entered|dimasukkan",
    "updated_at": "changed|diubah",
}
"""Names that only sheets of this program have: nothing that resembles one is guessed to be it."""

_PARTS = {"injured": (("luka berat", "lb"), ("luka ringan", "lr"))}
"""What sheets count apart of one field, with the names of each part."""

_UNSURE = {
    "grade": "nilai",
    "injured": "|".join(f"{each}|korban {each}" for part in _PARTS["injured"] for each in part),
    "crowd": "jumlah orang",
}
"""Names that may mean the field and may mean another."""

_COUNTING = frozenset(words("jumlah jml total banyaknya"))
"""Words of headers below which numbers stand, never a text."""

_REMARKS = frozenset(("keterangan", "ket", "catatan"))
"""Names of columns that remark on what another column tells, where there is another."""

_SMALL = frozenset(words("dan and the of atau or") + list(ZONES))
_IN_PARENTHESES = re.compile(r"[(\[{][^()\[\]{}]*[)\]}]")
_SHORT = 4
"""Words up to this length stand in too many names to be looked for inside of one."""


class Match(NamedTuple):
    """The field that a name means; not `sure` where it only contains or resembles one."""

    field: str
    sure: bool


def folded(header: str) -> str:
    """A header as it is compared: spellings, punctuation and case aside."""
    return " ".join(word for word in words(header) if word not in _SMALL)


@lru_cache(maxsize=4096)
def match(header: str) -> Match | None:
    """The field that the header of a column means, None for an unknown one."""
    if len(header) > _LONGEST:
        return None
    sure, unsure = _names()
    own = _own()
    for text in (header, _IN_PARENTHESES.sub(" ", header)):
        name = folded(text)
        if (field := sure.get(name) or own.get(name)) is not None:
            return Match(field, True)
        if name in unsure:
            return Match(unsure[name], False)
    return _guess(name, {**unsure, **sure}) if name else None


def is_remark(header: str) -> bool:
    """Whether a header is that of remarks, ``KET``, rather than of what happened."""
    return folded(_IN_PARENTHESES.sub(" ", header)) in _REMARKS


def part(header: str, field: str) -> int | None:
    """Which part of a count the header names, ``Luka Berat`` of the injured; None for no one part."""
    name = f" {folded(header)} "
    found = [
        number
        for number, names in enumerate(_PARTS.get(field, ()))
        if any(f" {each} " in name for each in names)
    ]
    return found[0] if len(found) == 1 else None


def zone_in(header: str) -> str:
    """The time zone that a header names, ``wita`` of ``Pukul (WITA)``; empty where none."""
    return next((word for word in words(header) if word in ZONES), "")


def _guess(name: str, names: dict[str, str]) -> Match | None:
    """The longest name that stands in this one; else the one it is a misspelling of."""
    inside = [
        known
        for known in names
        if len(known) > _SHORT
        and f" {known} " in f" {name} "
        and names[known] not in (WEEKDAY, *PHASES)
        and not (_COUNTING & {*name.split()} and _is_text(names[known]))
    ]
    if inside:
        return Match(names[max(inside, key=len)], False)
    if len(name) > _SHORT and (close := get_close_matches(name, names, 1, _NEAR)):
        return Match(names[close[0]], False)
    return None


def _is_text(field: str) -> bool:
    known = FIELD_BY_NAME.get(field)
    return known is not None and known.type in (Type.TITLE, Type.TEXT, Type.LINE)


@cache
def _own() -> dict[str, str]:
    return {folded(name): field for field, listed in _OWN.items() for name in listed.split("|")}


@cache
def _names() -> tuple[dict[str, str], dict[str, str]]:
    """Folded names with their fields: those that are sure, and those that are not."""
    sure = {folded(name.replace("_", " ")): name for name in FIELD_NAMES}
    unsure: dict[str, str] = {}
    for table, target in ((_VOCABULARY, sure), (_UNSURE, unsure)):
        for field, listed in table.items():
            target |= {folded(name): field for name in listed.split("|")}
    return sure, unsure
