"""A dozen sheets as offices send them, each with oddities of its own; all they tell is invented.

``python -m tests.office_sheets FOLDER`` writes them. `SHEETS` says of each how
many reports it has and what of it is no report.
"""

import csv
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.worksheet.worksheet import Worksheet
from xlwt import Workbook as OldWorkbook
from xlwt import easyxf

OFFICE = ["PEMERINTAH PROVINSI KALIMANTAN SELATAN", "BADAN KESATUAN BANGSA DAN POLITIK"]


@dataclass(frozen=True)
class Office:
    """One file: how it is made, its reports, and how many rows are passed over by reason."""

    name: str
    make: Callable[[Path], None]
    reports: int
    skipped: dict[str, int] = field(default_factory=dict)


def _sheet(
    workbook: Workbook, rows: Sequence[Sequence[Any]], merged: Sequence[str] = ()
) -> Worksheet:
    sheet = workbook.active or workbook.create_sheet()
    _fill(sheet, rows, merged)
    return sheet


def _fill(sheet: Worksheet, rows: Sequence[Sequence[Any]], merged: Sequence[str] = ()) -> None:
    for number, row in enumerate(rows, 1):
        for column, value in enumerate(row, 1):
            if value is not None:
                sheet.cell(number, column, value).font = Font(bold=number < 4)
    for area in merged:
        sheet.merge_cells(area)


def daily(path: Path) -> None:
    """Letterhead, merged titles, ``(1) (2) (3)``, a row of sums, a signature block."""
    workbook = Workbook()
    rows = [
        [OFFICE[0]],
        [OFFICE[1]],
        ["LAPORAN HARIAN SITUASI PEMILIHAN TANGGAL 22 NOVEMBER 2024"],
        [],
        ["No.", "Tanggal", "Pukul (WITA)", "Kabupaten/Kota", "Kecamatan", "Uraian Kejadian", "Massa", "Tindak Lanjut"],
        ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)", "(8)"],
        [1, date(2024, 11, 21), time(9, 30), "Kab. Tapin", "Kec. Tapin Utara", "Unjuk rasa tertib di depan kantor KPU.", 120, "Pemantauan"],
        [2, date(2024, 11, 21), "14.30", "Kota Banjarbaru", None, "Jumlah massa 200 orang memadati lapangan saat kampanye terbuka.", 200, "Koordinasi dengan Polres"],
        [3, date(2024, 11, 22), "pkl 09.00 s.d. selesai", "Kotabaru", None, "Pengiriman kotak suara ke pulau tertunda karena gelombang tinggi.", None, None],
        ["JUMLAH", None, None, None, None, None, "=SUM(G7:G9)", None],
        [],
        [None, "Mengetahui,", None, None, None, None, "Banjarbaru, 22 November 2024"],
        [None, "Kepala Bidang", None, None, None, None, "Petugas Pelapor,"],
        [],
        [None, "NIP. ....................", None, None, None, None, "NIP. ...................."],
    ]  # fmt: skip
    _sheet(workbook, rows, ["A1:H1", "A2:H2", "A3:H3", "A10:F10", "B12:C12", "G12:H12"])
    workbook.save(path)


