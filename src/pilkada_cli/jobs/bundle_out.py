"""Handing operations over: an office to the province, the province to an office."""

import hashlib
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from pilkada_cli.domain.attachments import Attachment
from pilkada_cli.domain.operation import OpId
from pilkada_cli.domain.times import instant, local
from pilkada_cli.errors import RegisterUnreadable, UsageError
from pilkada_cli.exchange.bundles import container
from pilkada_cli.exchange.bundles import keys as signing
from pilkada_cli.exchange.bundles.cards import Card
from pilkada_cli.exchange.bundles.keys import Keys, head_content, own_keys
from pilkada_cli.exchange.bundles.manifest import MOST, File, Head, Manifest
from pilkada_cli.exchange.files import whole_file
from pilkada_cli.i18n import N_, Sentence
from pilkada_cli.jobs import exporting, signed_heads
from pilkada_cli.jobs.offices import card_of, unknown
from pilkada_cli.jobs.workplace import Workplace
from pilkada_cli.storage import attachments, audit_files, handover, journal, offices, settings
from pilkada_cli.storage.handover import Due
from pilkada_cli.storage.offices import Office, Standing
from pilkada_cli.storage.refusals import damaged
from pilkada_cli.storage.register import Reader, acknowledge

ENDING = ".pilkada"


@dataclass(frozen=True, slots=True)
class Handed:
    """A bundle that stands: where, for whom, how many operations and files; is it encrypted.

    `without` are the ids of reports of which a file is damaged or not here, and left out.
    """

    path: Path
    to: str
    name: str
    operations: int
    files: int
    encrypted: bool
    without: tuple[str, ...] = ()


def hand(
    workplace: Workplace,
    to: str | None,
    out: Path | None,
    *,
    plain: bool = False,
    with_files: bool = True,
) -> Handed:
    """Write the bundle of an office, the province's unless `to` names one by its code.

    Where `out` is a folder it is put there under its usual name, without `out` here.
    Raises `UsageError` where it is not known whose bundle is meant, `Unwritable` where
    the file cannot be made.
    """
    keys = own_keys(workplace.state)
    with workplace.read() as reader, ExitStack() as stack:
        acknowledge(reader, workplace.state)
        own = card_of(reader, keys)
        recipients = _recipients(reader, to)
        _refuse_damaged(recipients)
        known, at = recipients[0], instant(workplace.now())
        path = out or Path()
        if path.is_dir():
            path /= _name(reader, own, known, at)
        due = _due(reader, own, known)
        packed, whole = (stack.enter_context(container.spool()) for _ in range(2))
        contents = _pack(reader, packed, due, with_files=with_files)
        manifest = _manifest(reader, keys, own, recipients, due, contents, at)
        with whole_file(path) as file:
            target = file if plain else whole
            container.write(target, manifest, keys, packed, _opened(contents.files))
            if not plain:
                whole.seek(0)
                signing.encrypt(whole, file, [card_of_known(each) for each in recipients])
        without = audit_files.holders(reader.tables, contents.left_out)
    what, operations = f"bundle/{known.code}", contents.operations
    exporting.note(workplace, what, path, operations, exporting.sha256_of(path))
    return Handed(path, known.code, known.name, operations, len(contents.files), not plain, without)


@dataclass(frozen=True, slots=True)
class _Contents:
    """What was packed: how many operations, their bytes, and where each attachment lies.

    `left_out` are the names of those that are damaged or not here, `lacks` the operations
    whose content is not here and that nobody withholds.
    """

    operations: int
    size: int
    sha256: str
    files: dict[Path, File]
    left_out: set[str]
    lacks: list[OpId]


def _pack(reader: Reader, packed: Any, due: Due, *, with_files: bool) -> _Contents:
    """Write the operations that are due into `packed`."""
    found: dict[str, Attachment] = {}
    lacks: list[OpId] = []
    rows = handover.attachments_in(handover.rows_due(reader.connection, due, lacks), found)
    operations = container.write_operations(packed, rows)
    size = packed.tell()
    files = _whole(reader, found) if with_files else {}
    left_out = found.keys() - {each.name for each in files.values()} if with_files else set()
    packed.seek(0)
    digest = hashlib.file_digest(packed, "sha256").hexdigest()
    packed.seek(0)
    return _Contents(operations, size, digest, files, left_out, lacks)


def _manifest(
    reader: Reader,
    keys: Keys,
    own: Card,
    recipients: list[Office],
    due: Due,
    contents: _Contents,
    at: str,
) -> Manifest:
    heads = journal.heads(reader.connection)
    return Manifest(
        format="pilkada.bundle/1",
        made_at=at,
        sender=_tuple(own),
        recipients=[each.key for each in recipients],
        yours=sorted(offices.origins_of(reader.connection, recipients[0].code)),
        holds={origin: journal.head_of(reader.connection, origin) for origin in heads},
        heads=list(_heads(reader, keys, due)),
        cards=[_tuple(card_of_known(each)) for each in _vouched(reader, due)],
        operations=contents.operations,
        size=contents.size,
        sha256=contents.sha256,
        files=[*contents.files.values()],
        # Whom it is from says who withholds: an office's word for this counts nowhere.
        lacks=[str(each) for each in contents.lacks[:MOST]]
        if reader.reference.is_province(own.region)
        else [],
    )


