"""What became of the threats, as a table."""

from collections.abc import Iterator

from rich.text import Text

from pilkada_cli.domain.prevention import Prevention, PreventionRow
from pilkada_cli.domain.reference import Reference
from pilkada_cli.i18n import N_, Sentence, _, language
from pilkada_cli.render.local import DASH, decimal, whole
from pilkada_cli.render.tables import Column, Fitted, table


def page(found: Prevention, reference: Reference) -> Fitted:
    """A row for each category, and one for all."""
    columns = [
        Column(_("category"), least=20),
        Column(_("threats"), number=True),
        Column(_("averted"), number=True),
        Column(_("happened"), number=True),
        Column(_("open"), number=True),
        Column(_("days to\nact"), number=True, drop=2),
        Column(_("days to\nclose"), number=True, drop=3),
    ]
    rows = (_row(row, reference) for row in (*found.rows, found.total))
    return table(columns, rows, _("Threats (PG, AG) and what became of them"))


def _row(row: PreventionRow, reference: Reference) -> list[str | Text]:
    known = reference.category_by_key.get(row.category or "")
    name = known.label.in_language(language()) if known else row.category or _("all")
    return [
        name if row.category else Text(name, style="bold"),
        whole(row.threats),
        whole(row.averted),
        whole(row.happened),
        whole(row.open),
        _days(row.median_days_to_action),
        _days(row.median_days_to_close),
    ]


def _days(days: float | None) -> str:
    return DASH if days is None else decimal(days)


def remarks(found: Prevention) -> Iterator[Sentence]:
    """What is counted, and what it does not prove."""
    if not found.total.threats:
        yield Sentence(N_("no event was reported before it happened (PG or AG)"))
        return
    yield Sentence(
        N_("averted: closed without becoming an actual disturbance (GN); that an action was the reason is not shown")
    )  # fmt: skip
    yield Sentence(N_("days are medians from when it was known; one day is 24 hours"))
