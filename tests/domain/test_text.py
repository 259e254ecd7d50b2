"""What user text may be, and that nothing in it is alive on a terminal."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pilkada_cli.domain.text import normalise, objection, visible

LIVE_TEXTS = [
    "\x1b[2J\x1b[H",
    "\x9b31m",
    "\x07\x08\x7f",
    "Banjir\r\x1b]0;title\x07",
    "\u202egnp.exe",
    "\u2066a\u2069",
    "\u200f\u061c",
    "a\u2028b\u2029c\x85d",
    "\ufeffx",
    "\udc80",
    "\ue000\U000f0000\uffff",
]
bidirectional = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
any_text = st.text(st.characters(exclude_categories=[])) | st.text(
    st.sampled_from("\x00\x07\x08\n\t\r\x1b\x7f\x85\x9b\u200e\u200f\u061c\u202a\u202e\u2066\u2069"
                    "\u2028\ufeff\udc80 aé\\{}")
)  # fmt: skip


def is_live(character: str) -> bool:
    """Whether a terminal may obey a character instead of showing it."""
    return (
        unicodedata.category(character) in {"Cc", "Cs", "Co", "Cn", "Zl", "Zp"}
        or unicodedata.bidirectional(character) in bidirectional
        or character in "\u200e\u200f\u061c\ufeff"
    )


@given(any_text)
def test_nothing_that_a_terminal_obeys_is_left(text: str) -> None:
    assert not any(map(is_live, visible(text)))


@given(any_text)
def test_with_lines_only_line_breaks_and_tabs_are_left(text: str) -> None:
    shown = visible(text, lines=True)
    assert {character for character in shown if is_live(character)} <= {"\n", "\t"}
    assert shown.count("\n") == text.count("\n")


@pytest.mark.parametrize("text", LIVE_TEXTS)
def test_hostile_text_is_shown_as_its_code_points(text: str) -> None:
    shown = visible(text)
    assert not any(map(is_live, shown))
    assert "\\u{" in shown


def test_an_escape_is_written_out() -> None:
    assert visible("a\x1b[31mb") == "a\\u{1b}[31mb"


@given(st.text(st.characters(categories=["L", "N", "P", "S", "Zs", "M"])))
def test_text_without_live_characters_is_shown_as_it_is(text: str) -> None:
    assert visible(text) == text


@given(any_text)
@example("\n\t")
def test_what_is_shown_is_one_line_and_utf_8(text: str) -> None:
    shown = visible(text)
    assert len(shown.splitlines()) <= 1
    shown.encode("utf-8")


@given(any_text)
def test_showing_twice_changes_nothing_more(text: str) -> None:
    once = visible(text)
    assert visible(once) == once


def test_a_line_break_becomes_a_space() -> None:
    assert visible("satu\ndua\ttiga") == "satu dua tiga"
    assert visible("satu\ndua\ttiga", lines=True) == "satu\ndua\ttiga"


@given(any_text)
def test_stored_text_is_nfc_with_plain_line_ends(text: str) -> None:
    stored = normalise(text)
    assert unicodedata.is_normalized("NFC", stored)
    assert "\r" not in stored
    assert normalise(stored) == stored


def test_line_ends_of_every_system_are_one() -> None:
    assert normalise("a\r\nb\rc\nd") == "a\nb\nc\nd"


@pytest.mark.parametrize("text", ["a\0b", "\ud800", "x\udc80y", "x" * 11])
def test_what_cannot_be_stored_is_refused(text: str) -> None:
    assert objection(text, 10) is not None


@pytest.mark.parametrize("text", ["", "x" * 10, "\U0001f30a" * 10, "\x1b[31m", "'; --", "=1+1"])
def test_everything_else_is_stored(text: str) -> None:
    assert objection(text, 10) is None


@given(any_text)
def test_what_is_not_refused_can_be_stored_as_utf_8(text: str) -> None:
    if objection(text, 10**6) is None:
        normalise(text).encode("utf-8")
