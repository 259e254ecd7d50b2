"""What one operation says of readiness."""

import pytest

from pilkada_cli.domain.operation import Header, Json, Kind, Operation, OpId
from pilkada_cli.domain.readiness import Standing, body_of, fold_standing

ORIGIN = "7f3a0c5e9b2d48161c0ffee00ddba11a"
SAID = Standing("kpps", "63.07", "2024-11-21", 3731, 3381)


def operation(body: dict[str, Json] | None, subject: int = 2) -> Operation:
    at = "2024-11-22T02:30:00.000Z"
    header = Header(ORIGIN, 2, 2, at, at, 1, OpId(ORIGIN, 2), Kind.READINESS, OpId(ORIGIN, subject))
    return Operation(header, body, None)


def test_what_was_said_comes_back_unless_it_is_taken_back_or_withheld() -> None:
    assert fold_standing(operation(body_of(SAID))) == SAID
    assert fold_standing(operation(body_of(SAID)), frozenset({OpId(ORIGIN, 2)})) is None
    assert fold_standing(operation(None)) is None
    assert fold_standing(operation(body_of(SAID), subject=1)) is None


@pytest.mark.parametrize(
    "wrong",
    [{"target": 0}, {"target": None}, {"realised": -1}, {"realised": True}, {"realised": "3"},
     {"on": "2024-11-31"}, {"on": "20241121"}, {"region": 63}, {"item": None}],
)  # fmt: skip
def test_what_is_malformed_says_nothing(wrong: dict[str, Json]) -> None:
    assert fold_standing(operation(body_of(SAID) | wrong)) is None


def test_only_all_of_a_target_is_all() -> None:
    assert Standing("nphd", "63.07", "2024-11-21", 10**11, 10**11 - 1).share < 1
