"""Which filters a page stands under, in words."""

from collections.abc import Iterator

from pilkada_cli.domain.summary import Filters
from pilkada_cli.i18n import N_, Sentence
from pilkada_cli.render.local import short_date


def only(filters: Filters) -> Iterator[Sentence]:
    """What is left out, place aside; nothing where nothing is."""
    parts = [Sentence("{name}", name=name) for name in (filters.stage, filters.category) if name]
    if filters.since:
        parts.append(Sentence(N_("from {day} on"), day=short_date(filters.since)))
    if filters.until:
        parts.append(Sentence(N_("until {day}"), day=short_date(filters.until)))
    if parts:
        yield Sentence(N_("Only: {parts}."), parts=Sentence.joined(parts))
