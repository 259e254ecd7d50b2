"""The offices that are known, as a table."""

from collections.abc import Iterable, Mapping
from typing import Any

from pilkada_cli.i18n import N_, _
from pilkada_cli.render.tables import Column, Fitted, table

STANDINGS = {
    "trusted": N_("trusted"),
    "vouched": N_("vouched for"),
    "retired": N_("replaced"),
}


def office_list(rows: Iterable[Mapping[str, Any]]) -> Fitted:
    """One row for each key of an office."""
    columns = [
        Column(_("Code"), wrap=False),
        Column(_("Name")),
        Column(_("Region"), wrap=False, drop=1),
        Column(_("Standing")),
        Column(_("Key"), wrap=False, drop=2),
        Column(_("Handed too"), drop=3),
    ]
    return table(
        columns,
        [
            [
                str(row["code"]),
                str(row["name"]),
                str(row["region"]),
                _(STANDINGS[str(row["standing"])]),
                str(row["fingerprint"]),
                ", ".join(row["shares"]),
            ]
            for row in rows
        ],
    )
