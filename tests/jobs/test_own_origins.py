"""Nobody but an office itself goes on with what it wrote, or comes by it."""

from pathlib import Path

from tests.jobs.test_altered_bundles import repacked, rows_in
from tests.jobs.test_bundles import Office, Three, refusal, three
from tests.jobs.test_restored_offices import back_up, restore

from pilkada_cli.domain import chain
from pilkada_cli.domain.chain import Row
from pilkada_cli.domain.operation import Header, Kind, OpId
from pilkada_cli.exchange.bundles.keys import head_content
from pilkada_cli.jobs import change, checking
from pilkada_cli.storage import offices

__all__ = ["three"]

UNSIGNED = "are not signed by the office that wrote them"


def header_of(row: Row) -> Header:
    return chain.decode_header(row.header)


def of(rows: list[Row], origin: str) -> list[Row]:
    """What an origin wrote of these rows, in the order of its chain."""
    theirs = [row for row in rows if header_of(row).origin == origin]
    return sorted(theirs, key=lambda row: header_of(row).seq)


def going_on(
    liar: Office,
    origin: str,
    more: int,
    to: str = "KALSEL",
    *,
    gap: bool = False,
    head: bool = True,
) -> Path:
    """A bundle of an office that goes on with another's origin, from what it was handed of it."""
    theirs = of(liar.rows(), origin)
    last, rows = header_of(theirs[-1]), list(theirs)
    for seq in range(last.seq + 1, last.seq + 1 + more):
        me = OpId(origin, seq)
        body = {"region": "63.07", "on": "2024-11-22"}
        header = Header(origin, seq, last.clock + seq, last.at, last.at, 1, me, Kind.NIL, me)
        rows.append(chain.seal_row(rows[-1].hash, header, body, None, bytes(16)))
    seq, digest = last.seq + more, rows[-1].hash.hex()
    signature = liar.keys.sign(head_content(origin, seq, digest)).hex()
    signed = {"origin": origin, "seq": seq, "hash": digest, "key": liar.keys.public,
              "signature": signature}  # fmt: skip
    if gap:
        del rows[last.seq]

    def change(own: list[Row]) -> list[Row]:
        return [*(row for row in own if row not in theirs), *rows]

    return repacked(liar, change, *([signed] if head else []), to=to)


def test_no_office_goes_on_with_the_chain_of_the_one_it_hands_to(three: Three) -> None:
    hub, _, bjb = three
    hub.add("Laporan provinsi", "63")
    bjb.add("Laporan BJB")
    bjb.take(hub.hand("BJB"))
    for path in (
        going_on(bjb, hub.own(), 2),
        going_on(bjb, hub.own(), 2, gap=True),
        going_on(bjb, hub.own(), 2, head=False),
    ):
        refusal(hub, path, UNSIGNED)
    assert checking.check(hub.workplace, fix=False).exit_code == 0
    hub.add("Sesudahnya", "63")


def test_the_province_puts_no_words_into_the_mouth_of_an_office(three: Three) -> None:
    hub, hst, _ = three
    hst.add("Banjir")
    hub.take(hst.hand())
    refusal(hst, going_on(hub, hst.own(), 1, "HST"), UNSIGNED)


def test_nobody_comes_by_what_the_province_wrote_before_a_restore(three: Three) -> None:
    hub, hst, bjb = three
    hub.add("Rahasia 0123456789", "63.03")
    former = hub.own()
    restore(hub, back_up(hub))
    hub.add("Sesudah pemulihan", "63")
    for office in (hst, bjb):
        office.take(hub.hand(office.code))
    hub.take(going_on(bjb, former, 0))
    with hub.read() as reader:
        assert former not in offices.heads(reader.connection)
    bjb.take(hub.hand("BJB"))
    assert not bjb.holds("Rahasia 0123456789")
    assert hst.take(hub.hand("HST")).sender == "KALSEL"
    refusal(hub, going_on(bjb, former, 1), UNSIGNED)
    assert rows_in(hub.hand("HST", plain=True))


def test_what_an_office_says_of_a_report_opens_it_in_no_direct_bundle_either(three: Three) -> None:
    hub, hst, bjb = three
    hst.trust(bjb)
    bjb.trust(hst)
    hst.add("Rahasia 0123456789")
    bjb.take(hst.hand("BJB"))
    [add] = [h for h in map(header_of, bjb.rows()) if (h.origin, h.kind) == (hst.own(), Kind.ADD)]
    with bjb.write() as writer:
        writer.batch.append(Kind.AMEND, {"affects": ["63.72"]}, {}, subject=add.id)
    hub.take(hst.hand("KALSEL"))
    hub.take(bjb.hand("KALSEL"))
    hst.take(hub.hand("HST"))
    bjb.take(hst.hand("BJB"))
    assert not bjb.holds("Rahasia 0123456789")
    with hst.write() as writer:
        change.amend(writer, ["HST-1"], {"affects": ["63.72", "63.03"]}, [], None, hst.now())
    bjb.take(hst.hand("BJB"))
    assert bjb.holds("Rahasia 0123456789")
