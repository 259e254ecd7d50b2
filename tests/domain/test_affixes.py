"""Prefixes: a word that is looked for is met in its forms."""

import pytest

from pilkada_cli.domain.affixes import other_forms, prefixed


@pytest.mark.parametrize(
    ("word", "form"),
    [
        ("rusak", "merusak"),
        ("rusak", "dirusak"),
        ("pasang", "memasang"),
        ("tolak", "penolakan"),
        ("kirim", "mengirim"),
        ("sobek", "menyobek"),
        ("ancam", "pengancaman"),
        ("bakar", "terbakar"),
        ("curi", "pencurian"),
        ("proses", "memproses"),
        ("lihat", "diperlihatkan"),
    ],
)
def test_a_form_begins_with_one_of_the_prefixed_words(word: str, form: str) -> None:
    assert any(form.startswith(each) for each in prefixed(word))


@pytest.mark.parametrize(
    ("word", "form"),
    [
        ("dirusak", "perusakan"),
        ("dirusak", "pengrusakan"),
        ("pengrusakan", "rusak"),
        ("perusakan", "dirusaknya"),
        ("pencurian", "dicuri"),
        ("diperiksa", "pemeriksan"),
        ("pemeriksan", "periksa"),
        ("menyerang", "serangan"),
        ("dibagikan", "pembagian"),
    ],
)
def test_the_forms_of_a_word_are_forms_of_one_another(word: str, form: str) -> None:
    assert form in other_forms(word)


@pytest.mark.parametrize(
    ("word", "another"),
    [("kepada", "pada"), ("sebelum", "belum"), ("dibuka", "bukan"), ("serangan", "rangkap"),
     ("kampanye", "kampung"), ("banjir", "banjar")],
)  # fmt: skip
def test_what_only_begins_or_ends_alike_is_no_form(word: str, another: str) -> None:
    assert another not in other_forms(word)


@pytest.mark.parametrize("word", ["tps", "2024", "kpu"])
def test_what_is_short_or_a_number_stands_alone(word: str) -> None:
    assert prefixed(word) == (word,)
