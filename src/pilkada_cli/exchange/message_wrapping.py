"""What WhatsApp and mail clients put around the words of a message: who sent it and when, signs of passing on."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from pilkada_cli.domain.posts import says_from_whom
from pilkada_cli.exchange.message_greetings import answers, names_group


@dataclass
class Wrapping:
    """The `lines` of a message, and what was found around them.

    `sent` are times as they are written, `answers` what was left out because it only answers.
    """

    lines: list[str] = field(default_factory=list)
    sent: list[str] = field(default_factory=list)
    senders: list[str] = field(default_factory=list)
    answers: list[str] = field(default_factory=list)
    forwarded: bool = False
    lacking: bool = False

    @property
    def only_answers(self) -> bool:
        """Whether somebody sent this and it only answers another message."""
        return bool(self.sent) and answers("\n".join(self.lines))


def taken_off(lines: Iterable[str]) -> Wrapping:
    """The lines of a message, or of several in a row, without what was put around them.

    Of several those are left out that only answer: ``siap, monitor``.
    """
    parts: list[Wrapping] = []
    for line in lines:
        around = Wrapping()
        around.lines.append(_unwrapped(line, around))
        if around.sent or not parts:
            parts.append(Wrapping())
        _add(parts[-1], around)
    whole = Wrapping()
    answering = [part.only_answers for part in parts]
    all_answer = all(answering)
    for part, only_answers in zip(parts, answering, strict=True):
        if only_answers and not all_answer:
            whole.answers.append(f"{part.senders[-1]}: {' '.join(' '.join(part.lines).split())}")
        else:
            _add(whole, part)
    return whole


def is_stamped(text: str) -> bool:
    """Whether a text begins as an export or a copied message does: with when it was sent, and by whom."""
    return _EXPORTED.match(text) is not None


def _add(whole: Wrapping, part: Wrapping) -> None:
    whole.lines += part.lines
    whole.sent += part.sent
    whole.senders += part.senders
    whole.forwarded |= part.forwarded
    whole.lacking |= part.lacking


_DAY = r"\d{1,2}[/-]\d{1,2}(?:[/-](?:\d{4}|\d{2}))?"
_CLOCK = r"\d{1,2}[.:]\d{2}(?:[.:]\d{2})?(?: ?[AP]M)?"
_SENDER = r"\+?\d[\d ()-]{6,20}|~? ?[^\s:]{1,40}(?: [^\s:]{1,40}){0,3}"
_EXPORTED = re.compile(
    rf"[ >*_~]*(?P<bracket>\[)?(?P<stamp>{_DAY},? {_CLOCK}|{_CLOCK},? {_DAY})"
    rf"(?(bracket)\] ?| - )(?P<sender>{_SENDER}):[*_~]*(?: |$)",
    re.IGNORECASE,
)
"""How an export or a copy of several messages begins each: ``[22/11/24 14.30.05] Nama: …``"""

_QUOTED = re.compile(r"(?:\s*>(?!\s*[\d=]))+ ?")
_FORWARDED = re.compile(
    r"[\W_]*(?:(?:pesan )?(?:yang )?diteruskan(?: berkali-kali)?|pesan terusan"
    r"|forwarded(?: many times| messages?)?"
    r"|(?:(?:mohon|mhn|i[zj]in|sekedar|sekadar|hanya|cuma) ){0,3}(?:meneruskan|copas|copy ?paste))[\W_]*",
    re.IGNORECASE,
)
_PASSED_ON = re.compile(r"[\W_]*(?:diteruskan|forwarded|fwd?) +(?=(?:dari|dr) )", re.IGNORECASE)
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


def _unwrapped(line: str, around: Wrapping) -> str:
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
        elif found := _passed_on(line):
            around.forwarded = True
            line = line[found.end() :]
        elif _LACKING.fullmatch(line):
            around.lacking = True
            return ""
        else:
            around.forwarded |= names_group(line)
            return line.strip()


def _passed_on(line: str) -> re.Match[str] | None:
    """What a line begins with that says that it was sent on; from whom is left."""
    found = _SENT_ON.match(line) or _FORWARDED.fullmatch(line)
    led = _PASSED_ON.match(line) if found is None else None
    return led if led and says_from_whom(line[led.end() :]) else found


def _stamp(text: str) -> str:
    """The day and the time that a message was sent, without seconds."""
    day = re.findall(_DAY, text)[0]
    clock = re.sub(r"^(\d+.\d+)\D\d+", r"\1", text.replace(day, "").strip(" ,"))
    return f"{day} {clock}"
