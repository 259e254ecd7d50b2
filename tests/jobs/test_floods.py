"""A trusted office that writes without end is refused, in one line, and nothing of it stays."""

import io
import secrets
from pathlib import Path
from typing import Any

import pytest
from tests.jobs.test_bundles import Office, Three, forged, refusal, three
from tests.jobs.test_restored_offices import back_up, erase, restore
from tests.reliability.flood import BUNDLE, REFUSED, REFUSED_TOO, Made, Shape, forge
from tests.storage.test_laws import assert_folded, take_in

from pilkada_cli.domain import chain
from pilkada_cli.domain.fields import MAX_LINE, MAX_TEXT, MAX_TITLE, WRITTEN, Type
from pilkada_cli.domain.operation import Header, Kind, OpId
from pilkada_cli.errors import InvalidData, UsageError
from pilkada_cli.exchange.bundles import container, manifest
from pilkada_cli.exchange.bundles.keys import head_content
from pilkada_cli.jobs import change, checking, offices
from pilkada_cli.jobs.ids import resolve_one
from pilkada_cli.storage import limits
from pilkada_cli.storage.receiving import as_stub

__all__ = ["three"]

MOST = {
    "bytes on one report": limits.taken(limits.BYTES_ON_ONE) // 10**6,
    "operations without their content": limits.LACKING,
}


@pytest.mark.parametrize("name", [*REFUSED, *REFUSED_TOO])
def test_more_than_an_office_may_write_is_refused_and_the_register_is_as_it_was(
    tmp_path: Path, name: str
) -> None:
    shape = (REFUSED | REFUSED_TOO)[name]
    hub = forge(tmp_path, shape, MOST.get(name, limits.taken(limits.ON_ONE)) + 3)
    before = hub.rows()
    with pytest.raises(InvalidData) as refused:
        hub.take(tmp_path / BUNDLE)
    assert (name if name in REFUSED else "operations on one report") in str(refused.value.sentence)
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


def filled(office: Office) -> str:
    """A report on which its office cannot write any more."""
    label = office.add("Banjir", "63", reporter="Zirkonium")
    with office.read() as reader:
        subject = resolve_one(reader, label)
    with office.write() as writer:
        for _ in range(limits.ON_ONE - 1):
            writer.batch.append(Kind.WATCH, {"until": "2024-11-27"}, subject=subject)
    before = office.rows()
    with pytest.raises(UsageError, match="no office writes more"), office.write() as writer:
        writer.batch.append(Kind.NOTE, {}, {"text": "satu lagi"}, subject=subject)
    assert office.rows() == before
    return label


def test_a_report_on_which_its_office_cannot_write_any_more_is_erased_all_the_same(
    three: Three,
) -> None:
    hub, hst, _ = three
    label = filled(hst)
    erase(hst, label)
    assert not hst.holds("Zirkonium")
    with pytest.raises(UsageError, match="no office writes more"), hst.write() as writer:
        change.amend(writer, [label], {"title": "satu lagi"}, (), None, hst.now())
    assert hub.take(hst.hand()).erased == 1
    assert_folded(hub)


def test_no_office_is_refused_for_what_its_restore_erased_again_on_a_full_report(
    three: Three,
) -> None:
    hub, hst, _ = three
    label = filled(hst)
    hub.take(hst.hand())
    copied = back_up(hst)
    erase(hub, label)
    hst.take(hub.hand("HST"))
    for title in ("Sesudah", "Sesudah lagi"):
        restore(hst, copied)
        hst.add(title)
        assert hub.take(hst.hand()).reports == 1
    assert not hub.holds("Zirkonium")
    assert_folded(hub)


def test_an_office_is_not_refused_for_what_another_wrote(tmp_path: Path) -> None:
    """The province hands on what it holds, however much one office wrote of it."""
    hub = forge(tmp_path, REFUSED["operations on one report"], limits.ON_ONE - 1)
    hub.take(tmp_path / BUNDLE)
    bjb = Office(tmp_path / "bjb", code="BJB", region="63.07").found()
    hub.trust(bjb)
    bjb.trust(hub)
    bjb.take(hub.hand("BJB"))
    [subject] = [each for each in subjects(bjb) if each.origin != bjb.own()]
    for office in (bjb, hub):
        with office.write() as writer:
            writer.batch.append(Kind.NOTE, {}, {"text": "dari kantor lain"}, subject=subject)
    assert hub.take(bjb.hand()).operations
    assert bjb.take(hub.hand("BJB")).operations
    assert_folded(bjb)


def test_what_came_without_content_first_counts_once_it_has_some(tmp_path: Path) -> None:
    long = REFUSED["bytes on one report"]
    n = MOST["bytes on one report"] + 3
    hub = forge(tmp_path, long, n)
    whole = (tmp_path / BUNDLE).read_bytes()
    with hub.write() as writer:
        bundle = container.open_bundle(io.BytesIO(whole))
        take_in(
            writer,
            [as_stub(row) if b'"note"' in row.header else row for row in bundle.rows()],
            hub.now(),
        )
    with pytest.raises(InvalidData, match="bytes on one report"):
        hub.take(tmp_path / BUNDLE)


