"""Taking a bundle in: whole or not at all, in any order, as often as it comes."""

from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path

from pilkada_cli.domain.attachments import Attachment
from pilkada_cli.domain.operation import Kind
from pilkada_cli.errors import InvalidData, UsageError, system_reason
from pilkada_cli.exchange.bundles import container
from pilkada_cli.exchange.bundles import keys as signing
from pilkada_cli.exchange.bundles.container import Bundle
from pilkada_cli.exchange.bundles.keys import own_keys
from pilkada_cli.exchange.bundles.manifest import Head, Manifest
from pilkada_cli.i18n import N_, Sentence
from pilkada_cli.jobs.bundle_out import ENDING
from pilkada_cli.jobs.bundle_told import Clash, Differences, as_clash, differences, gone, shown
from pilkada_cli.jobs.workplace import Workplace
from pilkada_cli.storage import attachments, intake, journal, offices, receiving, settings
from pilkada_cli.storage.arrivals import Arrivals
from pilkada_cli.storage.offices import Office, Standing
from pilkada_cli.storage.receiving import Received
from pilkada_cli.storage.register import Writer


@dataclass(frozen=True, slots=True)
class Taken:
    """What a bundle brought: reports, other operations, contents that were withheld before.

    `withheld` are operations without content, `files` attachments that were not here,
    `erased` reports that its erasures are about, `gaps` the offices whose earlier operations
    are still missing, `ahead` how many operations come from a clock that is ahead of ours. Of
    `conflicts` and of values of this office that were `replaced` some are told in full. `gone`
    are the ids of reports that were shown here and are withheld from now on, `unfinished` says
    why the disk may still hold what was erased.
    """

    path: str
    sender: str
    name: str
    made_at: str
    reports: int = 0
    operations: int = 0
    filled: int = 0
    withheld: int = 0
    files: int = 0
    erased: int = 0
    gaps: tuple[str, ...] = ()
    ahead: int = 0
    conflicts: int = 0
    clashes: tuple[Clash, ...] = ()
    unfinished: Sentence | None = None
    replaced: int = 0
    replacements: tuple[Clash, ...] = ()
    gone: tuple[str, ...] = ()

    @property
    def is_new(self) -> bool:
        """Whether it brought anything."""
        return bool(self.reports or self.operations or self.filled or self.withheld or self.files)


def files_of(paths: list[Path]) -> list[Path]:
    """The bundles that are meant: files as named, of a folder those that end as bundles do."""
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            inside = sorted(each for each in path.iterdir() if each.suffix == ENDING)
            if not inside:
                raise UsageError(
                    Sentence(N_("{folder} holds no bundle"), folder=path),
                    Sentence(N_("a bundle's name ends in {ending}"), ending=ENDING),
                )
            found += inside
        else:
            found.append(path)
    return found


def take(workplace: Workplace, path: Path) -> Taken:
    """Take one bundle in.

    Raises `UsageError` for a file that cannot be read, `InvalidData` for one that was
    altered or cut short, that is not for this office, whose sender is not trusted, or
    that continues a chain otherwise than it is known here. The register is then as it was.
    """
    keys = own_keys(workplace.state)
    with ExitStack() as stack:
        try:
            source = stack.enter_context(path.open("rb"))
        except OSError as error:
            raise UsageError(
                Sentence(
                    N_("{path} cannot be read: {reason}"), path=path, reason=system_reason(error)
                )
            ) from None
        spool = stack.enter_context(container.spool())
        try:
            bundle = container.open_bundle(container.unpacked(source, spool, keys))
            with workplace.write() as writer:
                taken = _take(writer, bundle, path, keys.public)
            return replace(taken, unfinished=writer.unfinished)
        except InvalidData as error:
            words = Sentence("{path}: {problem}", path=path, problem=error.sentence)
            raise InvalidData(words, error.hint) from None


def _take(writer: Writer, bundle: Bundle, path: Path, own_key: str) -> Taken:
    connection, manifest = writer.connection, bundle.manifest
    sender = _judged_sender(writer, manifest, own_key)
    bundle.verify()
    _vouch(writer, manifest)
    codes = {head.origin: _judged_head(writer, head, own_key) for head in manifest.heads}
    _adopt(writer, manifest, sender)
    own = frozenset(settings.origins(connection))
    before = journal.last_position(connection)
    received = receiving.receive(connection, bundle.rows(), writer.batch.at, own, writer.touched)
    _settle_heads(writer, manifest, codes, received)
    offices.note_bundle(connection, sender.code, manifest.made_at)
    arrivals = Arrivals(connection, before, received.late)
    found = differences(writer, arrivals, manifest.holds) if before else Differences()
    shown_before = shown(writer, before)
    writer.fold()
    return Taken(
        path=str(path),
        sender=sender.code,
        name=sender.name,
        made_at=manifest.made_at,
        reports=received.kinds[Kind.ADD],
        operations=received.kinds.total() - received.kinds[Kind.ADD],
        filled=received.filled,
        withheld=received.withheld,
        files=_take_files(writer, bundle),
        erased=len(journal.erased(connection, before)),
        gaps=tuple(sorted(codes.get(o, o) for o in journal.waits(connection))),
        ahead=received.ahead,
        conflicts=found.conflicts,
        clashes=tuple(as_clash(writer, each, codes) for each in found.clashes),
        replaced=found.replaced,
        replacements=tuple(as_clash(writer, each, codes) for each in found.replacements),
        gone=gone(writer, shown_before),
    )


