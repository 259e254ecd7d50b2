"""Reading a run again: is every file as it was written, and every table as it is described."""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from pilkada_cli.errors import unreadable as unreadable_path
from pilkada_cli.exchange.publishing.comparing import CHANGES, RUN
from pilkada_cli.exchange.publishing.listing import runs
from pilkada_cli.exchange.publishing.manifest import DATAPACKAGE, MANIFEST, SUMS, read_manifest
from pilkada_cli.exchange.publishing.tables_check import faults, unreadable
from pilkada_cli.i18n import N_, Sentence

_SUM = re.compile(r"([0-9a-f]{64}) [ *]([^/\\\n]+)")


def verify(folder: Path) -> Iterator[Sentence]:
    """What is not as it was written, one sentence each; nothing where all is.

    Digests, sizes, numbers of rows, types, limits and keys are checked, and which
    files are there. Nothing is written. Raises `UsageError` for a folder that cannot be read.
    """
    said: set[str] = set()
    for fault in _faults(folder):
        # Two files may bear witness to the same fault.
        if str(fault) not in said:
            said.add(str(fault))
            yield fault


def renamed(folder: Path) -> str | None:
    """The name that a run was given, where its folder bears another.

    It is copied and archived under other names; what is in it says which run it is.
    """
    try:
        name = str(json.loads((folder / RUN).read_bytes())["run"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return name if name != folder.resolve().name else None


def _no_manifest(folder: Path) -> Sentence:
    """That a folder is none of a run; of one that holds runs, which is the newest."""
    if not (stood := runs(folder)):
        return Sentence(N_("{file} is missing"), file=MANIFEST)
    return Sentence(
        N_("{folder} is not a run but holds runs; the newest is {run}"),
        folder=folder,
        run=stood[-1].folder,
    )


def _faults(folder: Path) -> Iterator[Sentence]:
    try:
        here = {each.name for each in folder.iterdir()}
    except OSError as error:
        raise unreadable_path(folder, error) from None
    if MANIFEST not in here:
        yield _no_manifest(folder)
        return
    try:
        manifest = read_manifest(folder)
        listed = {str(each["name"]): each for each in _listed(manifest)}
        digests = {name: str(each["sha256"]) for name, each in listed.items()}
    except (OSError, ValueError, KeyError, TypeError) as error:
        yield unreadable(MANIFEST, error)
        return
    expected = {*listed, MANIFEST, SUMS, RUN}
    yield from (Sentence(N_("{file} is missing"), file=name) for name in sorted(expected - here))
    extra = here - expected - {CHANGES}
    yield from (Sentence(N_("{file} belongs to no run"), file=name) for name in sorted(extra))
    for name in sorted(here & listed.keys()):
        yield from _against(folder / name, listed[name])
    yield from _sums(folder, here, digests)
    yield from _run(folder, here)
    yield from _tables(folder, here, listed)


def _listed(manifest: Mapping[str, object]) -> list[dict[str, Any]]:
    files = manifest["files"]
    assert isinstance(files, list)
    return files


def _against(path: Path, written: Mapping[str, Any]) -> Iterator[Sentence]:
    """The size and the digest of a file against what is written about it."""
    try:
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
            size = file.tell()
    except OSError as error:
        yield unreadable(path.name, error)
        return
    if "bytes" in written and size != written["bytes"]:
        yield Sentence(
            N_("{file} has {now} bytes, {before} were written"),
            file=path.name,
            now=size,
            before=written["bytes"],
        )
    elif digest != written.get("sha256"):
        yield Sentence(N_("{file} is not as it was written: its SHA-256 differs"), file=path.name)


def _sums(folder: Path, here: set[str], digests: Mapping[str, str]) -> Iterator[Sentence]:
    """SHA256SUMS against the manifest, and against the manifest's own bytes."""
    if SUMS not in here:
        return
    try:
        lines = (folder / SUMS).read_bytes().decode().removesuffix("\n").split("\n")
    except (OSError, ValueError) as error:
        yield unreadable(SUMS, error)
        return
    matches = [_SUM.fullmatch(line) for line in lines]
    summed = {match[2]: match[1] for match in matches if match}
    for name, digest in digests.items():
        if summed.get(name) != digest:
            yield Sentence(
                N_("{sums} and {manifest} differ about {file}"),
                sums=SUMS,
                manifest=MANIFEST,
                file=name,
            )
    yield from _against(folder / MANIFEST, {"sha256": summed.get(MANIFEST)})
    if None in matches or summed.keys() != {*digests, MANIFEST}:
        yield unreadable(SUMS, TypeError())


def _run(folder: Path, here: set[str]) -> Iterator[Sentence]:
    """run.json against the manifest and the changes."""
    if RUN not in here:
        return
    try:
        run = json.loads((folder / RUN).read_bytes())
        described, changes = run["manifest"], run["changes"]
        yield from _against(folder / MANIFEST, described)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        yield unreadable(RUN, error)
        return
    if changes is None and CHANGES in here:
        yield Sentence(N_("{file} belongs to no run"), file=CHANGES)
    elif changes is not None and CHANGES not in here:
        yield Sentence(N_("{file} is missing"), file=CHANGES)
    elif changes is not None:
        yield from _against(folder / CHANGES, changes)


def _tables(
    folder: Path, here: set[str], listed: Mapping[str, Mapping[str, Any]]
) -> Iterator[Sentence]:
    """Every table against its description, where the description is as it was written."""
    if DATAPACKAGE not in here:
        return
    try:
        resources = json.loads((folder / DATAPACKAGE).read_bytes())["resources"]
        described = {each["path"]: each for each in resources}
    except (OSError, ValueError, KeyError, TypeError) as error:
        yield unreadable(DATAPACKAGE, error)
        return
    for name, resource in described.items():
        known = listed.get(name, {})
        if (resource.get("bytes"), resource.get("hash")) != (
            known.get("bytes"),
            f"sha256:{known.get('sha256')}",
        ):
            yield Sentence(
                N_("{sums} and {manifest} differ about {file}"),
                sums=DATAPACKAGE,
                manifest=MANIFEST,
                file=name,
            )
    for name in sorted(here & described.keys()):
        yield from faults(folder, described[name], resources, listed.get(name, {}).get("rows"))
