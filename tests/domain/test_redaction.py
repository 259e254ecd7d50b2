"""What points at a person is taken out of every text, and found where it stayed."""

import csv
import io
import json
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from tests.conftest import SAMPLE

from pilkada_cli.domain.addresses import addresses
from pilkada_cli.domain.fields import FIELD_NAMES
from pilkada_cli.domain.person_names import called, names_of, place_words
from pilkada_cli.domain.personal_spans import Kind
from pilkada_cli.domain.privacy import made_plain, personal_data
from pilkada_cli.domain.redaction import MARK, TEXTS, redacted, redacted_text, scan
from pilkada_cli.domain.reference import Reference

ALL = tuple(FIELD_NAMES)

digits = st.text("0123456789", min_size=4, max_size=4)
phones = st.builds(
    lambda start, joint, a, b: joint.join((start, a, b)),
    st.sampled_from(["0812", "+62 812", "+62812", "62813", "0857"]),
    st.sampled_from(["", "-", " ", "."]),
    digits,
    digits,
)
identities = st.builds(
    lambda joint, parts: joint.join(parts),
    st.sampled_from(["", " ", "."]),
    st.tuples(st.just("6307"), digits, digits, digits),
)
letters = st.text("ABCDFGHJKLNPRSTVXZ", min_size=2, max_size=2).filter(
    lambda tail: tail not in {"HA", "KG", "KK", "RT"}
)
plates = st.builds(
    "{} {} {}".format, st.sampled_from(["DA", "KH", "B", "L"]), st.integers(1000, 9999), letters
)
emails = st.builds(
    "{}{}@contoh.{}".format,
    st.sampled_from("abc"),
    st.integers(0, 99),
    st.sampled_from(["id", "co.id"]),
)
streets = st.sampled_from(
    [
        "Jl. Contoh Raya No. 12 RT 03/RW 01",
        "jl contoh no 5",
        "Jln. Contoh III No. 4",
        "Jalan Contoh Indah No.7A",
        "Gg. Misal IV No. 2",
        "Komplek Contoh Permata Blok A No. 12",
        "RT.03/RW.01",
        "RT/RW 003/001",
    ]
)
accounts = st.builds("rekening BRI 0123-01-{}50-9".format, digits)
personal = st.one_of(phones, identities, plates, emails, streets, accounts)
harmless = st.sampled_from(
    [
        "",
        "Menurut warga, ",
        "massa 1.200 orang: ",
        "pada 22/11/2024 (",
        "TPS 9; ",
        "Rp 1.500.000.000, ",
    ]
)
people = st.sampled_from(
    ["Wagimin Contoh", "Rahayu Misalnya", "Tukinem", "O'Contoh", "Hari Wibawa"]
)
writings = st.sampled_from([str.lower, str.upper, str.title, str])

IMPERSONAL = [
    "63.72.02",
    "22/11/2024",
    "2024-11-22 14:30",
    "2024-11-22T23:30:05+08:00",
    "TPS 012",
    "Rp 850.000.000",
    "HST-42",
    "pukul 14.30 WITA",
    "jalan kaki, jalan rusak, Jalan Sehat",
    "5 RT terendam",
    "da 1500 org",
    "kt 1500 kg",
    "TNI AD 1500 ORG",
    "DA1-KWK",
    "gang motor",
    "PEMBLOKIRAN JALAN OLEH WARGA",
]


@given(harmless, personal, st.sampled_from(["", ", lalu pergi", ".\n"]))
def test_personal_data_is_taken_out_whole_wherever_it_stands(
    left: str, found: str, right: str
) -> None:
    number = found.removeprefix("rekening BRI ")
    kept = found[: len(found) - len(number)]
    assert redacted_text(left + found + right) == left + kept + MARK + right


@pytest.mark.parametrize("text", IMPERSONAL)
def test_codes_days_times_amounts_and_everyday_words_stay(text: str) -> None:
    assert redacted_text(f"Laporan {text}.") == f"Laporan {text}."


@pytest.mark.parametrize(
    "text",
    [
        "Massa aksi di Jl. Surapati Barabai berkumpul 150 orang, lalu Jl. Perwira Barabai macet",
        "Kecelakaan di Jln Trans Kalimantan Ds Kasarangan Kec LAU",
        "RT 03 terendam, pohon tumbang di Jl. A. Yani Km 5 dan Gang Misal",
        "Jl. Perwira 24 November 2024, RT 03 24 orang, Jl. Perwira 2 (dua) orang luka",
    ],
)
def test_a_street_without_a_house_number_is_where_something_happened(text: str) -> None:
    assert redacted_text(text) == text


