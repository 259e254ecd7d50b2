"""A pasted message: whatever put it there is taken off, and no word of it is lost."""

import io
import os
import re
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pilkada_cli.domain.fields import MAX_TEXT, MAX_TITLE
from pilkada_cli.errors import Exit, InvalidData, PilkadaError, UsageError
from pilkada_cli.exchange.message import Message, read
from pilkada_cli.exchange.message_bytes import MOST, decoded, read_file, read_stream
from pilkada_cli.exchange.message_wrapping import taken_off

TWO_LINES = "Baliho dirusak – di Barabai 🔥\nDua titik."


def of(text: str) -> Message:
    return read(text.encode())


def words(text: str) -> set[str]:
    return set(re.findall(r"[^\W_]+", text))


# Bytes.


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"],
)
def test_the_encodings_of_windows_and_whatsapp_are_read(encoding: str) -> None:
    text = TWO_LINES.replace(" 🔥", "") if encoding == "cp1252" else TWO_LINES
    message = read(text.encode(encoding))
    assert (message.title, message.detail) == tuple(text.split("\n"))


def test_what_powershell_redirects_is_read() -> None:
    data = b"\xff\xfe" + TWO_LINES.replace("\n", "\r\n").encode("utf-16-le")
    assert read(data).text == TWO_LINES
    assert decoded(data).startswith("Baliho")


def test_an_assumed_encoding_is_remarked() -> None:
    assert "Windows-1252" in str(read("Café dirusak".encode("cp1252")).remarks[0])
    assert not of("Café dirusak").remarks