NIL = (Kind.NIL, {"region": "63.07", "on": "2024-11-22"}, None)
PERSON = (Kind.PERSON, {"actor": 1}, {"name": "x"})


def beginning(
    signer: Office,
    path: Path,
    n: int,
    sender: Office | None = None,
    content: tuple[Kind, dict[str, Any], dict[str, Any] | None] = NIL,
) -> Path:
    """The bundle with `n` more origins, each of one operation, that `signer` signs."""
    kind, body, sealed = content
    bundle = container.open_bundle(io.BytesIO(path.read_bytes()))
    said, rows = bundle.manifest.model_dump(), [*bundle.rows()]
    at = chain.decode_header(rows[-1].header).at
    for _ in range(n):
        origin = secrets.token_hex(16)
        me = OpId(origin, 1)
        header = Header(origin, 1, 1, at, at, 1, me, kind, me if kind == Kind.NIL else None)
        rows.append(chain.seal_row(chain.ZERO, header, body, sealed, bytes(16)))
        digest = rows[-1].hash.hex()
        signature = signer.keys.sign(head_content(origin, 1, digest)).hex()
        said["heads"].append(
            {"origin": origin, "seq": 1, "hash": digest, "key": signer.keys.public,
             "signature": signature}
        )  # fmt: skip
    packed = io.BytesIO()
    said["operations"] = container.write_operations(packed, rows)
    said["size"] = packed.tell()
    said["sha256"] = chain.body_digest(packed.getvalue()).hex()
    packed.seek(0)
    with path.open("wb") as file:
        container.write(file, type(bundle.manifest)(**said), (sender or signer).keys, packed, ())
    return path


def test_an_office_that_begins_origins_without_end_is_refused_and_the_province_hands_on(
    three: Three,
) -> None:
    hub, hst, bjb = three
    bjb.add("Kabar")
    most = limits.ORIGINS - 1
    hub.take(beginning(bjb, bjb.hand(plain=True), most))
    refusal(hub, beginning(bjb, bjb.hand(plain=True), 1), f"BJB wrote {most + 2} chains")
    assert hub.take(bjb.hand()).sender == "BJB"
    assert hst.take(hub.hand("HST")).withheld


def test_the_origins_of_an_office_count_whoever_hands_them_in(three: Three) -> None:
    hub, hst, bjb = three
    hst.add("Banjir")
    path = beginning(bjb, hst.hand(plain=True), limits.ORIGINS + 1, hst)
    refusal(hub, path, "BJB wrote 101 chains of operations")
    assert hub.take(hst.hand()).reports == 1


def test_an_office_is_told_before_its_bundles_are_refused_for_its_many_origins(
    three: Three,
) -> None:
    hub, _, bjb = three
    bjb.add("Kabar")
    for more, told in ((limits.ORIGINS * 4 // 5 - 1, False), (1, True)):
        hub.take(beginning(bjb, bjb.hand(plain=True), more))
        bjb.take(hub.hand("BJB"))
        attend = checking.check(bjb.workplace, fix=False).attend
        assert any("chains of operations" in str(each) for each in attend) is told


def test_origins_that_only_repeat_erasures_are_counted_apart(three: Three) -> None:
    hub, _, bjb = three
    bjb.add("Kabar")
    hub.take(beginning(bjb, bjb.hand(plain=True), limits.REPEATED, content=PERSON))
    hub.take(beginning(bjb, bjb.hand(plain=True), limits.ORIGINS - 1))
    one_more = beginning(bjb, bjb.hand(plain=True), 1, content=PERSON)
    refusal(hub, one_more, f"{limits.REPEATED + 1} chains that repeat erasures")


LARGEST_PROVINCE = 1 + 38
"""Offices of Jawa Timur, the province with the most regencies and cities, 38."""


def test_the_manifest_holds_every_origin_that_the_offices_of_the_largest_province_may_begin() -> (
    None
):
    assert LARGEST_PROVINCE * limits.ORIGINS + limits.REPEATED < manifest.MOST


def subjects(office: Office) -> list[OpId]:
    with office.read() as reader:
        rows = reader.connection.execute("SELECT subject FROM report").fetchall()
    return [OpId.parse(subject) for (subject,) in rows]


def test_a_regency_vouches_for_nobody(three: Three) -> None:
    hub, hst, bjb = three
    bjb.trust(hst)
    hst.add("Banjir")
    taken = hst.hand(plain=True)
    stranger = Office(bjb.home.parent / "lain", code="XXX", region="63.01").found()

    def vouch(manifest: dict[str, Any]) -> None:
        card = offices.read(stranger.card())
        content = head_content("f" * 32, 1, "0" * 64)
        manifest["cards"] = [(card.name, card.code, card.region, card.key, card.recipient)]
        manifest["heads"].append(
            {"origin": "f" * 32, "seq": 1, "hash": "0" * 64, "key": card.key,
             "signature": stranger.keys.sign(content).hex()}
        )  # fmt: skip

    refusal(hub, forged(hub, hst, taken, vouch), "not signed by the office")
