"""What is due for review, and what is only watched."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from rich.console import Group, RenderableType
from rich.text import Text

from pilkada_cli.domain.reference import Reference
from pilkada_cli.domain.times import local_day
from pilkada_cli.i18n import N_, Sentence, _, language
from pilkada_cli.render.local import DASH, short_date, whole, word
from pilkada_cli.render.reports import level_name
from pilkada_cli.render.tables import Column, Fitted, level_text, table
from pilkada_cli.render.titles import title_of

Rows = Sequence[Any]
"""Rows with the attributes of `storage.reviewing.Stale`."""


def page(due: Rows, watched: Rows, today: date, reference: Reference) -> RenderableType:
    """Two tables; what is empty is left out."""
    tables = [
        _table(rows, today, reference, title)
        for rows, title in ((due, _("Due for review")), (watched, _("Only watched")))
        if rows
    ]
    parts: list[RenderableType] = []
    for each in tables:
        parts += [*([Text()] if parts else []), each]
    return Group(*parts)


def _table(rows: Iterable[Any], today: date, reference: Reference, title: str) -> Fitted:
    columns = [
        Column("id", wrap=False),
        Column(_("level"), wrap=False),
        Column(_("last word"), wrap=False),
        Column(_("days"), number=True),
        Column(_("watched until"), least=12, drop=3),
        Column(_("handling"), least=9, drop=4),
        Column(_("title"), least=20),
    ]
    return table(columns, (_row(row, today, reference) for row in rows), title)


def _row(row: Any, today: date, reference: Reference) -> list[str | Text]:
    last = local_day(row.heard_at, reference.election.time_zone)
    return [
        row.id,
        level_text(row.residual_level, level_name(reference, row.residual_level)),
        short_date(last.isoformat()),
        whole((today - last).days),
        short_date(row.watched_until) if row.watched_until else DASH,
        word(row.handling),
        title_of(row.title),
    ]


def remarks(due: Rows, days: Sequence[int], reference: Reference) -> Iterator[Sentence]:
    """How many, and after how many days each level is due."""
    yield Sentence(
        N_("{n} open event is due for review"), N_("{n} open events are due for review"), n=len(due)
    )
    each = [
        f"{level.label.in_language(language())} {n}"
        for level, n in zip(reference.scale.levels, days, strict=True)
    ]
    yield Sentence(N_("days without a word, by level: {days}"), days=", ".join(each))
    if due:
        yield Sentence(
            N_("write a line with pilkada report note {id}, or say until when it is watched: pilkada report watch {id} --until DATE"),
            id=due[0].id,
        )  # fmt: skip
