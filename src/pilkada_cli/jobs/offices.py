"""Who operations are exchanged with: our own card, the cards of others, and their keys."""

from dataclasses import dataclass, replace

from pilkada_cli.domain.names import resolve_region
from pilkada_cli.errors import InvalidData, UsageError
from pilkada_cli.exchange.bundles.cards import Card, read_card
from pilkada_cli.exchange.bundles.keys import Keys, is_signed, own_keys
from pilkada_cli.i18n import N_, Sentence
from pilkada_cli.jobs.workplace import Workplace
from pilkada_cli.storage import offices, settings
from pilkada_cli.storage.offices import Office, Standing
from pilkada_cli.storage.register import Reader, Writer


def own_card(workplace: Workplace) -> tuple[Card, str]:
    """This office's card and its text. Raises `UsageError` where the register names no office."""
    with workplace.read() as reader:
        keys = own_keys(workplace.state)
        card = card_of(reader, keys)
    return card, card.text(keys.sign(card.content))


def card_of(reader: Reader | Writer, keys: Keys) -> Card:
    """The card of the register's office. Raises `UsageError` where it names none."""
    said = [settings.get(reader.connection, key) for key in ("office", "code", "region")]
    if not all(said):
        raise _nameless(said)
    name, code, region = map(str, said)
    return Card(name, code, region, keys.public, keys.recipient)


_NAMING = (
    (N_("the office's name"), '--office "…"'),
    (N_("the code of its ids"), "--code …"),
    (N_("its region"), "--region …"),
)


def _nameless(said: list[str | None]) -> UsageError:
    """Why there is no card: what of name, code and region is empty, and what fills it."""
    missing = [naming for naming, value in zip(_NAMING, said, strict=True) if not value]
    return UsageError(
        Sentence(
            N_("the register does not say whose it is; what is empty: {what}"),
            what=Sentence.joined([Sentence(words) for words, _ in missing]),
        ),
        Sentence(N_("fill it in: pilkada init {options}"), options=" ".join(o for _, o in missing)),
    )


def read(text: str) -> Card:
    """The card in a text. Raises `InvalidData` where there is none that its key signed."""
    card, signature = read_card(text)
    if not is_signed(card.key, signature, card.content):
        raise InvalidData(
            Sentence(N_("the card was changed after its office signed it")),
            Sentence(N_("have it sent again")),
        )
    return card


def add(workplace: Workplace, card: Card) -> bool:
    """Trust an office; False where its key was trusted already under the code of the card.

    Raises `UsageError` where another key of the office is trusted, or this one was replaced.
    """
    with workplace.write() as writer:
        _refuse_unfit(writer, workplace, card)
        trusted = _trusted(writer, card.code)
        if card.key in trusted:
            return False
        if trusted:
            raise UsageError(
                Sentence(N_("another key of {office} is trusted already"), office=card.code),
                Sentence(N_("if they have a new computer: pilkada office rekey FILE")),
            )
        before = offices.of_key(writer.connection, card.key)
        shares = before.shares if before is not None else ()
        # Where another key is trusted under the old code, that stays the code of that one.
        if before is not None and _trusted(writer, before.code) <= {card.key}:
            offices.rename(writer.connection, before.code, card.code)
        offices.put(writer.connection, replace(_office(card), shares=shares))
        _settle(writer)
    return True


def refuse_own(workplace: Workplace, card: Card) -> None:
    """Raise `UsageError` for the card of this office itself, and for another of its code."""
    code = None
    if workplace.has_register():
        with workplace.read() as reader:
            code = settings.get(reader.connection, "code")
    _refuse_own(card, code, own_keys(workplace.state))


def _refuse_own(card: Card, code: str | None, keys: Keys) -> None:
    if card.key == keys.public:
        raise UsageError(Sentence(N_("this is the card of this office itself")))
    if card.code == code:
        raise UsageError(
            Sentence(N_("the card bears this office's own code, {code}, and another key"), code=code),
            Sentence(
                N_("if it is another office's, that register needs another code; if it is this office's new computer, the others take its card: pilkada office rekey FILE (docs/bundles.md)")
            ),
        )  # fmt: skip


