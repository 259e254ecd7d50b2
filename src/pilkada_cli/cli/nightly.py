"""``pilkada export``: the nightly export, its verification, and what makes a system run it."""

import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pilkada_cli.cli import output, talk
from pilkada_cli.cli.command import Session
from pilkada_cli.cli.options import AsOf, option
from pilkada_cli.errors import Exit, one_of
from pilkada_cli.i18n import N_, Sentence

if TYPE_CHECKING:
    from pilkada_cli.jobs.nightly import Done, Wish

PROFILE_KEYS = ("internal", "leadership", "public")
SYSTEMS = ("systemd", "cron", "windows")

Out = Annotated[
    Path, option("--out", metavar=N_("FOLDER"), help=N_("where the runs stand, one folder each"))
]
Profile = Annotated[
    str,
    option("--profile", metavar="|".join(PROFILE_KEYS), help=N_("for whom: what leaves for them")),
]

KeepDaily = Annotated[
    str, option("--keep-daily", metavar="N", help=N_("days of which a run stays; 14 unless said"))
]
KeepWeekly = Annotated[
    str, option("--keep-weekly", metavar="N", help=N_("weeks of which a run stays; 8 unless said"))
]


def nightly(
    session: Session,
    out: Out,
    profile: Profile = "internal",
    keep_daily: KeepDaily = "14",
    keep_weekly: KeepWeekly = "8",
    as_of: AsOf = None,
    if_due: Annotated[
        bool, option("--if-due", help=N_("only if none was begun since half past eleven"))
    ] = False,
    force: Annotated[
        bool, option("--force", help=N_("let latest.json name it whatever was found"))
    ] = False,
    log_format: Annotated[
        str, option("--log-format", metavar="text|json", help=N_("how stderr speaks"))
    ] = "text",
) -> Exit:
    """Export a night."""
    from pilkada_cli.jobs import nightly as job
    from pilkada_cli.jobs.typed import whole_number

    speaks = one_of("--log-format", log_format, ("text", "json"))
    wish = job.Wish(
        out=out,
        profile=one_of("--profile", profile, PROFILE_KEYS),
        keep_daily=whole_number("--keep-daily", keep_daily),
        keep_weekly=whole_number("--keep-weekly", keep_weekly),
        as_of=as_of,
        force=force,
    )
    if if_due and not job.due(session.workplace, out):
        session.say(Sentence(N_("nothing is due; tonight's export stands")))
        return Exit.DONE
    done = job.export(session.workplace, wish)
    output.line(str(done.manifest))
    code = Exit.DONE if done.found.latest and not done.found.gates else Exit.ATTEND
    if speaks == "json":
        talk.entry(_entry(session, wish, done, code))
    else:
        _tell(session, wish, done)
    for remark in done.pruned.remarks:
        talk.warn(remark)
    return code


def _entry(session: Session, wish: "Wish", done: "Done", code: Exit) -> dict[str, object]:
    """A run as one line of a log: names, counts and times, nothing of what reports say."""
    found = done.found
    return {
        "event": "export.nightly",
        "begun": done.run.at.isoformat(),
        "ended": session.workplace.now().astimezone(done.run.at.tzinfo).isoformat(),
        "run": done.run.name,
        "rows": dict(done.rows),
        "added": found.added,
        "changed": found.changed,
        "removed": found.removed,
        "unchanged": found.unchanged,
        "gates": [gate.document() for gate in found.gates],
        "latest": found.latest,
        "pruned": {
            "runs": [run.name for run in done.pruned.removed],
            "keep_daily": wish.keep_daily,
            "keep_weekly": wish.keep_weekly,
        },
        "exit": int(code),
    }


def _tell(session: Session, wish: "Wish", done: "Done") -> None:
    found = done.found
    if found.added is not None:
        session.say(
            Sentence(
                N_(
                    "reports since the run before: added {added}, changed {changed}, gone {removed}"
                ),
                added=found.added,
                changed=found.changed,
                removed=found.removed,
            )
        )
    if found.unchanged:
        session.say(Sentence(N_("nothing has changed since the run before")))
    for gate in found.gates:
        talk.warn(gate.sentence)
    if not found.latest:
        talk.warn(
            Sentence(
                N_("the run stands, but latest.json names the one before; --force changes that")
            )
        )
    if removed := len(done.pruned.removed):
        session.say(
            Sentence(
                N_("{n} old export was removed, as --keep-daily {daily} and --keep-weekly {weekly} say"),
                N_("{n} old exports were removed, as --keep-daily {daily} and --keep-weekly {weekly} say"),
                n=removed,
                daily=wish.keep_daily,
                weekly=wish.keep_weekly,
            )
        )  # fmt: skip


def verify(
    session: Session,
    run: Annotated[
        Path,
        typer.Argument(metavar=N_("FOLDER"), readable=False, help=N_("the folder of one run")),
    ],
) -> Exit:
    """Verify a run."""
    from pilkada_cli.exchange.publishing import verifying

    wrong = False
    for fault in verifying.verify(run):
        talk.error(fault)
        wrong = True
    if wrong:
        return Exit.INVALID
    if name := verifying.renamed(run):
        talk.warn(Sentence(N_("the folder was renamed; it is the run {name}"), name=name))
    session.say(Sentence(N_("every file is as it was written")))
    return Exit.DONE


def schedule(
    session: Session,
    out: Out,
    system: Annotated[
        str, option("--print", metavar="|".join(SYSTEMS), help=N_("for which program"))
    ],
    profile: Profile = "internal",
) -> None:
    """Print a schedule."""
    from pilkada_cli.domain.times import zone
    from pilkada_cli.exchange.publishing.listing import DUE
    from pilkada_cli.render.schedule import Plan
    from pilkada_cli.render.schedule import schedule as text

    name = session.workplace.reference().election.time_zone
    now = session.workplace.now()
    machine = datetime.now().astimezone().tzinfo
    assert machine is not None
    register = session.workplace.register.absolute()
    command = (
        str(Path(sys.executable).absolute()), "-m", "pilkada_cli", "export", "nightly",
        "--register", str(register), "--out", str(out.absolute()),
        "--profile", one_of("--profile", profile, PROFILE_KEYS), "--quiet",
    )  # fmt: skip
    plan = Plan(command, DUE, zone(name), name, machine, now)
    output.line(text(one_of("--print", system, SYSTEMS), plan).rstrip("\n"))
    if not session.workplace.has_register():
        talk.warn(Sentence(N_("there is no register at {path}"), path=register))
