"""A trusted office that writes without end is refused, in one line, and nothing of it stays."""

from pathlib import Path

import pytest
from tests.jobs.test_bundles import Office
from tests.reliability.flood import BUNDLE, REFUSED, Made, Shape, forge
from tests.storage.test_laws import assert_folded

from pilkada_cli.domain import chain
from pilkada_cli.domain.fields import MAX_LINE, MAX_TEXT, MAX_TITLE, WRITTEN, Type
from pilkada_cli.domain.operation import Kind
from pilkada_cli.errors import InvalidData, UsageError
from pilkada_cli.jobs.ids import resolve_one
from pilkada_cli.storage import limits

MOST = {
    "bytes on one report": limits.BYTES_ON_ONE // 10**6,
    "regions": limits.UNKNOWN,
    "categories": limits.UNKNOWN,
}


@pytest.mark.parametrize("name", REFUSED)
def test_more_than_an_office_may_write_is_refused_and_the_register_is_as_it_was(
    tmp_path: Path, name: str
) -> None:
    hub = forge(tmp_path, REFUSED[name], MOST.get(name, limits.ON_ONE) + 3)
    before = hub.rows()
    with pytest.raises(InvalidData) as refused:
        hub.take(tmp_path / BUNDLE)
    assert name in str(refused.value.sentence)
    assert hub.rows() == before
    assert_folded(hub)


LONG: dict[str, Shape] = {
    "body": lambda n, me, first: Made(Kind.NOTE, {"x": "x" * chain.MAX_BODY}, None, first),
    "sealed part": lambda n, me, first: Made(
        Kind.NOTE, {}, {"text": "x" * chain.MAX_SEALED}, first
    ),
}


@pytest.mark.parametrize("part", LONG)
def test_an_operation_that_is_longer_than_anything_that_can_be_entered_is_refused(
    tmp_path: Path, part: str
) -> None:
    hub = forge(tmp_path, LONG[part], 1)
    with pytest.raises(InvalidData, match="longer than anything that can be entered"):
        hub.take(tmp_path / BUNDLE)


def test_the_longest_report_that_can_be_entered_is_shorter_than_an_operation_may_be() -> None:
    longest = {Type.TITLE: MAX_TITLE, Type.TEXT: MAX_TEXT, Type.LINE: MAX_LINE}
    for personal, most in ((False, chain.MAX_BODY), (True, chain.MAX_SEALED)):
        texts = {
            name: "😀" * longest[field.type]
            for name, field in WRITTEN.items()
            if field.personal == personal and field.type in longest
        }
        assert 1.4 * len(chain.encode(texts)) < most


def test_an_office_writes_no_more_on_one_report_than_others_take_in(tmp_path: Path) -> None:
    office = Office(tmp_path).found()
    label = office.add("Banjir")
    with office.read() as reader:
        subject = resolve_one(reader, label)
    with office.write() as writer:
        for _ in range(limits.ON_ONE - 1):
            writer.batch.append(Kind.WATCH, {"until": "2024-11-27"}, subject=subject)
    before = office.rows()
    with pytest.raises(UsageError, match="other offices take in no more"), office.write() as writer:
        writer.batch.append(Kind.NOTE, {}, {"text": "satu lagi"}, subject=subject)
    assert office.rows() == before
