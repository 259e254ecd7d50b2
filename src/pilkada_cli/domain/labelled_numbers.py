"""Numbers that only the word before them tells of: passport, BPJS, NRP and their like, accounts of banks.

An amount whose thousands are grouped is none of them. Neither is a mobile number, which is
found by its form.
"""

import re
from collections.abc import Iterator

from pilkada_cli.domain.paper_numbers import GAP, LABELLED
from pilkada_cli.domain.personal_spans import Kind, Span

_BETWEEN = r"(?![^\W\d_])[^\d\n\0]{0,30}?(?<![^\W_])"
_NO_AMOUNT = r"(?!\d{1,3}(?:\.\d{3})+(?![\d.-]))"
_NO_MOBILE = rf"(?!(?:62|0)8[1-35789](?:{GAP}\d){{6,10}}(?!{GAP}\d))"
_NO_YEARS = r"(?!(?:(?:19|20)\d\d[ -]{1,3}){1,4}(?:19|20)\d\d(?![ -]?\d))"
_NEITHER = _NO_AMOUNT + _NO_MOBILE + _NO_YEARS
_BANK = (
    r"(?:bni|bri|bca|bsi|btn|btpn|cimb(?: niaga)?|danamon|mandiri|permata|muamalat|bank [a-z]{3,15}"
    r"|ovo|go-?pay|shopee-?pay|link-?aja)"
)
_NUMBER = re.compile(
    rf"(?<![^\W_])(?:(?i:pass?port?){_BETWEEN}(?P<passport>(?:[A-Za-z]{{1,2}}[ .-]?)?{_NO_AMOUNT}\d{{6,9}})"
    rf"|(?i:nrp){LABELLED}(?P<service>\d(?:{GAP}\d){{4,15}})"
    rf"|(?i:bpjs|kis|jkn|kta|imei(?: ?[12](?=[ :.]))?|bpkb|stnk|nisn|nuptk|karpeg){_BETWEEN}"
    rf"(?P<paper>(?:[A-Za-z][ .-]?)?{_NEITHER}\d(?:{GAP}\d){{7,19}})"
    rf"|(?i:nik|kk|ktp){LABELLED}(?P<resident>{_NO_AMOUNT}\d(?:{GAP}\d){{11,19}})"
    # Counts of two digits in a row, as of polling stations, are no account.
    rf"|(?i:{_BANK}){_BETWEEN}(?P<account>{_NEITHER}(?=[\d .-]{{0,12}}\d{{3}})\d(?:{GAP}\d){{7,19}})"
    rf")(?!\d)"
)
_BEFORE_BANK = re.compile(
    rf"(?<![\d./-]){_NEITHER}(?=[\d .-]{{0,12}}\d{{3}})(?P<account>\d(?:[.-]?\d){{9,19}})(?= ?[(,/-]? ?(?i:{_BANK})(?![^\W_]))"
)
_KINDS = {"account": Kind.ACCOUNT, "resident": Kind.NIK}


def labelled_numbers(plain: str) -> Iterator[Span]:
    """Where such numbers stand in a text made plain, without the word beside them."""
    for pattern in (_NUMBER, _BEFORE_BANK):
        for match in pattern.finditer(plain):
            group = str(match.lastgroup)
            yield *match.span(group), _KINDS.get(group, Kind.IDENTITY)
