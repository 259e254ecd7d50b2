"""What other offices signed of their record: whether it is still kept here as they signed it."""

from collections.abc import Iterator

from pilkada_cli.exchange.bundles.keys import head_content, is_signed_head
from pilkada_cli.i18n import N_, Sentence
from pilkada_cli.storage import journal, offices
from pilkada_cli.storage.offices import Head
from pilkada_cli.storage.register import Reader, Writer


def is_whole(head: Head) -> bool:
    """Whether the key of a head signed what else it says."""
    return is_signed_head(head.key, head.signature, head_content(head.origin, head.seq, head.hash))


def altered(head: Head) -> Sentence:
    """That a head is not what was signed, or the record is not and the head was made to fit."""
    return Sentence(
        N_("what {office} signed up to {seq} is not kept as it was signed; take in its next bundle (pilkada bundle in), which mends it, or is refused where the record was rewritten"),
        office=head.code,
        seq=head.seq,
    )  # fmt: skip


def broken(reader: Reader) -> Iterator[Sentence]:
    """Origins of other offices whose record is not what these offices signed."""
    for head in offices.heads(reader.connection).values():
        stored = journal.hash_at(reader.connection, head.origin, head.seq)
        if not is_whole(head):
            if not _is_bare(reader, head):
                yield altered(head)
        elif stored is None or stored.hex() != head.hash:
            yield Sentence(
                N_(
                    "the record of {office} was rewritten: it is not what that office signed up to {seq}"
                ),
                office=head.code,
                seq=head.seq,
            )


def strays(reader: Reader) -> Iterator[Sentence]:
    """Heads that vouch for nothing: nobody signed them, and nothing is here of their origin."""
    for head in _strays(reader):
        yield Sentence(
            N_("a signature of {office} is kept for operations that nobody wrote"),
            office=head.code,
        )


def drop_strays(writer: Writer) -> None:
    """Keep no head that vouches for nothing."""
    offices.drop_heads(writer.connection, [head.origin for head in _strays(writer)])


def _strays(opened: Reader | Writer) -> list[Head]:
    kept = offices.heads(opened.connection).values()
    return [head for head in kept if not is_whole(head) and _is_bare(opened, head)]


def _is_bare(opened: Reader | Writer, head: Head) -> bool:
    return not journal.head_of(opened.connection, head.origin)