def _judged_sender(writer: Writer, manifest: Manifest, own_key: str) -> Office:
    card = manifest.from_card
    known = offices.of_key(writer.connection, card.key)
    if known is not None and known.standing == Standing.RETIRED:
        raise InvalidData(
            Sentence(
                N_("its sender's key was replaced and is not trusted any more: {name} ({code}), key {fingerprint}"),
                name=known.name,
                code=known.code,
                fingerprint=card.fingerprint,
            ),
            Sentence(
                N_("the computer that made it may be lost; have the bundle made on their new one")
            ),
        )  # fmt: skip
    if known is None or known.standing != Standing.TRUSTED:
        raise InvalidData(
            Sentence(
                N_("its sender is not trusted here: {name} ({code}), key {fingerprint}"),
                name=card.name,
                code=card.code,
                fingerprint=card.fingerprint,
            ),
            Sentence(
                N_("compare the key by telephone and add their card: pilkada office add FILE")
            ),
        )
    if own_key not in manifest.recipients:
        raise InvalidData(
            Sentence(N_("it is for another office")),
            Sentence(N_("send {name} your card: pilkada office card"), name=known.name),
        )
    return known


def _vouch(writer: Writer, manifest: Manifest) -> None:
    """Know the offices whose operations the sender hands on, as far as nobody here knows better."""
    for card in manifest.other_cards:
        if offices.of_key(writer.connection, card.key) is None:
            offices.put(
                writer.connection,
                Office(
                    card.key, card.code, card.name, card.region, card.recipient, Standing.VOUCHED
                ),
            )


def _judged_head(writer: Writer, head: Head, own_key: str) -> str:
    """The code of the office that signed a head. Raises `InvalidData` where it may not have."""
    connection = writer.connection
    if head.key == own_key:
        code = str(settings.get(connection, "code"))
    else:
        signer = offices.of_key(connection, head.key)
        code = signer.code if signer else ""
        others = [o for o in offices.every(connection) if o.code == code]
        doubted = (
            signer
            and signer.standing == Standing.VOUCHED
            and any(o.standing == Standing.TRUSTED for o in others)
        )
        if signer is None or doubted:
            raise _unproven(head.origin)
    pinned = offices.heads(connection).get(head.origin)
    signature = bytes.fromhex(head.signature)
    if (pinned and pinned.code != code) or not signing.is_signed(head.key, signature, head.content):
        raise _unproven(head.origin)
    return code


def _unproven(origin: str) -> InvalidData:
    return InvalidData(
        Sentence(
            N_("the operations of {origin} are not signed by the office that wrote them"),
            origin=origin,
        ),
        Sentence(N_("nothing was taken in; ask that office itself for its card and a bundle")),
    )


def _adopt(writer: Writer, manifest: Manifest, sender: Office) -> None:
    """Know former origins of this office again, which the province kept for it."""
    if sender.region != writer.reference.province.code:
        return
    own = settings.origins(writer.connection)
    for origin in manifest.yours:
        if origin not in own:
            settings.add_former_origin(writer.connection, origin)


def _settle_heads(
    writer: Writer, manifest: Manifest, codes: dict[str, str], received: Received
) -> None:
    """Keep the signed heads. Raises `InvalidData` for operations that no head covers."""
    connection = writer.connection
    written_here = {writer.batch.origin}
    for head in manifest.heads:
        if journal.hash_at(connection, head.origin, head.seq) != bytes.fromhex(head.hash):
            raise _unproven(head.origin)
        if head.origin not in written_here:
            offices.put_head(
                connection,
                offices.Head(
                    head.origin, codes[head.origin], head.seq, head.hash, head.key, head.signature
                ),
            )
    signed = offices.heads(connection)
    for origin in received.gaps.keys() - written_here:
        if origin not in signed or journal.head_of(connection, origin) > signed[origin].seq:
            raise _unproven(origin)


def _take_files(writer: Writer, bundle: Bundle) -> int:
    """Take in the attachments that the record names and that are not here; how many."""
    if not bundle.manifest.files:
        return 0
    named = attachments.named(writer.connection)
    taken = 0
    for file, stream in bundle.attachments():
        attachment = Attachment(file.sha256, file.size, f"lampiran{file.extension}")
        missing = attachments.digest_of(attachments.path_of(writer.path, attachment)) != file.sha256
        if file.name in named and missing:
            intake.receive(stream, attachment, writer.path, writer.taken)
            taken += 1
    return taken
