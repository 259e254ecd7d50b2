"""Attaching photos and PDFs to a report, in whatever command is being written."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from pilkada_cli.domain.attachments import MAX_FILES, Attachment, read
from pilkada_cli.domain.operation import Kind, OpId
from pilkada_cli.errors import UsageError
from pilkada_cli.i18n import N_, Sentence
from pilkada_cli.storage import intake, queries
from pilkada_cli.storage.register import Reader, Writer


def attach(
    writer: Writer, subject: OpId, paths: Sequence[Path], known_at: str | None = None
) -> list[Sentence]:
    """Attach files to a report, and return what there is to remark.

    Raises what `Writer.take_in` raises, and `UsageError` for too many files.
    """
    _refuse_many(len(paths))
    _refuse_torn(paths)
    held = {each.sha256: each for each in of_report(writer, subject)}
    new: dict[str, Attachment] = {}
    remarks = []
    for path in paths:
        taken = writer.take_in(path)
        if (known := held.get(taken.sha256) or new.get(taken.sha256)) is None:
            new[taken.sha256] = taken
        elif known.name == taken.name:
            remarks.append(Sentence(N_("{path} is attached already"), path=path))
        else:
            words = N_("{path} is attached already, as {name}")
            remarks.append(Sentence(words, path=path, name=known.name))
    _refuse_many(len(held) + len(new))
    if new:
        append(writer, Kind.ATTACH, subject, new.values(), known_at)
    return remarks


def judge(paths: Sequence[Path]) -> None:
    """Raise what `attach` would raise for files that cannot be attached, before anything is asked."""
    _refuse_many(len(paths))
    for path in paths:
        intake.judge(path)


_MOST_PIECES = 8
"""Pieces into which blanks tear a path that is still known again."""


def _refuse_torn(paths: Sequence[Path]) -> None:
    """Raise `UsageError` where neighbours are pieces of one path that holds blanks."""
    for first, path in enumerate(paths):
        if _is_there(path):
            continue
        for last in range(first + 2, min(first + _MOST_PIECES, len(paths)) + 1):
            whole = Path(" ".join(map(str, paths[first:last])))
            if _is_there(whole):
                raise UsageError(
                    Sentence(N_("the path {path} holds blanks"), path=whole),
                    Sentence(N_('put it in quotes: "{path}"'), path=whole),
                )


def _is_there(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):
        return False


def _refuse_many(number: int) -> None:
    if number > MAX_FILES:
        raise UsageError(
            Sentence(N_("a report has at most {most} attachments"), most=MAX_FILES),
            Sentence(N_("nothing was written; put several photos into one PDF")),
        )


def append(
    writer: Writer,
    kind: Kind,
    subject: OpId,
    files: Iterable[Attachment],
    known_at: str | None,
) -> None:
    """Write that files were attached to a report, or detached from it."""
    sealed = {"attachments": [str(each) for each in files]}
    writer.batch.append(kind, {}, sealed, subject=subject, known_at=known_at)


def of_report(opened: Reader | Writer, subject: OpId) -> list[Attachment]:
    """The attachments of a report, in the order they were attached."""
    row = queries.report(opened.tables, subject) or {}
    return list(read(row.get("attachments")))
