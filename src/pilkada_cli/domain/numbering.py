"""What reports and actions are called: by the code of an office and a number."""

from pilkada_cli.domain.operation import JsonObject

MOST = 10**9 - 1
"""The largest number: as many digits as an id may be typed with."""


def number_in(content: JsonObject) -> int:
    """The number that an operation gives what it makes; 0 where it gives none that can be typed."""
    number = content.get("number")
    return number if type(number) is int and 0 < number <= MOST else 0