def two_rows(path: Path) -> None:
    """A header over two rows, merged both ways, and a number row without parentheses."""
    workbook = Workbook()
    rows = [
        ["REKAPITULASI KEJADIAN"],
        ["NO", "WAKTU", None, "LOKASI", None, None, "URAIAN SINGKAT", "KORBAN", None, "KETERANGAN"],
        [None, "Tanggal", "Jam", "Kab/Kota", "Kecamatan", "Desa/Kel", None, "MD", "Luka", None],
        [1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
        [1, "23/11/2024", "08.15", "Hulu Sungai Tengah", "Barabai", "Barabai Darat", "Alat peraga kampanye dirusak di tepi jalan", "-", "-", "Dua titik"],
        [2, "24/11/2024", "-", "Hulu Sungai Selatan", None, None, "Gesekan antarpendukung seusai kampanye", 0, 2, None],
    ]  # fmt: skip
    merged = ["A1:J1", "A2:A3", "B2:C2", "D2:F2", "G2:G3", "H2:I2", "J2:J3"]
    _sheet(workbook, rows, merged)
    workbook.save(path)


def per_regency(path: Path) -> None:
    """A sheet for each regency, named after it, one hidden, one empty."""
    workbook = Workbook()
    header = ["No", "Hari", "Tanggal", "Kejadian", "Kategori", "Sumber Informasi"]
    _fill(workbook.active, [
        ["KABUPATEN BALANGAN"], header,
        [1, "Kamis", date(2024, 11, 21), "Banjir merendam calon lokasi TPS", "Banjir, rob", "Pemantauan lapangan"],
        [2, "Jum'at", date(2024, 11, 22), "Surat suara kurang di dua TPS", "kekurangan", "Sekretariat"],
    ], ["A1:F1"])  # fmt: skip
    workbook.active.title = "Balangan"
    _fill(workbook.create_sheet("Tabalong"), [
        ["KABUPATEN TABALONG"], header,
        [1, "Sabtu", date(2024, 11, 23), "Listrik padam di gudang logistik", "jaringan", "Pemantauan lapangan"],
    ])  # fmt: skip
    hidden = workbook.create_sheet("Bantu")
    hidden["A1"] = "Balangan"
    hidden.sheet_state = "hidden"
    workbook.create_sheet("Sheet4")
    workbook.save(path)


def in_words(path: Path) -> None:
    """Days in words, ``Nopember`` and ``Pebruari``, day and time in one cell."""
    workbook = Workbook()
    _sheet(workbook, [
        ["No", "Hari / Tanggal / Waktu", "Wilayah", "Perihal", "Uraian", "Pelapor"],
        [1, "Jum'at, 22 Nov 2024 pukul 14.30 WITA", "Tapin", "Distribusi logistik", "Distribusi ke dua kecamatan selesai.", "Petugas kecamatan"],
        [2, "Rabu, 27 Nopember 2024", "Banjar", "Pembukaan TPS terlambat", "TPS dibuka pukul 08.20.", "Petugas kecamatan"],
        [3, "5 Pebruari 2024", "Tanah Laut", "Apel kesiapsiagaan", "Apel diikuti unsur terkait.", "Petugas kecamatan"],
        [4, "Senin/25 Nopember 2024 pkl. 08.00 WIB", "Barito Kuala", "Rapat koordinasi", "Membahas masa tenang.", "Petugas kecamatan"],
    ])  # fmt: skip
    workbook.save(path)


def old(path: Path) -> None:
    """The format before 2007, with a letterhead, typed days and a sum."""
    workbook = OldWorkbook()
    sheet = workbook.add_sheet("Laporan")
    sheet.write_merge(0, 0, 0, 4, OFFICE[1])
    rows = [
        ["NO", "TGL", "KAB./KOTA", "URAIAN", "KERUGIAN (RP)"],
        [1, date(2024, 11, 20), "Kab. Banjar", "Baliho roboh diterjang angin kencang", "1.250.000"],
        [2, date(2024, 11, 21), "Kota Banjarmasin", "Kebakaran di dekat gudang logistik", 25_000_000],
        ["TOTAL", "", "", "", 26_250_000],
    ]  # fmt: skip
    day = easyxf(num_format_str="DD/MM/YYYY")
    for number, row in enumerate(rows, 2):
        for column, value in enumerate(row):
            style = (day,) if isinstance(value, date) else ()
            sheet.write(number, column, value, *style)
    workbook.save(str(path))


def serials(path: Path) -> None:
    """Days as bare day numbers, codes as numbers that lost their last zero."""
    workbook = Workbook()
    _sheet(workbook, [
        ["tanggal", "kode wilayah", "kode kecamatan", "judul", "kemungkinan", "dampak"],
        [45618, 63.72, None, "Netralitas aparatur dipertanyakan", 3, 3],
        [45618.604166667, 63.1, None, "Jaringan internet lemah di lokasi TPS", 2, 2],
        [45619, 6307, 630702, "Hujan lebat pada hari tenang", 3, 2],
    ])  # fmt: skip
    workbook.save(path)


def from_1904(path: Path) -> None:
    """Day numbers that count from 1904, as Excel for Mac wrote them."""
    workbook = Workbook()
    workbook.epoch = CALENDAR_MAC_1904
    _sheet(workbook, [
        ["tanggal", "kabupaten", "judul"],
        [44156, "Tapin", "Penertiban alat peraga pada masa tenang"],
        [date(2024, 11, 25), "Tapin", "Patroli pengawasan masa tenang"],
    ])  # fmt: skip
    workbook.save(path)


def semicolons(path: Path) -> None:
    """CSV of an Indonesian Excel: semicolons, Windows-1252, a letterhead, a signature."""
    rows = [
        [OFFICE[1], "", "", "", ""],
        ["", "", "", "", ""],
        ["No", "Tanggal", "Kabupaten/Kota", "Uraian", "Kerugian"],
        ["1", "22/11/2024", "Hulu Sungai Utara", "Selebaran tanpa nama beredar – isinya hasutan", "-"],
        ["2", "23/11/2024", "Tanah Bumbu", 'Spanduk bertulis "tunda" dipasang, dicopot warga; tertib', "Rp 1.500.000,-"],
        ["", "", "", "", ""],
        ["", "", "", "Martapura, 23 Nopember 2024", ""],
        ["", "", "", "Petugas Pelapor,", ""],
    ]  # fmt: skip
    with path.open("w", encoding="cp1252", newline="") as file:
        csv.writer(file, delimiter=";").writerows(rows)


def unicode_text(path: Path) -> None:
    """“Unicode text” of Excel: UTF-16 with tabs, and columns that nobody filled."""
    rows = [
        ["Tanggal", "Jam", "", "Kab/Kota", "Kronologi", ""],
        ["22/11/2024", "19.45", "", "Kota Banjarmasin", "Arak-arakan melewati rute yang tidak diberitahukan.", ""],
        ["23/11/2024", "07:10", "", "Barito Kuala", "Jembatan menuju dua desa tidak dapat dilewati.", ""],
    ]  # fmt: skip
    with path.open("w", encoding="utf-16", newline="") as file:
        csv.writer(file, delimiter="\t").writerows(rows)


def pages(path: Path) -> None:
    """Letterhead, header and numbers once more on each printed page."""
    workbook = Workbook()
    top = [
        ["LAPORAN MINGGUAN"],
        ["No", "Tanggal", "Wilayah", "Uraian", "Jenis"],
        ["(1)", "(2)", "(3)", "(4)", "(5)"],
    ]
    _sheet(workbook, [
        *top,
        [1, datetime.combine(date(2024, 11, 18), time(10, 0)), "Tapin", "Kampanye di luar jadwal", "pelanggaran-kampanye"],
        [2, datetime.combine(date(2024, 11, 19), time(16, 30)), "Balangan", "Kabar bohong tentang lokasi TPS", "hoaks"],
        ["Jumlah Kabupaten", None, None, None, 2],
        [],
        *top,
        [3, datetime.combine(date(2024, 11, 20), time(8, 0)), "Tabalong", "Pemadaman listrik bergilir", "jaringan"],
        ["Sub Total", None, None, None, 1],
    ], ["A1:E1", "A8:E8"])  # fmt: skip
    workbook.save(path)


def headings(path: Path) -> None:
    """Districts as headings between the rows, the regency in the letterhead alone."""
    workbook = Workbook()
    _sheet(workbook, [
        ["REKAPITULASI KEJADIAN PER KECAMATAN"],
        ["KOTA BANJARBARU"],
        ["No", "Tanggal", "Uraian Kejadian", "Tindak Lanjut"],
        ["A. KECAMATAN LANDASAN ULIN"],
        [1, date(2024, 11, 21), "Baliho roboh di simpang empat", "Dicopot"],
        [2, date(2024, 11, 22), "Surat suara kurang satu bundel", None],
        ["B. KECAMATAN CEMPAKA"],
        [1, date(2024, 11, 22), "Selebaran tanpa nama beredar", "Dikumpulkan"],
        ["C.", "KECAMATAN LIANG ANGGANG"],
        [None, None, "NIHIL", None],
        ["JUMLAH", None, 3, None],
    ], ["A1:D1", "A2:D2", "A4:D4", "A7:D7"])  # fmt: skip
    workbook.save(path)


def nothing_happened(path: Path) -> None:
    """Districts that report that nothing happened, beside one that reports something."""
    rows = [
        ["No", "Tanggal", "Kecamatan", "Kab/Kota", "Uraian Kejadian", "Ket"],
        ["1", "26/11/2024", "Tapin Utara", "Tapin", "NIHIL", ""],
        ["2", "26/11/2024", "Bakarangan", "Tapin", "Pembagian bahan pokok menjelang pemungutan suara", "Diteruskan ke Bawaslu"],
        ["3", "26/11/2024", "Piani", "Tapin", "Nihil.", "-"],
    ]  # fmt: skip
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)