def test_a_count_behind_a_house_number_stays() -> None:
    assert redacted_text("di Jl. Contoh No. 12 150 orang") == f"di {MARK} 150 orang"


@given(st.sampled_from(sorted(TEXTS)), personal)
def test_every_text_that_leaves_is_redacted(field: str, found: str) -> None:
    assert found not in str(redacted({field: f"kata {found}"}, ALL)[field])


@given(
    st.sampled_from(["reporter", "parties", "source"]),
    st.sampled_from(sorted(TEXTS)),
    people,
    writings,
)
def test_a_name_in_a_known_field_is_taken_out_of_every_field_every_time_in_any_case(
    known: str, field: str, name: str, write: Any
) -> None:
    values = {known: name, field: f"{write(name)} bertemu {write(name)}; {name}nya", "id": "HST-1"}
    left = redacted(values, ALL)
    assert all(name.casefold() not in str(value).casefold() for value in left.values())
    assert left["id"] == "HST-1"


def test_each_word_of_a_name_is_taken_out_but_not_from_within_other_words() -> None:
    values = {
        "parties": "Rahayu Misalnya, Kapolsek Wibawa",
        "title": "Rahayu di kerahayuan; Pak WIBAWA",
    }
    assert redacted(values, ("title",))["title"] == f"{MARK} di kerahayuan; Pak {MARK}"


def test_a_name_in_a_field_that_does_not_leave_is_looked_for_in_those_that_do() -> None:
    values = {"reporter": "Tukinem", "title": "Menurut tukinem aman"}
    assert redacted(values, ("title",)) == {"title": f"Menurut {MARK} aman"}


def test_a_name_with_invisible_signs_or_a_line_end_within_is_found() -> None:
    values = {"reporter": "Wagimin Contoh", "title": "Wag\u200bimin\nContoh hadir"}
    assert redacted(values, ("title",))["title"] == f"{MARK} hadir"


@pytest.mark.parametrize(
    "text",
    [
        "KPU Kabupaten Banjar",
        "Bawaslu Kota Banjarmasin dan Polres Tabalong",
        "warga",
        "tim sukses paslon 01, pendukung",
        "Panwascam Martapura Kota, Jumat 22 November 2024",
        "https://contoh.id/berita/1234; kanalcontoh.com",
    ],
)
def test_offices_places_days_and_media_are_no_names(reference: Reference, text: str) -> None:
    assert names_of({"parties": text}, place_words(reference)) == frozenset()


@given(st.text(max_size=80), people, personal)
def test_a_redacted_text_holds_nothing_to_redact(text: str, name: str, found: str) -> None:
    names = names_of({"reporter": name})
    once = redacted_text(f"{text}{found}{text}{name}", names)
    assert redacted_text(once, names) == once


@given(st.text("0123456789+-.() ,/:Rpjl@daJLRTBKU\n\u200b", max_size=80))
def test_whatever_is_typed_redaction_comes_to_an_end_and_leaves_nothing(text: str) -> None:
    once = redacted_text(text)
    assert redacted_text(once) == once
    assert not list(scan([once.encode()]))


@given(
    st.lists(
        st.one_of(
            st.text("0123456789+-.() \u200b", max_size=14),
            st.sampled_from(
                [
                    "rek",
                    "No.Rek",
                    "@a.id",
                    "DA",
                    "b1",
                    "XY",
                    "jl",
                    "Gg.",
                    "RT",
                    " Rw ",
                    "Jalan A",
                    "B 1",
                    " 8 ",
                    "KT",
                    "RI",
                    "\n",
                ]
            ),
            st.text(max_size=4),
        ),
        max_size=8,
    ).map("".join)
)
@example("RTRT0")
@example("JlContoh")
@example("no_rek 12345678")
def test_the_quick_look_overlooks_nothing_that_the_search_finds(text: str) -> None:
    once = redacted_text(text)
    assert personal_data(once) == []
    assert list(addresses(made_plain(once))) == []


def test_nothing_of_the_sample_register_but_names_is_redacted() -> None:
    for line in SAMPLE.read_text(encoding="utf-8").splitlines():
        for value in json.loads(line).values():
            assert redacted_text(str(value)) == str(value)


def written(rows: list[dict[str, Any]], form: str) -> bytes:
    out = io.StringIO()
    match form:
        case "csv":
            writer = csv.DictWriter(out, list(rows[0]))
            writer.writeheader()
            writer.writerows(rows)
        case "jsonl":
            out.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        case "md":
            out.writelines(f"| {' | '.join(map(str, row.values()))} |\n" for row in rows)
        case "xml":
            out.writelines(
                f"<row>{''.join(f'<v>{v}</v>' for v in row.values())}</row>" for row in rows
            )
    return out.getvalue().encode()