def test_half_an_emoji_at_the_end_of_utf_16_is_dropped() -> None:
    assert read(b"\xff\xfe" + "Banjir 🔥".encode("utf-16-le")[:-2]).title == "Banjir"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "holds no words"),
        (b" \r\n\t\n", "holds no words"),
        ("🔥🚨🔥\n👍".encode(), "holds no words"),
        (b"110 - 2024", "holds no words"),
        ("\u200e\u200b\ufeff".encode(), "holds no words"),
        (b"\xff\xd8\xff\xe0" + bytes(100), "a photo or a PDF"),
        (b"%PDF-1.7 teks lain", "a photo or a PDF"),
        (b"PK\x03\x04\x14\x00\x06\x00" + bytes(30), "is no text"),
        (b"Baliho\x00dirusak", "is no text"),
        (bytes(range(256)), "is no text"),
        (b"\x81\x8d\x8f baliho", "is no text"),
        (b"a " * (MAX_TEXT // 2) + b"kata", f"at most {MAX_TEXT} are kept"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_no_message_is_refused_in_one_line_with_a_way_out(data: bytes, said: str) -> None:
    with pytest.raises(InvalidData) as raised:
        read(data)
    assert said in str(raised.value.sentence)
    assert "\n" not in str(raised.value.sentence)
    assert raised.value.hint is not None


# Where the bytes come from.


def test_a_file_is_read(tmp_path: Path) -> None:
    (tmp_path / "pesan.txt").write_bytes(b"Banjir")
    assert read_file(tmp_path / "pesan.txt") == b"Banjir"


def refusal(path: Path) -> tuple[int, str]:
    with pytest.raises(PilkadaError) as raised:
        read_file(path)
    assert raised.value.hint is not None
    return raised.value.exit_code, str(raised.value.sentence)


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "lingkar").symlink_to(tmp_path / "lingkar")
    assert refusal(tmp_path) == (Exit.USAGE, f"{tmp_path} is a folder")
    assert "it does not exist" in refusal(tmp_path / "hilang.txt")[1]
    assert "cannot be read" in refusal(tmp_path / "lingkar")[1]
    assert "cannot be read" in refusal(tmp_path / "a\0b")[1]
    assert "device or a pipe" in refusal(Path(os.devnull))[1]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes have no names here")
def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipa")
    assert "device or a pipe" in refusal(tmp_path / "pipa")[1]


def test_a_file_that_is_too_large_is_refused_with_its_size_and_the_limit(tmp_path: Path) -> None:
    path = tmp_path / "besar.txt"
    with path.open("wb") as file:
        file.truncate(10 * 1024**3)
    assert refusal(path) == (
        Exit.INVALID,
        f"{path} has 10485760 KB; a message has at most {MOST // 1024} KB",
    )


def test_of_standard_input_no_more_is_read_than_is_allowed() -> None:
    class Endless(io.RawIOBase):
        given = 0

        def read(self, size: int = -1) -> bytes:
            assert size >= 0, "all of it would be read"
            self.given += size
            return b"x" * size

    endless = Endless()
    with pytest.raises(InvalidData, match="more than 256 KB"):
        read_stream(endless)  # type: ignore[arg-type]
    assert endless.given == MOST + 1
    assert read_stream(io.BytesIO(b"Banjir")) == b"Banjir"


# What is taken off.


@pytest.mark.parametrize(
    "text",
    [
        "Diteruskan\nBaliho dirusak",
        "Diteruskan berkali-kali\n\nBaliho dirusak",
        "Forwarded many times\nBaliho dirusak",
        "↪️ *Diteruskan*\nBaliho dirusak",
        "Fwd: FW: fwd: Baliho dirusak",
        "> Diteruskan\n>> Diteruskan berkali-kali\n> > Fwd: Baliho dirusak",
        "---------- Forwarded message ---------\nBaliho dirusak",
        "[22/11/24 14.30.05] Piket Polsek: Diteruskan: Baliho dirusak",
        "Izin meneruskan\nBaliho dirusak",
        "copas\nBaliho dirusak",
    ],
)
def test_marks_of_forwarding_are_taken_off_and_remarked(text: str) -> None:
    message = of(text)
    assert (message.title, message.detail, message.forwarded) == ("Baliho dirusak", "", True)
    assert "forwarded" in str(message.remarks[0])


@pytest.mark.parametrize(
    ("text", "sent"),
    [
        ("[22/11/24 14.30.05] Piket Polsek: Baliho dirusak", "22/11/24 14.30"),
        ("\u200e[22/11/2024, 14:30:05] ~\u202fPiket Polsek: Baliho dirusak", "22/11/2024 14:30"),
        ("22/11/24 14.30 - Piket Polsek: Baliho dirusak", "22/11/24 14.30"),
        ("22/11/24, 2:30\u202fPM - Piket Polsek: Baliho dirusak", "22/11/24 2:30 PM"),
        ("[14.30, 22/11/2024] Piket Polsek: Baliho dirusak", "22/11/2024 14.30"),
        ("[22/11 14.30] Piket Polsek: Baliho dirusak", "22/11 14.30"),
        ("*[22/11/24, 14.30.05] Piket Polsek:* Baliho dirusak", "22/11/24 14.30"),
    ],
)
def test_who_sent_it_is_left_out_and_when_is_kept_aside(text: str, sent: str) -> None:
    message = of(text)
    assert (message.title, message.detail) == ("Baliho dirusak", "")
    assert message.sent == (sent,)
    assert str(message.remarks[0]) == "left out of the text: who sent it (Piket Polsek)"


def test_a_senders_number_is_left_out_too() -> None:
    message = of("[22/11/24 14.30.05] +62 812-0000-0000: Banjir: air naik")
    assert message.title == "Banjir: air naik"


def test_several_messages_of_an_export_become_one() -> None:
    message = of(
        "22/11/24 14.29 - Pesan dan panggilan dienkripsi secara end-to-end.\n"
        "22/11/24 14.30 - Piket: Banjir\n22/11/24 14.31 - Piket: air naik\nsampai lutut\n"
        "22/11/24 14.32 - Piket: <Media tidak disertakan>\n22/11/24 14.33 - Piket: Pesan ini dihapus"
    )
    assert message.text == "Banjir\nair naik\nsampai lutut"
    assert len(message.sent) == 4
    assert "attach it with --attach" in str(message.remarks[-1])


@pytest.mark.parametrize(
    "answer", ["siap monitor", "Siap Ndan 86, pantau terus", "Terima kasih", "👍"]
)
def test_a_message_that_only_answers_another_is_left_out_with_its_time_and_remarked(
    answer: str,
) -> None:
    told = "[22/11/24 14.30.05] Polan: Baliho dirusak"
    message = of(f"{told}\n[22/11/24 14.33.01] Kabid: {answer}")
    assert (message.title, message.detail) == ("Baliho dirusak", "")
    assert (message.sent, message.senders) == (("22/11/24 14.30",), ("Polan",))
    assert f"left out: answers (Kabid: {answer})" in str(message.remarks[-1])


def test_an_answer_that_tells_more_stays() -> None:
    message = of("[22/11/24 14.30] Polan: Banjir\n[22/11/24 14.33] Misal: siap, TPS 3 terendam")
    assert message.detail == "siap, TPS 3 terendam"
    assert len(message.sent) == 2


def steps(answers: int) -> int:
    """How many functions it takes to take the answers off one message."""
    told = "[22/11/24 14.30] Polan: Baliho dirusak"
    lines = [told, *(f"[22/11/24 14.33] Kabid {n}: siap" for n in range(answers))]
    taken = 0

    def count(_frame: object, event: str, _argument: object) -> None:
        nonlocal taken
        taken += event == "call"

    sys.setprofile(count)
    try:
        taken_off(lines)
    finally:
        sys.setprofile(None)
    return taken


def test_twice_as_many_answers_take_twice_as_long() -> None:
    assert steps(400) < 2.1 * steps(200)


def test_what_colours_a_terminal_or_names_its_window_goes_whole() -> None:
    message = of("Baliho \x1b[1;31mdirusak\x1b[0m di Haruyan\n\x1b]0;judul\x07dua titik")
    assert message.text == "Baliho dirusak di Haruyan\ndua titik"


@pytest.mark.parametrize(
    "text",
    [
        "22/11/24 14.30 - Baliho dirusak",
        "22/11/2024 14.30 WITA: Baliho dirusak",
        "[penting] Baliho: dirusak",
        "> 200 orang berkumpul",
        "Diteruskan kepada Bawaslu",
        "Diteruskan dari Camat ke Bupati",
    ],
)
def test_what_a_person_wrote_himself_stays(text: str) -> None:
    assert of(text).text == text


def test_signs_that_nobody_sees_go_and_emoji_stay_whole() -> None:
    message = of("\ufeffBan\u200bjir \u202e👨‍👩‍👧 tinggi\u00a0sekali\u2028air\x07 naik")
    assert message.text == "Banjir 👨‍👩‍👧 tinggi sekali\nair naik"


def test_blank_lines_are_collapsed() -> None:
    assert of("\n\n Banjir \r\n\r\n\r\n\r\nair naik\n \n\n").text == "Banjir\n\nair naik"


# HTML.


def test_html_becomes_the_lines_that_one_reads() -> None:
    message = of(
        "<!DOCTYPE html><html><head><title>x</title><style>p {color: red}</style></head><body>"
        "<!--[if mso]><p>mso</p><![endif]--><p>Baliho&nbsp;<b>dirusak</b> &amp; dibakar</p>\n"
        "<div>air &lt; 1 m<br>surut</div><ul><li>satu<li>dua</ul><script>x < 1</script></body>"
    )
    assert message.text == "Baliho dirusak & dibakar\nair < 1 m\nsurut\nsatu\ndua"


def test_a_text_with_angle_brackets_is_no_html() -> None:
    text = "Air < 1 m & naik > 2 m <segera> &amp;"
    assert of(text).text == text


# Title and detail.


def test_signs_of_whatsapp_are_stripped_from_the_title_only() -> None:
    message = of("*Baliho _dirusak_ di ~Barabai~* `tadi`\n*Dua* titik")
    assert (message.title, message.detail) == ("Baliho dirusak di Barabai tadi", "*Dua* titik")


def test_the_title_is_the_first_line_with_words() -> None:
    message = of("🚨🚨🚨\n=====\nKebakaran 🔥 di pasar\napi besar")
    assert message.title == "Kebakaran 🔥 di pasar"
    assert message.detail == "api besar"


@pytest.mark.parametrize(
    "greeting",
    [
        "Assalamu'alaikum Wr. Wb.",
        "Selamat pagi Komandan, mohon izin melaporkan",
        "Yth. Bapak Kepala Badan",
        "Kpd Yth. Kaban Kesbangpol",
        "Kepada: Kepala Badan",
        "Nomor: 300/112/Trantib",
        "Mohon ijin Ndan, perkembangan sit:",
        "*LAPORAN INFORMASI*",
        "INNALILLAHI WAINNA ILAIHI ROJIUN",
        "Innalillahi wa inna ilaihi raji'un",
    ],
)
def test_a_greeting_is_neither_title_nor_detail_nor_is_a_parting(greeting: str) -> None:
    message = of(f"{greeting}\nBanjir di Pandawan\nair naik\nDemikian dilaporkan. Terima kasih 🙏")
    assert (message.title, message.detail) == ("Banjir di Pandawan", "air naik")
    assert of(greeting).title == greeting.strip("*")


@pytest.mark.parametrize(
    "parting",
    [
        "Demikian, atas perhatiannya diucapkan terima kasih.",
        "Demikian disampaikan, atas kerja samanya kami ucapkan terima kasih",
        "Wassalam",
    ],
)
def test_a_parting_above_a_signature_is_left_out_and_the_signature_stays(parting: str) -> None:
    message = of(f"Banjir di Pandawan\nair naik\n{parting}\nCamat Pandawan\nFulan Contoh")
    assert message.detail == "air naik\nCamat Pandawan\nFulan Contoh"


def test_a_line_of_usual_words_that_takes_no_leave_stays() -> None:
    assert of("Banjir di Pandawan\nmohon arahan\nair naik").detail == "mohon arahan\nair naik"


def test_a_long_first_line_is_cut_at_a_word_and_kept_whole_in_the_detail() -> None:
    text = "Baliho dirusak " * 40
    message = of(text)
    assert len(message.title) <= MAX_TITLE
    assert message.title.endswith(" dirusak…") or message.title.endswith(" Baliho…")
    assert message.detail == text.strip()


def test_a_line_that_tells_the_matter_stays_in_the_detail_beside_the_title_made_of_it() -> None:
    told = "Izin melapor, hari Minggu sekira jam 21.30 tiga orang tidak dikenal merusak baliho di pasar Landasan Ulin Timur"
    message = of(f"Assalamualaikum pak\n{told}\nSaksi mata pemilik warung")
    assert message.title == told.removeprefix("Izin melapor, ")
    assert message.title in message.detail
    assert of("Baliho dirusak di pasar\nTiga orang").detail == "Tiga orang"


@pytest.mark.parametrize(
    ("line", "title"),
    [
        (
            "Selamat pagi Pak ijin lapor telah terjadi perusakan baliho di Kec. Haruyan pukul 14.30 WITA. "
            "Pelaku belum diketahui. Demikian dilaporkan, mohon petunjuk. Terima kasih",
            "telah terjadi perusakan baliho di Kec. Haruyan pukul 14.30 WITA",
        ),
        (
            "Assalamualaikum, info dari Babinsa Limpasu, jembatan gantung putus diterjang banjir! Warga terisolir.",
            "jembatan gantung putus diterjang banjir!",
        ),
        ("Izin melaporkan, banjir di Pandawan. Mohon petunjuk, terima kasih", "banjir di Pandawan"),
        ("Info dari warga pak,\nada bagi2 uang di Desa Kapar", "ada bagi2 uang di Desa Kapar"),
        ("Info dari PPS Desa Kapar Kec. Haruyan: spanduk dirobek", "spanduk dirobek"),
        ("Dari Camat Haruyan, spanduk dirobek", "spanduk dirobek"),
        ("Assalamualaikum, ulun Babinsa Limpasu, melaporkan spanduk dirobek", "spanduk dirobek"),
    ],
)
def test_the_title_of_a_paragraph_is_its_first_sentence_without_greeting_and_parting(
    line: str, title: str
) -> None:
    assert of(line).title == title


def test_a_number_of_a_person_behind_the_first_sentence_is_in_the_detail_only() -> None:
    message = of("Baliho dirobek di Pandawan. Saksi NIK 6307012304850003")
    assert message.title == "Baliho dirobek di Pandawan"
    assert message.detail.endswith("6307012304850003")


def test_a_title_is_never_emoji_alone_however_many_come_first() -> None:
    message = of("🔥" * 500 + "Kebakaran")
    assert message.title == "Kebakaran…"
    assert message.detail.endswith("Kebakaran")
    assert any(c.isalpha() for c in of("🔥" * 90 + " " + "a" * 300).title)


# Laws.

anything = st.text(min_size=1, max_size=400) | st.lists(
    st.sampled_from(
        [
            "> ",
            "Diteruskan",
            "\n",
            "[22/11/24 14.30.05] ",
            "Nama: ",
            "22/11/24 14.30 - ",
            "<p>",
            "</p>",
            "<!--",
            "-->",
            "&amp;",
            "*",
            "_",
            "Fwd: ",
            "Banjir",
            "🔥",
            "\u200b",
            "\u202e",
            "\r\n",
            " ",
            "a",
            "Assalamualaikum",
            "<Media tidak disertakan>",
        ]
    ),
    max_size=30,
).map("".join)


@given(
    st.binary(max_size=300) | anything.map(str.encode) | anything.map(lambda t: t.encode("utf-16"))
)
def test_any_bytes_make_a_message_or_one_refusal(data: bytes) -> None:
    try:
        message = read(data)
    except (InvalidData, UsageError):
        return
    assert 0 < len(message.title) <= MAX_TITLE
    assert any(character.isalpha() for character in message.title)
    assert "\n" not in message.title
    assert len(message.detail) <= MAX_TEXT
    assert "\n\n\n" not in message.detail


@given(anything)
def test_no_word_of_a_message_is_lost(text: str) -> None:
    try:
        message = of(text)
    except InvalidData:
        return
    assert words(message.text) <= words(f"{message.title}\n{message.detail}")


@given(
    st.lists(
        st.sampled_from(
            ["Banjir", "di", "Barabai", "air", "naik,", "tinggi!", "🔥", "*dua*", "3", "orang"]
        ),
        min_size=1,
    )
)
def test_of_what_nobody_wrapped_everything_stays(parts: list[str]) -> None:
    text = "\n".join(" ".join(parts[n : n + 4]) for n in range(0, len(parts), 4))
    try:
        assert of(text).text == text.strip()
    except InvalidData:
        assert not any(c.isalpha() for c in text)


@given(
    st.integers(1, MAX_TITLE * 6), st.sampled_from(["*a ", "_a_", "~", "kata ", "🔥", "a", "` `"])
)
def test_a_title_fits_whatever_its_line_is_made_of(count: int, part: str) -> None:
    message = of(f"{part * count} Banjir\nakhir")
    assert len(message.title) <= MAX_TITLE
    assert words(message.text) <= words(f"{message.title}\n{message.detail}")


@pytest.mark.parametrize(
    "heading", ["*LAPORAN KEJADIAN*", "Laporan Harian", "INFO TERKINI", "lapsus"]
)
def test_a_heading_that_says_only_that_this_is_a_report_is_no_title(heading: str) -> None:
    assert of(f"{heading}\nBanjir di Pandawan").title == "Banjir di Pandawan"
    assert of(f"{heading}: banjir di Pandawan").title != "Banjir di Pandawan"


@pytest.mark.parametrize(
    "salutation",
    [
        "Izin melaporkan Pak Kaban,",
        "Mohon izin melaporkan kepada Bapak Kaban Kesbangpol,",
        "Mohon izin melaporkan kepada Yth. Bapak Bupati,",
        "Izin Pak Kabid",
        "Izin Bapak Kapolres dan Bapak Dandim",
        "Selamat malam Pak Camat Haruyan,",
        "Selamat pagi Pak Fulan,",
        "Izin melaporkan Bapak Kapolres HST",
        "Siap Komandan, izin melaporkan",
        "*BREAKING NEWS*",
        "SEKILAS INFO",
        "URGENT!!!",
        "INFO PENTING",
        "*ATENSI PIMPINAN*",
        "Dear Kesbangpol team,",
        "Good morning all,",
        "Mohon maaf sebelumnya pak",
    ],
)
def test_whom_a_message_speaks_to_and_what_it_cries_is_neither_title_nor_detail(
    salutation: str,
) -> None:
    message = of(f"{salutation}\nBaliho dirusak di Pandawan\nPelaku kabur")
    assert (message.title, message.detail) == ("Baliho dirusak di Pandawan", "Pelaku kabur")


@pytest.mark.parametrize(
    "salutation",
    [
        "Izin Pak Kabid, ",
        "BREAKING NEWS: ",
        "Izin melaporkan Pak Kaban ",
        "Mohon izin melaporkan kepada Yth. Bapak Bupati, ",
        "Yth. Bapak Kaban Kesbangpol Kab. HST, ",
    ],
)
def test_what_is_said_in_one_line_with_a_salutation_stays(salutation: str) -> None:
    message = of(f"{salutation}tadi malam baliho dirusak di Pandawan\nPelaku kabur")
    assert message.title == "tadi malam baliho dirusak di Pandawan"
    assert message.detail == "Pelaku kabur"


@pytest.mark.parametrize(
    "line",
    [
        "Pak Camat Haruyan dipukul warga",
        "Ibu Contoh pingsan di TPS 3",
        "Pak Fulan, ketua KPPS TPS 3, meninggal dunia",
        "LAPOR PAK CAMAT HILANG",
        "Camat dan Lurah tidak netral",
    ],
)
def test_who_is_spoken_of_is_no_salutation(line: str) -> None:
    assert of(f"{line}\nSaksi lima orang").title == line


# Letters.


@pytest.mark.parametrize(
    "head",
    [
        "Kepada Yth.\nBapak Kepala Badan Kesbangpol\ndi -\nTempat",
        "*Kepada Yth.*\n*Bapak Kepala Badan Kesbangpol Kab. HST*\ndi Barabai",
        "Kepada Yth. Bapak Kaban Kesbangpol\nKabupaten HST\ndi-\nBarabai",
        "Kepada Yth.\nKepala Badan Kesbangpol HST",
        "Kepada Yth :\n1. Bupati HST\n2. Kapolres HST",
        "Kepada Yth. Kepala Badan Kesatuan Bangsa dan Politik Kabupaten Hulu Sungai Tengah di Barabai",
        "Yth. Kaban\nCc : Kabid",
        "kpd yth kaban kesbangpol hst",
        "Yth. Kaban Kesbangpol, di Tempat",
    ],
)
def test_whom_a_letter_goes_to_and_where_he_is_are_no_part_of_it(head: str) -> None:
    message = of(f"{head}\nBanjir di Haruyan\nair naik\nTembusan :\n1. Kabid\n2. Arsip")
    assert (message.title, message.text) == ("Banjir di Haruyan", "Banjir di Haruyan\nair naik")


@pytest.mark.parametrize(
    "address",
    ["Yth. Kaban Kesbangpol HST di Barabai. ", "yth. kaban kesbangpol hst di barabai. ", "Yth Ndan "],
)  # fmt: skip
def test_whom_a_letter_goes_to_is_taken_off_the_line_of_its_matter(address: str) -> None:
    assert of(f"{address}baliho dirusak di Haruyan").text == "baliho dirusak di Haruyan"


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Yth. Kaban\nCamat Haruyan Tidak Netral\nAda video", "Camat Haruyan Tidak Netral"),
        ("Kepada Yth.\nCamat Haruyan dipukul warga", "Camat Haruyan dipukul warga"),
        ("Yth. semua, banjir besar", "banjir besar"),
        ("Kepada Yth.\n1. Bupati\n\n1. Banjir di Haruyan", "Banjir di Haruyan"),
        ("Kepada warga diimbau waspada", "Kepada warga diimbau waspada"),
    ],
)
def test_what_follows_an_address_is_the_matter(text: str, title: str) -> None:
    assert of(text).title == title


