"""Screens that people see, kept as files. ``UPDATE_GOLDEN=1 make test`` writes them anew."""

import os
from pathlib import Path

FOLDER = Path(__file__).parent / "golden"


def expect_screen(name: str, text: str) -> None:
    """Assert that `text` is what the file `name` holds."""
    file = FOLDER / name
    if os.environ.get("UPDATE_GOLDEN"):
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="\n")
    assert text == file.read_text(encoding="utf-8"), f"{name} changed; look, then UPDATE_GOLDEN=1"
