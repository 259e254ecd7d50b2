"""What changed between two nights is told without words, and what is lost is held back."""

import csv
import io
import json
import tracemalloc
from collections.abc import Mapping, Sequence
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.exchange.nightly import NIGHT, TABLES, export, table

from pilkada_cli.domain.fields import FIELD_NAMES
from pilkada_cli.domain.summary import CategoryRow, RegencyRow, StageRow
from pilkada_cli.exchange.publishing.comparing import Comparison
from pilkada_cli.exchange.publishing.differences import changes
from pilkada_cli.exchange.publishing.listing import Run, latest
from pilkada_cli.exchange.publishing.verifying import verify

LATER = NIGHT + timedelta(days=1)
PLAIN = {
    "occurred_on": "2024-11-20", "region": "63.72", "regency_name": "Banjarbaru",
    "category": "hoaks/hoaks", "athg": "gangguan", "phase": "pg", "stage": "kampanye",
    "likelihood": "2", "impact": "2", "value": "8", "level": "2", "residual_likelihood": "2",
    "residual_impact": "2", "residual_value": "8", "residual_level": "2", "grade_source": "F",
    "grade_content": "6", "verification": "unverified", "handling": "new", "classification": "T",
    "title": "Rahasia", "known_at": "2024-11-20T00:00:00.000Z",
    "recorded_at": "2024-11-20T00:00:00.000Z", "updated_at": "2024-11-20T00:00:00.000Z",
}  # fmt: skip


def report(number: int, **more: str) -> dict[str, str]:
    return PLAIN | {"id": f"LAP-{number}"} | more


def reports(*rows: Mapping[str, str]) -> bytes:
    return table(FIELD_NAMES, *([row.get(name, "") for name in FIELD_NAMES] for row in rows))


def summary(record: type, *rows: Mapping[str, object]) -> bytes:
    text = io.StringIO(newline="")
    names = [*record.__dataclass_fields__]
    writer = csv.DictWriter(text, names, restval="0", lineterminator="\r\n")
    writer.writeheader()
    given: dict[str, object] = {"rank": "", "worst_level": "", "open_level": "", "start": "", "end": "", "days": "",
                                "last_report_on": "", "silent_days": "", "index_per_day": ""}  # fmt: skip
    for row in rows:
        known = {name: value for name, value in (given | dict(row)).items() if name in names}
        writer.writerow(known)
    return text.getvalue().encode()


def night(rows: Sequence[Mapping[str, str]]) -> tuple[dict[str, bytes], dict[str, int]]:
    """The files of a night with these reports, each an open event, and their totals."""

    def counted(column: str, key: str, keys: Sequence[str] = ()) -> list[dict[str, object]]:
        every = dict.fromkeys([*keys, *(row[column] for row in rows)], 0)
        for row in rows:
            every[row[column]] += 1
        return [
            {key: one, "name": one, "reports": n, "events": n, "pg": n, "open": n}
            for one, n in every.items()
        ]

    n = len(rows)
    return {
        "reports.csv": reports(*rows),
        "summary_regency.csv": summary(RegencyRow, *counted("region", "code", ("63.71", "63.72"))),
        "summary_stage.csv": summary(StageRow, *counted("stage", "key")),
        "summary_category.csv": summary(CategoryRow, *counted("category", "key")),
    }, {"reports": n, "events": n, "refuted": 0, "duplicates": 0, "withdrawn": 0, "pg": n, "ag": 0,
        "gn": 0, "open": n}  # fmt: skip


def two_nights(
    out: Path, first: Sequence[Mapping[str, str]], second: Sequence[Mapping[str, str]]
) -> tuple[Run, Comparison]:
    files, totals = night(first)
    export(out, files, NIGHT, totals=totals)
    files, totals = night(second)
    return export(out, files, LATER, totals=totals)


def gate_kinds(found: Comparison) -> list[str]:
    return [each.kind for each in found.gates]


def listed(run: Run) -> list[dict[str, object]]:
    return [json.loads(line) for line in (run.folder / "changes.jsonl").read_bytes().splitlines()]


def test_what_came_went_and_changed_is_listed_by_id_with_the_names_of_fields(tmp_path: Path) -> None:  # fmt: skip
    many = [report(i) for i in range(1, 21)]
    after = [report(21), *many[:5], report(6, title="Lain", phase="ag"), *many[6:19]]
    run, found = two_nights(tmp_path, many, after)
    assert listed(run) == [
        {"id": "LAP-6", "change": "changed", "fields": ["phase", "title"]},
        {"id": "LAP-20", "change": "removed"},
        {"id": "LAP-21", "change": "added"},
    ]
    assert (found.added, found.removed, found.changed) == (1, 1, 1)


