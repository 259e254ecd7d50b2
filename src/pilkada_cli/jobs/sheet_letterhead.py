"""The place that a sheet is about as a whole, by its name or its letterhead."""

import re
from collections.abc import Sequence

from pilkada_cli.analysis.guessing import clues
from pilkada_cli.analysis.localities import locality
from pilkada_cli.domain.names import Place, resolve_place
from pilkada_cli.domain.reference import Reference
from pilkada_cli.errors import PilkadaError
from pilkada_cli.exchange.sheets.rows import Row, Table

_LINES, _CELLS = 10, 3
"""How much of what stands above a table may be its letterhead."""

_DISTRICT = re.compile(r"\bkec(?:amatan)?\b", re.IGNORECASE)
_ADDRESS = re.compile(r"\b(?:jalan|jln|jl)\b", re.IGNORECASE)
"""A line that says where an office has its house, not what its sheet is about."""


def named_place(table: Table, above: Sequence[Row], reference: Reference) -> Place | None:
    """The regency that the name of a sheet or its letterhead names, with the district if one is."""
    try:
        return resolve_place(reference, table.name)
    except PilkadaError:
        pass
    head = [str(c) for _, cells in above[:_LINES] for c in cells[:_CELLS] if c != ""]
    named = clues("\n".join(head), reference).regions
    if len(named) != 1:
        return None
    region = named[0]
    called = [line for line in head if _DISTRICT.search(line) and not _ADDRESS.search(line)]
    found = [locality(line, reference, region) for line in called]
    districts = {each.district for each in found if not each.misspelt} - {None}
    return Place(region, districts.pop() if len(districts) == 1 else None)