def shared_days(path: Path) -> None:
    """A day and a place merged over the rows that share them."""
    workbook = Workbook()
    _sheet(workbook, [
        ["No", "Tanggal", "Kabupaten", "Uraian"],
        [1, date(2024, 11, 27), "Tapin", "Antrean panjang di dua TPS"],
        [2, None, None, "Surat suara rusak diganti"],
        [3, None, None, "Pemungutan suara selesai pukul 13.00"],
        [4, date(2024, 11, 28), "Banjar", "Rekapitulasi tingkat kecamatan dimulai"],
    ], ["B2:B4", "C2:C4"])  # fmt: skip
    workbook.save(path)


def renamed(path: Path) -> None:
    """A workbook that a phone has renamed; a link and a formula in its cells."""
    workbook = Workbook()
    sheet = _sheet(workbook, [
        ["Tanggal", "Kabupaten/Kota", "Uraian", "Sumber"],
        ["22 November 2024", "Kota Banjarbaru", "Akun palsu mengatasnamakan penyelenggara", "Media sosial"],
        ["22 November 2024", "Kota Banjarbaru", "Akun palsu sudah diturunkan", '=HYPERLINK("[lain.xlsx]A!A1")'],
    ])  # fmt: skip
    sheet["A2"].hyperlink = "https://example.org/"
    workbook.save(path)


