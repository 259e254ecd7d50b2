"""Taking a bundle in: whole or not at all, in any order, as often as it comes."""

from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path

from pilkada_cli.domain.attachments import MAX_SIZE, Attachment
from pilkada_cli.domain.operation import MAX_INTEGER, Kind
from pilkada_cli.errors import InvalidData, UsageError, system_reason
from pilkada_cli.exchange.bundles import container
from pilkada_cli.exchange.bundles.container import Bundle
from pilkada_cli.exchange.bundles.keys import own_keys
from pilkada_cli.exchange.bundles.manifest import Manifest
from pilkada_cli.i18n import N_, Sentence
from pilkada_cli.jobs.bundle_out import ENDING
from pilkada_cli.jobs.bundle_told import (
    Clash,
    Differences,
    Erasure,
    Turn,
    as_clash,
    as_turn,
    differences,
    erasures,
    gone,
)
from pilkada_cli.jobs.bundle_trust import (
    Trusted,
    judge_claim,
    judged_heads,
    judged_sender,
    note_lacking,
    unproven,
)
from pilkada_cli.jobs.workplace import Workplace
from pilkada_cli.storage import (
    attachments,
    intake,
    journal,
    limits,
    offices,
    queries,
    receiving,
    settings,
)
from pilkada_cli.storage.arrivals import Arrivals
from pilkada_cli.storage.receiving import Received
from pilkada_cli.storage.register import Writer


@dataclass(frozen=True, slots=True)
class Taken:
    """What a bundle brought: reports, other operations, contents that were withheld before.

    `withheld` are operations without content, `files` attachments that were not here, of which
    those that are `too_large` to be attached were left out,
    `erased` reports that were erased, of which `erasures` names some, `gaps` the offices whose
    earlier operations are still missing, `ahead` how many operations come from a clock that is
    ahead of ours. Of `conflicts`, of values of this office that were `replaced`, and of changes to
    the state of its reports (`turned`) some are told in full. `gone` are the ids of reports that
    were shown here and are withheld, which its next bundle settles where this is not
    `from_province`. `unfinished` says why the disk may still hold what was erased.
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
    erasures: tuple[Erasure, ...] = ()
    too_large: int = 0
    turned: int = 0
    turns: tuple[Turn, ...] = ()
    from_province: bool = False

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
                if taken.is_new:
                    settings.settle(writer.connection, writer.batch.origin, "bundles")
            return replace(taken, unfinished=writer.unfinished)
        except InvalidData as error:
            words = Sentence("{path}: {problem}", path=path, problem=error.sentence)
            raise InvalidData(words, error.hint) from None


def _take(writer: Writer, bundle: Bundle, path: Path, own_key: str) -> Taken:
    connection, manifest = writer.connection, bundle.manifest
    sender = judged_sender(writer, manifest, own_key)
    bundle.verify()
    at, largest = writer.batch.at, receiving.clock_in_reach(connection, writer.batch.at)
    trusted = judged_heads(writer, manifest, sender, own_key)
    if trusted.by_province:
        # It judged what it hands on.
        largest = MAX_INTEGER
    own = frozenset(settings.origins(connection))
    before = journal.last_position(connection)
    received = receiving.receive(connection, bundle.rows(), at, own, writer.touched, largest)
    _settle_heads(writer, manifest, trusted)
    _refuse_unproven(writer, manifest, trusted, received, before)
    offices.note_bundle(connection, sender.code, manifest.made_at, at)
    limits.judge(connection, sender.code, received.touched, before)
    limits.judge_origins(connection, trusted.answerable)
    note_lacking(writer, manifest, trusted)
    arrivals = Arrivals(connection, before)
    found = differences(writer, arrivals, manifest.holds) if before else Differences()
    shown_before = queries.shown_of_withheld(writer.tables, before)
    writer.fold()
    erased, told = erasures(writer, before)
    files, too_large = _take_files(writer, bundle)
    return Taken(
        path=str(path),
        sender=sender.code,
        name=sender.name,
        made_at=manifest.made_at,
        reports=received.kinds[Kind.ADD],
        operations=received.kinds.total() - received.kinds[Kind.ADD],
        filled=received.filled,
        withheld=received.withheld,
        files=files,
        erased=erased,
        gaps=tuple(sorted({offices.code_of(connection, o) for o in journal.waits(connection)})),
        ahead=received.ahead,
        conflicts=found.conflicts,
        clashes=tuple(as_clash(writer, each) for each in found.clashes),
        replaced=found.replaced,
        replacements=tuple(as_clash(writer, each) for each in found.replacements),
        gone=gone(writer, shown_before),
        erasures=told,
        too_large=too_large,
        turned=found.turned,
        turns=tuple(as_turn(writer, each) for each in found.deeds),
        from_province=trusted.by_province,
    )


def _settle_heads(writer: Writer, manifest: Manifest, trusted: Trusted) -> None:
    """Keep the signed heads, but of what is written here, which goes on.

    Raises `InvalidData` for one that does not fit its chain, and for a claim to another's origin.
    """
    connection, kept = writer.connection, offices.heads(writer.connection)
    for head in manifest.heads:
        if journal.hash_at(connection, head.origin, head.seq) != bytes.fromhex(head.hash):
            raise unproven(head.origin)
        if head.origin == writer.batch.origin or head.origin in trusted.claimed:
            continue
        code = trusted.codes[head.origin]
        if (pinned := kept.get(head.origin)) is not None:
            judge_claim(writer, head, code, pinned, by_province=trusted.by_province)
        signed = offices.Head(head.origin, code, head.seq, head.hash, head.key, head.signature)
        offices.put_head(connection, signed)


def _refuse_unproven(
    writer: Writer, manifest: Manifest, trusted: Trusted, received: Received, after: int
) -> None:
    """Raise `InvalidData` where an operation stored behind a position is covered by no signed head."""
    connection = writer.connection
    proven = {origin: head.seq for origin, head in offices.heads(connection).items()}
    for head in manifest.heads:
        if head.origin not in trusted.claimed:
            proven[head.origin] = max(head.seq, proven.get(head.origin, 0))
    for origin in received.gaps:
        if journal.newest_of(connection, origin, after) > proven.get(origin, 0):
            raise unproven(origin)


def _take_files(writer: Writer, bundle: Bundle) -> tuple[int, int]:
    """Take in the attachments that the record names and that are not here.

    Returns how many, and how many were left out that nobody could have attached.
    """
    if not bundle.manifest.files:
        return 0, 0
    named = attachments.named(writer.connection, {each.name for each in bundle.manifest.files})
    taken = too_large = 0
    for file, stream in bundle.attachments():
        attachment = Attachment(file.sha256, file.size, f"lampiran{file.extension}")
        missing = attachments.digest_of(attachments.path_of(writer.path, attachment)) != file.sha256
        if file.name not in named or not missing:
            continue
        if file.size > MAX_SIZE:
            too_large += 1
        else:
            intake.receive(stream, attachment, writer.path, writer.taken)
            taken += 1
    return taken, too_large
