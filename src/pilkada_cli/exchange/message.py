"""A message as it was pasted: its first line is the title of a report, the rest its detail.

What WhatsApp and mail clients put around the words of a message is taken off:
marks of forwarding and quoting, who sent it and when, signs that nobody sees.
"""

import re
import unicodedata
from dataclasses import dataclass, field

from pilkada_cli.domain.fields import MAX_TEXT, MAX_TITLE
from pilkada_cli.domain.text import normalise
from pilkada_cli.errors import InvalidData
from pilkada_cli.exchange.message_bytes import SHORTEN, text_of
from pilkada_cli.exchange.message_greetings import (
    greets,
    matter_of,
    names_sender,
    without_greeting,
    without_parting,
)
from pilkada_cli.exchange.message_html import is_html, plain
from pilkada_cli.i18n import N_, Sentence


@dataclass(frozen=True, slots=True)
class Message:
    """A message without what was put around it.

    `text` is all of it, `title` and `detail` are made from it. `sent` are the
    times that an export gives its parts, as written there, `senders` whom it names;
    `forwarded` says that it was marked as sent on.
    """

    title: str
    detail: str
    text: str
    sent: tuple[str, ...]
    senders: tuple[str, ...]
    forwarded: bool
    remarks: tuple[Sentence, ...]

    @property
    def titled(self) -> str:
        """All of it with the title as its first line."""
        return self.text if self.detail == self.text else f"{self.title}\n{self.detail}"


@dataclass
class _Wrapping:
    """What was found around the words of a message."""

    sent: list[str] = field(default_factory=list)
    senders: list[str] = field(default_factory=list)
    forwarded: bool = False
    lacking: bool = False


def read(data: bytes) -> Message:
    """The message that a file holds.

    Raises `InvalidData` for what is no text, holds no words, or is longer than
    the detail of a report may be.
    """
    written, assumed = text_of(data)
    around = _Wrapping()
    lines = [_unwrapped(line, around) for line in _visible(written).split("\n")]
    text = _spaced("\n".join(matter_of(lines)))
    title, detail = _divided(text)
    return Message(
        title=title,
        detail=detail,
        text=text,
        sent=tuple(dict.fromkeys(around.sent)),
        senders=tuple(dict.fromkeys(around.senders)),
        forwarded=around.forwarded,
        remarks=(*([assumed] if assumed else []), *_remarks(around)),
    )


# A joiner stays within an emoji, which it holds together.
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u061c\u115f\u1160\u180e\u200b\u200c\u200e\u200f"
    "\u202a-\u202e\u2060-\u206f\u2800\u3164\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e007f]"
    "|(?<![\u2190-\u2bff\ufe0f\U0001f000-\U0001faff])\u200d"
)
_LINE_ENDS = re.compile("[\x0b\x0c\x85\u2028\u2029]")


def _visible(text: str) -> str:
    """The lines of a text without what cannot be seen; every blank is a plain one."""
    text = plain(text) if is_html(text) else text
    text = _UNSEEN.sub("", _LINE_ENDS.sub("\n", normalise(text)))
    if not text.isascii():
        text = "".join(" " if unicodedata.category(c) == "Zs" else c for c in text)
    return normalise(text)


def _spaced(text: str) -> str:
    """`text` with one blank line where there were several, and none around it."""
    return re.sub(r"\n{3,}", "\n\n", text.strip())


_DAY = r"\d{1,2}[/-]\d{1,2}(?:[/-](?:\d{4}|\d{2}))?"
_CLOCK = r"\d{1,2}[.:]\d{2}(?:[.:]\d{2})?(?: ?[AP]M)?"
_SENDER = r"\+?\d[\d ()-]{6,20}|~? ?[^\s:]{1,40}(?: [^\s:]{1,40}){0,3}"
_EXPORTED = re.compile(
    rf"[ >]*(?P<bracket>\[)?(?P<stamp>{_DAY},? {_CLOCK}|{_CLOCK},? {_DAY})"
    rf"(?(bracket)\] ?| - )(?P<sender>{_SENDER}):(?: |$)",
    re.IGNORECASE,
)
"""How an export or a copy of several messages begins each: ``[22/11/24 14.30.05] Nama: …``"""

_QUOTED = re.compile(r"(?:\s*>(?!\s*[\d=]))+ ?")
_FORWARDED = re.compile(
    r"[\W_]*(?:(?:pesan )?(?:yang )?diteruskan(?: berkali-kali)?|pesan terusan"
    r"|forwarded(?: many times| messages?)?)[\W_]*",
    re.IGNORECASE,
)
_SENT_ON = re.compile(r"\s*(?:fwd?|forwarded|diteruskan)\s*:\s*", re.IGNORECASE)
_LACKING = re.compile(
    r"\W*(?:(?:media|gambar|foto|video|audio|dokumen|stiker) tidak disertakan"
    r"|(?:media|image|video|audio|document|sticker) omitted)\W*",
    re.IGNORECASE,
)
_OF_WHATSAPP = re.compile(
    rf"{_DAY},? {_CLOCK} - (?:pesan dan panggilan|messages and calls)"
    r"|\W*(?:pesan ini (?:telah )?dihapus|this message was deleted)\W*$",
    re.IGNORECASE,
)


