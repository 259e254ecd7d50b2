"""Days and times in words, for every option that takes one; what was understood is said."""

import json
import re
import subprocess
import sys
from datetime import UTC, datetime
from typing import Any

import pytest
from tests.conftest import NOW, Cli, Process

from pilkada_cli.domain.reference import Reference
from pilkada_cli.errors import UsageError
from pilkada_cli.i18n import use_language
from pilkada_cli.jobs.drafting import Desk
from pilkada_cli.jobs.typed import when_of
from pilkada_cli.render.local import in_figures

PLACED = ("-r", "Tapin", "-c", "hoaks")


def add(cli: Cli, *more: str) -> str:
    return cli.ok("report", "add", "Uji", *PLACED, *more).strip()


def shown(cli: Cli, label: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(cli.ok("report", "show", label, "-f", "json"))
    return found


def occurred(cli: Cli, label: str) -> tuple[str, str | None]:
    report = shown(cli, label)
    return report["occurred_on"], report["occurred_time"]


@pytest.mark.parametrize(
    ("typed", "day", "clock"),
    [
        ("kemarin", "2024-11-21", None),
        ("tadi malam", "2024-11-21", None),
        ("kemarin sore jam 4", "2024-11-21", "16:00"),
        ("22/11 09.30", "2024-11-22", "09:30"),
        ("22 Nopember 2024 pukul 09.30 WIB", "2024-11-22", "10:30"),
        ("yesterday 2pm", "2024-11-21", "14:00"),
        ("3 jam lalu", "2024-11-22", "07:30"),
    ],
)
def test_a_report_happened_when_it_is_said_to_have(
    cli: Cli, typed: str, day: str, clock: str | None
) -> None:
    assert occurred(cli, add(cli, "--at", typed)) == (day, clock)


def test_a_day_counts_from_the_vote_of_the_region_and_is_told_in_full(cli: Cli) -> None:
    result = cli("report", "add", "Uji", *PLACED, "--at", "H-7 jam 20.00")
    assert "'H-7 jam 20.00' is Wednesday 20 November 2024, 20:00 WITA" in result.err
    assert occurred(cli, result.out.strip()) == ("2024-11-20", "20:00")
    assert occurred(cli, add(cli, "--at", "h")) == ("2024-11-27", None)
    later = datetime(2025, 4, 17, 2, tzinfo=UTC)
    revote = cli.ok("report", "add", "Uji", *PLACED, "-r", "Banjarbaru", "--at", "H-3", now=later)
    assert occurred(cli, revote.strip()) == ("2025-04-16", None)


@pytest.mark.parametrize("typed", ["jam 2 siang", "2024-11-22 14:00", "22/11/2024 10.31"])
def test_nothing_has_happened_at_an_hour_of_today_that_has_not_come(cli: Cli, typed: str) -> None:
    result = cli("report", "add", "Uji", *PLACED, "--phase", "gn", "--at", typed)
    assert (result.code, result.out) == (2, "")
    assert re.search(r"2024-11-22 1[04]:\d\d has not come yet, so nothing can have", result.err)
    assert occurred(cli, add(cli, "--phase", "pg", "--at", typed))[0] == "2024-11-22"
    assert occurred(cli, add(cli, "--phase", "gn", "--at", "22/11/2024 10.30"))[1] == "10:30"


@pytest.mark.parametrize(
    ("title", "more"),
    [("Genset dicuri", ()), ("Kabar dari Haruyan", ("--phase", "gn")), ("Tadi pagi genset dicuri", ("--stdin",))],
)  # fmt: skip
@pytest.mark.parametrize(
    ("at", "known"),
    [("2024-11-22 09.00", "2024-11-21 20.00"), ("2024-11-22 09.00", "2024-11-22 08.00"), ("2024-11-22", "kemarin")],
)  # fmt: skip
def test_nothing_was_known_before_it_happened(
    cli: Cli, title: str, more: tuple[str, ...], at: str, known: str
) -> None:
    words = () if "--stdin" in more else (title,)
    given = (*words, "-r", "HST", "-c", "perusakan-apk", "--at", at, "--known", known, *more)
    refused = cli("report", "add", *given, stdin=title)
    assert refused.code == 2
    assert "nobody can have known of it" in refused.err and "--phase pg" in refused.err
    assert not cli.register.exists()


def test_what_is_known_before_it_comes_is_taken_to_be_planned(cli: Cli) -> None:
    given = ("-r", "HST", "-c", "politik-uang", "--at", "2024-11-22 09.00", "--known", "kemarin")
    label = cli.ok("report", "add", "Pembagian sembako di pasar", *given).strip()
    assert shown(cli, label)["phase"] == "pg"


def test_a_conversation_takes_no_moment_at_which_it_had_not_happened(
    cli: Cli, reference: Reference
) -> None:
    desk = Desk(reference, None, cli.now)
    raw = {"phase": "gn", "at": "2024-11-22 09.00"}
    assert "nobody can have known" in str(desk.objection_to_moment("kemarin", raw))
    assert "nobody can have known" in str(desk.problem("phase", raw, "kemarin"))
    assert desk.objection_to_moment("2024-11-22 09.00", raw) is None


def test_what_may_happen_may_lie_ahead(cli: Cli) -> None:
    assert occurred(cli, add(cli, "--phase", "pg", "--at", "senin depan")) == ("2024-11-25", None)


def test_a_report_is_amended_to_when_it_is_said_to_have_happened(cli: Cli) -> None:
    label = add(cli)
    result = cli("report", "amend", label, "--at", "2 hari lalu jam 20.00")
    assert "'2 hari lalu jam 20.00' is Wednesday 20 November 2024, 20:00 WITA" in result.err
    assert occurred(cli, label) == ("2024-11-20", "20:00")


def test_what_words_were_understood_as_is_said_and_figures_are_not_repeated(cli: Cli) -> None:
    said = cli("report", "add", "Uji", *PLACED, "--at", "kemarin malam", "--known", "hari ini")
    assert "'kemarin malam' is Thursday 21 November 2024" in said.err
    assert "'hari ini' is Friday 22 November 2024" in said.err
    exact = cli(
        "report", "add", "Uji", *PLACED, "--at", "21/11/2024 20.30", "--known", "2024-11-22"
    )
    assert "is Thursday" not in exact.err


def test_a_day_became_known_by_its_end_and_a_time_at_that_time(cli: Cli) -> None:
    assert shown(cli, add(cli, "--known", "kemarin"))["known_at"] == "2024-11-21T15:59:59.999Z"
    assert shown(cli, add(cli, "--known", "1 jam lalu"))["known_at"] == "2024-11-22T01:30:00.000Z"


@pytest.mark.parametrize("command", ["note", "verify", "handle", "close"])
def test_every_writer_says_when_it_became_known(cli: Cli, command: str) -> None:
    label = add(cli, "--known", "2024-11-20")
    words = ("-t", "Uji") if command == "note" else ()
    result = cli("report", command, label, *words, "--known", "kemarin")
    assert result.code == 0, result.err
    assert "'kemarin' is Thursday 21 November 2024" in result.err


def test_what_became_known_has_come(cli: Cli) -> None:
    result = cli("report", "add", "Uji", *PLACED, "--known", "besok")
    assert (result.code, result.out) == (2, "")
    assert "--known 'besok' has not come yet" in result.err


@pytest.mark.parametrize(
    ("typed", "day", "said"),
    [
        ("kemarin", "2024-11-21", "Thursday 21 November 2024"),
        ("senin lalu", "2024-11-18", "Monday 18 November 2024"),
    ],
)
def test_nothing_happened_on_the_day_that_is_said(
    cli: Cli, typed: str, day: str, said: str
) -> None:
    result = cli("report", "nil", "-r", "Tapin", "--on", typed)
    assert result.out == f"63.05 {day}\n"
    assert f"nil report of Tapin for {said}" in result.err


def test_reports_are_found_between_days_that_are_said(cli: Cli) -> None:
    for day in ("2024-11-17", "2024-11-18", "2024-11-21", "2024-11-22"):
        add(cli, "--at", day)
    rows = cli.ok("report", "list", "-f", "json", "--since", "senin lalu", "--until", "kemarin")
    assert [row["occurred_on"] for row in json.loads(rows)] == ["2024-11-21", "2024-11-18"]
    summary = json.loads(cli.ok("summary", "-f", "json", "--since", "5 hari lalu"))
    assert summary["filters"]["since"] == "2024-11-17"


def test_days_are_counted_from_the_local_day(cli: Cli) -> None:
    late = datetime(2024, 11, 22, 17, 0, tzinfo=UTC)  # 01.00 WITA on the 23rd
    label = cli.ok("report", "add", "Uji", *PLACED, "--at", "kemarin", now=late).strip()
    assert occurred(cli, label) == ("2024-11-22", None)


def test_the_register_is_seen_as_it_was_when_it_is_said(cli: Cli) -> None:
    add(cli, "--known", "2024-11-19")
    add(cli, "--known", "2024-11-22 08.00")
    for typed, n in (("kemarin", 1), ("2 jam lalu", 1 + 1), ("seminggu lalu", 0)):
        assert len(json.loads(cli.ok("report", "list", "-f", "json", "--as-of", typed))) == n


def test_a_stage_is_that_of_the_day_that_is_said(cli: Cli) -> None:
    found = json.loads(cli.ok("stage", "now", "--on", "5 hari lagi", "-f", "json"))
    assert (found["day"], found["stage"]) == ("2024-11-27", "pungut-suara")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("report", "add", "Uji", *PLACED, "--at"), "--at: "),
        (("report", "add", "Uji", *PLACED, "--known"), "--known "),
        (("report", "nil", "-r", "Tapin", "--on"), "--on "),
        (("report", "list", "--since"), "--since "),
        (("report", "list", "--until"), "--until "),
        (("summary", "--as-of"), "--as-of "),
        (("stage", "now", "--on"), "--on "),
    ],
)
def test_what_can_mean_several_is_refused_with_each_as_it_is_typed(
    cli: Cli, arguments: tuple[str, ...], said: str
) -> None:
    add(cli)
    result = cli(*arguments, "minggu lalu")
    assert (result.code, result.out) == (2, "")
    assert f"{said}'minggu lalu' can be several days" in result.err
    assert "say which: 2024-11-15 (Friday 15 November 2024) or 2024-11-17 (Sunday 17" in result.err


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        (
            "en",
            "write the year: 2024-04-03 (Wednesday 3 April 2024) or 2025-04-03 (Thursday 3 April 2025)",
        ),
        (
            "id",
            "tulis tahunnya: 03/04/2024 (Rabu, 3 April 2024) atau 03/04/2025 (Kamis, 3 April 2025)",
        ),
    ],
)
@pytest.mark.parametrize("option", ["--at", "--known"])
def test_a_day_long_past_or_to_come_is_asked_for_its_year(
    cli: Cli, option: str, lang: str, said: str
) -> None:
    result = cli("--lang", lang, "report", "add", "Uji", *PLACED, option, "3/4")
    assert (result.code, result.out) == (2, "")
    assert said in result.err


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("en", "'jam 2' can be several times of day"),
        (
            "en",
            "2024-11-21 14:00 (Thursday 21 November 2024), 2024-11-22 02:00 (Friday 22 November",
        ),
        ("id", "'jam 2' dapat berarti beberapa jam"),
        ("id", "21/11/2024 14.00 (Kamis, 21 November 2024), 22/11/2024 02.00 (Jumat, 22 November"),
    ],
)
def test_an_early_hour_without_its_part_of_the_day_is_refused_with_the_readings(
    cli: Cli, lang: str, said: str
) -> None:
    result = cli("--lang", lang, "report", "add", "Uji", *PLACED, "--at", "jam 2")
    assert (result.code, result.out) == (2, "")
    assert said in result.err
    assert occurred(cli, add(cli, "--at", "jam 2 dini hari")) == ("2024-11-22", "02:00")


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("en", "'jam 2 siang' can be several days"),
        ("en", "2024-11-21 14:00 (Thursday 21 November 2024) or 2024-11-22 14:00 (Friday 22"),
        ("id", "21/11/2024 14.00 (Kamis, 21 November 2024) atau 22/11/2024 14.00 (Jumat, 22"),
    ],
)
def test_an_hour_that_has_not_come_of_a_deed_that_was_done_is_refused_with_the_readings(
    cli: Cli, lang: str, said: str
) -> None:
    deed = "Baliho dirusak di pasar"
    result = cli("--lang", lang, "report", "add", deed, *PLACED, "--at", "jam 2 siang")
    assert (result.code, result.out) == (2, "")
    assert said in result.err
    pasted = cli("report", "add", "--stdin", *PLACED, "--at", "jam 2 siang", stdin=deed)
    assert pasted.code == 2


