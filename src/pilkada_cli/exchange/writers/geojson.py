"""Rows as points on a map after RFC 7946: a region or district stands where its centroid is."""

import json
from collections.abc import Mapping, Sequence
from typing import BinaryIO

from pilkada_cli.exchange.writers.table import Place, Row, Rows, Table, batches

_PLACED_BY = ("district", "region", "code")
"""The columns that say where a row is, the nearest first."""

PLACED_BY = "centroid_of"
"""The property with the code whose centroid the point is: no report is known more exactly."""

_encoded = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode


def write_geojson(file: BinaryIO, table: Table, rows: Rows) -> int:
    """Write a feature a line and return how many there were.

    The properties are the columns. A row without a known place has no geometry.
    """
    names = table.names
    among = [names.index(name) for name in _PLACED_BY if name in names]
    identified = names.index("id") if "id" in names else None
    file.write(b'{"type": "FeatureCollection", "features": [')
    written = 0
    for batch in batches(rows):
        lines = ",\n ".join(
            _encoded(_feature(names, row, among, identified, table.places)) for row in batch
        )
        file.write(((",\n " if written else "\n ") + lines).encode())
        written += len(batch)
    file.write(b"\n]}\n" if written else b"]}\n")
    return written


def _feature(
    names: Sequence[str],
    row: Row,
    among: Sequence[int],
    identified: int | None,
    places: Mapping[str, Place],
) -> dict[str, object]:
    code, geometry = _point([str(row[number]) for number in among], places)
    feature: dict[str, object] = {"type": "Feature"}
    if identified is not None:
        feature["id"] = row[identified]
    feature["geometry"] = geometry
    feature["properties"] = {**dict(zip(names, row, strict=True)), PLACED_BY: code}
    return feature


def _point(
    codes: Sequence[str], places: Mapping[str, Place]
) -> tuple[str | None, dict[str, object] | None]:
    """The first place that has a centroid; longitude stands before latitude."""
    for code in codes:
        place = places.get(code)
        if place is not None and place.longitude is not None:
            at = [place.longitude, place.latitude]
            return code, {"type": "Point", "coordinates": at}
    return None, None
