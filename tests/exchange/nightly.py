"""A nightly export in a few lines, as a job would write it; and a process to kill while it does.

python nightly.py publish FOLDER    publishes run after run and keeps the last of a day
python nightly.py hold FOLDER    holds the folder until it is killed
"""

import csv
import io
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from pathlib import Path

from pilkada_cli.domain.fields import FIELD_NAMES
from pilkada_cli.domain.summary import CategoryRow, RegencyRow, StageRow
from pilkada_cli.exchange.publishing.comparing import Comparison, compare
from pilkada_cli.exchange.publishing.datapackage import Table, record_table, report_table
from pilkada_cli.exchange.publishing.listing import Run
from pilkada_cli.exchange.publishing.manifest import About, describe, refuse_mixing
from pilkada_cli.exchange.publishing.pruning import prune
from pilkada_cli.exchange.publishing.runs import Destination

WITA = timezone(timedelta(hours=8))
NIGHT = datetime(2024, 11, 26, 23, 30, 5, tzinfo=WITA)

TABLES: Mapping[str, Table] = {
    "reports.csv": report_table(FIELD_NAMES),
    "summary_regency.csv": record_table(RegencyRow, "code"),
    "summary_stage.csv": record_table(StageRow),
    "summary_category.csv": record_table(CategoryRow),
}
ABOUT = About(
    program="2.0.0",
    register=7,
    election="pilkada-kalsel-2024",
    province="63",
    time_zone="Asia/Makassar",
    profile="internal",
    mark="T",
    as_of="2024-11-26",
    window={"since": None, "until": None},
    counting_rule="earliest-live-member/1",
    scale="dasar",
    exposure={"unit": "polling stations / 100", "source": "KPU"},
    data="a" * 64,
    heads={"7f3": "b" * 64},
)


def table(*rows: Sequence[object]) -> bytes:
    """A CSV file as the program writes it."""
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerows(rows)
    return text.getvalue().encode()


def export(
    out: Path,
    files: Mapping[str, bytes],
    now: datetime = NIGHT,
    about: About = ABOUT,
    *,
    totals: Mapping[str, int] | None = None,
    tables: Mapping[str, Table] = TABLES,
    force: bool = False,
) -> tuple[Run, Comparison]:
    """Publish a run of these files, as the job does."""
    with Destination(out).begin(now) as run:
        about = replace(about, totals=totals or {})
        refuse_mixing(run, about)
        for name, content in files.items():
            rows = content.count(b"\r\n") - 1 if name.endswith(".csv") else 1
            run.add(name, lambda file, content=content, rows=rows: file.write(content) and rows)
        describe(run, about, {name: tables[name] for name in files if name in tables})
        found = compare(run, force=force)
        return run.publish(latest=found.latest), found


def _for_ever(out: Path) -> None:
    plain = {"one.csv": table(["id"], ["LAP-1"]), "summary.md": b"# Ringkasan\n" * 20_000}
    one = {"one.csv": Table(({"name": "id", "type": "string"},))}
    while True:
        export(out, plain, datetime.now(WITA), tables=one)
        with Destination(out).begin(datetime.now(WITA)):
            prune(out, 1, 0)
        sys.stdout.write("published\n")
        sys.stdout.flush()


def _hold(out: Path) -> None:
    with Destination(out).begin(NIGHT):
        sys.stdout.write("held\n")
        sys.stdout.flush()
        time.sleep(60)


if __name__ == "__main__":
    {"publish": _for_ever, "hold": _hold}[sys.argv[1]](Path(sys.argv[2]))