@pytest.mark.parametrize("typed", ["jam 2 siang", "14.30", "jam 9 malam"])
def test_an_hour_that_has_not_come_is_asked_back_where_nothing_says_that_it_is_planned(
    cli: Cli, typed: str
) -> None:
    refused = cli("report", "add", "Air naik ke rumah warga", *PLACED, "--at", typed)
    assert (refused.code, refused.out) == (2, "")
    assert f"'{typed}' can be several days" in refused.err
    for planned in ((f"hari ini {typed}",), (typed, "--phase", "pg"), (f"nanti {typed}",)):
        cli.ok("report", "add", "Air naik ke rumah warga", *PLACED, "--at", *planned)


@pytest.mark.parametrize(
    ("title", "typed", "asked"),
    [
        ("Air naik ke rumah warga", "jam 2 siang", True),
        ("Air naik ke rumah warga", "hari ini jam 2 siang", False),
        ("Air naik ke rumah warga", "jam 8 pagi", False),
        ("Rencana unjuk rasa", "jam 2 siang", False),
    ],
)
def test_an_hour_that_has_not_come_is_asked_back_in_a_conversation(
    title: str, typed: str, asked: bool, reference: Reference
) -> None:
    desk = Desk(reference, "63.07", NOW)
    answers = {"title": title, "category": "banjir", "phase": "pg", "at": typed}
    problem = desk.problem("at", answers, phase_offered=True)
    assert (problem is not None and "can be several days" in str(problem)) is asked
    assert asked or problem is None


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("en", "2024-11-21 (Thursday 21 November 2024) or 2024-11-28 (Thursday 28 November 2024)"),
        ("id", "21/11/2024 (Kamis, 21 November 2024) atau 28/11/2024 (Kamis, 28 November 2024)"),
    ],
)
@pytest.mark.parametrize(
    ("title", "more"),
    [("Rencana demo guru honor", ()), ("Warga resah", ("--phase", "pg"))],
)
def test_a_weekday_alone_of_what_is_planned_is_refused_with_the_last_and_the_next(
    cli: Cli, lang: str, said: str, title: str, more: tuple[str, ...]
) -> None:
    result = cli("--lang", lang, "report", "add", title, *PLACED, "--at", "kamis", *more)
    assert (result.code, result.out) == (2, "")
    assert said in result.err


