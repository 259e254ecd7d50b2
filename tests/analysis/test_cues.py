"""Titles that may say when or where, or that nothing happened, and those that need not be read for it."""

import json
from datetime import UTC, datetime

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from tests.analysis.test_casualties import TOLD
from tests.conftest import SAMPLE

from pilkada_cli.analysis.casualties import casualties
from pilkada_cli.analysis.cues import may_count, may_say_more
from pilkada_cli.analysis.figures import figures
from pilkada_cli.domain.reference import Reference
from pilkada_cli.jobs.message import understand_typed

NOW = datetime(2024, 11, 25, 5, 20, tzinfo=UTC)
READ = {"at", "region", "district", "village", "polling_station"}


@pytest.mark.parametrize(
    "title",
    ["Baliho dirusak", "Warga resah", "Surat suara rusak", "Bilboard roboh", "Konvoi ricuh"],
)
def test_what_happened_alone_needs_no_reading(reference: Reference, title: str) -> None:
    assert not may_say_more(title, reference)


WHEN = (
    "kemarin malam", "tadi pagi", "semalam", "kamaren", "samalam", "minggu tadi", "besok malam", "lusa",
    "nanti malam", "bsk mlm", "malam ini", "Sabtu", "Minggu siang", "bulan lalu", "tgl dua", "yesterday",
    "last night", "jam sebelas", "Jumat", "kmrn", "isuk", "tonight", "hari ini", "tempo hari",
)  # fmt: skip
WHERE = ("di Haruyan", "Barabai", "kec limpasu", "desa Aluan", "Kandangan", "tapin selatan", "HST")


@pytest.mark.parametrize("words", [*WHEN, *WHERE, "situasi aman", "nihil", "tidak ada kejadian"])
def test_words_of_time_place_and_quiet_are_read(reference: Reference, words: str) -> None:
    assert may_say_more(f"Baliho dirusak {words}", reference)


def test_no_title_of_the_sample_that_says_when_or_where_goes_unread(reference: Reference) -> None:
    told = map(json.loads, SAMPLE.read_text(encoding="utf-8").splitlines())
    titles = [each["title"] for each in told if each["kind"] == "add"]
    said = 0
    for title in titles:
        found = understand_typed({"title": title, "region": "63"}, reference, NOW, None)
        if found.guesses.keys() & READ or found.leaves_day_open or found.objection:
            said += 1
            assert may_say_more(title, reference), title
    assert said


pieces = st.sampled_from(
    [
        *TOLD,
        "kerugian Rp",
        "lima juta rupiah",
        "massa",
        "ratusan orang",
        "MD",
        "luka ringan",
        "wafat",
        "dua",
    ]
)


@given(st.lists(pieces, max_size=3).map(" ".join))
@example("Korban MD, luka-luka")
def test_a_text_without_numbers_or_deaths_counts_nobody(text: str) -> None:
    assert may_count(text) or not (casualties(text) or figures(text))
