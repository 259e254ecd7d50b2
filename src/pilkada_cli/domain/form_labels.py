"""What the lines of a filled-in form tell: ``Hari/Tanggal : …``, ``Tempat : …``, ``Perihal : …``."""

import re
from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import NamedTuple


class Label(StrEnum):
    """What the label of a line says that stands behind it."""

    TIME = "time"
    PLACE = "place"
    SUBJECT = "subject"
    ACCOUNT = "account"
    OTHER = "other"


_OF_MATTER = r"(?: (?:ke)?jadian(?: perkara)?| peristiwa| perkara)?"
_TIMES = "hari|tanggal|tgl|pukul|pkl?|jam|waktu"
_PLACES = "tempat|lokasi|tkp|alamat"
_JOINED = r"(?:\s*(?:/|&|,|dan)\s*|\s+)"

_LABELS = {
    Label.TIME: rf"(?:{_TIMES})\.?(?:{_JOINED}(?:{_TIMES})\.?)*{_OF_MATTER}|kapan|when",
    Label.PLACE: rf"(?:{_PLACES})(?:{_JOINED}(?:{_PLACES}))*{_OF_MATTER}|di ?mana|where",
    Label.SUBJECT: r"perihal|hal|judul|(?:jenis |nama )?(?:kejadian|peristiwa)|apa|what",
    Label.ACCOUNT: (
        r"(?:uraian|kronologis?|isi|keterangan|deskripsi|penjelasan|fakta(?:-fakta)?)"
        r"(?: (?:singkat|lengkap|kejadian|peristiwa|laporan|informasi|berita|pesan|perkara))*"
        r"|bagaimana|how"
    ),
    Label.OTHER: (
        r"(?:(?:nama |identitas )?(?:pelapor|saksi|korban|pelaku|terlapor|tersangka)"
        r"|(?:hubungan (?:dengan|dgn) )?sumber(?: info(?:rmasi)?| berita)?|nilai(?: info(?:rmasi)?)?"
        r"|(?:cara|waktu) (?:mendapat|memperoleh|perolehan|diperoleh|didapat)(?:kan)?(?: [a-z]+)?"
        r"|siapa|who|mengapa|kenapa|why"
        r"|dari|pengirim|kepada|tembusan|nomor|sifat|lampiran"
        r"|(?:langkah|tindakan|upaya)(?: [a-z/-]+){0,4}|penanganan|tindak lanjut|barang bukti"
        r"|kerugian|akibat|motif|penyebab|catatan|saran|rekomendasi|dokumentasi|situasi|cuaca)"
        r"(?:[/-](?:saksi|korban|pelaku))?"
    ),
}
_LABELLED = re.compile(
    r"(?:[\W_]|\d{1,2}[.)]|[a-z][.)])*(?:"
    + "|".join(rf"(?P<{kind}>{words})" for kind, words in _LABELS.items())
    + r")[*_ \t]*:(?:[*_]+(?=\s|$))?[ \t]*",
    re.IGNORECASE,
)


class Labelled(NamedTuple):
    """The label of a line, and where in the line its value begins."""

    label: Label
    start: int


def labelled(line: str) -> Labelled | None:
    """The label that a line begins with; None for a line without one."""
    found = _LABELLED.match(line)
    return Labelled(Label(str(found.lastgroup)), found.end()) if found else None


def labels(lines: Iterable[str]) -> Iterator[Label | None]:
    """Of each line the label that it belongs to: a label with nothing behind it is that of the next line."""
    awaiting: Label | None = None
    for line in lines:
        found = labelled(line)
        yield found.label if found else awaiting
        if found:
            awaiting = None if line[found.start :].strip() else found.label
        elif line.strip():
            awaiting = None