@pytest.mark.parametrize(
    "heading",
    [
        "A. FAKTA",
        "I. FAKTA-FAKTA",
        "KEC. HANTAKAN",
        "Di Haruyan",
        "mohon izin melaporkan giat hari ini",
        "Dari : Camat Pandawan\nPerihal : Laporan kejadian",
        "Lap. Giat",
        "lap cepat",
        "Berdasarkan uji petik Panwascam Banjarmasin Selatan s.d. 21 November 2024 :",
        "5W1H",
        "UNSUR 5W + 1H",
        "Lapsit Polsek BAS, Jumat 22 Nov 2024",
        "Rabu 27-11-24",
        "PEMERINTAH KABUPATEN TAPIN\nKECAMATAN BUNGUR\nJl. Veteran No. 3\nPerihal : Laporan Informasi",
    ],
)
def test_a_heading_is_no_title_and_what_it_says_stays_in_the_detail(heading: str) -> None:
    message = of(f"{heading}\n\nJembatan putus\nwarga terisolir")
    assert message.title == "Jembatan putus"
    assert message.detail.endswith("Jembatan putus\nwarga terisolir")
    assert message.detail.split()[0] in heading


@pytest.mark.parametrize(
    "nil",
    [
        "Nihil pak utk Kec. Haruyan. Tapi ",
        "nihil, tp ",
        "Siap ndan, nihil utk Haruyan, hanya saja ",
    ],
)
def test_that_there_is_nothing_but_something_is_no_title_and_stays(nil: str) -> None:
    message = of(f"{nil}ada sedikit keributan di pasar, sdh damai")
    assert message.title == "ada sedikit keributan di pasar, sdh damai"
    assert nil[nil.casefold().index("nihil") :].strip() in message.detail


