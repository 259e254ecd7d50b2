"""A message as it was pasted: its first line is the title of a report, the rest its detail.

What WhatsApp and mail clients put around the words of a message is taken off:
marks of forwarding and quoting, who sent it and when, signs that nobody sees.
"""

import re
import unicodedata
from dataclasses import dataclass, field

from pilkada_cli.domain.text import normalise
from pilkada_cli.exchange.message_bytes import text_of
from pilkada_cli.exchange.message_greetings import matter_of
from pilkada_cli.exchange.message_html import is_html, plain
from pilkada_cli.exchange.message_titles import divided, spaced
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
    text = spaced("\n".join(matter_of(lines)))
    title, detail = divided(text)
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
