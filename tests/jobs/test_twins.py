"""What whoever enters a report is told of likely twins, on real registers."""

import json
from collections.abc import Sequence

import pytest
from tests.conftest import LATER, SAMPLE, Cli

from pilkada_cli.i18n import use_language
from pilkada_cli.jobs import drafting
from pilkada_cli.jobs.ids import resolve_one
from pilkada_cli.jobs.twins import Offer, offered, sentences
from pilkada_cli.jobs.workplace import Workplace
from pilkada_cli.storage import queries

LINES = SAMPLE.read_text(encoding="utf-8").splitlines()
ADDS = [i for i, line in enumerate(LINES) if json.loads(line)["kind"] == "add"]


def workplace(cli: Cli) -> Workplace:
    return Workplace(cli.register, cli.home / ".state", lambda: cli.now)


def offers_of(cli: Cli, id: str) -> list[Offer]:
    """The offers for a stored report."""
    with workplace(cli).read() as reader:
        subject = resolve_one(reader, id)
        row = queries.report(reader.tables, subject)
        assert row is not None
        return offered(reader, row, subject)


def ids(offers: Sequence[Offer]) -> list[str]:
    return [offer.id for offer in offers]


def before_storing(cli: Cli, **raw: object) -> list[Offer]:
    """The offers for what was typed and is not stored."""
    place = workplace(cli)
    row = drafting.desk(place).row(raw)
    with place.read() as reader:
        return offered(reader, row)


def test_each_report_of_the_sample_entered_in_its_turn_finds_the_two_retold_events_and_no_more(
    cli: Cli,
) -> None:
    cli.now = LATER
    found = {}
    for number, last in enumerate(ADDS, 1):
        told = cli.home / f"{number}.jsonl"
        told.write_text("\n".join(LINES[: last + 1]) + "\n", encoding="utf-8")
        cli.ok("report", "import", str(told), "-q")
        found[f"LAP-{number}"] = ids(offers_of(cli, f"LAP-{number}"))
    assert {label: offers for label, offers in found.items() if offers} == {
        "LAP-6": ["LAP-5"], "LAP-8": ["LAP-7"],
    }  # fmt: skip
    assert json.loads(LINES[ADDS[13]])["source_ref"] == "I12"


def test_a_third_telling_finds_the_closed_and_linked_event_before_it_is_stored(sample: Cli) -> None:
    raw = {
        "title": "Kedatangan surat suara Kabupaten Banjar di gudang Martapura terlambat",
        "region": "Banjar", "category": "logistik/keterlambatan", "phase": "gn", "at": "2024-11-04",
    }  # fmt: skip
    (offer,) = before_storing(sample, **raw)
    assert offer.id in ("LAP-5", "LAP-6")
    assert {"surat", "suara", "gudang", "Martapura"} <= set(offer.shared)


@pytest.mark.parametrize("region", ["Banjar", "Banjarbaru"])
def test_a_title_of_the_sample_is_found_again_within_three_days_here_and_next_door(
    sample: Cli, region: str
) -> None:
    title = "Kantor KPU Banjarbaru dijaga ketat setelah pembatalan pasangan nomor urut 2"
    days = [f"2024-10-{day}" for day in (28, 29, 30, 31)] + [f"2024-11-0{n}" for n in range(1, 6)]
    raw = {"title": title, "region": region, "category": "kamtibmas/unjuk-rasa"}
    found = [ids(before_storing(sample, **raw, at=day)) for day in days]
    assert found == [[], *[["LAP-4"]] * 7, []]


PADAM = (
    "Listrik padam di TPS 12 Pekauman saat penghitungan",
    "-r",
    "Banjarmasin",
    "-c",
    "jaringan",
)
AGAIN = {
    "title": "Penghitungan di TPS 12 Pekauman pakai senter, listrik padam",
    "region": "Banjarmasin",
    "category": "tps/jaringan",
}