@pytest.mark.parametrize(
    "told",
    [
        "mohon izin meneruskan dari grup FKDM",
        "Diteruskan dari grup sebelah",
        "Info dari grup WA desa",
        "dr wag sebelah",
    ],
)
def test_from_which_group_a_message_is_passed_on_is_no_title_and_stays(told: str) -> None:
    message = of(f"{told}:\nBanjir di Haruyan")
    assert (message.title, message.detail) == ("Banjir di Haruyan", f"{told}:")
    assert message.forwarded


def test_a_group_that_did_something_is_no_group_from_which_a_message_came() -> None:
    assert not of("Dari grup sebelah ada ajakan golput\nBanjir").forwarded


@pytest.mark.parametrize(
    "led",
    [
        "dari Camat Labuan Amas Utara",
        "dari camat labuan amas utara",
        "Lapsit Polsek BAS :",
        "Laporan PPK Haruyan:",
        "Ket. Panwascam Limpasu",
        "*LAPORAN SITUASI POLSEK BANJARMASIN BARAT*",
        "LAPORAN HARIAN POLSEK KINTAP",
    ],
)
def test_a_line_that_says_only_from_whom_is_no_title_and_stays(led: str) -> None:
    message = of(f"{led}\nBanjir di Haruyan")
    assert (message.title, message.detail) == ("Banjir di Haruyan", led)


