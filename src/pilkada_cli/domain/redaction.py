"""Taking out what points at a person, and reading written files again for what stayed.

Every text that leaves is searched for numbers (`domain/privacy.py`), addresses of
homes (`domain/addresses.py`) and the names that the known fields of the same
report hold (`domain/person_names.py`), by UU 27/2022 on personal data. A written
file is searched for all but the names: which names belong to a row is known only
where the row is made.
"""

import codecs
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from pilkada_cli.domain.addresses import addresses
from pilkada_cli.domain.fields import REPORT_FIELDS, Type
from pilkada_cli.domain.person_names import Names, folded, names_of
from pilkada_cli.domain.personal_spans import Kind, Span, merged, taken_out
from pilkada_cli.domain.privacy import INVISIBLE, LINE_END, ODD_JOINT, made_plain, personal_data

MARK = "[disamarkan]"
"""What stands for what was taken out: one mark in every language and format."""

TEXTS = frozenset(
    field.name
    for field in REPORT_FIELDS
    if field.written and field.type in {Type.TITLE, Type.LINE, Type.TEXT}
)
"""The fields in which people write what they like."""

# Whatever `personal_data` or `addresses` could find matches here too; the rest need not look.
# Each begins with a class of characters, which the engine seeks fast.
_DOUBTS = (
    re.compile(r"[06](?:(?<=0)|2)8[1-9]"),
    re.compile(
        r"[\d@](?:(?<=@)|(?<!\d\d)(?:"
        r"(?=[\d .()+\-\x01]{8})(?=(?:[ .()+\-\x01]{0,5}\d){8})"
        rf"|(?=(?:\d|{ODD_JOINT}){{15}})(?=(?:{ODD_JOINT}{{0,6}}\d){{15}})"
        rf"|(?=\d{{2,3}}[ \t.{INVISIBLE}{LINE_END}-]{{0,10}}[A-Za-z]"
        rf"|\d?[ \t.{INVISIBLE}-]{{0,7}}[A-Z]{{1,3}}(?!\w))"
        rf"(?:(?<=[A-Za-z]\d)|(?<=[ \t.{INVISIBLE}{LINE_END}-]\d))))"
    ),
    re.compile(r"[(\[{](?i:at)[)\]}]"),
    re.compile(r"[LTlt](?i:ahir|hr(?![^\W\d_])|tl)|\((?=[A-Za-z .]{3,31}[ ,/]{1,3}\d)"),
    re.compile(
        r"[PNBKIJSpnbkijs](?i:(?<=P)ASS?PORT?|(?<=N)(?:RP|ISN|UPTK)|(?<=B)P(?:JS|KB)|(?<=K)(?:IS|TA|ARPEG)"
        r"|(?<=I)MEI|(?<=J)KN|(?<=S)TNK)(?![^\W\d_])"
    ),
    re.compile(
        r"[PNTpnt](?i:(?<=P)(?:E?LAT|OL(?:ISI)?)|(?<=N)OPOL|(?<=T)NKB)(?=[ .:]{1,3}[A-Za-z]|(?<=T) NO)"
    ),
    re.compile(
        r"[JGRLKPjgrlkp](?:(?i:EK(?:ENING)?)(?![^\W\d_])|(?<![^\W_].)(?:(?i:LN?|G)(?![a-z])"
        r"|(?i:[TW](?:R[TW])?|ALAN|ANG|ORONG|OMPLEKS?|ERUM|ERUMAHAN)(?![^\W\d_])))"
    ),
)


def _is_doubtful(plain: str) -> bool:
    return any(doubt.search(plain) for doubt in _DOUBTS)


def redacted(
    values: Mapping[str, Any], fields: Sequence[str], ordinary: Collection[str] = ()
) -> dict[str, Any]:
    """The `fields` of a report with `MARK` for all that points at a person.

    `values` are all its fields: also those that do not leave hold names to look for.
    `ordinary` are folded words that name no person.
    """
    left = {name: values.get(name) for name in fields}
    texts = {name: text for name in fields if name in TEXTS and (text := left[name])}
    names = names_of(values, ordinary)
    joined = made_plain("\n".join(texts.values()))
    if "\\" in joined or _is_doubtful(joined) or _named(joined, names):
        left |= {name: redacted_text(text, names) for name, text in texts.items()}
    return left


def redacted_text(text: str, names: Names = frozenset()) -> str:
    """`text` with `MARK` for every number, address and one of the `names`; nothing is left to find.

    A backslash leaves as a slash: in a file it could be one of the format's own.
    """
    text = text.replace("\\", "/")
    while spans := [*_spans(text, names)]:
        text = taken_out(text, spans, lambda _kind: MARK)
    return text