@pytest.mark.parametrize(
    ("title", "typed", "phase"),
    [
        ("Baliho dirusak", "kamis", "gn"),
        ("Warga resah", "hari kamis", None),
        ("Rencana demo", "kamis", "gn"),
        ("Rencana demo", "kamis kemarin", None),
        ("Rencana demo", "kamis 21/11", None),
    ],
)
def test_a_weekday_alone_of_what_nobody_says_is_planned_is_the_last_one(
    cli: Cli, title: str, typed: str, phase: str | None
) -> None:
    more = ("--phase", phase) if phase else ()
    label = cli.ok("report", "add", title, *PLACED, "--at", typed, *more).strip()
    assert occurred(cli, label) == ("2024-11-21", None)


@pytest.mark.parametrize(
    ("typed", "readings"),
    [
        ("kamis", ("2024-11-21", "2024-11-28")),
        ("rabu jam 09.00 pagi", ("2024-11-20 09:00", "2024-11-27 09:00")),
        ("malam kamis", ("2024-11-20", "2024-11-27")),
    ],
)
def test_a_weekday_alone_of_what_is_planned_is_asked_back_in_a_conversation(
    typed: str, readings: tuple[str, str], reference: Reference
) -> None:
    desk = Desk(reference, "63.07", NOW)
    answers = {"title": "Rencana unjuk rasa", "category": "banjir", "phase": "pg", "at": typed}
    problem = str(desk.problem("at", answers))
    assert "can be several days" in problem and all(each in problem for each in readings)
    assert desk.problem("at", {**answers, "title": "Baliho dirusak", "phase": "gn"}) is None


