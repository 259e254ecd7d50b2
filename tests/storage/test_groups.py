"""Which reports the tables join: by links, and by equal references but for unlinked pairs."""

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from pilkada_cli.domain.operation import OpId
from pilkada_cli.storage import derived, groups

MEMBERS = [OpId("0" * 32, number) for number in range(1, 9)]
References = Mapping[OpId, tuple[str | None, str] | None]
Pairs = Mapping[tuple[OpId, OpId], bool]

references = st.lists(
    st.sampled_from([None, None, ("siaga", "7"), ("siaga", "7"), (None, "7"), ("", "7")]),
    min_size=8, max_size=8,
).map(lambda found: dict(zip(MEMBERS, found, strict=True)))  # fmt: skip
pairs = st.dictionaries(st.sampled_from([*combinations(MEMBERS, 2)]), st.booleans())


@contextmanager
def tables(references: References, pairs: Pairs) -> Iterator[sqlite3.Connection]:
    with closing(derived.scratch()) as connection:
        derived.create(connection)
        connection.executemany(
            "INSERT INTO report (subject, source_system, source_ref) VALUES (?, ?, ?)",
            [(str(subject), *(found or (None, None))) for subject, found in references.items()],
        )
        derived.insert_links(connection, dict(pairs))
        yield connection


def group_of(walk: groups.Walk, member: OpId) -> frozenset[OpId]:
    n = walk.group(member)
    group = frozenset(walk.members())
    assert n == len(group)
    return group


def united(references: References, pairs: Pairs) -> set[frozenset[OpId]]:
    """The same groups by brute force: sets are merged that anything joins."""
    merged = {frozenset((member,)) for member in MEMBERS}
    for pair in combinations(MEMBERS, 2):
        one, other = map(references.get, pair)
        if pairs.get(pair, one is not None and one == other):
            touched = {group for group in merged if group & {*pair}}
            merged = (merged - touched) | {frozenset().union(*touched)}
    return merged


@given(references, pairs)
def test_reports_are_joined_by_links_and_by_equal_references_until_that_very_pair_is_unlinked(
    references: References, pairs: Pairs
) -> None:
    with tables(references, pairs) as connection:
        walk = groups.Walk(connection)
        found = {member: group_of(walk, member) for member in MEMBERS}
    assert {*found.values()} == united(references, pairs)
    assert all(member in group for member, group in found.items())
