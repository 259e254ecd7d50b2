"""A command line that cannot be meant: said in the user's language, with the way out."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from tests.conftest import Cli

from pilkada_cli.cli import meant
from pilkada_cli.cli.app import program

USAGE_ERRORS: tuple[tuple[str, str, str], ...] = (
    # an option that is not there
    ("--foo", "tidak ada opsi --foo\n", "there is no option --foo\n"),
    ("summary -z", "tidak ada opsi -z\n", "there is no option -z\n"),
    # and one that is said in other words
    ("report list --sejak 2024-11-22",
     "tidak ada opsi --sejak\n"
     "petunjuk: mungkin maksudnya '--since'? lihat pilkada report list --help\n",
     "there is no option --sejak\n"
     "hint: did you mean '--since'? see pilkada report list --help\n"),
    # and one before its command
    ("--regency HST summary",
     "tidak ada opsi --regency\n"
     "petunjuk: opsi ditulis setelah perintahnya: pilkada PERINTAH --regency …; "
     "lihat pilkada --help\n",
     "there is no option --regency\n"
     "hint: options stand after the command: pilkada COMMAND --regency …; see pilkada --help\n"),
    # and one that is nearly there
    ("--versoin",
     "tidak ada opsi --versoin\npetunjuk: mungkin maksudnya '--version'? lihat pilkada --help\n",
     "there is no option --versoin\nhint: did you mean '--version'? see pilkada --help\n"),
    ("summary --regenc Banjar",
     "tidak ada opsi --regenc\n"
     "petunjuk: mungkin maksudnya '--regency', '--register'? lihat pilkada summary --help\n",
     "there is no option --regenc\n"
     "hint: did you mean '--regency', '--register'? see pilkada summary --help\n"),
    ("report verify 1 --reson ya",
     "tidak ada opsi --reson\n"
     "petunjuk: mungkin maksudnya '--reason'? lihat pilkada report verify --help\n",
     "there is no option --reson\n"
     "hint: did you mean '--reason'? see pilkada report verify --help\n"),
    # a command that is not there
    ("jalan", "tidak ada perintah 'jalan'\npetunjuk: lihat pilkada --help\n",
     "there is no command 'jalan'\nhint: see pilkada --help\n"),
    # and one that is said in other words
    ("hapus",
     "tidak ada perintah 'hapus'\n"
     "petunjuk: mungkin maksudnya 'report erase', 'batal'? lihat pilkada --help\n",
     "there is no command 'hapus'\n"
     "hint: did you mean 'report erase', 'undo'? see pilkada --help\n"),
    ("hapus HST-1",
     "tidak ada perintah 'hapus'\n"
     "petunjuk: laporan yang keliru: pilkada report refute HST-1 --reason \"salah catat\"; "
     "kata dan namanya dihapus selamanya: pilkada report erase HST-1; lihat pilkada --help\n",
     "there is no command 'hapus'\n"
     "hint: a report that is wrong: pilkada report refute HST-1 --reason \"salah catat\"; "
     "its words and names for good: pilkada report erase HST-1; see pilkada --help\n"),
    ("summary --on 2024-11-22",
     "tidak ada opsi --on\n"
     "petunjuk: mungkin maksudnya '--as-of'? lihat pilkada summary --help\n",
     "there is no option --on\nhint: did you mean '--as-of'? see pilkada summary --help\n"),
    ("readiness list",
     "tidak ada perintah 'list'\n"
     "petunjuk: mungkin maksudnya 'readiness show'? lihat pilkada readiness --help\n",
     "there is no command 'list'\n"
     "hint: did you mean 'readiness show'? see pilkada readiness --help\n"),
    ("report hapus 1",
     "tidak ada perintah 'hapus'\n"
     "petunjuk: mungkin maksudnya 'report erase'? lihat pilkada report --help\n",
     "there is no command 'hapus'\n"
     "hint: did you mean 'report erase'? see pilkada report --help\n"),
    ("import rekap.xlsx",
     "tidak ada perintah 'import'\n"
     "petunjuk: mungkin maksudnya 'report import rekap.xlsx'? lihat pilkada --help\n",
     "there is no command 'import'\n"
     "hint: did you mean 'report import rekap.xlsx'? see pilkada --help\n"),
    ("ekspor",
     "tidak ada perintah 'ekspor'\n"
     "petunjuk: mungkin maksudnya 'export reports -o laporan.xlsx'? lihat pilkada --help\n",
     "there is no command 'ekspor'\n"
     "hint: did you mean 'export reports -o laporan.xlsx'? see pilkada --help\n"),
    ("ekspor laporan.xlsx",
     "tidak ada perintah 'ekspor'\n"
     "petunjuk: mungkin maksudnya 'export reports -o laporan.xlsx'? lihat pilkada --help\n",
     "there is no command 'ekspor'\n"
     "hint: did you mean 'export reports -o laporan.xlsx'? see pilkada --help\n"),
    ("export laporan.csv",
     "tidak ada perintah 'laporan.csv'\n"
     "petunjuk: mungkin maksudnya 'export reports -o laporan.csv'? lihat pilkada export --help\n",
     "there is no command 'laporan.csv'\n"
     "hint: did you mean 'export reports -o laporan.csv'? see pilkada export --help\n"),
    # and one that is nearly there
    ("sumary",
     "tidak ada perintah 'sumary'\npetunjuk: mungkin maksudnya 'summary'? lihat pilkada --help\n",
     "there is no command 'sumary'\nhint: did you mean 'summary'? see pilkada --help\n"),
    ("report verfy 1",
     "tidak ada perintah 'verfy'\n"
     "petunjuk: mungkin maksudnya 'verify'? lihat pilkada report --help\n",
     "there is no command 'verfy'\nhint: did you mean 'verify'? see pilkada report --help\n"),
    ("bantuan", "tidak ada perintah 'bantuan'\npetunjuk: lihat pilkada --help\n",
     "there is no command 'bantuan'\nhint: see pilkada --help\n"),
    ("report note 1 -t uji --at kemarin",
     "tidak ada opsi --at\npetunjuk: mungkin maksudnya '--known'? lihat pilkada report note --help\n",
     "there is no option --at\nhint: did you mean '--known'? see pilkada report note --help\n"),
    # an argument that is missing
    ("report show", "belum diisi: ID\npetunjuk: lihat pilkada report show --help\n",
     "missing: ID\nhint: see pilkada report show --help\n"),
    ("report verify --reason ya", "belum diisi: ID…\n", "missing: ID…\n"),
    ("report import", "belum diisi: BERKAS…\n", "missing: FILE…\n"),
    ("region show", "belum diisi: WILAYAH\n", "missing: REGION\n"),
    ("stage show", "belum diisi: TAHAPAN\n", "missing: STAGE\n"),
    ("taxonomy show", "belum diisi: KATEGORI\n", "missing: CATEGORY\n"),
    ("data check", "belum diisi: FOLDER\n", "missing: FOLDER\n"),
    # an option without its value
    ("summary --regency", "opsi --regency memerlukan nilai\n", "option --regency needs a value\n"),
    ("summary -r", "opsi -r memerlukan nilai\n", "option -r needs a value\n"),
    ("export reports -o", "opsi -o memerlukan nilai\n", "option -o needs a value\n"),
    ("--lang", "opsi --lang memerlukan nilai\n", "option --lang needs a value\n"),
    # a flag with a value
    ("summary --quiet=ya", "opsi --quiet tidak menerima nilai\n",
     "option --quiet takes no value\n"),
    ("check --fix=1", "opsi --fix tidak menerima nilai\n", "option --fix takes no value\n"),
    ("--help=summary", "opsi --help tidak menerima nilai\n", "option --help takes no value\n"),
    # words that nothing asks for
    ("summary Banjar", "terlalu banyak kata: Banjar\npetunjuk: lihat pilkada summary --help\n",
     "too many words: Banjar\nhint: see pilkada summary --help\n"),
    ("report show 1 2 3", "terlalu banyak kata: 2 3\n", "too many words: 2 3\n"),
    ("report add Baliho dirusak -r HST", "terlalu banyak kata: dirusak\n",
     "too many words: dirusak\n"),
    ("summary -- -r", "terlalu banyak kata: -r\n", "too many words: -r\n"),
)  # fmt: skip

TYPER_ERRORS = re.compile(
    r"No such|Did you mean|Got unexpected|extra argument|requires an argument|does not take"
    r"|Missing|Invalid value|Usage:|Try '|Error:",
    re.IGNORECASE,
)
TYPER_HELP = re.compile(
    r"Usage:|Options:|Arguments:|Commands:|\[OPTIONS\]|\bCOMMAND\b|\bARGS\b|\[required\]|default:"
    r"|env var|Show this message|show this help|Install completion|Show completion|current shell"
)


@pytest.fixture(params=("id", "en"))
def language(request: pytest.FixtureRequest, cli: Cli, monkeypatch: pytest.MonkeyPatch) -> str:
    """The language of the program, set where a broken command line does not reach it."""
    cli.ok("init", "-r", "HST", "--code", "HST")
    monkeypatch.setenv("PILKADA_LANG", request.param)
    return str(request.param)


@pytest.mark.parametrize(("typed", "indonesian", "english"), USAGE_ERRORS)
def test_a_usage_error_speaks_the_users_language_and_names_the_help_page(
    cli: Cli, language: str, typed: str, indonesian: str, english: str
) -> None:
    result = cli(*typed.split(" "))
    assert (result.code, result.out) == (2, "")
    error, hint, text = (
        ("kesalahan", "petunjuk", indonesian) if language == "id" else ("error", "hint", english)
    )
    assert result.err.startswith(f"{error}: {text}")
    assert re.fullmatch(rf"{error}: .+\n{hint}: .*\bpilkada( [a-z]+)* --help\n", result.err)
    if language == "id":
        assert not TYPER_ERRORS.search(result.err)


@pytest.mark.parametrize(
    "typed",
    [
        "import rekap.xlsx", "lapor --tanggal x", "daftar", "report verify 1", "report attach 1 x",
        "report erase 1 --reason x --yes", "lapor Baliho", "undo",
    ],
)  # fmt: skip
@pytest.mark.parametrize(
    ("lang", "begin"),
    [("en", "hint: begin with pilkada init"), ("id", "petunjuk: mulai dengan pilkada init")],
)
def test_without_a_register_the_first_hint_is_how_to_make_one_and_none_is_made(
    cli: Cli, monkeypatch: pytest.MonkeyPatch, typed: str, lang: str, begin: str
) -> None:
    monkeypatch.setenv("PILKADA_LANG", lang)
    result = cli(*typed.split())
    assert result.code == 2
    assert result.err.splitlines()[-1].startswith(f"{begin}; ")
    assert not cli.register.exists()


@pytest.mark.parametrize(
    ("typed", "option"),
    [
        ("lapor x --tanggal", "--at"), ("lapor x --date", "--at"), ("lapor x --fase", "--phase"),
        ("lapor x --wilayah", "--regency"), ("lapor x --kategori", "--category"),
        ("lapor x --text", "--detail"), ("lapor x --tangal", "--at"),
        ("report amend 1 --judul", "--title"), ("report verify 1 --alasan", "--reason"),
        ("daftar --terbuka", "--open"), ("daftar --tanggal", "--since', '--until', '--as-of"),
        ("daftar --kolom", "--columns"), ("nihil --tanggal", "--on"),
        ("ringkas --menurut", "--by"), ("export reports --keluaran", "--output"),
        ("lapor -t", "--detail"),
    ],
)  # fmt: skip
def test_an_option_in_everyday_words_leads_to_the_one_that_the_command_has(
    cli: Cli, language: str, typed: str, option: str
) -> None:
    said = "mungkin maksudnya" if language == "id" else "did you mean"
    assert f"{said} '{option}'?" in cli(*typed.split(), "x").err


@pytest.mark.parametrize("word", ["--judul", "--title"])
def test_the_title_of_a_new_report_is_no_option(cli: Cli, language: str, word: str) -> None:
    assert 'pilkada lapor "' in cli("lapor", word, "Baliho").err


def test_only_options_and_commands_that_there_are_stand_in_the_tables_of_words() -> None:
    every = {" ".join(path): found for path, found in built(program()).items()}
    assert set(meant.COMMANDS) <= set(every)
    options = {name for each in every.values() for each_ in each.params for name in each_.opts}
    assert set(meant.OPTIONS) <= options | {"--help", "--version"}


def built(command: Any, path: tuple[str, ...] = ()) -> dict[tuple[str, ...], Any]:
    found = {path: command}
    for name in getattr(command, "commands", {}):
        found |= built(command.commands[name], (*path, name))
    return found


@pytest.mark.parametrize("name", ["o'brien", "Jum'at"])
def test_a_name_with_an_apostrophe_is_no_command_either(cli: Cli, language: str, name: str) -> None:
    error = cli(name).err
    assert name in error and "No such" not in error


def commands(command: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """The words that lead to each command and group."""
    yield path
    for name in getattr(command, "commands", {}):
        yield from commands(command.commands[name], (*path, name))


@pytest.fixture
def pages(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Help pages by the words that lead to them and the language."""

    def page(path: tuple[str, ...], language: str) -> str:
        monkeypatch.setenv("PILKADA_LANG", language)
        return cli.ok(*path, "--help")

    return page


