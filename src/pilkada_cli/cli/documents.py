"""``pilkada report show -f lapinfo|md|wa``: one report as a document."""

from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from pilkada_cli.cli import output
from pilkada_cli.cli.command import Session

if TYPE_CHECKING:
    from pilkada_cli.storage.register import Reader

FORMATS = ("lapinfo", "md", "wa")


def send(session: Session, reader: "Reader", id: str, format: str, out: Path | None) -> None:
    """Write the document about a report to a file, which the register remembers, or to stdout."""
    from pilkada_cli.jobs import documents

    width = output.screen_width() if out is None else None
    document = documents.write(reader, id, format, session.workplace.now(), width)
    for remark in document.remarks:
        session.say(remark)
    content = f"{document.text.rstrip()}\n".encode()
    if out is None:
        output.send(lambda file: file.write(content), None)
        return
    from pilkada_cli.cli.files_out import write_and_note

    def write(file: BinaryIO) -> int:
        file.write(content)
        return 1

    write_and_note(session, f"report/{format}", write, out)
