"""Which option or command is meant by a word that is none, as people say it in two languages.

Each table names what there is and, behind it, the words for it. A word may stand for
several; only those that can be typed at that place are offered.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from difflib import get_close_matches
from functools import cache

OPTIONS: Mapping[str, str] = {
    "--at": "tanggal tgl hari waktu jam pukul kapan kejadian date day time when occurred-on",
    "--item": "butir barang hal",
    "--target": "sasaran kebutuhan",
    "--on": "tanggal tgl hari date day at",
    "--since": "sejak dari mulai tanggal tgl date from after start",
    "--until": "sampai hingga sd tanggal tgl date to before end",
    "--as-of": "per posisi keadaan tanggal tgl date on at",
    "--known": "diketahui known-at at",
    "--regency": "w wilayah kabupaten kab kota kabkota daerah kecamatan lokasi tempat region city area place",
    "--region": "wilayah kabupaten kab kota daerah regency city",
    "--district": "kecamatan kec",
    "--village": "desa kelurahan",
    "--polling-station": "tps",
    "--affects": "terdampak juga",
    "--category": "k kategori jenis type kind cat",
    "--stage": "tahap tahapan",
    "--phase": "fase tahap",
    "--contest": "pemilihan",
    "--likelihood": "kemungkinan peluang probability",
    "--impact": "dampak akibat",
    "--residual-likelihood": "kemungkinan-sisa",
    "--residual-impact": "dampak-sisa",
    "--level": "tingkat risiko risk",
    "--grade": "nilai penilaian",
    "--classification": "klasifikasi sifat",
    "--verification": "verifikasi status verified",
    "--handling": "penanganan tindak-lanjut tindaklanjut status handled",
    "--open": "terbuka aktif belum-selesai active",
    "--mine": "milikku saya kami sendiri kantor own",
    "--withdrawn": "ditarik dicabut",
    "--title": "judul perihal subject name",
    "--detail": "t d uraian isi kronologi keterangan rincian deskripsi text teks description details",
    "--text": "teks isi catatan uraian keterangan note detail",
    "--reason": "alasan sebab keterangan catatan text teks note why because",
    "--source": "sumber",
    "--source-ref": "rujukan referensi nomor reference",
    "--parties": "pihak pelaku terlapor",
    "--reporter": "pelapor petugas",
    "--measures-taken": "tindakan langkah upaya measures",
    "--coordinated-with": "koordinasi",
    "--dead": "meninggal tewas md deaths killed",
    "--injured": "luka terluka korban wounded",
    "--displaced": "mengungsi pengungsi",
    "--crowd": "massa peserta",
    "--loss-idr": "kerugian rugi loss",
    "--due": "tenggat batas-waktu deadline sampai",
    "--owner": "instansi pelaksana penanggung-jawab agency",
    "--evidence": "bukti keterangan proof",
    "--for": "untuk laporan report",
    "--overdue": "terlambat lewat-tenggat late",
    "--attach": "lampiran lampirkan foto gambar attachment photo picture",
    "--file": "berkas pesan dari-berkas message",
    "--output": "keluaran hasil simpan ke berkas out save file",
    "--out": "keluaran folder ke berkas output",
    "--format": "bentuk jenis type",
    "--dialect": "dialek excel",
    "--columns": "kolom fields",
    "--sort": "urut urutkan urutan order order-by",
    "--reverse": "balik terbalik",
    "--limit": "batas jumlah maks max top",
    "--by": "menurut per kelompok group-by",
    "--rank-by": "peringkat peringkat-menurut",
    "--measure": "ukuran",
    "--scale": "skala",
    "--explain": "jelaskan penjelasan why",
    "--to": "ke menjadi fase phase",
    "--clear": "kosongkan hapus empty",
    "--dry-run": "coba uji simulasi test",
    "--partial": "sebagian",
    "--rejects": "ditolak tolak salah",
    "--mapping": "pemetaan peta",
    "--sheet": "lembar",
    "--office": "kantor instansi nama",
    "--code": "kode",
    "--writer": "pencatat penulis nama name",
    "--letterhead": "kop",
    "--recipient": "penerima tembusan",
    "--register": "basis-data database db",
    "--lang": "bahasa language",
    "--no-color": "tanpa-warna",
    "--quiet": "diam senyap",
    "--yes": "ya setuju",
    "--help": "bantuan tolong",
    "--version": "versi",
}

COMMANDS: Mapping[str, str] = {
    "report add": "tambah buat baru input entri catat laporan new create enter",
    "report import": "import impor masukkan unggah upload",
    "report list": "laporan list ls semua",
    "report show": "tampil tampilkan buka detail show view",
    "report search": "pencarian search find",
    "report amend": "ubah edit koreksi perbaiki ganti sunting change update",
    "report note": "catatan perkembangan",
    "report verify": "verifikasi benarkan konfirmasi confirm",
    "report refute": "bantah tolak reject",
    "report handle": "tindaklanjut tindak-lanjut tindaklanjuti tangani",
    "report close": "tutup selesai selesaikan done",
    "report reopen": "buka-lagi",
    "report escalate": "naikkan eskalasi",
    "report link": "kaitkan gabung gabungkan hubungkan merge",
    "report unlink": "pisahkan lepas-kaitan",
    "report attach": "lampirkan lampiran foto",
    "report erase": "hapus delete remove",
    "report nil": "tidak-ada nil",
    "report template": "formulir blangko templat form",
    "brief daily": "laporan-harian lapharian",
    "brief weekly": "mingguan",
    "brief attention": "atensi",
    "export reports": "ekspor export laporan excel unduh",
    "export summary": "rekap ringkasan",
    "export nightly": "malam malaman",
    "export schedule": "jadwal",
    "readiness show": "kesiapan siap ready",
    "readiness set": "kesiapan",
    "readiness import": "kesiapan",
    "baseline list": "pembanding acuan ikp indeks bawaslu index",
    "office card": "kartu",
    "action list": "tindakan tindak-lanjut disposisi measures tasks",
    "action add": "tindakan tugaskan disposisi",
    "review": "tinjau tinjauan",
    "prevention": "pencegahan cegah",
    "summary": "rekap rekapitulasi ringkasan peringkat rank",
    "matrix": "matriks",
    "map": "peta tiles",
    "stage list": "tahapan tahap stages",
    "region list": "wilayah kabupaten kecamatan daerah regions regency",
    "taxonomy list": "kategori jenis category categories",
    "taxonomy scales": "skala nilai scale scales",
    "init": "mulai pasang atur pengaturan setup settings config start",
    "check": "periksa cek",
    "log": "riwayat history",
    "undo": "urungkan hapus kembalikan delete",
    "redo": "ulangi",
}

GROUPS: Mapping[str, str] = {
    "report": "laporan kejadian reports",
    "office": "kantor instansi kesbangpol offices",
    "bundle": "bundel paket serahan bundles",
    "export": "ekspor unduh exports",
    "taxonomy": "kategori taksonomi jenis categories",
    "stage": "tahapan tahap stages",
    "region": "wilayah daerah kabupaten regions",
}

WITHIN: Mapping[str, str] = {
    "readiness show": "list daftar lihat status",
    "readiness set": "add tambah amend ubah isi",
}
"""Words that mean a command only behind the name of its group."""

_NEAR = 0.8
"""How alike two words are, by difflib, to be one misspelt."""

_SHORT = 3
"""Letters; a word of no more resembles too many others."""


HELP = frozenset(["bantuan", "bantu", "tolong", "petunjuk", "panduan", "help"])
"""Words for the help page, which is no command."""


def options(typed: str, there_are: Collection[str]) -> list[str]:
    """The options of a command that a wrong one stands for; none where nobody says it so."""
    return [name for name in _meant(OPTIONS, typed.lstrip("-")) if name in there_are]


def commands(typed: str, group: str = "") -> list[str]:
    """The commands that a wrong word stands for; within a group those of it, if there are any."""
    every = _meant(COMMANDS, typed)
    within = _meant(WITHIN, typed) if group else []
    own = [name for name in (*within, *every) if group and name.startswith(f"{group} ")]
    return own or every


def groups(typed: str) -> list[str]:
    """The groups of commands that a word stands for."""
    return _meant(GROUPS, typed)


def _meant(table: Mapping[str, str], typed: str) -> list[str]:
    word = typed.casefold().replace("_", "-")
    known = _by_word(tuple(table.items()))
    near: Iterable[str] = [word] if word in known else _misspelt(word, known)
    return [name for each in near for name in known[each]]


def _misspelt(word: str, known: Iterable[str]) -> list[str]:
    return get_close_matches(word, known, 1, _NEAR) if len(word) > _SHORT else []


@cache
def _by_word(table: Sequence[tuple[str, str]]) -> dict[str, list[str]]:
    names: dict[str, list[str]] = {}
    for name, words in table:
        for word in words.split():
            names.setdefault(word, []).append(name)
    return names
