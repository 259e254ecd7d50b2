"""Pictures for the guides: real sessions on a pseudo-terminal, and the charts of the sample register, as SVG.

`make pictures` makes them anew; a test holds them to what the program shows.
"""

import io
import shlex
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable
from itertools import groupby
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.style import Style
from rich.text import Text

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "docs")]

from charts import drawn_charts  # noqa: E402 - found by the line above
from scenes import ENGLISH, SCENES, Scene  # noqa: E402 - found by the line above
from tests.terminal import Terminal, open_terminal  # noqa: E402

from pilkada_cli.cli.daily import spoken  # noqa: E402
from pilkada_cli.i18n import LANGUAGES, language, use_language  # noqa: E402
from pilkada_cli.render.labels import asked as begun  # noqa: E402

FOLDER = ROOT / "docs" / "pictures"
COLUMNS = 80
ROWS = 100
"""More than any scene fills, so that nothing scrolls away."""

# Rich's own frame without its web fonts: a guide is read offline.
FRAME = """\
<svg class="rich-terminal" viewBox="0 0 {width} {height}" xmlns="http://www.w3.org/2000/svg">
<style>
.{unique_id}-matrix {{ font-family: Consolas, "DejaVu Sans Mono", monospace; font-size: {char_height}px; line-height: {line_height}px; }}
.{unique_id}-title {{ font-size: 18px; font-weight: bold; font-family: sans-serif; }}
{styles}
</style>
<defs>
<clipPath id="{unique_id}-clip-terminal"><rect x="0" y="0" width="{terminal_width}" height="{terminal_height}" /></clipPath>
{lines}
</defs>
{chrome}
<g transform="translate({terminal_x}, {terminal_y})" clip-path="url(#{unique_id}-clip-terminal)">
{backgrounds}
<g class="{unique_id}-matrix">
{matrix}
</g>
</g>
</svg>
"""


def play(scene: Scene, home: Path) -> Terminal:
    """Run one scene in `home`: type its answers, wait for its end."""
    for name, content in scene.files.items():
        data = content.encode() if isinstance(content, str) else content
        (home / name).write_bytes(data)
    terminal = open_terminal(
        home, *typed(scene), now=scene.now, columns=COLUMNS, rows=ROWS,
        PILKADA_LANG=language(), PILKADA_REGISTER="register.db", XDG_STATE_HOME=str(home / "state"),
    )  # fmt: skip
    asked: Counter[str] = Counter()
    for question, keys in scene.steps:
        asked[question] += 1
        terminal.asked(begun(question), asked[question]).type(*map(_in_language, keys))
    code = terminal.end()
    if code != scene.code:
        raise AssertionError(f"{scene.name}: ended with {code}:\n{terminal.text()}")
    return terminal


def typed(scene: Scene) -> list[str]:
    """The words of a scene's command as they are typed in the language spoken now."""
    return [_in_language(word) for word in shlex.split(spoken(scene.command))]


def _in_language(text: str) -> str:
    return ENGLISH.get(text, text) if language() == "en" else text


def draw(name: str, played: Iterable[tuple[Scene, Terminal]]) -> str:
    """What stands on the terminals of a picture, each below the command that was typed, as SVG."""
    console = Console(
        record=True, width=COLUMNS, file=io.StringIO(), force_terminal=True, color_system="standard"
    )
    for number, (scene, terminal) in enumerate(played):
        if number:
            console.print()
        command = " ".join(_quoted(word) for word in ("pilkada", *typed(scene)))
        console.print(Text(f"> {command}", style="bold"))
        for line in _lines(terminal):
            console.print(line, no_wrap=True)
    return console.export_svg(title="pilkada", code_format=FRAME, unique_id=name)


def _quoted(word: str) -> str:
    return f'"{word}"' if " " in word else word


def _lines(terminal: Terminal) -> list[Text]:
    screen = terminal.screen
    rows = [*screen.history.top, *(screen.buffer[row] for row in range(screen.lines))]
    lines = [_line(row, screen.columns) for row in rows]
    while lines and not lines[-1].plain.strip():
        lines.pop()
    return lines


def _line(row: Any, columns: int) -> Text:
    line = Text()
    cells = [row[column] for column in range(columns)]
    for style, same in groupby(cells, key=_style):
        line.append("".join(cell.data for cell in same), style)
    line.rstrip()
    return line


_COLOURS = {"default": None, "brown": "yellow", "brightblack": "bright_black"}


def _style(cell: Any) -> Style:
    return Style(color=_COLOURS.get(cell.fg, cell.fg), bold=cell.bold)


def pictures(spoken_now: str) -> dict[str, str]:
    """Every picture of a language by file name, from one story on one register."""
    use_language(spoken_now)
    with tempfile.TemporaryDirectory(prefix="pilkada-") as folder:
        played = [(scene, play(scene, Path(folder))) for scene in SCENES]
    drawn = {
        name: draw(name, scenes) for name, scenes in groupby(played, key=lambda each: each[0].name)
    }
    drawn |= drawn_charts(spoken_now)
    return {f"{name}.{spoken_now}.svg": picture for name, picture in drawn.items()}


def main() -> None:
    """Draw every picture anew."""
    FOLDER.mkdir(exist_ok=True)
    made = {name: svg for each in LANGUAGES for name, svg in pictures(each).items()}
    for old in FOLDER.glob("*.svg"):
        if old.name not in made:
            old.unlink()
    for name, svg in made.items():
        (FOLDER / name).write_text(svg, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
