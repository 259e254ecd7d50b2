"""How ready the regencies are, on screen and as Markdown: by item, of one regency, of one item."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import BinaryIO

from rich.console import RenderableType
from rich.text import Text

from pilkada_cli.domain.readiness_table import ItemReady, Readiness, Ready, is_late
from pilkada_cli.domain.reference import Reference
from pilkada_cli.i18n import N_, Sentence, _, language
from pilkada_cli.render import pages
from pilkada_cli.render.local import DASH, long_date, percent, short_date, whole
from pilkada_cli.render.tables import Column, Fitted, table

OVERDUE = "!"
"""Marks what is due and not there."""


@dataclass(frozen=True, slots=True)
class Page:
    """What the page is made from."""

    readiness: Readiness
    reference: Reference


def page(content: Page) -> RenderableType:
    """The whole page: title, table, and in sentences what it leaves out."""
    return pages.page(_title(content), _parts(content))


def document(content: Page) -> Callable[[BinaryIO], int]:
    """What writes the same as Markdown and returns the number of rows."""
    return pages.document(_title(content), _parts(content))


def _title(content: Page) -> Text:
    reference, found = content.reference, content.readiness
    place = reference.region_by_code[found.regency or reference.province.code].name
    name = reference.election.name.in_language(language())
    day = Sentence(N_("as of {day}"), day=long_date(found.on))
    return pages.title(f"{name} · {place}", f"{_('readiness')} · {day}")


def _parts(content: Page) -> Iterator[Fitted | Sentence]:
    found = content.readiness
    if not found.items:
        yield Sentence(N_("The reference data of this register name nothing that must be ready."))
        return
    if found.item is not None:
        yield _of_item(content)
    elif found.regency is not None:
        yield _of_regency(content)
    else:
        yield _by_item(content)
        yield Sentence(
            N_(
                "The share is that of the regencies that reported; what one has beyond its target makes up for nothing that another lacks."
            )
        )
    yield from _remarks(content)


def _remarks(content: Page) -> Iterator[Sentence]:
    found = content.readiness
    shown: Sequence[Ready | ItemReady] = found.rows
    if found.item is None and found.regency is None:
        shown = found.items
    if any(is_late(row, found.on) for row in shown):
        yield Sentence(N_("! due, and not all of it is reported to be there."))
    silent = sum(row.realised is None for row in found.rows)
    if silent:
        yield Sentence(
            N_("Not reported is not zero: {n} of {all} numbers are missing."),
            n=whole(silent),
            all=whole(len(found.rows)),
        )


def _by_item(content: Page) -> Fitted:
    columns = [
        Column(_("item"), least=22),
        Column(_("key"), wrap=False, drop=3),
        Column(_("reported"), number=True),
        Column(_("share"), number=True),
        Column(_("lowest"), least=24),
        Column(_("due"), wrap=False, drop=2),
    ]
    rows = [
        [
            _label(content, row.item),
            row.item,
            f"{row.reported}/{row.of}",
            percent(row.share),
            _lowest(content, row),
            _due(row, content.readiness.on),
        ]
        for row in content.readiness.items
    ]
    return table(columns, rows, _("Readiness by item"))


def _lowest(content: Page, of: ItemReady) -> str:
    """The regencies furthest behind, with their shares."""
    shares = {r.region: r for r in content.readiness.rows if r.item == of.item}
    return ", ".join(f"{shares[c].name} {percent(shares[c].share)}" for c in of.lowest) or DASH


def _of_regency(content: Page) -> Fitted:
    rows = [
        [_label(content, row.item), row.item, *_cells(content, row)]
        for row in content.readiness.rows
    ]
    item = [Column(_("item"), least=22), Column(_("key"), wrap=False, drop=3)]
    return table([*item, *_columns()], rows, _("Readiness by item"))


def _of_item(content: Page) -> Fitted:
    """The regencies of one item, the lowest first; those that did not report come last."""
    found = content.readiness
    ordered = sorted(found.rows, key=lambda r: (r.share is None, r.share or 0, r.region))
    rows = [[row.name, *_cells(content, row)] for row in ordered]
    title = _label(content, str(found.item))
    return table([Column(_("regency or city"), least=16), *_columns()], rows, title)


def _columns() -> list[Column]:
    return [
        Column(_("realised"), number=True),
        Column(_("target"), number=True),
        Column(_("share"), number=True),
        Column(_("counted on"), wrap=False),
        Column(_("due"), wrap=False, drop=2),
    ]


def _cells(content: Page, row: Ready) -> list[str]:
    on = short_date(row.on) if row.on else _("not reported")
    return [
        whole(row.realised),
        whole(row.target),
        percent(row.share),
        on,
        _due(row, content.readiness.on),
    ]


def _due(row: Ready | ItemReady, on: str) -> str:
    mark = f" {OVERDUE}" if is_late(row, on) else ""
    return short_date(row.due_on) + mark


def _label(content: Page, key: str) -> str:
    return content.reference.item_by_key[key].label.in_language(language())