EVERY = list(commands(program()))


def test_there_are_help_pages_to_look_at() -> None:
    assert {(), ("report",), ("report", "add"), ("summary",)} <= set(EVERY)


@pytest.mark.parametrize("path", EVERY, ids=" ".join)
def test_no_word_of_typer_is_left_on_an_indonesian_help_page(
    pages: Any, path: tuple[str, ...]
) -> None:
    text = pages(path, "id")
    assert text.startswith(f"Pemakaian: pilkada{''.join(f' {word}' for word in path)} [OPSI]")
    assert not TYPER_HELP.search(text)


@pytest.mark.parametrize("path", EVERY, ids=" ".join)
def test_a_help_page_has_no_line_in_common_with_the_other_language(
    pages: Any, path: tuple[str, ...]
) -> None:
    """A text that nobody marked for the catalogue is the same on both pages."""
    shared = set(pages(path, "id").splitlines()) & set(pages(path, "en").splitlines())
    only_an_option = re.compile(r" *--?\S+(, --\S+)?( \S+)?")
    assert not [line for line in shared if line and not only_an_option.fullmatch(line)]


def test_lang_beats_the_environment_on_help_pages_and_in_errors(cli: Cli) -> None:
    assert cli.ok("--lang", "id", "--help").startswith("Pemakaian: pilkada")
    assert cli.ok("summary", "--lang=id", "--help").startswith("Pemakaian: pilkada summary")
    assert cli("summary", "--lang", "id", "--foo").err.startswith(
        "kesalahan: tidak ada opsi --foo\n"
    )


def test_a_title_without_quotes_is_told_of_them(cli: Cli) -> None:
    result = cli("report", "add", "Spanduk", "roboh", "-r", "HST", "-c", "hoaks")
    assert result.code == 2
    assert 'stands in quotes: pilkada report add "TITLE"' in result.err


@pytest.mark.parametrize(
    ("typed", "meant_"),
    [("kantor add kartu.txt", "office add kartu.txt"), ("kantor kartu", "office card"),
     ("laporan add x", "lapor x")],
)  # fmt: skip
def test_a_group_in_another_word_leads_to_its_command(
    cli: Cli, monkeypatch: pytest.MonkeyPatch, typed: str, meant_: str
) -> None:
    monkeypatch.setenv("PILKADA_LANG", "id")
    assert f"mungkin maksudnya '{meant_}'?" in cli(*typed.split()).err
