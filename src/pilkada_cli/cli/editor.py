"""Writing a text in the user's own editor: notepad on Windows, else what VISUAL or EDITOR name."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pilkada_cli.cli import talk
from pilkada_cli.cli.programs import named_by
from pilkada_cli.errors import PilkadaError, UsageError, system_reason
from pilkada_cli.i18n import N_, Sentence


def written(beginning: str) -> bytes:
    """What the user leaves in a file that begins as `beginning`; no copy of the editor's stays behind.

    Raises `UsageError` where there is no such editor, or where it ends with an error.
    """
    with tempfile.TemporaryDirectory(prefix="pilkada-") as folder:
        # A folder of the user's own: editors leave their own copies beside the file.
        draft = Path(folder) / "laporan.txt"
        draft.write_text(beginning, encoding="utf-8")
        command = _command()
        try:
            ended = subprocess.run([*command, str(draft)], check=False).returncode  # noqa: S603
        except OSError as error:
            raise UsageError(
                Sentence(
                    N_("the editor {name} cannot be started: {reason}"),
                    name=command[0],
                    reason=system_reason(error),
                ),
                Sentence(N_("name another with the variable EDITOR, or use --file")),
            ) from None
        text = draft.read_bytes()
    with kept_when_refused(text):
        if ended != 0:
            raise UsageError(
                Sentence(N_("the editor {name} ended with an error"), name=command[0]),
                Sentence(N_("name another with the variable EDITOR, or use --file")),
            )
    return text


@contextmanager
def kept_when_refused(text: bytes) -> Iterator[None]:
    """Leave what was written where the user finds it again if what follows is refused."""
    try:
        yield
    except PilkadaError:
        if text.strip():
            handle, name = tempfile.mkstemp(prefix="laporan-", suffix=".txt")
            os.write(handle, text)
            os.close(handle)
            kept = Sentence(N_("your text is kept: pilkada report add --file {path}"), path=name)
            talk.warn(kept)
        raise


def _command() -> list[str]:
    for variable in ("VISUAL", "EDITOR"):
        if named := named_by(variable):
            return named
    return ["notepad"] if sys.platform == "win32" else ["nano"]
