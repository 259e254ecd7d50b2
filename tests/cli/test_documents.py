"""One report as a document: the laporan informasi, the same in Markdown, and a message for WhatsApp."""

import re
from pathlib import Path

import pytest
from tests.conftest import Cli

MOST_ON_WHATSAPP = 1500


def wa(cli: Cli, id: str = "1") -> str:
    return cli.ok("report", "show", id, "-f", "wa")


def add(cli: Cli, *more: str, title: str = "Baliho dirusak") -> None:
    cli.ok("report", "add", title, "-r", "HST", "-c", "perusakan-apk", *more)


def test_the_mark_stands_at_the_top_and_at_the_bottom(sample: Cli) -> None:
    lines = sample.ok("report", "show", "LAP-5", "-f", "lapinfo").strip().splitlines()
    assert lines[0].strip() == lines[-1].strip() == "RESTRICTED"


def test_facts_stand_apart_from_opinion_in_the_order_of_the_form(sample: Cli) -> None:
    text = sample.ok("report", "show", "LAP-5", "-f", "lapinfo")
    parts = ("I. INTRODUCTION", "II. FACTS", "III. THE REPORTER'S OPINION")
    places = [text.index(part) for part in parts]
    assert places == sorted(places)
    facts, opinion = text[places[1] : places[2]], text[places[2] :]
    assert "438.793" in facts
    assert "likelihood" in opinion
    assert "likelihood" not in facts


def test_the_indonesian_form_has_the_words_of_the_regulation(sample: Cli) -> None:
    text = sample.ok("report", "show", "LAP-5", "-f", "lapinfo", "--lang", "id")
    for words in ("TERBATAS", "LAPORAN INFORMASI", "I. PENDAHULUAN", "Nilai informasi", "II. FAKTA-FAKTA",
                  "Bilamana", "III. PENDAPAT PELAPOR", "T/LI-5/XI/2024/LAP"):  # fmt: skip
        assert words in text


@pytest.mark.parametrize(
    ("lang", "village", "taken", "advice"),
    [
        ("en", "Hangui village,", "Measures taken so far :", "Advice (usual for this category"),
        ("id", "Desa/Kel. Hangui,", "yang sudah diambil :", "Saran (lazim untuk kategori ini"),
    ],
)
def test_a_village_is_called_one_and_what_was_not_done_is_no_list(
    cli: Cli, lang: str, village: str, taken: str, advice: str
) -> None:
    add(cli, "--village", "Hangui")
    text = cli.ok("report", "show", "1", "-f", "lapinfo", "--lang", lang)
    assert all(words in text for words in (village, advice))
    assert re.search(rf"{re.escape(taken)}\n +–\n", text)
    assert "- –" not in text
    assert "- –" not in cli.ok("report", "show", "1", "-f", "md", "--lang", lang)


def test_a_village_that_is_written_as_one_is_not_called_so_twice(cli: Cli) -> None:
    add(cli, "--village", "Desa Hangui")
    text = cli.ok("report", "show", "1", "-f", "lapinfo", "--lang", "id")
    assert "Desa Hangui," in text
    assert "Kel." not in text


def test_letterhead_writer_and_recipients_of_the_office_stand_on_it(cli: Cli) -> None:
    cli.ok("init", "-r", "HST", "--code", "HST", "--writer", "Analis Kewaspadaan",
           "--letterhead", "PEMERINTAH KABUPATEN", "--recipient", "Kesbangpol Provinsi")  # fmt: skip
    add(cli)
    text = cli.ok("report", "show", "1", "-f", "lapinfo")
    assert text.index("PEMERINTAH KABUPATEN") < text.index("INFORMATION REPORT")
    assert "Analis Kewaspadaan" in text
    assert "Kesbangpol Provinsi" in text


def test_no_line_of_the_text_is_wider_than_a_page(sample: Cli) -> None:
    for number in range(1, 22):
        text = sample.ok("report", "show", str(number), "-f", "lapinfo")
        assert max(map(len, text.splitlines())) <= 78


def test_a_refuted_report_says_so_before_anything_else(sample: Cli) -> None:
    text = sample.ok("report", "show", "LAP-3", "-f", "lapinfo")
    assert text.index("REFUTED") < text.index("I. INTRODUCTION")
    assert wa(sample, "LAP-3").startswith("*REFUTED*")


def test_what_was_erased_is_said(cli: Cli) -> None:
    add(cli, "--detail", "isi rahasia")
    cli.ok("report", "erase", "1", "--reason", "permintaan", "--yes")
    text = cli.ok("report", "show", "1", "-f", "lapinfo")
    assert "ERASED" in text
    assert "isi rahasia" not in text


