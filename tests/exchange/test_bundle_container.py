"""The bytes of bundles: what is altered, cut or made up is refused, and nothing else happens."""

import errno
import gzip
import hashlib
import io
import json
import random
import secrets
from collections.abc import Callable
from pathlib import Path

import pytest
from pyrage import x25519

from pilkada_cli.domain.chain import Row
from pilkada_cli.errors import InvalidData
from pilkada_cli.exchange.bundles import container, keys
from pilkada_cli.exchange.bundles.cards import Card
from pilkada_cli.exchange.bundles.keys import Keys
from pilkada_cli.exchange.bundles.manifest import Manifest

FUZZED = 50_000
OURS = Keys(secrets.token_hex(32), str(x25519.Identity.generate()))
CARD = Card("Kantor", "HST", "63.07", OURS.public, OURS.recipient)
ROW = Row(
    b'["header"]',
    b'{"title":"Banjir"}',
    b'{"detail":"x"}',
    bytes(16),
    bytes(32),
    bytes(32),
    bytes(32),
)


PHOTO = {"sha256": hashlib.sha256(b"x").hexdigest(), "size": 1, "extension": ".jpg"}


def manifest(packed: bytes, **changed: object) -> Manifest:
    said: dict[str, object] = {
        "format": "pilkada.bundle/1", "made_at": "2024-11-22T02:30:00.000Z",
        "sender": (CARD.name, CARD.code, CARD.region, CARD.key, CARD.recipient),
        "recipients": [CARD.key], "yours": [], "holds": {}, "heads": [], "cards": [],
        "operations": 1, "size": len(packed), "sha256": hashlib.sha256(packed).hexdigest(),
        "files": [],
    }  # fmt: skip
    return Manifest(**(said | changed))  # type: ignore[arg-type]


def bundle(packed: bytes, *files: bytes, **changed: object) -> bytes:
    """A bundle that its sender signed, whatever it holds."""
    file = io.BytesIO()
    streams = map(io.BytesIO, files)
    container.write(file, manifest(packed, **changed), OURS, io.BytesIO(packed), streams)
    return file.getvalue()


def operations(*rows: Row) -> bytes:
    file = io.BytesIO()
    container.write_operations(file, rows)
    return file.getvalue()


def read(data: bytes) -> list[Row]:
    opened = container.open_bundle(container.unpacked(io.BytesIO(data), io.BytesIO(), OURS))
    opened.verify()
    return list(opened.rows())


GOOD = bundle(operations(ROW))


def encrypted(data: bytes) -> bytes:
    file = io.BytesIO()
    keys.encrypt(io.BytesIO(data), file, [CARD])
    return file.getvalue()


def test_rows_come_out_as_they_went_in() -> None:
    [row] = read(GOOD)
    assert (row.header, row.body, row.sealed, row.salt) == (
        ROW.header,
        ROW.body,
        ROW.sealed,
        ROW.salt,
    )
    assert read(encrypted(GOOD)) == [row]


@pytest.mark.parametrize(
    ("named", "files"), [([PHOTO], []), ([], [b"x"]), ([PHOTO, PHOTO], [b"x"])]
)
def test_no_bundle_is_written_whose_manifest_names_other_files_than_it_holds(
    named: list[dict[str, object]], files: list[bytes]
) -> None:
    with pytest.raises(ValueError, match="zip"):
        bundle(operations(ROW), *files, files=named)


def altered(data: bytes, chance: random.Random) -> bytes:
    """Some bits turned, bytes put in, taken out, or the end cut off."""
    made = bytearray(data)
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(made) + 1)
        match chance.randrange(4):
            case 0 if made:
                made[at % len(made)] ^= 1 << chance.randrange(8)
            case 1:
                made[at:at] = chance.randbytes(chance.randint(1, 20))
            case 2:
                del made[at : at + chance.randint(1, 50)]
            case _:
                del made[at:]
    return bytes(made)