def test_no_word_of_a_report_stands_in_the_files_about_the_run(tmp_path: Path) -> None:
    run, _ = two_nights(tmp_path, [report(1)], [report(1, title="Rahasia lain", parties="Ali")])
    for name in ("changes.jsonl", "run.json", "manifest.json"):
        text = (run.folder / name).read_text(encoding="utf-8")
        assert "Rahasia" not in text and "Ali" not in text


def test_the_first_run_has_nothing_to_compare_with_and_goes_out(tmp_path: Path) -> None:
    files, totals = night([report(1)])
    run, found = export(tmp_path, files, totals=totals)
    assert found == Comparison(unchanged=False, gates=(), latest=True)
    assert (run.folder / "changes.jsonl").read_bytes() == b""
    assert not [*verify(run.folder)]
    assert json.loads((run.folder / "run.json").read_bytes())["before"] is None


def test_a_night_without_news_is_a_run_that_says_unchanged(tmp_path: Path) -> None:
    run, found = two_nights(tmp_path, [report(1)], [report(1)])
    assert found.unchanged and found.latest
    assert listed(run) == []
    document = json.loads((run.folder / "run.json").read_bytes())
    assert document["unchanged"] is True
    assert document["before"] == "2024-11-26T233005+0800"
    assert document["rows_before"]["reports.csv"] == 1


rows_of_ids = st.dictionaries(st.integers(0, 30), st.sampled_from(["a", "b"]), max_size=20)


@given(rows_of_ids, rows_of_ids, st.randoms())
def test_in_whatever_order_two_lists_are_their_differences_are_those_of_the_sets(
    tmp_path_factory: pytest.TempPathFactory,
    before: dict[int, str],
    now: dict[int, str],
    chance: object,
) -> None:
    folder = tmp_path_factory.mktemp("laporan")
    for name, rows in (("before", before), ("now", now)):
        order = [*rows.items()]
        chance.shuffle(order)  # type: ignore[attr-defined]
        (folder / name).write_bytes(reports(*(report(i, title=title) for i, title in order)))
    found = {(each.id, each.change) for each in changes(folder / "before", folder / "now")}
    both = before.keys() & now.keys()
    assert found == {
        *((f"LAP-{i}", "removed") for i in before.keys() - now.keys()),
        *((f"LAP-{i}", "added") for i in now.keys() - before.keys()),
        *((f"LAP-{i}", "changed") for i in both if before[i] != now[i]),
    }


def test_columns_that_only_one_list_has_are_passed_over(tmp_path: Path) -> None:
    (tmp_path / "before").write_bytes(table(["n", "id", "old"], ["1", "a", "x"], ["2", "b", "x"]))
    (tmp_path / "now").write_bytes(table(["id", "new", "n"], ["a", "y", "1"], ["b", "y", "3"]))
    (found,) = changes(tmp_path / "before", tmp_path / "now")
    assert found == ("b", "changed", ("n",))


def test_what_is_remembered_is_how_far_one_list_is_ahead_and_not_the_lists(tmp_path: Path) -> None:
    def peak(n: int) -> int:
        rows = [report(i, detail="x" * 500) for i in range(n)]
        (tmp_path / "before").write_bytes(reports(*rows))
        (tmp_path / "now").write_bytes(reports(*(report(-i) for i in range(1, 20)), *rows))
        tracemalloc.start()
        assert len([*changes(tmp_path / "before", tmp_path / "now")]) == 19
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return most

    assert peak(8000) < 1.5 * peak(2000)


def test_a_damaged_list_of_the_run_before_does_not_keep_tonights_from_going_out(
    tmp_path: Path,
) -> None:
    files, totals = night([report(1)])
    before, _ = export(tmp_path, files, totals=totals)
    (before.folder / "reports.csv").write_bytes(b'id,title\r\nLAP-1,"never closed\r\n')
    run, found = export(tmp_path, files, LATER, totals=totals)
    assert found.latest and found.added is None
    assert (run.folder / "changes.jsonl").read_bytes() == b""
    assert not [*verify(run.folder)]


# Gates


def test_a_tenth_less_goes_out_and_more_than_a_tenth_less_is_held_back(tmp_path: Path) -> None:
    many = [report(i) for i in range(20)]
    assert two_nights(tmp_path / "a", many, many[:18])[1].gates == ()
    run, found = two_nights(tmp_path / "b", many, many[:17])
    assert gate_kinds(found) == ["shrunk"]
    assert str(found.gates[0].sentence) == (
        "reports.csv has 17 rows, the run before had 20: more than a tenth is gone"
    )
    assert not found.latest
    named = latest(tmp_path / "b")
    assert named is not None and named.at == NIGHT
    assert run.folder.is_dir() and not [*verify(run.folder)]
    assert json.loads((run.folder / "run.json").read_bytes())["gates"] == [
        {"gate": "shrunk", "file": "reports.csv", "before": 20, "now": 17}
    ]


