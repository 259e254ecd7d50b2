"""The line in which an answer is typed on a terminal, on stderr; Esc and the end of input leave."""

import os
import sys
from textwrap import wrap
from typing import TYPE_CHECKING, Any

from pilkada_cli.cli import talk
from pilkada_cli.domain.text import visible
from pilkada_cli.errors import Left

if TYPE_CHECKING:
    from prompt_toolkit.completion import Completer

ESCAPE_SECONDS = 0.05
"""How long to wait for the rest of an arrow key before Esc is Esc."""

_TYPED = 8
"""Columns that are left for an answer beside its question."""


def line(
    question: str,
    *,
    default: str = "",
    placeholder: str = "",
    completer: "Completer | None" = None,
    marked: bool = False,
    whole: bool = False,
) -> str:
    """One answer. A pasted text keeps its line ends.

    A default that is `marked` gives way to what is typed; an arrow key goes on with it.
    Where a `whole` text is wanted, one that is pasted takes the place of one that was.

    What is too long for one line stands above it, broken between words: the line in
    which somebody types breaks anywhere.
    """
    from prompt_toolkit import PromptSession
    from prompt_toolkit.formatted_text import FormattedText
    from prompt_toolkit.output import create_output

    asked, placeholder = _fitting(visible(question), visible(placeholder))
    # The terminal is not asked where its cursor is: some answer into the line.
    os.environ.setdefault("PROMPT_TOOLKIT_NO_CPR", "1")
    session: PromptSession[str] = PromptSession(
        output=create_output(sys.stderr),
        key_bindings=_keys(whole=whole),
        completer=completer,
        reserve_space_for_menu=6 if completer else 0,
    )
    session.app.ttimeoutlen = ESCAPE_SECONDS
    try:
        return session.prompt(
            FormattedText([*asked, ("", ": ")]),
            default=default,
            pre_run=(lambda: _mark(session.default_buffer)) if marked and default else None,
            placeholder=FormattedText([("ansibrightblack", placeholder)]),
        )
    except EOFError:
        raise Left from None


def _fitting(question: str, placeholder: str) -> tuple[list[tuple[str, str]], str]:
    """What of a question, and of what Enter means, has room in the line; the rest is said before.

    Where both have not, what Enter means follows the question, and the answer follows that.
    """
    width = (os.get_terminal_size(sys.stderr.fileno()).columns or 80) - 1
    room = max(width - len(": ") - _TYPED, _TYPED)
    lines, style = wrap(question, room) or [""], "bold"
    if len(f"{lines[-1]}: {placeholder}") > width:
        enter = "" if placeholder.startswith("Enter") else "Enter: "
        lines += wrap(f"({enter}{placeholder})", room)
        placeholder, style = "", ""
    if above := lines[:-1]:
        talk.say("\n".join(above))
    return [(style, lines[-1])], placeholder


def _mark(buffer: Any) -> None:
    """Mark all of a line, as the Shift key does."""
    end = len(buffer.text)
    buffer.cursor_position = 0
    buffer.start_selection()
    buffer.selection_state.enter_shift_mode()
    buffer.cursor_position = end


def _keys(*, whole: bool) -> Any:
    from prompt_toolkit.filters import shift_selection_mode
    from prompt_toolkit.key_binding import KeyBindings
    from prompt_toolkit.keys import Keys

    keys = KeyBindings()

    @keys.add("escape", eager=True)
    def _leave(event: Any) -> None:
        event.app.exit(exception=EOFError)

    @keys.add(Keys.BracketedPaste, filter=shift_selection_mode)
    def _paste_over(event: Any) -> None:
        event.current_buffer.cut_selection()
        _paste(event)

    if whole:
        keys.add(Keys.BracketedPaste, filter=~shift_selection_mode)(_PastedWhole())

    return keys


def _paste(event: Any) -> None:
    event.current_buffer.insert_text(event.data.replace("\r\n", "\n").replace("\r", "\n"))


class _PastedWhole:
    """Pastes; where the line holds what was pasted before and nothing else, in its place."""

    def __init__(self) -> None:
        self._before = ""

    def __call__(self, event: Any) -> None:
        buffer = event.current_buffer
        if self._before and buffer.text == self._before:
            buffer.reset()
        began_empty = not buffer.text
        _paste(event)
        self._before = buffer.text if began_empty else ""
