"""What the commands about the files of a report do: attach, detach, copy out."""

import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from pilkada_cli.domain.attachments import Attachment, extension_in, tidy
from pilkada_cli.domain.operation import Kind
from pilkada_cli.errors import AmbiguousName, Unwritable, UsageError, system_reason
from pilkada_cli.exchange.files import whole_file
from pilkada_cli.i18n import N_, Sentence
from pilkada_cli.jobs import attaching
from pilkada_cli.jobs.answers import changed
from pilkada_cli.jobs.ids import labels, resolve_one
from pilkada_cli.jobs.record import Written
from pilkada_cli.jobs.typed import known_instant
from pilkada_cli.storage import attachments
from pilkada_cli.storage.register import Reader, Writer

_SHORTEST_HASH = 6


def attach(
    writer: Writer, typed: str, paths: Sequence[Path], known: str | None, now: datetime
) -> Written:
    """Attach files to the report that an id means."""
    known_at = known_instant(known, writer.reference, now)
    subject = resolve_one(writer, typed)
    remarks = attaching.attach(writer, subject, paths, known_at)
    # Each file is attached or remarked.
    attached = changed(writer, [subject], Kind.ATTACH) if len(remarks) < len(paths) else []
    return Written(labels(writer, [subject]), [*attached, *remarks])


def detach(
    writer: Writer, typed: str, names: Sequence[str], known: str | None, now: datetime
) -> Written:
    """Take attachments, by name or hash, away from a report; their files stay for its history."""
    known_at = known_instant(known, writer.reference, now)
    subject = resolve_one(writer, typed)
    held, [label] = attaching.of_report(writer, subject), labels(writer, [subject])
    meant = dict.fromkeys(_meant(held, name, label) for name in names)
    attaching.append(writer, Kind.DETACH, subject, meant, known_at)
    stay = Sentence(
        N_(
            "the files stay in the record; only pilkada report erase {id} deletes them, and the words of the report with them"
        ),
        id=label,
    )
    return Written([label], [*changed(writer, [subject], Kind.DETACH), stay])


def _meant(held: Sequence[Attachment], typed: str, label: str) -> Attachment:
    """The attachment of this name, or whose hash begins so."""
    by_hash = len(typed) >= _SHORTEST_HASH
    found = [each for each in held if each.name == typed] or [
        each for each in held if by_hash and each.sha256.startswith(typed.lower())
    ]
    if not found:
        names = ", ".join(each.name for each in held)
        raise UsageError(
            Sentence(N_("{id} has no attachment '{name}'"), id=label, name=typed),
            Sentence(N_("it has: {names}"), names=names) if names else None,
        )
    if len(found) > 1:
        hashes = ", ".join(each.sha256[:12] for each in found)
        raise AmbiguousName(
            Sentence(N_("{id} has several attachments '{name}'"), id=label, name=typed),
            Sentence(N_("say which: {choices}"), choices=hashes),
        )
    return found[0]


@dataclass
class Found:
    """Files that can be read, and what is to be said of the others."""

    paths: list[Path] = field(default_factory=list)
    remarks: list[Sentence] = field(default_factory=list)


def here(reader: Reader, typed: str) -> Found:
    """Where the attachments of a report lie, and which of them are not to be relied on."""
    found = Found()
    for attachment in attaching.of_report(reader, resolve_one(reader, typed)):
        source = attachments.path_of(reader.path, attachment)
        if (problem := _problem(source, attachment)) is not None:
            found.remarks.append(problem)
        else:
            found.paths.append(source)
    return found


def copy_out(reader: Reader, typed: str, folder: Path) -> Found:
    """Copy the attachments of a report into a folder, under their names, over nothing.

    Raises `UsageError` where one of the names is taken, `Unwritable` where the
    disk refuses.
    """
    done = Found()
    planned = list(_planned(attaching.of_report(reader, resolve_one(reader, typed)), folder))
    if (taken := next((path for _, path in planned if path.exists()), None)) is not None:
        raise UsageError(
            Sentence(N_("{path} is there already"), path=taken),
            Sentence(N_("name another folder with -o")),
        )
    _make(folder)
    for attachment, path in planned:
        source = attachments.path_of(reader.path, attachment)
        if (problem := _problem(source, attachment)) is not None:
            done.remarks.append(problem)
            continue
        with source.open("rb") as file, whole_file(path) as copy:
            shutil.copyfileobj(file, copy)
        done.paths.append(path)
    return done


def _planned(held: Sequence[Attachment], folder: Path) -> Iterator[tuple[Attachment, Path]]:
    """Where each goes; equal names, in any case, are told apart by their hash."""
    names = [tidy(each.name, extension_in(each.name)) for each in held]
    folded = [name.casefold() for name in names]
    for each, name in zip(held, names, strict=True):
        stem, dot, extension = name.rpartition(".")
        twin = folded.count(name.casefold()) > 1
        yield each, folder / (f"{stem}-{each.sha256[:12]}{dot}{extension}" if twin else name)


def _make(folder: Path) -> None:
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise Unwritable(
            Sentence(
                N_("{path} cannot be written: {reason}"),
                path=folder,
                reason=system_reason(error),
            ),
            Sentence(N_("name another folder with -o")),
        ) from None


def _problem(source: Path, attachment: Attachment) -> Sentence | None:
    digest = attachments.digest_of(source)
    if digest is None:
        return Sentence(N_("the file of '{name}' is not here"), name=attachment.name)
    if digest != attachment.sha256:
        return Sentence(N_("the file of '{name}' was altered"), name=attachment.name)
    return None