def test_from_whom_a_message_was_passed_on_is_no_title_and_stays() -> None:
    message = of("Diteruskan dari Camat Haruyan\nBanjir")
    assert (message.title, message.detail) == ("Banjir", "dari Camat Haruyan")
    assert message.forwarded


@pytest.mark.parametrize(
    "line",
    [
        "dari kades haruyan baliho dirusak",
        "Laporan PPK mundur",
        "LAPORAN KEJADIAN WARGA DIPUKUL",
        "LAPORAN SITUASI PPK MUNDUR",
        "Berdasarkan laporan PPK 3 TPS di Haruyan terendam :",
        "Hasil pleno PPK Haruyan ditolak saksi :",
        "kami ppk kekurangan bilik",
        "Camat Haruyan",
    ],
)
def test_what_may_tell_more_than_from_whom_is_a_title(line: str) -> None:
    assert of(f"{line}\nBanjir").title == line


@pytest.mark.parametrize("opening", ["Ndan ", "Dumasuh ndan, ", "Dengan hormat, dilaporkan bahwa "])
def test_how_a_report_begins_is_no_part_of_its_title(opening: str) -> None:
    assert of(f"{opening}baliho dirusak di Haruyan").title == "baliho dirusak di Haruyan"


@pytest.mark.parametrize(
    ("text", "nothing"),
    [
        ("Kepada Yth\nBapak Kepala Badan\nAssalamualaikum\nIzin melaporkan\nTerima kasih", True),
        ("Siap, monitor", True),
        ("Kepada Yth\nBapak Kepala Badan\nBanjir\nTerima kasih", False),
    ],
)
def test_a_message_of_greetings_alone_says_that_it_tells_nothing(text: str, nothing: bool) -> None:
    assert of(text).tells_nothing == nothing