forms = st.sampled_from(["csv", "jsonl", "md", "xml"])


@given(forms, harmless, personal, st.integers(1, 70))
def test_personal_data_in_a_written_file_is_found(
    form: str, left: str, found: str, size: int
) -> None:
    data = written(
        [
            {"id": "HST-1", "title": "aman", "n": 3},
            {"id": "HST-2", "title": f"{left}ke {found}", "n": 12},
        ],
        form,
    )
    pieces = [data[at : at + size] for at in range(0, len(data), size)]
    assert list(scan(pieces)) == list(scan([data])) != []


@given(
    forms,
    st.integers(0, 10**13 - 1).map(lambda hundreds: hundreds * 100),
    st.floats(-200, 200).map(lambda x: round(x, 10)),
    st.binary(min_size=32, max_size=32),
)
def test_numbers_and_hashes_of_a_written_file_are_no_findings(
    form: str, amount: int, score: float, digest: bytes
) -> None:
    row = {"id": "HST-42", "region": "63.07.05", "loss_idr": amount, "score": score,
           "known_at": "2024-11-22T02:30:00Z", "sha256": digest.hex(), "title": "TPS 9"}  # fmt: skip
    assert list(scan([written([row, row], form)])) == []


@given(forms, st.text(max_size=60), personal, people)
def test_what_was_redacted_is_written_without_a_finding(
    form: str, text: str, found: str, name: str
) -> None:
    row = redacted({"id": "HST-42", "title": f"{text}{found}{name}", "source": text, "reporter": name,
                    "known_at": "2024-11-22T02:30:00Z", "loss_idr": 850_000_000}, ALL)  # fmt: skip
    assert list(scan([written([row, row], form)])) == []


@given(forms)
def test_what_follows_an_account_in_another_column_is_no_account(form: str) -> None:
    row = {"title": "uang lewat rekening", "group": "", "known_at": "2024-11-22", "n": 850_000_000}
    assert list(scan([written([row], form)])) == []


def test_a_finding_names_its_kind_and_its_line_and_not_what_it_says() -> None:
    data = b"id,title\nHST-1,aman\nHST-2,hubungi 0812-0000-0000\n"
    (finding,) = scan(io.BytesIO(data))
    assert (finding.kind, finding.line) == (Kind.PHONE, 3)
    assert "0812" not in repr(finding)


@given(personal)
def test_the_escapes_of_markdown_and_json_hide_nothing(found: str) -> None:
    escaped = "".join(f"\\{sign}" if sign in "-.@+()_" else sign for sign in found)
    assert list(scan([f"kata {escaped}\n".encode()]))
    assert list(scan([json.dumps(f"kata\n{found}").encode()]))


def test_a_line_beyond_all_measure_is_searched_to_its_end() -> None:
    pieces = [b"aman, " * 10_000] * 40
    assert len(list(scan([*pieces, b"0812-0000-0000"]))) == 1


@pytest.mark.parametrize(
    "plate",
    [
        "DA 1234 XY", "da 1234 xy", "Da 1234 Xyz", "B 1234 XYZ", "DA1234XY", "KT-567-A", "B 1 RI",
        "KT 8 A", "DA 1 B", "DA-25-XY", "KH8A", "AB 12 C", "AD 1 XYZ", "B 1234 X", "B1RI", "L 777 AA",
        "B 12\u00a0XY", "B\u200b1\u200bRI", "N-123-AB", "R 2 AB",
    ],
)  # fmt: skip
def test_a_plate_is_one_in_small_letters_and_from_other_islands_too(plate: str) -> None:
    assert redacted_text(f"mobil {plate}, hitam") == f"mobil {MARK}, hitam"


