"""No small count is published, and none can be worked out from what is."""

from itertools import product

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pilkada_cli.analysis.suppression import (
    SMALLEST,
    Place,
    Table,
    publishable,
    with_totals,
    withheld,
)

counts = st.one_of(st.integers(0, 6), st.integers(0, 60))


def tables(height: int, width: int) -> st.SearchStrategy[list[list[int]]]:
    row = st.lists(counts, min_size=width, max_size=width)
    return st.lists(row, min_size=height, max_size=height)


any_table = st.tuples(st.integers(1, 7), st.integers(1, 5)).flatmap(lambda size: tables(*size))


def shown_alike(table: Table, other: Table, hidden: frozenset[tuple[int, int]]) -> bool:
    """Whether `other` is a table of counts that would be published as `table` is."""
    inner = [row[:-1] for row in other[:-1]]
    return (
        with_totals(inner) == other
        and all(count >= 0 for row in other for count in row)
        and all(
            other[i][j] == count
            for i, row in enumerate(table)
            for j, count in enumerate(row)
            if (i, j) not in hidden
        )
    )


def alternative(table: Table, hidden: frozenset[Place], place: Place, count: int) -> Table | None:
    """A table with `count` at `place` that is equal where nothing is hidden, and whose sums are true."""
    other = [list(row) for row in table]
    while (now := other[place[0]][place[1]]) != count:
        step = 1 if count > now else -1
        circle = around(other, hidden, place, step)
        if circle is None:
            return None
        for (i, j), change in [(place, step), *circle]:
            other[i][j] += change
    return other


def around(
    table: Table, hidden: frozenset[Place], place: Place, step: int
) -> list[tuple[Place, int]] | None:
    """The fewest changes by one of hidden counts that make up for `step` at `place` in every sum."""
    rows, columns = range(len(table)), range(len(table[0]))
    paths: dict[tuple[str, int], list[tuple[Place, int]]] = {("column", place[1]): []}
    waiting = [*paths]
    for line, n in waiting:
        in_column = line == "column"
        for i, j in [(i, n) for i in rows] if in_column else [(n, j) for j in columns]:
            # A total stands on the other side of its sum.
            alike = is_total(table, (i, j)) == is_total(table, place)
            change = step if alike != in_column else -step
            crossing = ("row", i) if in_column else ("column", j)
            if (i, j) not in hidden - {place} or table[i][j] + change < 0 or crossing in paths:
                continue
            paths[crossing] = [*paths[line, n], ((i, j), change)]
            waiting.append(crossing)
    return paths.get(("row", place[0]))


def is_total(table: Table, place: Place) -> bool:
    """Whether a count is the sum of a row or column, and not the sum of sums."""
    return (place[0] == len(table) - 1) != (place[1] == len(table[0]) - 1)


@given(any_table)
def test_no_published_count_is_small_and_every_published_count_is_true(
    counted: list[list[int]],
) -> None:
    for row, true in zip(publishable(counted), with_totals(counted), strict=True):
        for said, count in zip(row, true, strict=True):
            assert said is None or (said == count and said >= SMALLEST)


@given(any_table)
@example([[2, 20], [30, 40]])
@example([[0, 0], [0, 9]])
@example([[1, 1, 1, 0, 0], [9, 9, 9, 9, 9]])
def test_each_small_count_could_be_anything_from_0_to_4_for_all_that_is_published(
    counted: list[list[int]],
) -> None:
    table = with_totals(counted)
    hidden = withheld(table)
    for i, j in hidden:
        if table[i][j] < SMALLEST:
            for count in range(SMALLEST):
                other = alternative(table, hidden, (i, j), count)
                assert other is not None
                assert other[i][j] == count
                assert shown_alike(table, other, hidden)


@given(any_table)
def test_every_withheld_count_could_be_another_for_all_that_is_published(
    counted: list[list[int]],
) -> None:
    table = with_totals(counted)
    hidden = withheld(table)
    for i, j in hidden:
        others = [
            alternative(table, hidden, (i, j), table[i][j] + step)
            for step in (1, -1)
            if table[i][j] + step >= 0
        ]
        assert any(
            other is not None and other[i][j] != table[i][j] and shown_alike(table, other, hidden)
            for other in others
        )


@given(tables(2, 2))
@settings(max_examples=40)
def test_a_reader_who_tries_every_table_learns_no_small_count(counted: list[list[int]]) -> None:
    table = with_totals(counted)
    hidden = withheld(table)
    free = [(i, j) for i, j in product(range(2), range(2)) if (i, j) in hidden]
    seen: dict[tuple[int, int], set[int]] = {place: set() for place in hidden}
    ranges = [range(max(0, table[i][j] - 5), table[i][j] + 6) for i, j in free]
    for tried in product(*ranges):
        inner = [list(row) for row in counted]
        for (i, j), count in zip(free, tried, strict=True):
            inner[i][j] = count
        other = with_totals(inner)
        if shown_alike(table, other, hidden):
            for i, j in hidden:
                seen[i, j].add(other[i][j])
    for (i, j), possible in seen.items():
        assert len(possible) > 1
        assert table[i][j] >= SMALLEST or possible >= set(range(SMALLEST))


@given(any_table)
@settings(max_examples=60)
def test_none_is_withheld_that_could_be_shown(counted: list[list[int]]) -> None:
    table = with_totals(counted)
    hidden = withheld(table)
    small = {(i, j) for i, j in hidden if table[i][j] < SMALLEST}
    for place in hidden - small:
        assert any(
            alternative(table, hidden - {place}, other, count) is None
            for other in small
            for count in (0, SMALLEST - 1)
        )


@given(
    st.lists(st.lists(st.integers(SMALLEST, 90), min_size=3, max_size=3), min_size=1, max_size=5)
)
def test_a_table_without_small_counts_is_published_whole(counted: list[list[int]]) -> None:
    assert publishable(counted) == with_totals(counted)


@pytest.mark.parametrize("counted", [[[0]], [[4]], [[1, 1], [1, 1]]])
def test_where_all_are_few_not_even_their_sum_is_published(counted: list[list[int]]) -> None:
    assert {count for row in publishable(counted) for count in row} == {None}


def test_one_small_count_takes_one_more_in_its_row_and_its_column_with_it() -> None:
    assert publishable([[2, 20, 50], [30, 40, 60], [70, 80, 90]]) == [
        [None, None, 50, 72],
        [None, None, 60, 130],
        [70, 80, 90, 240],
        [102, 140, 200, 442],
    ]