# Forms.


@pytest.mark.parametrize(
    ("form", "title"),
    [
        (
            "LAPORAN INFORMASI\nHari/Tanggal : Minggu, 24 Nopember 2024\nPukul : 14.00 Wita\n"
            "Tempat : Lapangan Dwi Warna Barabai\n"
            "Uraian : Telah terjadi perusakan baliho. Pelaku dua orang.\nPelapor : Fulan",
            "Telah terjadi perusakan baliho",
        ),
        (
            "LAPORAN SITUASI\nHari : Minggu\nTanggal : 24/11/2024\nPerihal : Spanduk dirusak\n"
            "Isi : Spanduk di simpang empat dirusak",
            "Spanduk dirusak",
        ),
        (
            "LAPORAN INFORMASI KHUSUS PILKADA\n1. Hari/Tgl : Minggu\n2. Jam : 14.00\n3. TKP : Pasar\n"
            "4. Kronologis Kejadian :\nDua orang merobek spanduk. Mereka kabur.\n5. Saksi : Polan",
            "Dua orang merobek spanduk",
        ),
        (
            "*Waktu Kejadian* : Minggu\n*Tempat* : Barabai\n*Kejadian :* Baliho dirobek",
            "Baliho dirobek",
        ),
        (
            "A. Waktu : Sabtu 23/11/2024\nB. Tempat : TPS 03\nC. Kejadian : Kotak suara dirusak OTK",
            "Kotak suara dirusak OTK",
        ),
        ("Waktu : tadi malam\nUraian:\n- dua baliho dirobek\n- pelaku kabur", "dua baliho dirobek"),
        ("Baliho dirobek\nHari : Minggu\nUraian : dua orang merobek", "Baliho dirobek"),
        ("Hari/Tanggal : Minggu, 24 Nopember 2024\nSpanduk dirobek", "Spanduk dirobek"),
        ("Lokasi : Barabai\nJam : 22.00\n\nBanjir, air naik", "Banjir, air naik"),
        (
            "5W1H\nKapan : tadi malam\nDi mana : Barabai\nSiapa : OTK\nApa : Baliho dirobek\nBagaimana : diiris",
            "Baliho dirobek",
        ),
    ],
)
def test_a_form_has_its_subject_or_its_account_as_title_and_never_a_time_or_a_place(
    form: str, title: str
) -> None:
    assert of(form).title == title