@pytest.mark.parametrize("data", [GOOD, encrypted(GOOD)], ids=["plain", "encrypted"])
def test_altered_bytes_are_refused_and_never_crash(data: bytes) -> None:
    chance, whole = random.Random(20241122), read(data)
    for _ in range(FUZZED):
        try:
            assert read(altered(data, chance)) == whole
        except InvalidData as error:
            assert error.hint is not None


SIGNED_BUT_WRONG: dict[str, Callable[[], bytes]] = {
    "no gzip": lambda: bundle(b"not gzip"),
    "gzip cut short": lambda: bundle(operations(ROW)[:-9]),
    "fewer operations": lambda: bundle(operations(ROW), operations=2),
    "more operations": lambda: bundle(operations(ROW, ROW)),
    "a line without an end": lambda: bundle(gzip.compress(b"[" * 100)),
    "JSON ten thousand deep": lambda: bundle(gzip.compress(b"[" * 10_000 + b"]" * 10_000 + b"\n")),
    "a number of a million digits": lambda: bundle(gzip.compress(b"[" + b"9" * 10**6 + b"]\n")),
    "half a surrogate": lambda: bundle(gzip.compress(b'["\\ud800",null,null,null,"","",""]\n')),
    "NUL bytes": lambda: bundle(gzip.compress(bytes(1000) + b"\n")),
    "no UTF-8": lambda: bundle(gzip.compress(b'["\xff"]\n')),
    "a name that leads elsewhere": lambda: bundle(
        operations(ROW), b"x", files=[PHOTO | {"extension": "/../../x"}]
    ),
}


@pytest.mark.parametrize("name", SIGNED_BUT_WRONG)
def test_what_is_signed_and_yet_wrong_is_refused(name: str) -> None:
    with pytest.raises(InvalidData, match="damaged"):
        read(SIGNED_BUT_WRONG[name]())


def test_a_line_that_unpacks_to_a_gigabyte_is_refused_without_being_held() -> None:
    import tracemalloc

    bomb = bundle(bomb_of(64))
    tracemalloc.start()
    with pytest.raises(InvalidData, match="damaged"):
        read(bomb)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 40 << 20


def bomb_of(megabytes: int) -> bytes:
    packed = io.BytesIO()
    with gzip.GzipFile(fileobj=packed, mode="wb", mtime=0) as file:
        for _ in range(megabytes):
            file.write(b" " * (1 << 20))
    return packed.getvalue()


@pytest.mark.parametrize(
    "changed",
    [
        {"format": "pilkada.bundle/2"}, {"size": -1}, {"operations": 2**60}, {"sha256": "x"},
        {"sender": ("a", "b", "c", "d", "e")}, {"recipients": ["x"]}, {"holds": {"x": 1}},
        {"more": 1},
    ],
    ids=str,
)  # fmt: skip
def test_a_manifest_of_another_form_is_refused_though_it_is_signed(
    changed: dict[str, object],
) -> None:
    said = json.loads(manifest(operations(ROW)).model_dump_json()) | changed
    head = json.dumps(said).encode()
    signature = OURS.sign(container.MAGIC + head).hex().encode()
    with pytest.raises(InvalidData, match="damaged"):
        read(container.MAGIC + head + b"\n" + signature + b"\n" + operations(ROW))


def test_a_file_for_others_cannot_be_read() -> None:
    other = Keys(secrets.token_hex(32), str(x25519.Identity.generate()))
    with pytest.raises(InvalidData, match="not addressed"):
        container.unpacked(io.BytesIO(encrypted(GOOD)), io.BytesIO(), other)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
@pytest.mark.parametrize("size", [10, 300_000])
def test_what_a_full_disk_refuses_of_an_encrypted_file_is_told_as_the_system_tells_it(
    size: int,
) -> None:
    with open("/dev/full", "wb", buffering=0) as full, pytest.raises(OSError) as refused:
        keys.encrypt(io.BytesIO(bytes(size)), full, [CARD])
    assert refused.value.errno == errno.ENOSPC