def test_force_lets_a_run_out_and_still_says_what_was_found(tmp_path: Path) -> None:
    files, totals = night([report(i) for i in range(20)])
    export(tmp_path, files, totals=totals)
    files, totals = night([report(1)])
    run, found = export(tmp_path, files, LATER, totals=totals, force=True)
    assert gate_kinds(found) == ["shrunk"]
    assert latest(tmp_path) == run
    assert json.loads((run.folder / "run.json").read_bytes())["latest"] is True


def test_what_was_held_back_is_no_measure_for_the_next_night(tmp_path: Path) -> None:
    many = [report(i) for i in range(20)]
    two_nights(tmp_path, many, many[:3])
    files, totals = night(many[:3])
    _, found = export(tmp_path, files, LATER + timedelta(days=1), totals=totals)
    assert gate_kinds(found) == ["shrunk"]


def test_a_regency_that_lost_all_its_reports_holds_a_run_back(tmp_path: Path) -> None:
    many = [report(i) for i in range(40)]
    _, found = two_nights(tmp_path, [report(99, region="63.71"), *many], many)
    assert [each.document() for each in found.gates] == [
        {"gate": "regency-vanished", "code": "63.71", "before": 1}
    ]


def test_a_regency_without_a_row_holds_a_run_back(tmp_path: Path) -> None:
    files, totals = night([report(1)])
    export(tmp_path, files, totals=totals)
    lines = files["summary_regency.csv"].splitlines(keepends=True)
    files["summary_regency.csv"] = b"".join(each for each in lines if b"63.71" not in each)
    _, found = export(tmp_path, files, LATER, totals=totals)
    assert gate_kinds(found) == ["regency-vanished"]


@pytest.mark.parametrize("name", ["reports", "events", "open", "withdrawn", "pg", "refuted"])
def test_a_total_that_its_parts_do_not_add_up_to_holds_a_run_back(tmp_path: Path, name: str) -> None:  # fmt: skip
    files, totals = night([report(1)])
    _, found = export(tmp_path, files, totals=totals | {name: totals[name] + 1})
    assert {*gate_kinds(found)} == {"sum"}
    assert not found.latest


def test_a_number_that_is_withheld_is_added_up_with_nothing(tmp_path: Path) -> None:
    files, totals = night([report(1), report(2, stage="masa-tenang")])
    rows = [{"key": "kampanye", "name": "", "reports": "", "events": "", "open": ""},
            {"key": "masa-tenang", "name": "", "reports": "1", "events": "1", "open": "1"}]  # fmt: skip
    files["summary_stage.csv"] = summary(StageRow, *rows)
    assert export(tmp_path, files, totals=totals)[1].gates == ()


@pytest.mark.parametrize(
    ("column", "value"),
    [("region", "63.99"), ("stage", "tahap-lain"), ("category", "hoaks/lain"), ("affects", "63.71;63.99")],
)  # fmt: skip
def test_a_key_that_leads_to_nothing_holds_a_run_back(
    tmp_path: Path, column: str, value: str
) -> None:
    files, totals = night([report(i) for i in range(3)])
    files["reports.csv"] = reports(report(0), report(1, **{column: value}), report(2, **{column: value}))  # fmt: skip
    _, found = export(tmp_path, files, totals=totals)
    (gate,) = found.gates
    assert (gate.kind, gate.found["column"], gate.found["rows"]) == ("dangling-key", column, 2)
    assert gate.found["value"] == value.rpartition(";")[2]


def test_a_report_of_the_whole_province_and_a_group_whose_first_was_withdrawn_are_no_faults(
    tmp_path: Path,
) -> None:
    files, totals = night([report(1), report(2)])
    files["reports.csv"] = reports(report(1, region="63"), report(2, group="LAP-77"))
    run, found = export(tmp_path, files, totals=totals)
    assert found.gates == ()
    assert not [*verify(run.folder)]


def test_every_table_of_the_night_is_as_its_description_says(tmp_path: Path) -> None:
    files, totals = night([report(1), report(2, region="63.71")])
    run, found = export(tmp_path, files, totals=totals)
    assert files.keys() == TABLES.keys() and found.gates == ()
    assert [str(fault) for fault in verify(run.folder)] == []