def _recipients(reader: Reader, to: str | None) -> list[Office]:
    """The trusted keys of the office that is meant."""
    known = offices.every(reader.connection)
    trusted = [o for o in known if o.standing == Standing.TRUSTED]
    if to is not None:
        found = [o for o in trusted if o.code == to.upper()]
        if not found:
            raise unknown(to.upper(), known)
        return found
    hubs = [o for o in trusted if reader.reference.is_province(o.region)]
    codes = {o.code for o in hubs or trusted}
    if len(codes) != 1:
        raise UsageError(
            Sentence(N_("whom the bundle is for must be said")),
            Sentence(N_("name an office with --to; see them with: pilkada office list"))
            if codes
            else Sentence(
                N_("add the card of the province's office first: pilkada office add FILE")
            ),
        )
    return hubs or trusted


def _refuse_damaged(recipients: list[Office]) -> None:
    """Raise `RegisterUnreadable` where what is kept of an office is no card any more."""
    for each in recipients:
        if not signing.is_usable(card_of_known(each)):
            raise RegisterUnreadable(
                Sentence(N_("what is kept of the card of {office} is damaged"), office=each.code),
                Sentence(N_("pilkada office remove {office}, then add its card again: pilkada office add FILE"), office=each.code),
            )  # fmt: skip


def _name(reader: Reader, own: Card, to: Office, now: str) -> str:
    moment = local(now, reader.reference.election.time_zone)
    return f"{own.code}-{to.code}-{moment:%Y%m%d-%H%M%S}{ENDING}"


def _due(reader: Reader, own: Card, to: Office) -> Due:
    """What an office is handed: from the province all origins, from others their own."""
    connection, reference = reader.connection, reader.reference
    up_to = {o: journal.head_of(connection, o) for o in settings.origins(connection)}
    whole, theirs = set[str](), offices.origins_of(connection, to.code)
    if reference.is_province(to.region):
        whole = set(up_to)
    if reference.is_province(own.region):
        up_to |= {head.origin: head.seq for head in offices.heads(connection).values()}
        whole |= {*theirs}
    regions = (to.region, reference.province.code, *to.shares)
    return Due({o: seq for o, seq in up_to.items() if seq}, whole, theirs, regions)


def _heads(reader: Reader, keys: Keys, due: Due) -> Iterator[Head]:
    """The head of every origin inside, as its office signed it; our own are signed now.

    Raises `RegisterUnreadable` for one that is not kept as it was signed.
    """
    digests = journal.heads(reader.connection)
    signed = offices.heads(reader.connection)
    for origin, seq in sorted(due.up_to.items()):
        if (head := signed.get(origin)) is not None and head.seq >= seq:
            if not signed_heads.is_whole(head):
                raise damaged(reader.path, signed_heads.altered(head))
            yield Head(
                origin=origin, seq=head.seq, hash=head.hash, key=head.key, signature=head.signature
            )
            continue
        digest = str(digests[origin]["hash"])
        signature = keys.sign(head_content(origin, seq, digest)).hex()
        yield Head(origin=origin, seq=seq, hash=digest, key=keys.public, signature=signature)


def _vouched(reader: Reader, due: Due) -> list[Office]:
    """The offices whose signed heads are inside."""
    used = {head.key for o, head in offices.heads(reader.connection).items() if o in due.up_to}
    return [office for office in offices.every(reader.connection) if office.key in used]


def _whole(reader: Reader, found: dict[str, Attachment]) -> dict[Path, File]:
    """Those of the files that lie here as their reports say, and how large they really are."""
    whole = {}
    for name, each in found.items():
        path = attachments.path_of(reader.path, each)
        with suppress(OSError):
            if attachments.digest_of(path) == each.sha256:
                size, extension = path.stat().st_size, name.removeprefix(each.sha256)
                whole[path] = File(sha256=each.sha256, size=size, extension=extension)
    return whole


def _opened(files: dict[Path, File]) -> Iterator[BinaryIO]:
    """Each of the files in its turn. Raises `InvalidData` for one that is here no more."""
    for path, said in files.items():
        try:
            with path.open("rb") as stream:
                yield stream
        except OSError:
            raise container.changed(said) from None


def card_of_known(office: Office) -> Card:
    """The card of an office that is known here."""
    return Card(office.name, office.code, office.region, office.key, office.recipient)


def _tuple(card: Card) -> tuple[str, str, str, str, str]:
    return card.name, card.code, card.region, card.key, card.recipient