def _unwrapped(line: str, around: _Wrapping) -> str:
    """A line without what was put before it, layer by layer; empty where nothing else is left."""
    while True:
        if _OF_WHATSAPP.match(line):
            return ""
        if exported := _EXPORTED.match(line):
            around.sent.append(_stamp(exported["stamp"]))
            around.senders.append(exported["sender"].strip("~ "))
            line = line[exported.end() :]
        elif found := _QUOTED.match(line):
            line = line[found.end() :]
        elif found := _SENT_ON.match(line) or _FORWARDED.fullmatch(line):
            around.forwarded = True
            line = line[found.end() :]
        elif _LACKING.fullmatch(line):
            around.lacking = True
            return ""
        else:
            return line.strip()


def _stamp(text: str) -> str:
    """The day and the time that a message was sent, without seconds."""
    day = re.findall(_DAY, text)[0]
    clock = re.sub(r"^(\d+.\d+)\D\d+", r"\1", text.replace(day, "").strip(" ,"))
    return f"{day} {clock}"


def _remarks(around: _Wrapping) -> list[Sentence]:
    remarks = []
    if around.forwarded:
        remarks.append(Sentence(N_("the message was forwarded; who wrote it first is not known")))
    if around.senders:
        senders = ", ".join(dict.fromkeys(around.senders))
        remarks.append(
            Sentence(N_("left out of the text: who sent it ({senders})"), senders=senders)
        )
    if around.lacking:
        remarks.append(Sentence(N_("a photo or file did not come along; attach it with --attach")))
    return remarks


def _divided(text: str) -> tuple[str, str]:
    """The title and the detail of a text. Raises `InvalidData` where it cannot have them."""
    lines = text.split("\n")
    worded = [n for n, line in enumerate(lines) if any(c.isalpha() for c in line)]
    if not worded:
        raise InvalidData(
            Sentence(N_("the message holds no words")),
            Sentence(N_("its first line becomes the title of the report, the rest its detail")),
        )
    if len(text) > MAX_TEXT:
        raise InvalidData(
            Sentence(
                N_("the message has {length} characters; at most {most} are kept"),
                length=len(text),
                most=MAX_TEXT,
            ),
            SHORTEN,
        )
    told = [n for n in worded if not greets(lines[n])]
    at = next((n for n in told if not names_sender(lines[n])), (told or worded)[0])
    line = lines[at]
    title, whole = _title(line if greets(line) else _told_first(line))
    whole = whole and len(line) <= _NO_MORE_THAN_A_TITLE
    return title, _spaced("\n".join((*lines[:at], *lines[at + 1 :]))) if whole else text


_SENTENCE_END = re.compile(r"(?P<word>[^\W_]+)[)\"”*_]*[.!?]+(?=\s)")
_LEAST_OF_A_SENTENCE = 20
_SHORTENED = frozenset(("prov", "nopol", "kasi", "sdri"))


def _told_first(line: str) -> str:
    """What a line tells without greeting and parting; of a paragraph its first sentence."""
    told = without_parting(without_greeting(line))
    if len(line) <= _NO_MORE_THAN_A_TITLE:
        return told.rstrip(".")
    for end in _SENTENCE_END.finditer(told, _LEAST_OF_A_SENTENCE):
        word = end["word"]
        long = len(word) > 3 or (word.isdigit() and len(word) > 1)
        if long and word.casefold() not in _SHORTENED:
            return told[: end.end()].rstrip(".")
    return told


_EMPHASIS = re.compile(r"(?<!\w)([*_~`]{1,3})(?=\S)(.+?)(?<=\S)\1(?!\w)")
_AROUND = "*_~` "
_LOOKED_AT = 4 * MAX_TITLE
"""Characters of a line from which its title is made."""


_NO_MORE_THAN_A_TITLE = 80
"""Characters of a line that is a title and nothing else. A longer one tells the matter, and stays
in the detail too: whoever writes a better title loses none of it."""


def _title(line: str) -> tuple[str, bool]:
    """The title that a line makes, and whether the line says no more than that."""
    first = next(n for n, character in enumerate(line) if character.isalpha())
    start = first if first > MAX_TITLE // 2 else 0
    title = _without_signs(line[start : start + _LOOKED_AT])
    if start == 0 and len(line) <= _LOOKED_AT and len(title) <= MAX_TITLE:
        return title, len(title) <= _NO_MORE_THAN_A_TITLE
    return _cut(title), False


def _without_signs(line: str) -> str:
    """A line without WhatsApp's signs for bold, italic, struck out and typewriter."""
    while (bare := _EMPHASIS.sub(r"\2", line)) != line:
        line = bare
    return " ".join(line.split()).strip(_AROUND)


def _cut(title: str) -> str:
    """A title that ends at a word, as long as a title may be."""
    most = MAX_TITLE - 1
    head = f"{title} "[: most + 1].rpartition(" ")[0].rstrip()
    return f"{head if any(c.isalpha() for c in head) else title[:most]}…"
