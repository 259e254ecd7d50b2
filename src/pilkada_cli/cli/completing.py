"""What a shell offers when Tab is pressed after ``-r``, ``-s`` or ``-c``.

Names without blanks only: shells split at them.
"""

from collections.abc import Iterable
from contextlib import suppress
from typing import TYPE_CHECKING

import typer

from pilkada_cli.errors import PilkadaError

if TYPE_CHECKING:
    from pilkada_cli.domain.reference import Reference, Region

Offers = list[tuple[str, str]]
"""What may be typed, each with what it means."""


def regions(context: typer.Context, incomplete: str) -> Offers:
    """An alias, name or code of each region that begins so, in capitals or not."""
    found = []
    for reference in _reference(context):
        for region in (*reference.regencies, reference.province):
            fitting = (name for name in _names(region) if name.startswith(incomplete))
            found += [(name, region.name) for name in fitting][:1]
    return found


def _names(region: "Region") -> list[str]:
    """The spellings to offer, those without a blank first; hyphens are understood as blanks."""
    known = sorted((*region.aliases, region.name, region.code), key=lambda name: " " in name)
    names = [name.replace(" ", "-") for name in known]
    return names + [name.lower() for name in names]


def stages(context: typer.Context, incomplete: str) -> Offers:
    """The keys of the stages that begin so."""
    from pilkada_cli.i18n import language

    return [
        (stage.key, stage.name.in_language(language()))
        for reference in _reference(context)
        for stage in reference.stages
        if stage.key.startswith(incomplete)
    ]


def categories(context: typer.Context, incomplete: str) -> Offers:
    """The categories that begin so."""
    from pilkada_cli.i18n import language

    return [
        (key, category.label.in_language(language()))
        for reference in _reference(context)
        for key, category in reference.category_by_key.items()
        if key.startswith(incomplete)
    ]


def items(context: typer.Context, incomplete: str) -> Offers:
    """The items of readiness that begin so."""
    return [
        (key, str(item.label))
        for reference in _reference(context)
        for key, item in reference.item_by_key.items()
        if key.startswith(incomplete)
    ]


def _reference(context: typer.Context) -> "Iterable[Reference]":
    """The register's reference data; none where it cannot be read: Tab gives no errors."""
    from datetime import UTC, datetime

    from pilkada_cli.cli.places import register_path, state_folder
    from pilkada_cli.jobs.workplace import Workplace

    with suppress(PilkadaError, OSError):
        path = register_path(context.params.get("register"))
        yield Workplace(path, state_folder(), lambda: datetime.now(UTC)).reference()