def test_a_cell_that_is_but_a_telephone_number_is_a_finding_and_one_that_is_an_amount_is_none() -> (
    None
):
    assert len(list(scan([b"id,title,n\nHST-1,81234567891,3\nHST-2,6281234567891,3\n"]))) == 2
    assert list(scan([b"id,loss_idr\nHST-1,850000000\nHST-2,62850000000\nHST-3,812345678\n"])) == []


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Pelaku an. Fulan Contoh NIK 6307", ["Fulan Contoh"]),
        ("korban a.n. Fulan Contoh di Barabai", ["Fulan Contoh"]),
        ("atas nama Fulan Contoh, ketua", ["Fulan Contoh"]),
        ("melaporkan pak. Td malam Minggu ada keributan", []),
        ("an anak yang hilang", []),
        ("Korban Fulan Contoh dipukul pelaku Polan Misal", ["Fulan Contoh", "Polan Misal"]),
        ("Saksi Ustadz Polan melihatnya", ["Polan"]),
        ("Warga Fulan Contoh (45) mengadu", ["Fulan Contoh"]),
        ("Saksi Paslon Nomor 2 walk out, Saksi Golkar tidak", []),
        ("Pelaku Ketua KPPS, korban Fulan Contoh Ketua RT", ["Fulan Contoh"]),
        ("Pawai Budaya Nusantara (12) dan Pilkada Serentak (27)", []),
        ("an. Fulan (NIK 6307, hp 0812) dan Contoh", ["Fulan", "Contoh"]),
        ("an. Fulan, Contoh dan an. Polan, Ketua RT", ["Fulan", "Contoh", "Polan"]),
        ("Sertu Polan Fulan dan Kapten Inf. Misal", ["Polan Fulan", "Misal"]),
        ("kapolsek iptu fulan memantau", ["fulan"]),
        ("Kades Fulan dukung paslon, Korlap Polan hadir", ["Fulan", "Polan"]),
        ("Ketua RT 03 Fulan Contoh melapor", ["Fulan Contoh"]),
        ("Camat Haruyan dan Kades Kambat hadir di Desa Kambat", []),
        ("Kades Diduga Tidak Netral", []),
        ("Ketua KPPS TPS 03 Fulan Contoh, anggota PPK Polan", ["Fulan Contoh", "Polan"]),
        ("KETUA KPPS RUSDI MENINGGAL DUNIA", ["RUSDI"]),
        ("Ketua Panwascam Haruyan, Anggota KPPS Kelelahan, Ketua KPPS Mundur", []),
        ("Ketua KPU Kabupaten, Komisioner Bawaslu HST, Petugas KPPS TPS 3 Haruyan", []),
        ("KADES AJAK PILIH PASLON", []),
        ("Kapolsek BAS memantau", []),
        ("KORBAN a/n Fulan Contoh", ["Fulan Contoh"]),
        ("Sdr. H. Fulan RT 03 Desa Kambat", ["H. Fulan"]),
        ("Pak Kades Haruyan Seberang melapor, Pak Kades Fulan juga", ["Fulan"]),
        ("Kanit Laka dan Kanit Reskrim Fulan Contoh", ["Fulan Contoh"]),
        ("Jl. Brigjen H. Hasan Basri banjir, jalan Jend. Sudirman juga", []),
        ("Di Jl. A. Yani Bripka Fulan Contoh dipukul", ["Fulan Contoh"]),
        ("lurah Kuin Cerucuk ikut rapat di Jl Kuin Selatan", []),
        ("Lurah Alalak Utara, lurah Pemurus Luar dan LURAH ALALAK SELATAN HADIR", []),
        ("Lurah Kelayan Dalam Kec. Banjarmasin Selatan", []),
        ("Kades Fulan dan lurah Fulan Contoh", ["Fulan", "Fulan Contoh"]),
        ("Lurah Fulan Dalam Acara Kampanye", ["Fulan"]),
        ("Kades Fulan hadir di Jl. Fulan Contoh", ["Fulan"]),
        ("Saat melintas di jalan Kapten Fulan Contoh dikeroyok massa", ["Fulan Contoh"]),
        ("Di jalan Hj. Fulan Contoh ada warga", ["Fulan Contoh"]),
        ("Pulang di Jalan H. Fulan Contoh dipukul", ["Fulan Contoh"]),
        ("Di Jalan H. Fulan Contoh (45) dijambret", ["Fulan Contoh"]),
        ("DI JALAN H. FULAN CONTOH DIPUKUL", ["FULAN CONTOH DIPUKUL"]),
        ("Jalan H. Hasan Basri macet, DI JL. H. HASAN BASRI BANJIR", []),
    ],
)
def test_who_is_called_by_name_in_a_text_is_found(text: str, named: list[str]) -> None:
    assert [text[start:end] for start, end in called(text, {"haruyan"})] == named


@pytest.mark.parametrize("label", ["• Korban :", "Pelaku :", "saksi:", "Terlapor :"])
@pytest.mark.parametrize(
    "nobody",
    ["Nihil", "NIHIL", "Belum Ada", "dalam lidik", "Dalam Lidik", "Belum Diketahui",
     "Masih Melarikan Diri", "OTK", "Luka ringan 1 orang"],
)  # fmt: skip
def test_a_label_behind_which_nobody_is_named_hides_nothing(label: str, nobody: str) -> None:
    assert list(called(f"{label} {nobody}")) == []


def test_parties_of_which_none_is_known_hide_no_word() -> None:
    values = {"parties": "Belum ada, dalam lidik", "title": "Belum ada tersangka dalam kasus itu"}
    assert redacted(values, ("title",)) == {"title": values["title"]}
