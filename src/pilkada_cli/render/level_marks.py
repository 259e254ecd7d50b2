"""Levels in one or two letters, where there is no room for words."""

from collections.abc import Mapping

from pilkada_cli.domain.reference import Scale
from pilkada_cli.i18n import language


def marks(scale: Scale) -> Mapping[int, str]:
    """The initials of each level's words; its number where two levels would look alike."""
    words = {level.number: level.label.in_language(language()).split() for level in scale.levels}
    letters = {number: "".join(word[0] for word in each).upper() for number, each in words.items()}
    alike = len({*letters.values()}) < len(letters)
    return {number: str(number) if alike else mark for number, mark in letters.items()}


def legend(scale: Scale) -> str:
    """Each mark with the words it stands for."""
    found = marks(scale)
    return ", ".join(f"{found[level.number]} {level.label}" for level in scale.levels)
