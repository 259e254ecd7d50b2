"""What looks like a name in a message for WhatsApp is said before it goes out."""

import pytest
from tests.conftest import Cli


def add(cli: Cli, *more: str) -> None:
    cli.ok("report", "add", "Baliho dirusak", "-r", "HST", "-c", "perusakan-apk", *more)


@pytest.mark.parametrize(
    ("lang", "read", "perhaps"),
    [
        ("en", "read it before you send it", "perhaps names of people: Fulan Contoh, Polan Misal;"),
        ("id", "baca sebelum dikirim", "mungkin nama orang: Fulan Contoh, Polan Misal;"),
    ],
)
def test_whoever_sends_by_whatsapp_is_told_to_read_it_and_what_looks_like_a_name(
    cli: Cli, lang: str, read: str, perhaps: str
) -> None:
    told = "Kemarin Fulan Contoh memukul Polan Misal di depan kantor Mahkamah."
    add(cli, "--detail", told)
    sent = cli("report", "show", "1", "-f", "wa", "--lang", lang)
    assert sent.code == 0
    assert read in sent.err and perhaps in sent.err
    assert 'pilkada report amend LAP-1 --detail "…"' in sent.err
    assert cli("report", "show", "1", "-f", "lapinfo").err == ""


def test_what_was_taken_out_and_the_names_of_places_do_not_look_like_names(cli: Cli) -> None:
    told = "Pelapor Sdr. Fulan Contoh melihat truk di Batang Alai Timur dan Batu Benawa."
    add(cli, "--detail", told, "--village", "Batu Perahu")
    cli.ok("report", "amend", "1", "--detail", f"{told} Ia ke Batu Perahu.")
    sent = cli("report", "show", "1", "-f", "wa")
    assert "Batu Perahu" in sent.out
    assert "perhaps names" not in sent.err


@pytest.mark.parametrize(
    ("told", "perhaps"),
    [
        ("Kata warga korban nurhayati luka.", "nurhayati"),
        ("Saksi DEDI menolak.", "DEDI"),
        ("Ketua PPS Fulan sakit.", "Fulan"),
        ("Disebarkan akun @fulan_contoh.", "@fulan_contoh"),
    ],
)
def test_a_word_where_a_name_may_stand_is_named_before_a_message_goes_out(
    cli: Cli, told: str, perhaps: str
) -> None:
    add(cli, "--detail", told)
    assert f"perhaps names of people: {perhaps};" in cli("report", "show", "1", "-f", "wa").err


@pytest.mark.parametrize(
    ("title", "detail"),
    [
        ("Pelaku Fulan kabur", "Tadi Fulan ditangkap."),
        ("Tadi Fulan ditangkap", "Sdr. Fulan Contoh kabur, NIK Contoh dicatat."),
    ],
)
def test_a_name_that_is_told_once_is_masked_wherever_it_or_a_word_of_it_stands(
    cli: Cli, title: str, detail: str
) -> None:
    cli.ok("report", "add", title, "-r", "HST", "-c", "perusakan-apk", "--detail", detail)
    sent = cli("report", "show", "1", "-f", "wa")
    assert "Fulan" not in sent.out and "Contoh" not in sent.out
    assert "perhaps names" not in sent.err


@pytest.mark.parametrize(
    ("title", "detail", "option"),
    [
        ("Baliho dirusak", "Saksi DEDI menolak.", "--detail"),
        ("Saksi DEDI menolak", "Baliho dirusak.", "--title"),
    ],
)
def test_the_text_that_is_to_be_changed_is_the_one_in_which_the_name_still_stands(
    cli: Cli, title: str, detail: str, option: str
) -> None:
    cli.ok("report", "add", title, "-r", "HST", "-c", "perusakan-apk", "--detail", detail)
    assert f'amend LAP-1 {option} "…"' in cli("report", "show", "1", "-f", "wa").err


def test_what_becomes_of_people_does_not_look_like_a_name(cli: Cli) -> None:
    told = "Korban jiwa nihil, korban banjir di Haruyan, pelaku usaha rugi. Saksi paslon hadir."
    told = f"{told} Kerugian Rp 350.000."
    add(cli, "--detail", f"{told} PELAKU MASIH DICARI, ketua KPPS TPS 3 Haruyan pingsan.")
    assert "perhaps names" not in cli("report", "show", "1", "-f", "wa").err
