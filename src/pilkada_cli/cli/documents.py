"""``pilkada report show -f lapinfo|md|wa``: one report as a document."""

from pathlib import Path
from typing import TYPE_CHECKING

from pilkada_cli.cli import output
from pilkada_cli.cli.command import Session

if TYPE_CHECKING:
    from pilkada_cli.storage.register import Reader

FORMATS = ("lapinfo", "md", "wa")


def send(session: Session, reader: "Reader", id: str, format: str, out: Path | None) -> None:
    """Write the document about a report to a file or to stdout."""
    from pilkada_cli.jobs import documents

    width = output.screen_width() if out is None else None
    document = documents.write(reader, id, format, session.workplace.now(), width)
    for remark in document.remarks:
        session.say(remark)
    output.send(lambda file: file.write(f"{document.text.rstrip()}\n".encode()), out)