def guarded(path: Path) -> None:
    """The spreadsheet form of an export: BOM, semicolons, a guard before formulas."""
    rows = [
        ["occurred_on", "occurred_time", "region", "title", "detail", "loss_idr"],
        ["22/11/2024", "14.30", "6305", "'=1+1 tertulis pada spanduk", "'- satu\n- dua", "1.250,00"],
        ["23/11/2024", "", "6372", "'Tunda' tertulis pada spanduk", "'＝ lebar", ""],
    ]  # fmt: skip
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file, delimiter=";").writerows(rows)


SHEETS = (
    Office("laporan-harian.xlsx", daily, 3, {"LETTERHEAD": 3, "NUMBERS": 1, "SUM": 1, "SIGNATURE": 3, "BLANK": 2}),
    Office("dua-baris-judul.xlsx", two_rows, 2, {"LETTERHEAD": 1, "NUMBERS": 1}),
    Office("per-kabupaten.xlsx", per_regency, 3, {"LETTERHEAD": 2}),
    Office("nopember.xlsx", in_words, 4),
    Office("lama.xls", old, 2, {"LETTERHEAD": 1, "SUM": 1}),
    Office("nomor-hari.xlsx", serials, 3),
    Office("mac-1904.xlsx", from_1904, 2),
    Office("titik-koma.csv", semicolons, 2, {"LETTERHEAD": 1, "SIGNATURE": 2, "BLANK": 1}),
    Office("unicode.txt", unicode_text, 2),
    Office("ganti-halaman.xlsx", pages, 3, {"LETTERHEAD": 2, "HEADER": 1, "NUMBERS": 2, "SUM": 2, "BLANK": 1}),
    Office("per-kecamatan.xlsx", headings, 3, {"LETTERHEAD": 2, "HEADING": 3, "NOTHING": 1, "SUM": 1}),
    Office("nihil.csv", nothing_happened, 1, {"NOTHING": 2}),
    Office("tanggal-digabung.xlsx", shared_days, 4),
    Office("DOC-20241122-WA0003", renamed, 2),
    Office("excel-id.csv", guarded, 2),
)  # fmt: skip


def write(folder: Path) -> list[Path]:
    """All of them in `folder`, which is made."""
    folder.mkdir(parents=True, exist_ok=True)
    for office in SHEETS:
        office.make(folder / office.name)
    return [folder / office.name for office in SHEETS]


if __name__ == "__main__":
    for written in write(Path(sys.argv[1])):
        print(written)  # noqa: T201
