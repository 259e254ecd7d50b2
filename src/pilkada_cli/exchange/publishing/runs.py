"""A run is built out of sight and appears whole, under the name of its moment.

The order is what keeps it so: every file is on the disk before its folder gets its
name, and the folder has its name before ``latest.json`` says so. A process that is
killed leaves a hidden folder, which the next holder of the lock removes.
"""

import hashlib
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import BinaryIO, NamedTuple

from pilkada_cli.errors import Unwritable, system_reason
from pilkada_cli.exchange import locks
from pilkada_cli.exchange.files import whole_file
from pilkada_cli.exchange.publishing import disk
from pilkada_cli.exchange.publishing.listing import LATEST, Run, last_good, read_run, stamp
from pilkada_cli.exchange.writers.json_rows import write_document
from pilkada_cli.i18n import N_, Sentence

LOCK = ".lock"
PRUNED = ".pruned-"
_BUILDING = ".building-"
_LEFT_BEHIND = (_BUILDING, PRUNED, f".{LATEST}.")

Write = Callable[[BinaryIO], int]
"""Writes a document and returns its number of rows."""


class Written(NamedTuple):
    """A file of a run as it lies on the disk; `rows` is what its writer counted."""

    name: str
    rows: int
    bytes: int
    sha256: str


class Building:
    """A run that is being written and that nobody sees yet.

    `before` is the run to compare it with, `folder` where its files lie until
    `publish`, `files` what was added so far, in order.
    """

    def __init__(self, destination: Path, folder: Path, now: datetime) -> None:
        self.destination = destination
        self.folder = folder
        self.at = now
        self.name = _free_name(destination, now)
        self.before = last_good(destination)
        self.files: dict[str, Written] = {}

    def add(self, name: str, write: Write) -> Written:
        """Write a file through to the disk. Raises `Unwritable` where the disk refuses."""
        with self._refusals(), (self.folder / name).open("xb") as file:
            rows = write(file)
            file.flush()
            os.fsync(file.fileno())
        with self._refusals(), (self.folder / name).open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
            size = os.fstat(file.fileno()).st_size
        self.files[name] = Written(name, rows, size, digest)
        return self.files[name]

    def publish(self, *, latest: bool) -> Run:
        """Let the run appear, and with `latest` be the one that ``latest.json`` names.

        Raises `Unwritable`; the run may stand then, but ``latest.json`` is as it was.
        """
        final = self.destination / self.name
        with self._refusals():
            disk.flush(self.folder)
            disk.rename(self.folder, final)
            disk.flush(self.destination)
        self.folder = final
        if latest:
            self._point()
        run = read_run(final)
        assert run is not None
        return run

    def _point(self) -> None:
        manifest = self.files.get("manifest.json")
        named = {
            "run": self.name,
            "manifest": f"{self.name}/manifest.json" if manifest else None,
            "sha256": manifest.sha256 if manifest else None,
        }
        try:
            with whole_file(self.destination / LATEST) as file:
                write_document(file, named)
        except Unwritable as refused:
            hint = Sentence(
                N_("the run stands as {run}; see who holds {file}"), run=self.name, file=LATEST
            )
            raise Unwritable(refused.sentence, hint) from None

    @contextmanager
    def _refusals(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise _refused(self.destination, error) from None


class Destination:
    """A folder for runs. It is made where only its last part is missing."""

    def __init__(self, path: Path) -> None:
        self.path = path.absolute()

    @contextmanager
    def begin(self, now: datetime) -> Iterator[Building]:
        """Hold the folder and build a run in it, begun at `now` in the election's time zone.

        What is not published is removed. Raises `DestinationBusy` at once where another
        process builds here, `Unwritable` where the folder cannot take a run, which is
        tried before anything is written.
        """
        self._refuse_no_folder()
        with locks.held(self.path / LOCK):
            self._clear()
            try:
                yield Building(self.path, self._try(), now)
            finally:
                self._clear()

    def _refuse_no_folder(self) -> None:
        try:
            # Parents are not made: a share that is not mounted would be a folder here.
            if not os.path.lexists(self.path):
                self.path.mkdir()
            if not self.path.is_dir():
                raise Unwritable(
                    Sentence(N_("{path} is not a folder"), path=self.path),
                    Sentence(N_("name a folder that you can write with --out")),
                )
        except OSError as error:
            raise _refused(self.path, error) from None

    def _clear(self) -> None:
        """Remove what runs left that did not come to an end. What is held open stays for the next."""
        with suppress(OSError):
            for each in self.path.iterdir():
                if each.name.startswith(_LEFT_BEHIND):
                    with suppress(OSError):
                        disk.remove(each)

    def _try(self) -> Path:
        """A new folder to build in, in which all that a run needs was done once."""
        try:
            return self._tried(Path(tempfile.mkdtemp(prefix=_BUILDING, dir=self.path)))
        except OSError as error:
            raise _refused(self.path, error) from None

    def _tried(self, folder: Path) -> Path:
        _give_usual_rights(folder)
        for name in ("one", "other"):
            with (folder / name).open("xb") as file:
                file.write(b"pilkada")
                file.flush()
                os.fsync(file.fileno())
        (folder / "one").replace(folder / "other")
        (folder / "other").unlink()
        disk.flush(folder)
        built = folder.with_name(f"{folder.name}.run")
        disk.rename(folder, built)
        disk.flush(self.path)
        return built


def _free_name(destination: Path, now: datetime) -> str:
    """A name for a run that comes after those of the same second, pruned ones among them."""
    first = stamp(now)
    taken = {each.name.removeprefix(first) for each in destination.glob(f"{first}*")}
    numbers = [int(rest[1:]) for rest in taken if rest[:1] == "-" and rest[1:].isdigit()]
    if not numbers:
        return f"{first}-2" if "" in taken else first
    return f"{first}-{max(numbers) + 1}"


def _give_usual_rights(folder: Path) -> None:
    """What a plainly made folder would have: temporary ones are private to their maker."""
    if os.name == "posix":
        umask = os.umask(0)
        os.umask(umask)
        folder.chmod(0o777 & ~umask)


def _refused(path: Path, error: OSError) -> Unwritable:
    return Unwritable(
        Sentence(N_("{path} cannot be written: {reason}"), path=path, reason=system_reason(error)),
        Sentence(
            N_("name a folder that you can write with --out; the exports that stand are as they were")
        ),
    )  # fmt: skip