@pytest.mark.parametrize(
    "live", ["# judul", "[x](javascript:alert)", "<script>x</script>", "a | b", "`x`"]
)
def test_nothing_in_a_report_is_live_markdown(cli: Cli, live: str) -> None:
    add(cli, "--detail", live, title=f"Uji {live}")
    text = cli.ok("report", "show", "1", "-f", "md")
    assert not re.search(rf"(?<!\\){re.escape(live)}", text)


def test_a_message_for_whatsapp_has_at_most_1500_characters_and_keeps_its_head(cli: Cli) -> None:
    add(cli, "--detail", "kata 😀 " * 2000, title="Judul " * 30)
    text = wa(cli).rstrip("\n")
    assert len(text.encode("utf-16-le")) // 2 <= MOST_ON_WHATSAPP
    assert text.startswith("*RESTRICTED*")
    assert "unverified" in text
    assert "…" in text


def test_no_personal_data_goes_out_by_whatsapp(cli: Cli) -> None:
    add(
        cli, "--source", "sumber-rahasia", "--parties", "pihak-rahasia", "--reporter", "pelapor-rahasia",
        "--detail", "Hubungi 0812-3456-7890 atau a@b.id, NIK 6307011205900001, rekening BRI 0123-01-012345-50-9",
    )  # fmt: skip
    text = wa(cli)
    for secret in ("rahasia", "7890", "a@b.id", "6307011205900001", "012345"):
        assert secret not in text


def test_a_day_of_birth_beside_a_name_does_not_go_out_by_whatsapp(cli: Cli) -> None:
    add(cli, "--detail", "Korban Fulan (Barabai, 2 Maret 1990) dirawat sejak 22 November 2024")
    assert "[name] (Barabai, [date of birth]) dirawat sejak 22 November 2024" in wa(cli)


def test_no_telephone_or_mail_address_stands_anywhere_in_a_laporan_informasi(cli: Cli) -> None:
    typed = ("source", "reporter", "parties", "measures-taken", "coordinated-with", "detail")
    said = [f"Fulan {n} 0812-3456-789{n} a{n}@b.id" for n in range(len(typed))]
    options = [word for pair in zip(typed, said, strict=True) for word in (f"--{pair[0]}", pair[1])]
    add(cli, *options, title=f"Judul {said[0]}")
    cli.ok("report", "handle", "1", "--reason", f"Ditelepon: {said[0]}")
    what = f"Menelepon {said[0]}"
    cli.ok("action", "add", what, "--for", "1", "--owner", "Polres", "--due", "besok")
    cli.ok("report", "refute", "1", "--reason", f"Kata {said[0]}")
    text = cli.ok("report", "show", "1", "-f", "lapinfo")
    assert all(f"Fulan {n}" in text for n in range(len(typed)))
    assert "0812" not in text and "@b.id" not in text


def test_the_name_of_an_attachment_holds_no_number_of_a_person_in_a_laporan_informasi(
    cli: Cli,
) -> None:
    add(cli)
    photo = cli.home / "Chat 0812-5123-4567 NIK 6307010203900001.png"
    photo.write_bytes(b"\x89PNG\r\n\x1a\n")
    cli.ok("report", "attach", "1", str(photo))
    text = cli.ok("report", "show", "1", "-f", "lapinfo")
    assert "- Chat [phone number] [NIK or KK number].png" in text
    assert "4567" not in text and "0001" not in text


def test_a_laporan_informasi_holds_no_number_of_papers_and_a_title_with_one_is_remarked(
    cli: Cli,
) -> None:
    title = "Pemilik NPWP 12.345.678.9-012.000 dan SIM 123456789012"
    said = cli(
        "report", "add", title, "-r", "HST", "-c", "hoaks", "--detail", "tgl lahir 12-03-1990"
    )
    assert "the title holds personal data (NPWP number, driving licence number)" in said.err
    text = cli.ok("report", "show", "1", "-f", "lapinfo")
    assert "012.000" not in text and "123456789012" not in text
    assert "tgl lahir 12-03-1990" in text
    assert "1990" not in wa(cli)


def test_signs_of_a_report_open_no_bold_or_italics_on_whatsapp(cli: Cli) -> None:
    add(cli, "--detail", "isi *tebal* _miring_ ~coret~ ```kode```")
    detail = wa(cli)
    for marked in ("*tebal*", "_miring_", "~coret~", "```"):
        assert marked not in detail


@pytest.mark.parametrize("mark", ["R", "SR"])
def test_what_is_secret_does_not_go_out_by_whatsapp(cli: Cli, mark: str) -> None:
    add(cli, "--classification", mark)
    result = cli("report", "show", "1", "-f", "wa")
    assert (result.code, result.out) == (2, "")
    assert "may not go out by WhatsApp" in result.err
    assert cli.ok("report", "show", "1", "-f", "lapinfo")


