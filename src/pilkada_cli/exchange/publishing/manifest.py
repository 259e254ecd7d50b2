"""What a run says about itself: ``datapackage.json``, ``manifest.json``, ``SHA256SUMS``.

Nothing in these files depends on when or where the run was written: the same
register, day, program and data give the same bytes.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import BinaryIO

from pilkada_cli.errors import UsageError
from pilkada_cli.exchange.publishing.datapackage import Table, package
from pilkada_cli.exchange.publishing.runs import Building, Write, Written
from pilkada_cli.exchange.writers.json_rows import write_document
from pilkada_cli.i18n import N_, Sentence

SCHEMA = "pilkada.export/1"
DATAPACKAGE = "datapackage.json"
MANIFEST = "manifest.json"
SUMS = "SHA256SUMS"


@dataclass(frozen=True, slots=True)
class About:
    """What all files of a run have in common; the keys of ``manifest.json``.

    `as_of` is a day or an instant, `register` the version of its schema, `province`
    the code that a report of the whole province bears, `mark` the classification.
    `heads` are the ends of the journal by origin, `data` the fingerprint of the
    reference data, `totals` those of the summary, without filters. `warnings` are
    keys, since a manifest has one language.
    """

    program: str
    register: int
    election: str
    province: str
    time_zone: str
    profile: str
    mark: str
    as_of: str
    window: Mapping[str, str | None]
    counting_rule: str
    scale: str
    exposure: Mapping[str, object]
    data: str
    heads: Mapping[str, object]
    totals: Mapping[str, int | None] = field(default_factory=dict)
    warnings: Sequence[str] = ()


def describe(run: Building, about: About, tables: Mapping[str, Table]) -> None:
    """Add the three files that describe what was added so far.

    `tables` gives the columns of each CSV file by its name. Raises `Unwritable`.
    """
    run.add(DATAPACKAGE, _json(package(about.election, tables, run.files.values())))
    run.add(MANIFEST, _json(_manifest(about, run.files.values())))
    run.add(SUMS, _sums(run.files.values()))


def _json(document: object) -> Write:
    return lambda file: write_document(file, document)


def _manifest(about: About, files: Iterable[Written]) -> dict[str, object]:
    return {
        "schema": SCHEMA,
        **asdict(about),
        "heads": dict(sorted(about.heads.items())),
        "files": [each._asdict() for each in files],
    }


def _sums(files: Iterable[Written]) -> Write:
    """As ``sha256sum --check`` reads them: digest, two blanks, name."""
    lines = [f"{each.sha256}  {each.name}\n" for each in sorted(files)]

    def write(file: BinaryIO) -> int:
        file.write("".join(lines).encode())
        return len(lines)

    return write


def read_manifest(folder: Path) -> dict[str, object]:
    """The manifest of a run. Raises OSError, and ValueError for what is no manifest."""
    document = json.loads((folder / MANIFEST).read_bytes())
    if not isinstance(document, dict) or not isinstance(document.get("files"), list):
        raise ValueError(MANIFEST)
    return document


def counted(manifest: Mapping[str, object]) -> dict[str, int]:
    """The rows of each file, by its name."""
    files = manifest.get("files")
    assert isinstance(files, list)
    return {each["name"]: each["rows"] for each in files}


def refuse_mixing(run: Building, about: About) -> None:
    """Raise `UsageError` where the run before was made for other readers or another election.

    A folder that the public reads must never hold what is internal, and such runs
    cannot be compared.
    """
    if run.before is None:
        return
    try:
        before = read_manifest(run.before.folder)
    except (OSError, ValueError):
        return
    for name, mine in (("profile", about.profile), ("election", about.election)):
        if before.get(name, mine) != mine:
            raise UsageError(
                Sentence(
                    N_("{folder} holds exports of {name} '{theirs}', not '{mine}'"),
                    folder=run.destination,
                    name=name,
                    theirs=before[name],
                    mine=mine,
                ),
                Sentence(N_("name a folder of its own for each profile and election with --out")),
            )
