"""The Indonesian catalogue: whole, true to the fields of every sentence, and nobody's index."""

import ast
import re
from collections.abc import Iterator
from string import Formatter

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po
from tests.conftest import ROOT

SOURCE = ROOT / "src"
CATALOGUE = SOURCE / "pilkada_cli" / "locale" / "id" / "LC_MESSAGES" / "pilkada.po"
MARKS = ("_", "N_")

SAME_IN_BOTH = {
    "Jan", "Feb", "Mar", "Apr", "Jun", "Jul", "Sep", "Nov", "April", "September", "November",
    "PG", "AG", "GN", "NIP", "no.", "{problem} ({hint})", "FOLDER",
    "Status: *{verification}*, {handling}",
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
