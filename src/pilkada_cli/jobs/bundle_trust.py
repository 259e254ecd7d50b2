"""Whose bundle it is, and who signed what it holds: what an office takes another's word for."""

from collections.abc import Collection, Mapping
from typing import NamedTuple

from pilkada_cli.errors import InvalidData
from pilkada_cli.exchange.bundles import keys as signing
from pilkada_cli.exchange.bundles.manifest import Head, Manifest
from pilkada_cli.i18n import N_, Sentence
from pilkada_cli.jobs.bundle_out import card_of_known
from pilkada_cli.storage import journal, lacking, limits, offices, settings
from pilkada_cli.storage.offices import Office, Standing
from pilkada_cli.storage.register import Writer


def judged_sender(writer: Writer, manifest: Manifest, own_key: str) -> Office:
    """The office that sent a bundle to this one. Raises `InvalidData` where it is not trusted here."""
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


class Trusted(NamedTuple):
    """Who signed what a bundle of `sender` holds: the code of an office for each origin.

    `claimed` are origins of this office that another one signed, which proves nothing.
    """

    sender: Office
    by_province: bool
    codes: Mapping[str, str]
    claimed: Collection[str]

    @property
    def answerable(self) -> Collection[str]:
        """The offices to be judged by it: not those for which the province did so."""
        return [self.sender.code] if self.by_province else self.codes.values()


def judged_heads(writer: Writer, manifest: Manifest, sender: Office, own_key: str) -> Trusted:
    """Who signed the heads of a bundle. Raises `InvalidData` where nobody known did."""
    by_province = writer.reference.is_province(sender.region)
    if by_province:
        _vouch(writer, manifest)
        _adopt(writer, manifest)
    codes = {head.origin: _judged_head(writer, head, own_key) for head in manifest.heads}
    claimed = {
        head.origin
        for head in manifest.heads
        if _is_claim(writer, manifest, head, codes[head.origin], by_province=by_province)
    }
    return Trusted(sender, by_province, codes, claimed)


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


def _adopt(writer: Writer, manifest: Manifest) -> None:
    """Know former origins of this office again, which the province kept for it."""
    own = settings.origins(writer.connection)
    for origin in manifest.yours:
        if origin not in own:
            settings.add_former_origin(writer.connection, origin)


def _judged_head(writer: Writer, head: Head, own_key: str) -> str:
    """The code of the office that signed a head. Raises `InvalidData` where nobody known did."""
    connection = writer.connection
    pinned = offices.heads(connection).get(head.origin)
    if head.key == own_key:
        code = str(settings.get(connection, "code"))
    else:
        signer = offices.of_key(connection, head.key)
        if signer is None:
            raise unproven(head.origin)
        code = signer.code
        is_known = pinned is not None and head.key == pinned.key and head.seq <= pinned.seq
        if not is_known and _is_doubted(writer, signer):
            raise _doubted(signer)
    if not signing.is_signed(head.key, bytes.fromhex(head.signature), head.content):
        raise unproven(head.origin)
    return code


def _is_claim(
    writer: Writer, manifest: Manifest, head: Head, code: str, *, by_province: bool
) -> bool:
    """Whether an office `code` signed an origin of this office as its own.

    A key that the province knows as one of ours by an earlier code is ours.
    """
    connection = writer.connection
    if code == settings.get(connection, "code"):
        return False
    if by_province and head.origin in manifest.yours and head.key != manifest.from_card.key:
        return False
    return head.origin in offices.own_origins(connection)


def judge_claim(
    writer: Writer, head: Head, code: str, pinned: offices.Head, *, by_province: bool
) -> None:
    """Raise `InvalidData` where the office `code` signs an origin as its own that is another's.

    It is that of the office whose head came first, until nobody here trusts that office. Then
    the province's word counts, and the code under which its reports were entered: so nobody
    comes by what an office wrote that is gone.
    """
    if code == pinned.code or head.key == pinned.key:
        return
    every = offices.every(writer.connection)
    trusted = any(o.code == pinned.code and o.standing == Standing.TRUSTED for o in every)
    entered = journal.codes(writer.connection, head.origin)
    if not by_province:
        trusted = trusted or code not in entered or pinned.code in entered
    if trusted:
        raise InvalidData(
            Sentence(
                N_("the operations of {origin} were handed in by {office} as its own before"),
                origin=head.origin,
                office=pinned.code,
            ),
            Sentence(
                N_("ask both offices by telephone who wrote them; if it was not {office}: pilkada office remove {office}, take in this bundle again, then add the card of {office} again"),
                office=pinned.code,
            ),
        )  # fmt: skip


def note_lacking(writer: Writer, manifest: Manifest, trusted: Trusted) -> None:
    """Mark what came without content and nobody withholds; its heads were kept already.

    The province's word counts for this. From the province nobody withholds anything. Raises
    `InvalidData` where an office hands over too much without content there.
    """
    connection, at = writer.connection, writer.batch.at
    own = settings.origins(connection)
    if trusted.by_province:
        lacking.note(connection, manifest.lacking, at, own, writer.touched)
    elif writer.reference.is_province(settings.get(connection, "region")):
        n = lacking.note_of(connection, trusted.codes, at, own, writer.touched)
        if n:
            limits.judge_lacking(connection, trusted.sender.code)


def _is_doubted(writer: Writer, signer: Office) -> bool:
    """Whether somebody merely vouched for a key, while another key of its office is trusted here."""
    others = (o for o in offices.every(writer.connection) if o.code == signer.code)
    trusted = any(o.standing == Standing.TRUSTED for o in others)
    return signer.standing == Standing.VOUCHED and trusted


def _doubted(signer: Office) -> InvalidData:
    return InvalidData(
        Sentence(
            N_("it holds operations signed with another key of {office} than is trusted here: {key}"),
            office=signer.code,
            key=card_of_known(signer).fingerprint,
        ),
        Sentence(
            N_("ask them by telephone whether a computer of theirs has it or had it; if so, pilkada office remove {office} lets the province vouch for their keys"),
            office=signer.code,
        ),
    )  # fmt: skip


def unproven(origin: str) -> InvalidData:
    """The refusal of operations that no head of their own office covers."""
    return InvalidData(
        Sentence(
            N_("the operations of {origin} are not signed by the office that wrote them"),
            origin=origin,
        ),
        Sentence(N_("nothing was taken in; ask that office itself for its card and a bundle")),
    )