def _spans(text: str, names: Names) -> Iterator[Span]:
    plain = made_plain(text)
    if _is_doubtful(plain):
        yield from ((found.start, found.end, found.kind) for found in personal_data(text))
        yield from ((start, end, Kind.ADDRESS) for start, end in addresses(plain))
    yield from ((start, end, Kind.NAME) for start, end in name_spans(plain, names))


def name_spans(plain: str, names: Names) -> Iterator[tuple[int, int]]:
    """Where one of the names stands in a text that was made plain."""
    if _named(plain, names):
        yield from (match.span() for match in _pattern(names).finditer(folded(plain)))


def _named(plain: str, names: Names) -> bool:
    low = folded(plain.replace(INVISIBLE, ""))
    return any(name[0] in low for name in names)


def _pattern(names: Names) -> re.Pattern[str]:
    """What finds the names in folded text, with what Indonesian hangs on to them ("Budinya")."""
    rows = sorted(names, key=lambda words: (-len(words), words))
    alternatives = "|".join(r"[\W\d_]{1,5}".join(map(_word, words)) for words in rows)
    return re.compile(
        rf"(?<![^\W\d_])(?:{alternatives})(?:[ .-]{{1,3}}(?:{alternatives}))*"
        rf"(?:-?(?:nya|lah|kah|pun))?(?![^\W\d_])"
    )


def _word(word: str) -> str:
    return f"{INVISIBLE}*".join(map(re.escape, word))


class Finding(NamedTuple):
    """Personal data in a line of a file, from 1. What it says is not repeated."""

    kind: Kind
    line: int


_PIECE = 1 << 16
_LONGEST_LINE = 1 << 20

# Hashes, days and instants, and what stands in a cell of its own as a number does: an amount,
# a score, a coordinate. An amount as long as a telephone number ends in round hundreds.
_MACHINE = re.compile(
    r"(?<![^\W_])(?=[0-9a-f]*[a-f])[0-9a-f]{32,128}(?![^\W_])"
    r"|(?<![\w.-])(?:19|20)\d\d-\d\d-\d\d(?:T[\d:.]{4,15}(?:Z|[+-]\d\d:?\d\d)?)?(?![\w.-])"
    r"|(?:(?<=[,;\t|>\[])|(?<=\": )|(?<=\":)|(?<=\| )|^)-?"
    r"(?!(?:62)?8\d{7,}(?:[1-9]\d|\d[1-9])(?!\d|\.\d))(?:0|[1-9]\d{0,14})(?:[.,]\d{1,17})?(?:[eE][+-]?\d{1,3})?"
    r"(?=[ \r]*(?:[,;\t|<\]}]|$))",
    re.MULTILINE,
)
# Line ends as JSON writes them, and the escapes of Markdown.
_ESCAPED = re.compile(r"\\[nrt]|\\(?=[^\w\s])")


def scan(stream: Iterable[bytes]) -> Iterator[Finding]:
    """What in a written UTF-8 file (CSV, JSON, Markdown, XML of a workbook) points at a person.

    `stream` is an open file or any pieces of its bytes; memory stays flat. A file in an
    archive is opened by who calls. In columns of numbers digits are amounts.
    """
    line = 1
    for piece in _pieces(stream):
        plain = _ESCAPED.sub(_written_out, made_plain(piece))
        yield from _findings(plain, line)
        line += plain.count("\n")


def _findings(plain: str, line: int) -> Iterator[Finding]:
    """Findings in whole lines, of which the first has the number `line`; only suspects are judged."""
    end = counted = 0
    for at in sorted({match.start() for doubt in _DOUBTS for match in doubt.finditer(plain)}):
        if at < end:
            continue
        start = plain.rfind("\n", 0, at) + 1
        end = (plain.find("\n", at) + 1) or len(plain)
        line, counted = line + plain.count("\n", counted, start), start
        text = _MACHINE.sub(lambda match: "\0" * len(match[0]), plain[start:end])
        for _start, _end, kind in merged(_spans(text, frozenset())):
            yield Finding(kind, line)


def _written_out(match: re.Match[str]) -> str:
    return " \x02 " if match[0][1:] else ""


def _pieces(stream: Iterable[bytes]) -> Iterator[str]:
    """The text of the stream in whole lines; a line beyond all measure is cut between two cells."""
    decoder = codecs.getincrementaldecoder("utf-8-sig")("replace")
    rest = ""
    for data in stream:
        rest += decoder.decode(data)
        if len(rest) < _PIECE:
            continue
        end = rest.rfind("\n") + 1
        if not end and len(rest) > _LONGEST_LINE:
            end = max(map(rest.rfind, ',;"<')) + 1 or len(rest)
        if end:
            yield rest[:end]
            rest = rest[end:]
    yield rest + decoder.decode(b"", final=True)