@pytest.mark.parametrize(
    ("form", "title"),
    [
        ("Perkembangan banjir :\na. Waktu : 06.30\nb. Lokasi : Ds. Kambat", "Perkembangan banjir, Ds. Kambat"),
        ("renc aksi unras\nHari : Senin\nTempat : Kantor KPU\nMassa : 150", "renc aksi unras, Kantor KPU"),
        ("Baliho dirusak\nTempat : Kambat", "Baliho dirusak"),
        ("renc aksi unras\nTempat :\nMassa : 150", "renc aksi unras"),
    ],
)  # fmt: skip
def test_a_heading_that_names_only_the_sort_of_matter_has_the_place_of_the_form_behind_it(
    form: str, title: str
) -> None:
    told = of(form)
    assert told.title == title
    assert told.titled.endswith(form.partition("\n")[2])


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("Mohon maaf pak sebelumnya saya fulan ketua panwascam bajuin ijin lapor bahwa jembatan kambat putus", "jembatan kambat putus"),
        ("selamat pagi pak ini saya dari ppk banjarmasin utara mau melaporkan listrik padam lagi", "listrik padam lagi"),
        ("kami warga haruyan bersama fulan mau lapor banjir", "kami warga haruyan bersama fulan mau lapor banjir"),
        ("saya warga dipukul fulan mau lapor polisi", "saya warga dipukul fulan mau lapor polisi"),
    ],
)  # fmt: skip
def test_who_introduces_himself_before_the_matter_is_no_title_and_stays(
    line: str, title: str
) -> None:
    told = of(line)
    assert told.title == title
    assert "ppk banjarmasin utara" in told.titled or "fulan" in told.titled