@pytest.mark.parametrize(
    ("title", "phase", "typed"),
    [
        ("Warga resah", "pg", "kamis"),
        ("Warga resah", "ag", "kamis"),
        ("Rencana demo", "gn", "kamis"),
        ("Air naik ke rumah warga", None, "jam 2 siang"),
        ("Air naik ke rumah warga", "pg", "jam 2 siang"),
    ],
)
def test_a_conversation_asks_back_what_options_ask_back(
    title: str, phase: str | None, typed: str, reference: Reference
) -> None:
    desk = Desk(reference, "63.07", NOW)
    answers = {"title": title, "category": "banjir", "phase": phase, "at": typed}
    try:
        desk.refuse_wrong(answers, None)
        refused = ""
    except UsageError as error:
        refused = str(error.sentence)
    problem = desk.problem("at", answers)
    assert refused.removeprefix("--at: ") == str(problem or "")


@pytest.mark.parametrize(
    ("title", "more", "asked"),
    [
        ("Rencana demo guru honor", (), True),
        ("Warga resah", ("--at", "26/11/2024"), True),
        ("Warga resah", ("--phase", "ag"), True),
        ("Warga resah", (), False),
        ("Rencana demo", ("--phase", "gn"), False),
    ],
)
def test_a_weekday_alone_to_which_a_plan_is_amended_is_refused_with_the_last_and_the_next(
    cli: Cli, title: str, more: tuple[str, ...], asked: bool
) -> None:
    label = cli.ok("report", "add", title, *PLACED, *more).strip()
    before = occurred(cli, label)
    result = cli("report", "amend", label, "--at", "kamis")
    assert (result.code, "'kamis' can be several days" in result.err) == (
        (2, True) if asked else (0, False)
    )
    assert occurred(cli, label) == (before if asked else ("2024-11-21", None))
    if asked:
        assert "2024-11-21 (Thursday 21 November 2024) or 2024-11-28" in result.err
        cli.ok("report", "amend", label, "--at", "kamis 28/11")
        assert occurred(cli, label) == ("2024-11-28", None)


