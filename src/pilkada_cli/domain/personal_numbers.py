"""What makes a row of digits the number of a person: NIP, NIK, telephone.

Each question looks at the digits and their gaps alone, never at what stands around them.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Group:
    """Digits without a gap; `joint` is what stands between them and those before."""

    start: int
    end: int
    digits: str
    joint: str
    plus: bool


def is_amount(groups: Sequence[Group]) -> bool:
    """Whether points group the digits in thousands, as in ``62.812.345.678``."""
    first, *others = groups
    if not others or len(first.digits) > 3 or first.digits[0] == "0":
        return False
    abroad = first.plus and first.digits == "62"
    return not abroad and all(g.joint == "." and len(g.digits) == 3 for g in others)


_NIP = re.compile(
    r"(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:19|20)\d\d(?:0[1-9]|1[0-2])[12]\d{3}"
)
"""Born, appointed, sex, number of the day."""


def is_nip(digits: str) -> bool:
    """Whether the digits are built as the number of a civil servant."""
    return _NIP.fullmatch(digits) is not None


NIK_DIGITS = 16
_PROVINCE = r"(?:1[1-9]|21|3[1-6]|5[1-3]|6[1-5]|7[1-6]|8[12]|9[1-7])"
_NIK = re.compile(_PROVINCE + r"\d{4}(?:0[1-9]|[1256]\d|[37][01]|4[1-9])(?:0[1-9]|1[0-2])\d{6}")
"""District, day of birth (40 more for women), month, year, number of the day."""
_IN_FOURS = re.compile(_PROVINCE + r"\d{14}")
_YEARS = re.compile(r"(?:(?:19|20)\d\d){4}")


def is_nik(digits: str, groups: Sequence[Group]) -> bool:
    """Whether the digits are an identity number: 16 in a row, in fours, or built as one."""
    sizes = [len(g.digits) for g in groups]
    if len(digits) != NIK_DIGITS or sizes == [NIK_DIGITS]:
        return sizes == [NIK_DIGITS]
    if sizes == [4, 4, 4, 4]:
        return bool(_IN_FOURS.fullmatch(digits)) and not _YEARS.fullmatch(digits)
    return is_built_as_nik(digits) and min(sizes[:-1]) > 1


def is_built_as_nik(digits: str) -> bool:
    """Whether the digits hold a province, a day of birth and a month where an identity number does."""
    return _NIK.fullmatch(digits) is not None


_MOBILE = re.compile(r"8[1-35789]\d{7,10}")
_LANDLINE = re.compile(r"[2-79]\d{7,10}")
_AREA = re.compile(r"0[2-79]\d{1,2}")
_SUBSCRIBER = re.compile(r"[1-9]\d{4,7}")
_HOURS = re.compile(r"(?:[01]\d|2[0-4])[0-5]\d")
_BARE_SIZES = re.compile(r"3[34][345]")


def is_phone(digits: str, groups: Sequence[Group]) -> bool:
    """Whether the digits are a telephone number: with +, 00 or 62, or as dialled within Indonesia."""
    first = groups[0]
    if first.plus and not digits.startswith("62"):
        return 10 <= len(digits) <= 15 and digits[0] != "0"
    if first.plus or digits.startswith("0062"):
        home = digits.removeprefix("00").removeprefix("62").removeprefix("0")
        return bool(_MOBILE.fullmatch(home) or _LANDLINE.fullmatch(home))
    if digits.startswith("62"):
        home = digits.removeprefix("62").removeprefix("0")
        return bool(_MOBILE.fullmatch(home)) and all(len(g.digits) > 2 for g in groups[1:])
    if digits.startswith("08"):
        return bool(_MOBILE.fullmatch(digits[1:]))
    if digits.startswith("0"):
        return _is_landline(digits, groups)
    return _is_bare(digits, groups)


def _is_landline(digits: str, groups: Sequence[Group]) -> bool:
    if len(groups) == 1:
        return bool(_LANDLINE.fullmatch(digits[1:]))
    if all(_HOURS.fullmatch(g.digits) for g in groups):
        return False
    subscriber = digits[len(groups[0].digits) :]
    return bool(_AREA.fullmatch(groups[0].digits) and _SUBSCRIBER.fullmatch(subscriber))


def _is_bare(digits: str, groups: Sequence[Group]) -> bool:
    """A mobile number that lost its 0, as a spreadsheet makes it."""
    sizes = "".join(str(len(g.digits)) for g in groups)
    whole = len(groups) == 1
    dashed = bool(_BARE_SIZES.fullmatch(sizes)) and all(g.joint == "-" for g in groups[1:])
    return (whole or dashed) and bool(_MOBILE.fullmatch(digits))
