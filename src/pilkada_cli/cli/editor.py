"""Writing a text in the user's own editor: notepad on Windows, else what VISUAL or EDITOR name."""

import os
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

from pilkada_cli.errors import UsageError, system_reason
from pilkada_cli.i18n import N_, Sentence


def written(beginning: str) -> bytes:
    """What the user leaves in a file that begins as `beginning`; no copy stays behind.

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
        if ended != 0:
            raise UsageError(
                Sentence(N_("the editor {name} ended with an error"), name=command[0]),
                Sentence(N_("name another with the variable EDITOR, or use --file")),
            )
        return draft.read_bytes()


def _command() -> list[str]:
    for variable in ("VISUAL", "EDITOR"):
        if named := os.environ.get(variable, "").strip():
            return shlex.split(named, posix=sys.platform != "win32")
    return ["notepad"] if sys.platform == "win32" else ["nano"]