@pytest.mark.parametrize(
    ("title", "more", "asked"),
    [
        ("Air naik ke rumah warga", (), True),
        ("Air naik ke rumah warga", ("--phase", "pg"), False),
        ("Rencana unjuk rasa", (), False),
    ],
)
def test_an_hour_that_has_not_come_to_which_a_report_is_amended_is_asked_back(
    cli: Cli, title: str, more: tuple[str, ...], asked: bool
) -> None:
    label = cli.ok("report", "add", title, *PLACED).strip()
    result = cli("report", "amend", label, "--at", "jam 2 siang", *more)
    assert result.code == (2 if asked else 0)
    assert ("'jam 2 siang' can be several days" in result.err) is asked


@pytest.mark.parametrize("at", ["26/11/2024", "besok", "22/11/2024 14.00", "hari ini jam 2 siang"])
def test_a_deed_that_was_done_on_a_day_to_come_is_said_with_the_way_to_mend_it(
    cli: Cli, at: str
) -> None:
    result = cli("report", "add", "Baliho disobek", *PLACED, "--at", at)
    assert result.code == 0
    (line,) = [line for line in result.err.splitlines() if "has not come yet" in line]
    assert 'happened ("disobek")' in line
    assert "it is kept as potential (PG)" in line
    assert "pilkada report amend P-1 --at WHEN --phase gn" in line.replace(
        result.out.strip(), "P-1"
    )


