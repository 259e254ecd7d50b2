"""Bundles of any number of operations that a trusted office forged to drown the province in.

``python -m tests.reliability.flood FOLDER`` takes the bundle of a folder that `forge` made
in, and prints its largest memory in MiB and what was said.
"""

import hashlib
import json
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from tests.jobs.test_bundles import Office

from pilkada_cli.domain import chain
from pilkada_cli.domain.chain import Row
from pilkada_cli.domain.operation import Header, Kind, OpId
from pilkada_cli.errors import InvalidData
from pilkada_cli.exchange.bundles import container
from pilkada_cli.exchange.bundles.keys import head_content
from pilkada_cli.exchange.bundles.manifest import Manifest

BUNDLE = "flood.pilkada"
_NOWHERE = "a" * 32
_ADD = {"region": "63.07", "category": "kamtibmas/hoaks", "occurred_on": "2024-11-22"}


class Made(NamedTuple):
    """An operation to be: what it says, and what it is about; itself where that is None."""

    kind: Kind
    body: dict[str, Any] | None
    sealed: dict[str, Any] | None = None
    subject: OpId | None = None
    on_nothing: bool = False


Shape = Callable[[int, OpId, OpId], Made]
"""Makes the n-th operation, given its own id and that of a report of the office."""


def _report(n: int, **more: object) -> Made:
    body = _ADD | {"code": "HST", "number": n + 100} | more
    return Made(Kind.ADD, body, {"title": f"Laporan {n}"})


TAKEN: dict[str, Shape] = {
    "reports": lambda n, me, first: _report(n),
    "reports and their erasures": lambda n, me, first: (
        Made(Kind.ERASE, {}, None, OpId(me.origin, me.seq - 1)) if n % 2 else _report(n)
    ),
    "erasures of nothing": lambda n, me, first: Made(Kind.ERASE, {}, None, OpId(_NOWHERE, n + 1)),
    "reports of as many regions": lambda n, me, first: _report(n, region=f"X.{n}"),
    "reports of one number": lambda n, me, first: _report(0),
    "reports of one reference": lambda n, me, first: _report(
        n, source_system="siaga", source_ref="7"
    ),
    "nil reports of one day": lambda n, me, first: Made(
        Kind.NIL, {"region": "63.07", "on": "2024-11-22"}
    ),
}
"""Floods that are taken in, each operation as any other."""

REFUSED: dict[str, Shape] = {
    "operations without their content": lambda n, me, first: Made(
        Kind.AMEND, None, None, OpId(_NOWHERE, n + 1)
    ),
    "operations on one report": lambda n, me, first: Made(
        Kind.NOTE, {}, {"text": f"Catatan {n}"}, first
    ),
    "bytes on one report": lambda n, me, first: Made(
        Kind.NOTE, {}, {"text": "kata " * 200_000}, first
    ),
    "commands that take back": lambda n, me, first: Made(
        Kind.UNDO, {"batch": str(OpId(me.origin, me.seq - 1))}, on_nothing=True
    ),
    "links": lambda n, me, first: Made(
        Kind.LINK, {"with": str(first)}, None, OpId(_NOWHERE, n + 1)
    ),
    "names of writers": lambda n, me, first: Made(
        Kind.PERSON, {"actor": n + 5}, {"name": f"Petugas {n}"}, on_nothing=True
    ),
}
"""Floods that are refused in these words once they are larger than an office may write."""

CREATIONS = "reports that name another as their own"
REFUSED_TOO: dict[str, Shape] = {
    CREATIONS: lambda n, me, first: Made(Kind.ADD, _ADD, None, first),
    "operations without content on one report": lambda n, me, first: Made(
        Kind.AMEND, None, None, first
    ),
}
"""Further floods of operations on one report."""


def forge(folder: Path, shape: Shape, n: int) -> Office:
    """Put a bundle of `n` operations of a shape into a folder, and the province it is for."""
    hub = Office(folder / "hub", code="KALSEL", region="63").found()
    hst = Office(folder / "hst").found()
    hub.trust(hst)
    hst.trust(hub)
    hst.add("Laporan pertama")
    with tempfile.TemporaryFile() as operations, hst.hand(plain=True).open("rb") as handed:
        bundle = container.open_bundle(handed)
        flood = _Flood([*bundle.rows()], hst.own())
        count = container.write_operations(operations, flood.rows(shape, n))
        size = operations.tell()
        operations.seek(0)
        digest = hashlib.file_digest(operations, "sha256").hexdigest()
        operations.seek(0)
        origin, seq, last = flood.origin, flood.seq, flood.head.hex()
        signature = hst.keys.sign(head_content(origin, seq, last)).hex()
        head = {"seq": seq, "hash": last, "key": hst.keys.public, "signature": signature}
        said = bundle.manifest.model_dump() | {
            "heads": [{"origin": origin, **head}],
            "operations": count, "size": size, "sha256": digest,
        }  # fmt: skip
        with (folder / BUNDLE).open("wb") as file:
            container.write(file, Manifest(**said), hst.keys, operations, ())
    return hub


class _Flood:
    """What an office really wrote, and what it adds to that."""

    def __init__(self, written: list[Row], origin: str) -> None:
        known = [chain.decode_header(row.header) for row in written]
        self.origin = origin
        self._written = written
        self._first = next(each.id for each in known if each.kind == Kind.ADD)
        self._last = known[-1]
        self.head, self.seq = written[-1].hash, known[-1].seq

    def rows(self, shape: Shape, n: int) -> Iterator[Row]:
        yield from self._written
        for number in range(n):
            self.seq += 1
            me = OpId(self.origin, self.seq)
            row = self._row(me, shape(number, me, self._first))
            self.head = row.hash
            yield row

    def _row(self, me: OpId, made: Made) -> Row:
        about = None if made.on_nothing else made.subject or me
        at, clock = self._last.at, self._last.clock + me.seq
        header = Header(self.origin, me.seq, clock, at, at, 1, me, made.kind, about)
        row = chain.seal_row(self.head, header, made.body or {}, made.sealed, bytes(16))
        if made.body is not None:
            return row
        return Row(row.header, None, None, None, row.body_digest, row.sealed_digest, row.hash)


def floods(folder: Path, n: int) -> Counter[str]:
    """Send floods of `n` operations; how much memory the province needed at most, in MiB."""
    counted: Counter[str] = Counter()
    for name, shape in (TAKEN | REFUSED).items():
        home = folder / name.replace(" ", "-")
        # No disk holds as many as of the small ones, and a thirtieth is refused already.
        forge(home, shape, n if name != "bytes on one report" else 60)
        command = [sys.executable, "-m", "tests.reliability.flood", str(home)]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
        peak, said = json.loads(done.stdout)
        assert (name in said) == (name in REFUSED), (name, said)
        counted[f"MiB at most: {n} {name}, {'refused' if said else 'taken in'}"] = peak
    return counted


if __name__ == "__main__":
    # Windows has it not, and tests that forge floods run there too.
    import resource

    home, said = Path(sys.argv[1]), ""
    province = Office(home / "hub", ticks=10, code="KALSEL", region="63")
    try:
        province.take(home / BUNDLE)
    except InvalidData as error:
        said = str(error.sentence)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10
    sys.stdout.write(json.dumps([peak, said]))
