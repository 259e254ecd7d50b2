"""What must agree within ``scales.yaml``."""

from itertools import pairwise
from typing import Any

from pilkada_cli.exchange.reference_tree import Path, Problems, Tree, Trees, twice, unknown
from pilkada_cli.i18n import N_, Sentence


def matrix(tree: Tree, _trees: Trees) -> Problems:
    """The matrix holds every value once, and each band set covers them all."""
    yield from twice(tree, "matrix", "*", "*")
    yield from unknown(tree, ("default",), {tree.file: tree}, tree.file, ("bands", "*", "key"))
    yield from twice(tree, "bands", "*", "key")
    for path, bands in tree.select("bands", "*", "levels"):
        if isinstance(bands, list):
            yield from _bands(tree, path, bands)


def _bands(tree: Tree, path: Path, bands: list[Any]) -> Problems:
    expected = 1
    for index, band in enumerate(bands):
        match band:
            case [int(lowest), int(highest)]:
                if lowest != expected:
                    sentence = Sentence(
                        N_("the bands must cover 1 to 25: this one must begin at {n}"),
                        n=expected,
                    )
                    yield tree.problem((*path, index), sentence)
                if highest < lowest:
                    sentence = Sentence(N_("the band ends before it begins"))
                    yield tree.problem((*path, index), sentence)
                expected = highest + 1
            case _:
                return
    if bands and expected != 26:
        sentence = Sentence(
            N_("the bands must cover 1 to 25: the last one ends at {n}"), n=expected - 1
        )
        yield tree.problem((*path, len(bands) - 1), sentence)


_ORDERS: tuple[tuple[tuple[str, ...], tuple[object, ...]], ...] = (
    (("levels", "*", "number"), (1, 2, 3, 4, 5)),
    (("likelihood", "*", "number"), (1, 2, 3, 4, 5)),
    (("impact", "*", "number"), (1, 2, 3, 4, 5)),
    (("grades", "source", "*", "key"), tuple("ABCDEF")),
    (("grades", "content", "*", "key"), tuple("123456")),
)


def steps(tree: Tree, _trees: Trees) -> Problems:
    """Levels, steps and grades stand in order; weights grow."""
    for pattern, order in _ORDERS:
        for path, value in tree.select(*pattern):
            index = path[-2]
            if isinstance(index, int) and index < len(order) and value != order[index]:
                sentence = Sentence(N_("{right} is expected here"), right=order[index])
                yield tree.problem(path, sentence)
    weights = list(tree.select("weights", "values", "*"))
    for (_, lower), (path, higher) in pairwise(weights):
        if isinstance(lower, int) and isinstance(higher, int) and higher <= lower:
            yield tree.problem(path, Sentence(N_("each weight must be larger than the one before")))


def credence(tree: Tree, _trees: Trees) -> Problems:
    """What is verified counts no less than anything that is not."""
    for path, verified in tree.select("credence", "verified"):
        contents = [v for _, v in tree.select("credence", "content", "*") if isinstance(v, int)]
        if isinstance(verified, int) and contents and verified < max(contents):
            words = N_("verified must count at least as much as every grade: {n}")
            yield tree.problem(path, Sentence(words, n=max(contents)))
