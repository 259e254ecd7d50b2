"""How ready everything is, item by item."""

from collections.abc import Collection, Iterator

from pilkada_cli.domain.readiness_table import ItemReady
from pilkada_cli.i18n import N_, Sentence, _, language
from pilkada_cli.render.brief.blocks import Block, Cell, Column, Gap, Grid, Section, Text
from pilkada_cli.render.brief.words import Page, filled_in
from pilkada_cli.render.local import DASH, percent, rupiah, short_date, whole


def readiness(page: Page) -> Section:
    """How ready everything is, item by item."""
    lines = page.brief.readiness
    blocks: tuple[Block, ...]
    if lines:
        columns = (
            Column(_("item"), 8), Column(_("reporting"), 3, number=True),
            Column(_("target"), 5, number=True), Column(_("realised"), 5, number=True),
            Column("%", 3, number=True), Column(_("due"), 5), Column(_("lowest"), 8),
        )  # fmt: skip
        rows = tuple(_ready(page, line) for line in lines)
        blocks = (Grid(_("Readiness"), columns, rows), *_notes(page, lines))
    else:
        missing = _("readiness of logistics, polling staff, supervisors, security, stations")
        blocks = (Text(_("Not recorded yet.")), Gap(filled_in(missing)))
    return Section("readiness", _("Readiness"), blocks)


FEW = 2
"""Up to so many who reported are named."""


def _notes(page: Page, lines: Collection[ItemReady]) -> Iterator[Text]:
    """Whom the shares are of, and the items that nobody said anything of."""
    told = [str(_("% is the share of those who reported."))]
    for line in lines:
        if 0 < line.reported <= min(FEW, line.of - 1):
            words, names = N_("{item}: only {names}."), page.names(line.reported_by)
            told.append(str(Sentence(words, item=_label(page, line.item), names=names)))
    yield Text(" ".join(told), "note")
    known = {line.item for line in lines}
    silent = [item for key, item in page.reference.item_by_key.items() if key not in known]
    if silent:
        items = Sentence.joined([Sentence("{label}", label=item.label) for item in silent])
        yield Text(str(Sentence(N_("Nobody reported: {items}."), items=items)))


def _label(page: Page, key: str) -> str:
    item = page.reference.item_by_key.get(key)
    return item.label.in_language(language()) if item else key


def _ready(page: Page, line: ItemReady) -> tuple[Cell, ...]:
    due = short_date(line.due_on)
    if line in page.brief.late:
        due = _("{day}, late").format(day=due)
    item = page.reference.item_by_key.get(line.item)
    counted = rupiah if item and item.unit.id == "rupiah" else whole
    return (
        Cell(_label(page, line.item)),
        Cell(f"{line.reported}/{line.of}"),
        Cell(counted(line.target)),
        Cell(counted(line.realised)),
        Cell(percent(line.share)),
        Cell(due),
        Cell(page.names(line.lowest) if line.lowest else DASH),
    )
