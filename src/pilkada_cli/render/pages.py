"""Tables with sentences below them, under a title of two lines: on screen and as Markdown."""

from collections.abc import Callable, Iterable
from typing import BinaryIO

from rich.console import Group, RenderableType
from rich.text import Text

from pilkada_cli.i18n import Sentence
from pilkada_cli.render.commonmark import escaped
from pilkada_cli.render.tables import Fitted, as_markdown, safe

Parts = Iterable[Fitted | Sentence | str]
"""What stands on a page; an empty text is a blank line on screen."""

Drawn = Iterable[RenderableType | Sentence]
"""The same for the screen alone, with drawings of any kind."""


def title(first: str, second: str) -> Text:
    """A title: what it is about, and when."""
    return Text(first, style="bold").append(f"\n{second}", style="not bold")


def page(title: Text, parts: Drawn) -> RenderableType:
    """The page on screen."""
    lines: list[RenderableType] = [title, Text()]
    for part in parts:
        lines += [safe(str(part))] if isinstance(part, Sentence | str) else [part, Text()]
    return Group(*lines)


def document(title: Text, parts: Parts) -> Callable[[BinaryIO], int]:
    """What writes the page as Markdown and returns the number of rows."""
    first, second = title.plain.split("\n")
    written = [f"# {escaped(first)}", escaped(second)]
    rows = 0
    for part in parts:
        if isinstance(part, Fitted):
            written.append(as_markdown(part))
            rows += len(part.rows)
        elif str(part):
            written.append(escaped(str(part)))
    text = "\n\n".join(written) + "\n"
    return lambda file: file.write(text.encode()) and rows
