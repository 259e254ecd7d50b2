"""What offices put into a sheet besides reports: sums, numbers of columns, signatures, ``nihil``."""

import re

from pilkada_cli.exchange.sheets.rows import Cell

_MONTH = (
    "januari|februari|pebruari|maret|april|mei|juni|juli|agustus|september|oktober|nopember"
    "|november|desember"
)
_SIGNATURE = re.compile(
    r"mengetahui\b.{0,60}|mengesahkan\b.{0,60}|menyetujui\b.{0,60}|hormat kami\b.{0,20}"
    r"|demikian (?:laporan|disampaikan|untuk)\b.*|dibuat (?:di|oleh)\b.{0,60}"
    r"|(?:a\.?\s?n\.?|plt\.?|plh\.?)\s+(?:kepala|ketua|sekretaris|bupati|wali|gubernur)\b.{0,80}"
    r"|(?:kepala (?:badan|dinas|bidang|kantor|seksi|sub)|ketua (?:tim|bawaslu|kpu|panwas))\b.{0,80}"
    r"|petugas pelapor,?|yang melaporkan,?|pelapor,|tembusan\b.{0,60}|nip\b.{0,40}"
    rf"|[a-z][a-z .'’-]{{2,40}},\s*(?:tgl\.?|tanggal)?\s*[0-9. …_]{{0,12}}\s*(?:{_MONTH})\s+20[0-9.…_]{{2}}",
    re.IGNORECASE | re.DOTALL,
)
_DAY = re.compile(
    rf"[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}|[0-9]{{1,2}}(?:[/.-][0-9]{{1,2}}[/.-]|\s*(?:{_MONTH})\b)",
    re.IGNORECASE,
)
_MOST_SIGNING = 4
"""Cells that a row of a signature block fills at the most."""

_NUMBER = re.compile(r"(?:rp\.?\s*)?-?[0-9][0-9.,]*(?:,-)?%?|-|–", re.IGNORECASE)
_COUNT = (
    r"[0-9][0-9.,]*\s*(?:\([a-z ]{3,40}\)\s*)?"
    r"(?:kejadian|laporan|peristiwa|kasus|buah|kali|orang|jiwa|data|reports?|events?)?"
)
_SUM = re.compile(
    r"(?:sub\s*-?\s*)?(?:grand\s+)?(?:jumlah|total)"
    r"(?:\s+(?:total|seluruhnya|keseluruhan|semua|akhir|laporan|kejadian|data|sementara))*"
    rf"\s*(?:[:=]?\s*{_COUNT}|[:=]?)",
    re.IGNORECASE,
)
_SUM_OF = re.compile(
    r"(?:sub\s*-?\s*)?(?:jumlah|total)\s+(?:kab|kabupaten|kota|kec|kecamatan|bulan|minggu|provinsi)\b.{0,40}",
    re.IGNORECASE,
)
_COUNTED = re.compile(_COUNT, re.IGNORECASE)
_COLUMN_NUMBER = re.compile(r"\(?\s*([0-9]{1,2})\s*\)?(?:\s*=.*)?")
_LEAST_COLUMNS = 3
_NOTHING = frozenset(
    (
        "nihil", "nil", "tidak ada", "tidak ada kejadian", "tidak ada laporan", "laporan nihil",
        "kejadian nihil", "nihil kejadian", "tidak ada kejadian menonjol", "nothing",
        "aman", "kondusif", "aman kondusif", "aman dan kondusif", "aman terkendali",
        "situasi aman", "situasi kondusif", "situasi aman terkendali", "situasi aman dan kondusif",
    )
)  # fmt: skip
_LONGEST_NOTHING = 40


def numbers_columns(filled: tuple[str, ...]) -> bool:
    """Whether a row only numbers the columns: ``(1) (2) (3)``, ``1 2 3``, ``1 2 3=1+2``."""
    if len(filled) < _LEAST_COLUMNS:
        return False
    found = [_COLUMN_NUMBER.fullmatch(text) for text in filled]
    return all(match and int(match[1]) == n for n, match in enumerate(found, 1))


def is_sum(filled: tuple[str, ...]) -> bool:
    """Whether a row begins with ``JUMLAH`` in a cell of its own, or with ``Jumlah Kab.`` and counts.

    Whatever stands behind ``JUMLAH`` is a number, a count in words or a remark on it, unless
    a day stands there, which only a report has.
    """
    label, *others = filled
    if _SUM.fullmatch(label):
        return not any(_DAY.match(text) for text in others)
    counts = all(_NUMBER.fullmatch(text) or _COUNTED.fullmatch(text) for text in others)
    return bool(others and counts and _SUM_OF.fullmatch(label))


def begins_signature(filled: tuple[str, ...]) -> bool:
    """Whether a row begins a signature block: ``Mengetahui``, a place with a date, an office."""
    return len(filled) <= _MOST_SIGNING and any(_SIGNATURE.fullmatch(text) for text in filled)


def says_nothing(cell: Cell) -> bool:
    """Whether a text says that nothing happened: ``NIHIL``."""
    if not isinstance(cell, str) or len(cell) > _LONGEST_NOTHING:
        return False
    return cell.strip(" .-()").casefold() in _NOTHING


def is_empty(cell: Cell) -> bool:
    """Whether a cell is blank or holds a dash, as a cell with nothing to say does."""
    return isinstance(cell, str) and cell.strip() in ("", "-", "–", "—")
