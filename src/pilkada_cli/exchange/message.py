"""A message as it was pasted: its first line is the title of a report, the rest its detail.

What WhatsApp and mail clients put around the words of a message is taken off:
marks of forwarding and quoting, who sent it and when, signs that nobody sees.
"""

import re
import unicodedata
from dataclasses import dataclass

from pilkada_cli.domain.text import normalise
from pilkada_cli.exchange.message_bytes import text_of
from pilkada_cli.exchange.message_greetings import matter_of, tell_nothing
from pilkada_cli.exchange.message_html import is_html, plain
from pilkada_cli.exchange.message_titles import divided, spaced
from pilkada_cli.exchange.message_wrapping import Wrapping, taken_off
from pilkada_cli.i18n import N_, Sentence


@dataclass(frozen=True, slots=True)
class Message:
    """A message without what was put around it.

    `text` is all of it, `title` and `detail` are made from it. `sent` are the
    times that an export gives its parts, as written there, `senders` whom it names;
    `forwarded` says that it was marked as sent on, `tells_nothing` that it only greets.
    """

    title: str
    detail: str
    text: str
    sent: tuple[str, ...] = ()
    senders: tuple[str, ...] = ()
    forwarded: bool = False
    tells_nothing: bool = False
    remarks: tuple[Sentence, ...] = ()

    @property
    def titled(self) -> str:
        """All of it with the title as its first line."""
        return self.text if self.detail == self.text else f"{self.title}\n{self.detail}"


def read(data: bytes) -> Message:
    """The message that a file holds.

    Raises `InvalidData` for what is no text, holds no words, or is longer than
    the detail of a report may be.
    """
    written, assumed = text_of(data)
    around = taken_off(_visible(written).split("\n"))
    lines = around.lines
    text = spaced("\n".join(matter_of(lines)))
    title, detail = divided(text)
    return Message(
        title=title,
        detail=detail,
        text=text,
        sent=tuple(dict.fromkeys(around.sent)),
        senders=tuple(dict.fromkeys(around.senders)),
        forwarded=around.forwarded,
        tells_nothing=tell_nothing(lines),
        remarks=(*([assumed] if assumed else []), *_remarks(around)),
    )


_OF_A_TERMINAL = re.compile(
    "\x1b(?:\\[[0-?]*[ -/]*[@-~]|[\\]PX^_][^\x07\x1b]*(?:\x07|\x1b\\\\)?|[ -/]*[0-~])"
)
"""What colours a terminal, moves on it or names its window."""

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
    text = _LINE_ENDS.sub("\n", normalise(_OF_A_TERMINAL.sub("", text)))
    text = _UNSEEN.sub("", text)
    if not text.isascii():
        text = "".join(" " if unicodedata.category(c) == "Zs" else c for c in text)
    return normalise(text)


def _remarks(around: Wrapping) -> list[Sentence]:
    remarks = []
    if around.forwarded:
        remarks.append(Sentence(N_("the message was forwarded; who wrote it first is not known")))
    if around.senders:
        senders = ", ".join(dict.fromkeys(around.senders))
        remarks.append(
            Sentence(N_("left out of the text: who sent it ({senders})"), senders=senders)
        )
    if around.answers:
        answers = "; ".join(around.answers)
        remarks.append(Sentence(N_("left out: answers ({answers})"), answers=answers))
    if around.lacking:
        remarks.append(Sentence(N_("a photo or file did not come along; attach it with --attach")))
    return remarks
