"""What columns of sheets about readiness are called: fields, items, and the targets of items."""

from collections.abc import Iterable, Mapping

from pilkada_cli.domain.readiness import Item
from pilkada_cli.domain.spelling import words
from pilkada_cli.exchange.sheets import headers
from pilkada_cli.exchange.sheets.columns import Matcher
from pilkada_cli.exchange.sheets.headers import Match

ITEM, TARGET, REALISED, REGION, ON = "item", "target", "realised", "region", "occurred_on"
"""The fields of a row that tells of one item."""

_NAMES = {
    ITEM: (
        "item|butir|indikator|komponen|kesiapan|jenis kesiapan|uraian|uraian kesiapan|aspek"
        "|aspek kesiapan|perihal|jenis"
    ),
    TARGET: "target|kebutuhan|sasaran|rencana|jumlah kebutuhan|jumlah target|needed",
    REALISED: (
        "realisasi|realised|realized|tersedia|terpenuhi|terealisasi|jumlah realisasi|capaian"
        "|jumlah|sudah ada|siap|kondisi saat ini"
    ),
}
_KNOWN = {
    " ".join(words(name)): field for field, each in _NAMES.items() for name in each.split("|")
}
_OF_TARGET = {*words("target kebutuhan sasaran rencana seharusnya needed")}
_OF_REALISED = {
    *words(
        "realisasi realised realized terealisasi terpenuhi tersedia terbentuk dilantik ada sudah"
    )
}
_SMALL = {*words("jumlah jml total orang unit buah rp rupiah dan of the number")}
_SHARES = {*words("persen persentase prosentase percent share pct")}


def matcher(items: Iterable[Item]) -> Matcher:
    """What the name of a column means: a field, an item, or an item's target."""
    known = keys(items)

    def match(header: str) -> Match | None:
        said = words(header)
        if is_share(header):
            return None
        if (field := _KNOWN.get(" ".join(said))) is not None:
            return Match(field, sure=said != ["jumlah"])
        if (key := known.get(bare(header))) is not None:
            return Match(f"{key} {TARGET}" if _OF_TARGET & {*said} else key, sure=True)
        meant = headers.match(header)
        if meant is None or not meant.sure:
            return None
        if meant.field == "known_at":
            return Match(ON, sure=True)
        return meant if meant.field in (REGION, ON, headers.ORDINAL) else None

    return match


def is_share(header: str) -> bool:
    """Whether a column holds percentages, which follow from the others."""
    return "%" in header or bool(_SHARES & {*words(header)})


def keys(items: Iterable[Item]) -> Mapping[str, str]:
    """The keys of items by every name they have, as `bare` makes it."""
    known: dict[str, str] = {}
    for item in items:
        for name in (item.key, *item.label, *item.names):
            known.setdefault(bare(name), item.key)
    return known


def bare(name: str) -> str:
    """A name without the words that only say what kind of number stands below it."""
    aside = _OF_TARGET | _OF_REALISED | _SMALL
    said = words(name)
    return " ".join([word for word in said if word not in aside] or said)