def test_all_that_a_form_says_stays() -> None:
    message = of("LAPORAN\nHari : Minggu\nTempat : Barabai\nUraian : Dua orang merobek. Kabur.")
    assert message.detail == "Hari : Minggu\nTempat : Barabai\nUraian : Dua orang merobek. Kabur."


@pytest.mark.parametrize(
    "opening",
    ["⏩ ", "➡️ ", "assalamualaikum pak izin menyampaikan ", "Sambil lalu lapor jua lah pak ",
     "Assalamu'alaikum wr wb pak, izin lapor "],
)  # fmt: skip
def test_marks_and_greetings_without_a_comma_are_no_part_of_the_title(opening: str) -> None:
    assert of(f"{opening}banjir di Haruyan").title == "banjir di Haruyan"


@pytest.mark.parametrize(
    "heading",
    [
        "Perkembangan situasi Kamtibmas wilayah Kab. HST per 24 Nov 2024 pukul 06.00.",
        "Sitkamtibmas per 24 November 2024 pukul 18.00 wita",
        "PERKEMBANGAN SITUASI KAMTIBMAS PER MINGGU 24 NOVEMBER 2024",
    ],
)
def test_the_heading_of_a_report_on_the_situation_is_no_title(heading: str) -> None:
    told = of(f"{heading}\nAda ancaman pembakaran posko di Kec. Haruyan.")
    assert told.title == "Ada ancaman pembakaran posko di Kec. Haruyan"
    assert heading.rstrip(".") in told.detail


@pytest.mark.parametrize(
    "line",
    ["Situasi memanas di Haruyan per 24 Nov 2024", "Situasi wilayah Haruyan Terendam Banjir",
     "SITUASI WILAYAH HARUYAN BANJIR BANDANG"],
)  # fmt: skip
def test_a_situation_that_is_told_beside_its_day_or_place_is_a_title(line: str) -> None:
    assert of(f"{line}\nSaksi lima orang").title == line