@pytest.mark.parametrize("more", [("--phase", "pg"), ("--at", "kemarin")])
def test_nothing_is_said_of_a_deed_whose_phase_or_day_was_given(
    cli: Cli, more: tuple[str, str]
) -> None:
    result = cli("report", "add", "Baliho disobek", *PLACED, "--at", "besok", *more)
    assert "has not come yet" not in result.err
    planned = cli("report", "add", "Rencana unjuk rasa", *PLACED, "--at", "besok")
    assert "has not come yet" not in planned.err


@pytest.mark.parametrize("option", ["--at", "--known"])
def test_a_month_that_there_is_not_is_answered_with_the_day_first(cli: Cli, option: str) -> None:
    result = cli("report", "add", "Uji", *PLACED, option, "11/22/2024")
    assert result.code == 2
    assert "did you mean 2024-11-22 (Friday 22 November 2024)?" in result.err


@pytest.mark.parametrize("option", ["--at", "--known"])
def test_what_is_no_time_is_answered_with_what_can_be_written(cli: Cli, option: str) -> None:
    result = cli("report", "add", "Uji", *PLACED, option, "entah kapan")
    assert result.code == 2
    assert "'entah kapan' is no day and no time" in result.err
    assert "write 2024-11-22, 22/11/2024 14.30, or kemarin, 2 hari lalu, senin lalu" in result.err


def test_a_time_that_is_wrong_is_named_with_everything_else_that_is(cli: Cli) -> None:
    result = cli("report", "add", "Uji", "--at", "minggu lalu", "--impact", "9")
    assert all(part in result.err for part in ("--at: ", "--impact: ", "missing: -r, -c"))


def test_an_option_that_wants_a_day_takes_no_time(cli: Cli) -> None:
    add(cli)
    for typed in ("kemarin jam 14.30", "3 jam lalu", "2024-11-22 14.30"):
        result = cli("report", "list", "--since", typed)
        assert result.code == 2
        assert f"--since '{typed}' is a time; a day is wanted" in result.err


def test_what_was_typed_is_given_back_in_figures_with_its_meaning(reference: Reference) -> None:
    exact, sentence = when_of("jam 8 malam kemarin", NOW, reference)
    assert exact == "2024-11-21 20:00"
    assert str(sentence) == "'jam 8 malam kemarin' is Thursday 21 November 2024, 20:00 WITA"
    assert when_of("21/11/2024 20.00", NOW, reference) == ("2024-11-21 20:00", None)
    with pytest.raises(UsageError):
        when_of("jam 8 malam jumat", NOW, reference)


SCRIPT = """
import sys
from datetime import UTC, datetime
from pilkada_cli.cli.main import run
code = run(sys.argv[1:], now=datetime(2024, 11, 22, 2, 30, tzinfo=UTC))
sys.stderr.write(f"{int(code)} {'dateparser' in sys.modules}")
"""


@pytest.mark.parametrize(
    ("typed", "loaded"),
    [("2024-11-21", False), ("21/11/2024 14.30", False), ("21/11 14.30", False), ("kemarin", True)],
)
def test_only_words_load_the_library(process: Process, typed: str, loaded: bool) -> None:
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", SCRIPT, "report", "add", "Uji", *PLACED, "--at", typed],
        env=process.environment(), capture_output=True, check=True, text=True,
    )  # fmt: skip
    assert done.stderr.endswith(f"0 {loaded}")


