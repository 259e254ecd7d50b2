"""Words that are written short, with a point behind them that ends no sentence."""

from pilkada_cli.domain.spelling import words

OF_PLACES = ("kec", "kab", "kel", "ds", "prov")
"""What calls a place what it is."""

SHORTENED = frozenset(
    (*OF_PLACES, *words("no nopol tgl pkl jl gg an yth bpk sdr sdri dr drs ir h hj m kasi st psl"))
)
"""Every word that is known to be short."""

_LONG = 4
"""Letters from which on a word that is not known to be short is whole."""


def ends_sentence(word: str) -> bool:
    """Whether a point behind a folded word ends a sentence; behind a single figure it numbers a list."""
    is_whole = len(word) >= _LONG or (word.isdigit() and len(word) > 1)
    return is_whole and word not in SHORTENED
