"""The Indonesian catalogue: whole, true to the fields of every sentence, and nobody's index."""

import ast
import re
from collections.abc import Iterator
from string import Formatter

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po
from tests.conftest import ROOT

from docs import generate
from pilkada_cli.cli.daily import ALIASES

SOURCE = ROOT / "src"
CATALOGUE = SOURCE / "pilkada_cli" / "locale" / "id" / "LC_MESSAGES" / "pilkada.po"
MARKS = ("_", "N_")

SAME_IN_BOTH = {
    "Jan", "Feb", "Mar", "Apr", "Jun", "Jul", "Sep", "Nov", "April", "September", "November",
    "PG", "AG", "GN", "NIP", "no.", "target", "{problem} ({hint})", "FOLDER", "[FOLDER]",
    "Status: *{verification}*, {handling}",
    "Agenda:", "status",
}  # fmt: skip
"""Months, abbreviations and lines without a word of either language."""


def collected() -> set[str]:
    """The sentences that `make catalogue` finds."""
    found = extract_from_dir(SOURCE, keywords=dict.fromkeys(MARKS))
    return {message for _, _, message, _, _ in found if isinstance(message, str)}


def written() -> Iterator[tuple[str, str]]:
    """The sentences marked in the source, each with its place; Babel sees none in an f-string."""
    for path in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            match node:
                case ast.Call(
                    func=ast.Name(id=name), args=[ast.Constant(value=str(message)), *_]
                ) if name in MARKS:
                    yield message, f"{path.relative_to(ROOT)}:{node.lineno}"


def catalogue() -> Catalog:
    with CATALOGUE.open("rb") as file:
        return read_po(file, locale="id", abort_invalid=True)


MARKED = collected() | {message for message, _ in written()}
ENTRIES = {str(entry.id): str(entry.string) for entry in catalogue() if entry.id}


def fields(sentence: str) -> list[str]:
    return sorted(name for _, name, _, _ in Formatter().parse(sentence) if name is not None)


def test_every_sentence_has_an_indonesian_one() -> None:
    missing = {english for english in MARKED if not ENTRIES.get(english, "").strip()}
    assert not missing, "fill these in pilkada.po (make catalogue collects them)"


def test_no_entry_is_left_over_or_a_guess() -> None:
    assert not set(ENTRIES) - MARKED, "no longer in the source; make catalogue drops them"
    assert not list(catalogue().obsolete.values())
    assert not [entry.id for entry in catalogue() if entry.id and entry.fuzzy]


def test_babel_finds_every_marked_sentence() -> None:
    found = collected()
    unseen = [place for message, place in written() if message not in found]
    assert not unseen, "take these out of the f-string, else make catalogue drops their entries"


def test_both_sides_have_the_same_fields() -> None:
    assert not [pair for pair in ENTRIES.items() if fields(pair[0]) != fields(pair[1])]


def test_what_is_typed_and_how_it_stands_is_not_translated() -> None:
    """Options, variables, ids and keys; lines, blanks at the ends and the last full stop."""
    kept = re.compile(
        r"(?<![\w-])--?[a-z][a-z-]*|PILKADA_[A-Z]+|[A-Z]+-\d+|\b\w+_\w+\b|\n|^\s+|[.:…]?\s*$"
    )
    assert not [p for p in ENTRIES.items() if kept.findall(p[0]) != kept.findall(p[1])]


def test_no_sentence_was_left_in_english() -> None:
    same = {english for english, indonesian in ENTRIES.items() if english == indonesian}
    assert same == SAME_IN_BOTH


def test_the_score_is_never_called_what_bawaslu_and_kemendagri_publish() -> None:
    taken = re.compile(r"indeks|index|kerawanan", re.IGNORECASE)
    assert not [pair for pair in ENTRIES.items() if taken.search(pair[1])]


def test_the_catalogue_is_read_as_what_it_is() -> None:
    found = catalogue()
    assert (found.charset.lower(), found.num_plurals) == ("utf-8", 1)


COMMAND = re.compile(r"pilkada ((?:[a-z]+\b ?)+)([^;:()\n]*)")
NO_COMMAND = "pilkada nightly export"
"""The name of a task of the system."""


def known_commands() -> dict[str, set[str]]:
    """Every command as it can be typed, Indonesian names included, with its options."""
    known: dict[str, set[str]] = {}
    for name, context in generate.commands():
        options = {"--help"} | {option for each in context.command.params for option in each.opts}
        known[name.removeprefix("pilkada").strip()] = options
    return known | {alias: known[" ".join(words)] for alias, words in ALIASES.items()}


def named_commands(text: str, known: dict[str, set[str]]) -> Iterator[str]:
    """The commands that a sentence names, in full. Raises AssertionError for what is none."""
    for words, rest in COMMAND.findall(text.replace(NO_COMMAND, "")):
        first = words.split()
        found = next((" ".join(first[:n]) for n in (2, 1) if " ".join(first[:n]) in known), None)
        group = any(name.startswith(f"{found} ") for name in known) and len(first) > 1
        assert found and not group, f"no command: {text}"
        unknown = set(re.findall(r"(?<!\S)--?[a-z][a-z-]*", rest)) - known[found]
        assert not unknown, f"{found} has no {unknown}: {text}"
        yield " ".join(ALIASES.get(found, (found,)))


def test_every_command_that_a_sentence_names_exists_and_is_the_same_in_both_languages() -> None:
    known = known_commands()
    checked = 0
    for english, indonesian in ENTRIES.items():
        named = list(named_commands(english, known))
        assert sorted(named) == sorted(named_commands(indonesian, known)), indonesian
        checked += len(named)
    assert checked > 40


def test_an_indonesian_sentence_names_daily_commands_by_their_indonesian_names() -> None:
    english = {f"pilkada {' '.join(words)}" for words in ALIASES.values()}
    for sentence in ENTRIES.values():
        assert not any(re.search(rf"{each}\b", sentence) for each in english), sentence


def test_a_sentence_that_names_a_command_that_is_not_there_is_found() -> None:
    known = known_commands()
    for wrong in (
        "see pilkada reprt list",
        "use pilkada report list --opne",
        "pilkada report nte HST-1",
    ):
        with pytest.raises(AssertionError):
            list(named_commands(wrong, known))