@pytest.mark.parametrize(
    ("verb", "more"),
    [("refute", ("--reason", "tidak benar")), ("close", ()), ("handle", ())],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_reports_are_offered_whatever_became_of_them(
    cli: Cli, verb: str, more: tuple[str, ...]
) -> None:
    label = cli.ok("report", "add", *PADAM).strip()
    cli.ok("report", verb, label, *more)
    assert ids(before_storing(cli, **AGAIN)) == [label]


def test_one_word_finds_the_only_report_of_its_kind_there_that_day_and_no_other(cli: Cli) -> None:
    told = ("-r", "HST", "-c", "perusakan-apk", "--at", "2024-11-21")
    label = cli.ok("report", "add", "Baliho dirusak", *told).strip()
    raw = {"title": "Perusakan", "region": "HST", "category": "perusakan-apk", "at": "2024-11-21"}
    assert ids(before_storing(cli, **raw)) == [label]
    for other in ({"at": "2024-11-20"}, {"region": "Tapin"}, {"category": "hoaks"}):
        assert before_storing(cli, **{**raw, **other}) == []
    cli.ok("report", "add", "Spanduk dirusak", *told)
    assert before_storing(cli, **raw) == []


def test_a_withdrawn_report_is_not_offered(cli: Cli) -> None:
    cli.ok("report", "add", *PADAM)
    assert before_storing(cli, **AGAIN) != []
    cli.ok("undo", "--yes")
    assert before_storing(cli, **AGAIN) == []


def test_a_stored_report_is_offered_neither_itself_nor_what_it_is_linked_with(cli: Cli) -> None:
    first = cli.ok("report", "add", *PADAM).strip()
    second = cli.ok("report", "add", *PADAM).strip()
    assert ids(offers_of(cli, second)) == [first]
    cli.ok("report", "link", second, first)
    assert offers_of(cli, second) == []


def test_a_report_that_touches_a_further_regency_is_found_from_there(cli: Cli) -> None:
    label = cli.ok("report", "add", *PADAM, "--affects", "Tabalong").strip()
    assert ids(before_storing(cli, **{**AGAIN, "region": "Tabalong"})) == [label]
    assert before_storing(cli, **{**AGAIN, "region": "Kotabaru"}) == []


def test_three_days_away_is_near_and_four_are_not(cli: Cli) -> None:
    cli.ok("report", "add", *PADAM, "--known", "2024-11-20")
    with workplace(cli).read() as reader:
        row = queries.report(reader.tables, resolve_one(reader, "1"))
        assert row is not None
        near = [
            offered(reader, {**row, "occurred_on": f"2024-11-{day}"}) for day in (16, 17, 23, 24)
        ]
    assert [bool(offers) for offers in near] == [False, True, True, False]


SAID = (
    'likely the same event: LAP-1 "Listrik padam di TPS 12 Pekauman saat penghitungan"'
    " (22 Nov 2024, Banjarmasin, refuted, closed); shared: padam, Penghitungan, Pekauman, listrik"
)


def test_an_offer_is_said_in_one_line_and_once_stored_with_the_way_to_link(cli: Cli) -> None:
    cli.ok("report", "add", *PADAM)
    cli.ok("report", "refute", "1", "--reason", "tidak benar")
    cli.ok("report", "close", "1")
    offers = before_storing(cli, **AGAIN)
    assert [str(line) for line in sentences(offers)] == [SAID]
    linking = f"{SAID}; to link: pilkada report link LAP-2 LAP-1"
    assert [str(line) for line in sentences(offers, "LAP-2")] == [linking]


def test_a_long_title_is_cut_and_a_duplicate_says_so(cli: Cli) -> None:
    title = PADAM[0] + " dan rekapitulasi di malam hari dengan penerangan seadanya"
    cli.ok("report", "add", title, *PADAM[1:])
    later = cli.ok("report", "add", title, *PADAM[1:]).strip()
    cli.ok("report", "link", "1", later)
    cli.ok("report", "amend", "1", "--district", "Banjarmasin Barat")
    raw = {**AGAIN, "title": title, "district": "Banjarmasin Timur"}
    (line,) = (str(line) for line in sentences(before_storing(cli, **raw)))
    assert 'LAP-2 "Listrik padam di TPS 12 Pekauman saat penghitungan dan reka…" (' in line
    assert "Banjarmasin, duplicate)" in line


def test_an_offer_speaks_the_readers_language(cli: Cli) -> None:
    cli.ok("report", "add", *PADAM)
    (offer,) = before_storing(cli, **AGAIN)
    use_language("id")
    (line,) = sentences([offer])
    assert "22 Nov 2024, Banjarmasin" in str(line)
    assert "unverified" not in str(line)


def test_signs_of_a_message_stay_signs(cli: Cli) -> None:
    title = "[bold]{0}{id}[/] listrik padam TPS 12 '); DROP TABLE report;--"
    cli.ok("report", "add", title, *PADAM[1:])
    (line,) = sentences(before_storing(cli, **{**AGAIN, "title": title}))
    assert title[:40] in str(line)