def test_a_document_in_a_file_is_whole_and_no_control_character_is_live(
    cli: Cli, tmp_path: Path
) -> None:
    add(cli, title="merah \x1b[31m")
    file = tmp_path / "li.md"
    for form in ("lapinfo", "md", "wa"):
        cli.ok("report", "show", "1", "-f", form, "-o", str(file), "--yes")
        text = file.read_text("utf-8")
        assert "\x1b" not in text
        assert text.endswith("\n")


def test_names_that_a_text_calls_people_by_do_not_go_out_by_whatsapp(cli: Cli) -> None:
    told = "Pelapor: H. Contoh Nama, melihat Sdr. Fulan di lokasi. Korban: nihil."
    cli.ok("report", "add", "Baliho dirusak", "-r", "HST", "-c", "hoaks", "--detail", told)
    sent = cli.ok("report", "show", "1", "-f", "wa")
    assert "Contoh" not in sent and "Fulan" not in sent
    assert "Pelapor: [name], melihat Sdr. [name] di lokasi. Korban: nihil." in sent


def test_the_sentence_that_a_name_ends_keeps_its_full_stop_by_whatsapp(cli: Cli) -> None:
    told = "Baliho itu milik Sdr. Fulan. Warga resah, kata Sdr. Polan."
    cli.ok("report", "add", "Baliho dirusak", "-r", "HST", "-c", "hoaks", "--detail", told)
    sent = cli.ok("report", "show", "1", "-f", "wa")
    assert "milik Sdr. [name]. Warga resah, kata Sdr. [name].\n" in sent


def test_who_is_named_once_is_named_nowhere_in_a_message_for_whatsapp_nor_is_his_house(
    cli: Cli,
) -> None:
    told = "Fulan Contoh (45) warga Jl. Murakata No 5 RT 3, kejadian di Jl. Murakata. Ada pasar."
    title = "Pasar gaduh, fulan contoh mengadu"
    cli.ok("report", "add", title, "-r", "HST", "-c", "hoaks", "--detail", told)
    sent = cli.ok("report", "show", "1", "-f", "wa")
    assert "Pasar gaduh, [name] mengadu" in sent
    assert "[name] (45) warga [address], kejadian di Jl. Murakata. Ada pasar." in sent


@pytest.mark.parametrize("form", ["lapinfo", "md", "wa"])
def test_a_document_replaces_none_that_somebody_filled_in(
    cli: Cli, tmp_path: Path, form: str
) -> None:
    add(cli)
    file = tmp_path / "li.txt"
    asked = ("report", "show", "1", "-f", form, "-o", str(file))
    cli.ok(*asked)
    cli.ok(*asked)
    file.write_text("Pendapat analis: diisi.", "utf-8")
    refused = cli(*asked)
    assert refused.code == 2 and "was changed since" in refused.err
    assert file.read_text("utf-8") == "Pendapat analis: diisi."
    cli.ok(*asked, "--yes")
    assert "diisi" not in file.read_text("utf-8")


def test_a_document_that_left_stands_in_the_log_of_exports(cli: Cli, tmp_path: Path) -> None:
    add(cli)
    cli.ok("report", "show", "1", "-f", "lapinfo", "-o", str(tmp_path / "li.txt"))
    assert "report/lapinfo" in cli.ok("export", "log", "-f", "json")


@pytest.mark.parametrize("options", [(), ("-f", "table"), ("-f", "json"), ("-f", "lapinfo")])
def test_a_report_in_a_file_is_said(cli: Cli, options: tuple[str, ...]) -> None:
    cli.ok("report", "add", "Baliho dirusak", "-r", "HST", "-c", "hoaks")
    result = cli("report", "show", "1", *options, "-o", str(cli.home / "li.txt"))
    assert (result.code, result.out) == (0, "")
    assert "li.txt is written" in result.err


def test_a_document_in_a_file_for_markdown_is_markdown(sample: Cli) -> None:
    path = sample.home / "x.md"
    sample.ok("report", "show", "LAP-5", "-f", "lapinfo", "-o", str(path))
    assert path.read_text(encoding="utf-8") == sample.ok("report", "show", "LAP-5", "-f", "md")


def test_a_name_takes_no_word_along_that_tells_of_a_number(cli: Cli) -> None:
    told = "Oknum ASN RINA WATI, SIM C 1234-5678-901234 an Fulan Contoh, BNI 0123456789"
    cli.ok("report", "add", "Data bocor", "-r", "HST", "-c", "hoaks", "--detail", told)
    sent = cli.ok("report", "show", "1", "-f", "wa")
    assert "[name]" in sent and "Fulan" not in sent and "RINA" not in sent
    assert not any(len(part) > 4 for part in re.findall(r"\d+", sent.replace("2024", "")))
