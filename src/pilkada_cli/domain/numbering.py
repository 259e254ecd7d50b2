"""What reports and actions are called: by the code of an office and a number."""

import re
from typing import TypeGuard

from pilkada_cli.domain.operation import JsonObject

NO_CODE = "LAP"
"""The code of an office that has none."""

_CODE = re.compile(r"[A-Z][A-Z0-9]{0,11}")

MOST = 10**9 - 1
"""The largest number: as many digits as an id may be typed with."""


def is_code(text: object) -> TypeGuard[str]:
    """Whether a value is of the form of codes: a letter, then letters and digits, twelve at most."""
    return isinstance(text, str) and _CODE.fullmatch(text) is not None


def code_in(content: JsonObject) -> str:
    """The code under which an operation makes something; `NO_CODE` where it is of no such form."""
    code = content.get("code")
    return code if is_code(code) else NO_CODE


def number_in(content: JsonObject) -> int:
    """The number that an operation gives what it makes; 0 where it gives none that can be typed."""
    number = content.get("number")
    return number if type(number) is int and 0 < number <= MOST else 0
