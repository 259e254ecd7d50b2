"""What a mail client saved as HTML, as the lines that one reads."""

import re
from html.parser import HTMLParser

_BLOCKS = (
    "address|article|blockquote|body|center|dd|div|dl|dt|footer|h[1-6]|header|hr|html|li|ol|p|pre"
    "|section|table|tr|ul"
)
_INLINE = "a|b|em|font|i|span|strong|td|th|u"
_SIGNS = re.compile(rf"<!doctype html|<br\s*/?>|</(?:{_BLOCKS}|{_INLINE})\s*>", re.IGNORECASE)
_BREAKS = re.compile(f"br|{_BLOCKS}")
# Escaped, so that the parser never looks for the end of a tag that has none.
_STRAY = re.compile("<(?![^<>]+>)")
_UNSEEN = ("script", "style", "title")


def is_html(text: str) -> bool:
    """Whether a text is marked up, and does not merely hold ``<`` and ``>``."""
    return _SIGNS.search(text) is not None


def plain(text: str) -> str:
    """The lines of a text in HTML; `text` itself where it is none after all."""
    page = _Page()
    try:
        page.feed(_STRAY.sub("&lt;", _without_comments(text)))
        page.close()
    except AssertionError:
        # The parser of the standard library on a declaration that it does not know.
        return text
    return re.sub(r" *\n\s*", "\n", "".join(page.parts))


def _without_comments(text: str) -> str:
    """`text` without ``<!-- … -->``, in which mail clients keep what is for themselves."""
    first, *others = text.split("<!--")
    closed = (part.partition("-->") for part in others)
    return first + "".join(after if end else f"<!--{part}" for part, end, after in closed)


class _Page(HTMLParser):
    """Collects what is seen of a page; blanks are what HTML makes of them."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.unseen = ""

    def handle_starttag(self, tag: str, _attrs: list[tuple[str, str | None]]) -> None:
        if tag == "body":
            self.unseen = ""
        elif tag in _UNSEEN:
            self.unseen = tag
        self._space(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag == self.unseen:
            self.unseen = ""
        self._space(tag)

    def handle_data(self, data: str) -> None:
        if not self.unseen:
            self.parts.append(re.sub(r"\s+", " ", data))

    def _space(self, tag: str) -> None:
        if _BREAKS.fullmatch(tag):
            self.parts.append("\n")
        elif tag in ("td", "th"):
            self.parts.append(" ")
