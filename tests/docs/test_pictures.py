"""The officer's guides: pictures that show what the program does, commands that can be typed."""

import re
import shlex
import sys
from pathlib import Path

import pytest
from docs.scenes import MESSAGE
from tests.conftest import ROOT, Cli

from pilkada_cli.i18n import LANGUAGES, use_language

FOLDER = ROOT / "docs" / "pictures"
GUIDES = {"id": ROOT / "docs" / "panduan.md", "en": ROOT / "docs" / "guide.md"}

each_guide = pytest.mark.parametrize("language", LANGUAGES)


def text(language: str) -> str:
    return GUIDES[language].read_text(encoding="utf-8")


def shown(language: str) -> list[str]:
    """The names of the pictures in a guide, in their order."""
    return re.findall(r"!\[[^\]]+\]\(pictures/([^)]+)\)", text(language))


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
@each_guide
def test_the_pictures_show_what_the_program_shows(language: str) -> None:
    from docs.pictures import pictures

    drawn = pictures(language)
    use_language("en")
    kept = {file.name: file.read_text(encoding="utf-8") for file in pictures_of(language)}
    assert sorted(drawn) == sorted(kept)
    assert [name for name in drawn if drawn[name] != kept[name]] == [], "make pictures"


@each_guide
def test_a_guide_prints_the_message_that_it_reads_from_a_file(language: str) -> None:
    assert f"```text\n{MESSAGE}```" in text(language)


def pictures_of(language: str) -> list[Path]:
    return sorted(FOLDER.glob(f"*.{language}.svg"))


@each_guide
def test_a_guide_shows_each_of_its_pictures_once(language: str) -> None:
    assert sorted(shown(language)) == [file.name for file in pictures_of(language)]


def test_both_guides_have_the_same_sections_and_pictures_in_the_same_order() -> None:
    def outline(language: str) -> list[str]:
        marks = re.findall(r"^#+(?= )|pictures/[\w-]+(?=\.)", text(language), re.MULTILINE)
        return list(marks)

    assert outline("id") == outline("en")


@each_guide
def test_no_picture_names_a_place_of_the_machine_it_was_drawn_on(language: str) -> None:
    for file in pictures_of(language):
        assert not re.search(r"/(?:tmp|home|root|work)\b", file.read_text(encoding="utf-8")), file


def commands() -> list[str]:
    """Every command that stands in a guide, without ``pilkada``."""
    both = "\n".join(text(language) for language in LANGUAGES)
    found = re.findall(r"`pilkada(?: ([^`]*))?`", both)
    return sorted({" ".join(command.split()) for command in found})


@pytest.mark.parametrize("command", commands())
def test_every_command_of_a_guide_can_be_typed(cli: Cli, command: str) -> None:
    asked = cli(*shlex.split(command), "--help")
    assert asked.code == 0, asked.err
