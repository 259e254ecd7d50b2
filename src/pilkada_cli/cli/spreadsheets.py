"""What a person should know who will open a CSV with Excel."""

import sys
from pathlib import Path

from pilkada_cli.cli.command import Session
from pilkada_cli.i18n import N_, Sentence, language


def remark_one_column(session: Session, path: Path | None, command: str | None = None) -> None:
    """Say how a CSV for Excel is made, to an Indonesian at a terminal who wrote one for programs.

    `command` is what makes it where the present command cannot. Excel with Indonesian
    settings parts columns by semicolons.
    """
    if path is None or language() != "id" or not sys.stderr.isatty():
        return
    if command is None:
        session.say(
            Sentence(N_("opened in Excel it is one column; with --dialect excel-id it has several"))
        )
        return
    from pilkada_cli.jobs.pasting import quoted

    session.say(
        Sentence(
            N_("opened in Excel it is one column; for Excel: {command}"),
            command=f"pilkada {command} --dialect excel-id -o {quoted(path)}",
        )
    )
