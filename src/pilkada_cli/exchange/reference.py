"""From the five files of an election to its `Reference`.

`read_folder` gives the bytes, `reference_check.validate` says what is wrong with
them, and `build` makes the records. They are apart because every command
builds and only a new folder has to be checked.
"""

import json
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from pilkada_cli.domain.reference import Reference
from pilkada_cli.errors import InvalidData, system_reason
from pilkada_cli.exchange import reference_beside as beside
from pilkada_cli.exchange import reference_records as records
from pilkada_cli.i18n import N_, Sentence

FILES: tuple[str, ...] = (
    "election.yaml",
    "regions.yaml",
    "stages.yaml",
    "categories.yaml",
    "scales.yaml",
)
"""The files of a folder of reference data, in the order of the fingerprint."""

BESIDE: tuple[str, ...] = ("readiness.yaml", "baselines.yaml")
"""Files of it that may be missing. They fold nothing, so they are no part of the fingerprint."""

ALERTS = "alerts.yaml"
"""A file that may stand beside them and is no part of a register."""

LARGEST = 4 * 1024 * 1024
"""Bytes that one file may have."""


def shipped_folder() -> Path:
    """The folder of the reference data that comes with the program."""
    package = Path(__file__).parents[1]
    in_wheel, in_checkout = package / "data", package.parents[1] / "data"
    return in_checkout if in_checkout.is_dir() and not in_wheel.is_dir() else in_wheel


def read_folder(folder: Path) -> dict[str, bytes]:
    """The content of the five files of `folder` and of those `BESIDE` that are there, by name.

    Raises `InvalidData` for what is no folder, for a file that is missing, too
    large or unreadable.
    """
    try:
        if not folder.is_dir():
            raise InvalidData(
                Sentence(N_("{folder} is not a folder"), folder=folder),
                Sentence(N_("name the folder that holds {files}"), files=", ".join(FILES)),
            )
        there = [name for name in BESIDE if (folder / name).exists()]
        return {name: _read_one(folder / name) for name in (*FILES, *there)}
    except OSError as error:
        raise InvalidData(
            Sentence(
                N_("{path} cannot be read: {reason}"),
                path=error.filename or folder,
                reason=system_reason(error),
            )
        ) from None


def _read_one(path: Path) -> bytes:
    if not path.is_file():
        raise InvalidData(
            Sentence(N_("there is no file {file} in {folder}"), file=path.name, folder=path.parent),
            Sentence(N_("a folder of reference data holds {files}"), files=", ".join(FILES)),
        )
    return read_file(path)


def read_file(path: Path) -> bytes:
    """The content of a file that is not too large. Raises `InvalidData`, or `OSError`."""
    with path.open("rb") as file:
        content = file.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise InvalidData(
            Sentence(N_("{file} is larger than {size} MB"), file=path, size=LARGEST // 1024**2)
        )
    return content


def build(files: Mapping[str, bytes]) -> Reference:
    """The records that validated `files` say; the result for others is undefined."""
    raw = {name: load(content) for name, content in files.items()}
    election, regions, stages, categories, scales = (raw[name] for name in FILES)
    items, published = (raw.get(name) for name in BESIDE)
    scale, *others = records.scales(scales)
    return Reference(
        election=records.election(election),
        province=records.region(regions["province"]),
        regencies=tuple(records.region(region) for region in regions["regencies"]),
        stages=tuple(records.stage(stage) for stage in stages["stages"]),
        groups=tuple(records.group(group) for group in categories["groups"]),
        scale=scale,
        other_scales=tuple(others),
        exposure=records.exposure(regions["exposure"]),
        fingerprint=fingerprint(files),
        readiness=beside.item_groups(items) if items else (),
        baselines=beside.baselines(published) if published else (),
    )


def fingerprint(files: Mapping[str, bytes]) -> str:
    """SHA-256, in hex, over name, length and bytes of the five files."""
    digest = sha256()
    for name in FILES:
        digest.update(f"{name}\n{len(files[name])}\n".encode())
        digest.update(files[name])
    return digest.hexdigest()


COMPILED = Path(__file__).parents[1] / "reference.json"
"""What the shipped files say by their SHA-256, made with the package: YAML takes ten times as long."""


def compile_shipped() -> None:
    """Write what the shipped files say to `COMPILED`."""
    folder = shipped_folder()
    files = [read_file(folder / name) for name in (*FILES, *BESIDE, ALERTS)]
    said = {sha256(content).hexdigest(): _load_yaml(content) for content in files}
    COMPILED.write_text(json.dumps(said, ensure_ascii=False), encoding="utf-8")


@cache
def _compiled() -> dict[str, Any]:
    try:
        said: dict[str, Any] = json.loads(COMPILED.read_bytes())
        return said
    except (OSError, ValueError):
        return {}


def load(content: bytes) -> Any:
    """The values of validated YAML, every scalar still text. They are not to be changed."""
    said = _compiled().get(sha256(content).hexdigest())
    return _load_yaml(content) if said is None else said


def _load_yaml(content: bytes) -> Any:
    import yaml

    # Leaving every scalar a text spares resolving and constructing: half the time.
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    return _plain(yaml.compose(content, Loader=loader))


def _plain(node: Any) -> Any:
    if node.id == "scalar":
        return node.value
    if node.id == "mapping":
        return {key.value: _plain(value) for key, value in node.value}
    return [_plain(item) for item in node.value]
