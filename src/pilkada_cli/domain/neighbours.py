"""Which regencies border on each other, derived from where their districts lie."""

from math import cos, radians

from pilkada_cli.domain.reference import Reference

Point = tuple[float, float]


def neighbours(reference: Reference, code: str) -> frozenset[str]:
    """The codes of the regions that border on the region `code`: regencies, and the province.

    The province borders on all its regencies. Of two regencies the reference
    data hold centroids and no borders; they are taken to border on each other
    where a district of the one and a district of the other are Gabriel
    neighbours: no third district lies within the circle whose diameter is the
    line between their centroids (Gabriel and Sokal, *A new statistical approach
    to geographic variation analysis*, Systematic Zoology 18, 1969). The rule has
    no distance to choose and fits dense towns and wide uplands alike. It knows
    no water, so two coasts may come out as neighbours, and it misses a border
    that lies far from both centroids. A regency without located
    districts borders on the province only, an unknown code on nothing.
    """
    if reference.is_province(code):
        return frozenset(region.code for region in reference.regencies)
    if code not in reference.region_by_code:
        return frozenset()
    placed = _placed(reference)
    bordering = (_around(code, here, placed) for regency, here in placed if regency == code)
    return frozenset({reference.province.code}.union(*bordering))


def _placed(reference: Reference) -> list[tuple[str, Point]]:
    """The regency and the place of every located district, on a plane with equal degrees."""
    located = [(d.regency, d.centroid) for d in reference.district_by_code.values() if d.centroid]
    latitudes = [point[0] for _, point in located]
    shrink = cos(radians(sum(latitudes) / len(latitudes))) if latitudes else 1.0
    return [(regency, (north, east * shrink)) for regency, (north, east) in located]


def _around(code: str, here: Point, placed: list[tuple[str, Point]]) -> set[str]:
    """The other regencies that the district at `here` has Gabriel neighbours in."""
    nearer: list[Point] = []
    found: set[str] = set()
    for apart, regency, there in sorted((_square(here, there), r, there) for r, there in placed):
        if regency != code and regency not in found:
            middle = ((here[0] + there[0]) / 2, (here[1] + there[1]) / 2)
            # Whatever lies within the circle lies nearer to `here` than `there` does.
            if all(other == there or _square(middle, other) * 4 >= apart for other in nearer):
                found.add(regency)
        if there != here:
            nearer.append(there)
    return found


def _square(one: Point, other: Point) -> float:
    return (one[0] - other[0]) ** 2 + (one[1] - other[1]) ** 2