INDONESIAN = {
    "--at entah": "tulis 22/11/2024, 22/11/2024 14.30, atau kemarin",
    "--at 11/22/2024": "maksudnya 22/11/2024 (Jumat, 22 November 2024)?",
    "--at 1/1/1950": "01/01/1950 terlalu jauh; harus antara 01/01/2000",
    "--known 1/1/1950": "01/01/2000",
}


@pytest.mark.parametrize(("typed", "said"), INDONESIAN.items())
def test_an_indonesian_is_offered_days_as_they_are_written_there(
    cli: Cli, typed: str, said: str
) -> None:
    result = cli("report", "add", "Uji", *PLACED, *typed.split(), "--lang", "id")
    assert result.code == 2
    assert said in result.err
    assert not re.search(r"\d{4}-\d\d-\d\d", result.err)


def test_what_can_mean_several_days_is_offered_as_it_is_written_in_indonesian(cli: Cli) -> None:
    add(cli)
    result = cli("daftar", "--since", "minggu lalu", "--lang", "id")
    assert "sebutkan yang mana: 15/11/2024 (Jumat, 15 November 2024) atau 17/11/2024" in result.err
    ordered = cli("daftar", "--since", "2024-11-20", "--until", "2024-11-19", "--lang", "id")
    assert "20/11/2024" in ordered.err and "19/11/2024" in ordered.err


@pytest.mark.parametrize("lang", ["en", "id"])
@pytest.mark.parametrize("typed", ["2024-11-20 14:30", "20/11/2024 14.30"])
def test_days_in_either_figures_are_taken_in_both_languages_and_stored_as_one(
    cli: Cli, lang: str, typed: str
) -> None:
    cli.ok("report", "add", "Uji", *PLACED, "--at", typed, "--lang", lang)
    out = cli.ok("report", "list", "-f", "csv", "--lang", lang)
    assert "2024-11-20,14:30" in out


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("2024-11-22", "22/11/2024"),
        ("2024-11-22 14:30", "22/11/2024 14.30"),
        ("20241122", "20241122"),
        ("kemarin", "kemarin"),
    ],
)
def test_what_was_understood_is_shown_in_figures_of_the_reader(text: str, shown: str) -> None:
    assert in_figures(text) == text
    use_language("id")
    assert in_figures(text) == shown


@pytest.mark.parametrize("typed", ["jam 10 malam", "20.00", "jam 5 sore"])
@pytest.mark.parametrize(("lang", "said"), [
    ("en", "is still to come today; if yesterday's is meant: pilkada report amend"),
    ("id", "masih akan datang hari ini; bila maksudnya kemarin: pilkada report amend"),
])  # fmt: skip
def test_an_hour_of_today_that_has_not_come_is_kept_and_said_with_the_way_to_yesterday(
    cli: Cli, typed: str, lang: str, said: str
) -> None:
    title = "Massa akan berkumpul di kantor KPU"
    result = cli("--lang", lang, "report", "add", title, *PLACED, "--at", typed)
    assert result.code == 0
    (line,) = [line for line in result.err.splitlines() if said in line]
    label = result.out.strip()
    assert occurred(cli, label)[0] == "2024-11-22"
    cli.ok("report", "amend", label, "--at", line.split('--at "')[1].rstrip('"'))
    assert occurred(cli, label)[0] == "2024-11-21"


def test_nothing_is_said_of_an_hour_whose_day_was_said_or_that_has_come(cli: Cli) -> None:
    for typed in (
        "hari ini jam 10 malam",
        "nanti malam jam 8",
        "jam 8 pagi",
        "kemarin jam 10 malam",
    ):
        assert "still to come" not in cli("report", "add", "Isu", *PLACED, "--at", typed).err


@pytest.mark.parametrize("more", [("Baliho dirusak",), ("Keributan", "--phase", "gn")])
def test_what_is_later_today_has_not_happened(cli: Cli, more: tuple[str, ...]) -> None:
    result = cli("report", "add", *more, *PLACED, "--at", "nanti malam")
    assert (result.code, result.out) == (2, "")
    assert "'nanti malam' is still to come" in result.err and "--phase pg" in result.err