def _refuse_unfit(writer: Writer, workplace: Workplace, card: Card) -> None:
    """Refuse our own card or code, one of no region, and one whose key was replaced before."""
    _refuse_own(card, settings.get(writer.connection, "code"), own_keys(workplace.state))
    if card.region not in writer.reference.region_by_code:
        raise InvalidData(
            Sentence(
                N_("the region {code} of the card is not in the reference data"), code=card.region
            )
        )
    known = offices.of_key(writer.connection, card.key)
    if known is not None and known.standing == Standing.RETIRED:
        raise UsageError(
            Sentence(
                N_("this key of {office} was replaced: the computer that holds it may be lost"),
                office=known.code,
            ),
            Sentence(
                N_("add the card of their new computer; only to trust this key again all the same: pilkada office remove {office}, then add it"),
                office=known.code,
            ),
        )  # fmt: skip


def rekey(workplace: Workplace, card: Card) -> bool:
    """Trust a new key of an office; what the old ones signed stays valid.

    True at the province, which can hand the office back what it had handed over.

    Raises `UsageError` where the office is not known, or this key was itself replaced.
    """
    with workplace.write() as writer:
        _refuse_unfit(writer, workplace, card)
        known = _known(writer, card.code)
        shares = tuple(sorted({region for each in known for region in each.shares}))
        for each in known:
            offices.put(writer.connection, replace(each, standing=Standing.RETIRED))
        offices.put(writer.connection, replace(_office(card), shares=shares))
        _settle(writer)
        return writer.reference.is_province(settings.get(writer.connection, "region"))


def named(workplace: Workplace, code: str) -> str:
    """What the office of a code is called. Raises `UsageError` where it is not known."""
    with workplace.read() as reader:
        return _known(reader, code.upper())[0].name


def remove(workplace: Workplace, code: str) -> None:
    """Trust an office no more; what it sent stays. Raises `UsageError` where it is not known."""
    with workplace.write() as writer:
        _known(writer, code.upper())
        offices.remove(writer.connection, code.upper())
        _settle(writer)


@dataclass(frozen=True, slots=True)
class Shared:
    """Regions that an office is handed beside its own, and those it was handed until now."""

    now: tuple[str, ...]
    ended: tuple[str, ...]


def share(workplace: Workplace, code: str, regions: list[str]) -> Shared:
    """Hand an office what concerns these regions too, and nothing else beside its own."""
    with workplace.write() as writer:
        shares = tuple(sorted({resolve_region(writer.reference, typed) for typed in regions}))
        known = _known(writer, code.upper())
        before = {region for each in known for region in each.shares}
        for each in known:
            offices.put(writer.connection, replace(each, shares=shares))
        _settle(writer)
    return Shared(shares, tuple(sorted(before.difference(shares))))


def every(workplace: Workplace) -> list[Office]:
    """The offices that are known."""
    with workplace.read() as reader:
        return offices.every(reader.connection)


def _settle(writer: Writer) -> None:
    settings.settle(writer.connection, writer.batch.origin, "offices")


def _office(card: Card) -> Office:
    return Office(card.key, card.code, card.name, card.region, card.recipient)


def _trusted(opened: Reader | Writer, code: str) -> set[str]:
    """The trusted keys of the office of a code."""
    every_one = offices.every(opened.connection)
    return {o.key for o in every_one if o.code == code and o.standing == Standing.TRUSTED}


def _known(opened: Reader | Writer, code: str) -> list[Office]:
    every_one = offices.every(opened.connection)
    found = [each for each in every_one if each.code == code]
    if not found:
        raise unknown(code, every_one)
    return found


def unknown(code: str, known: list[Office]) -> UsageError:
    """Why an office is not meant that nobody added, or that is trusted no more."""
    codes = sorted({each.code for each in known if each.standing == Standing.TRUSTED})
    if any(each.code == code for each in known):
        return UsageError(
            Sentence(N_("the office '{code}' is not trusted here"), code=code),
            Sentence(N_("add its card: pilkada office add FILE")),
        )
    return UsageError(
        Sentence(N_("no office '{code}' is known here"), code=code),
        Sentence(N_("known: {codes}"), codes=", ".join(codes))
        if codes
        else Sentence(N_("add its card: pilkada office add FILE")),
    )
