"""``pilkada alert``: what surges, and which events need somebody at once."""

from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pilkada_cli.cli import output
from pilkada_cli.cli.command import Session, command
from pilkada_cli.cli.formats import chosen_format
from pilkada_cli.cli.options import AsOf, Output, Regency, Shown, option
from pilkada_cli.cli.places import own_rules
from pilkada_cli.cli.reports_read import remark_recomputed
from pilkada_cli.errors import Exit, UsageError
from pilkada_cli.i18n import N_, Sentence

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from pilkada_cli.domain.alerts import Rules, Watch
    from pilkada_cli.domain.reference import Reference
    from pilkada_cli.exchange.alerts_seen import Seen, Tell

SinceLast = Annotated[
    bool, option("--since-last", help=N_("only what was not told before, for cron"))
]
RulesFile = Annotated[
    Path | None,
    option(
        "--rules",
        metavar=N_("FILE"),
        help=N_("your own rules; else alerts.yaml in your data folder, else the shipped ones"),
    ),
]


def register(app: typer.Typer, help: str) -> None:
    """Add the command."""
    command(app, "alert", help)(alert)


def alert(
    session: Session,
    region: Regency = None,
    as_of: AsOf = None,
    since_last: SinceLast = False,
    rules: RulesFile = None,
    format: Shown = None,
    out: Output = None,
) -> Exit:
    """Tell what fires, a line each; `Exit.ATTEND` if anything does."""
    chosen = chosen_format(format, ("table", "json"), out)
    if since_last and as_of is not None:
        raise UsageError(
            Sentence(N_("--since-last is about the present, --as-of about the past")),
            Sentence(N_("leave one of them out")),
        )
    with _told(session) if since_last else nullcontext() as told:
        watch, reference = _look(session, as_of, rules)
        shown, told_before = _narrowed(session, watch, reference, region), 0
        if told is not None:
            seen, tell = told
            if seen.remark:
                session.say(seen.remark)
            fires = len(shown.alerts)
            shown = shown.without(seen.keys)
            told_before = fires - len(shown.alerts)
        _show(session, shown, reference, chosen, out, told_before)
        if told is not None:
            tell(watch.told(seen.keys, shown))
    return Exit.ATTEND if shown.alerts else Exit.DONE


def _told(session: Session) -> "AbstractContextManager[tuple[Seen, Tell]]":
    from pilkada_cli.exchange import alerts_seen

    # Without a register the reader says so, before anything is made beside it.
    with session.workplace.read():
        return alerts_seen.held(session.workplace.register)


def _look(session: Session, as_of: str | None, rules: Path | None) -> "tuple[Watch, Reference]":
    from pilkada_cli.jobs.alerting import watch

    point = session.workplace.as_of(as_of)
    with session.workplace.read(point.instant) as reader:
        remark_recomputed(session, reader.recomputed)
        found = watch(reader, point, session.workplace.now(), rules_of(rules, reader.reference))
        return found, reader.reference


def rules_of(typed: Path | None, reference: "Reference") -> "Rules":
    """The rules that hold: those of the file that is named, the user's own, the shipped ones."""
    from pilkada_cli.exchange import alert_rules

    path = typed or own_rules()
    return alert_rules.read(path, reference) if typed or path.exists() else alert_rules.shipped()


def _narrowed(
    session: Session, watch: "Watch", reference: "Reference", region: str | None
) -> "Watch":
    """The alerts of a region; a district stands for its regency, and that is said."""
    from pilkada_cli.domain.names import resolve_place

    if region is None:
        return watch
    place, province = resolve_place(reference, region), reference.province.code
    code = place.region
    if place.district is not None:
        session.say(
            Sentence(
                N_("{district} lies in {region}; alerts are told by regency and city"),
                district=reference.district_by_code[place.district].name,
                region=reference.region_by_code[code].name,
            )
        )
    return watch if code == province else watch.of_region(code, province)


def _show(
    session: Session,
    watch: "Watch",
    reference: "Reference",
    format: str,
    out: Path | None,
    told_before: int,
) -> None:
    from pilkada_cli.render import alerts

    if format == "json":
        output.send_document(watch.document(), out)
    else:
        lines = "".join(f"{line}\n" for line in alerts.lines(watch, reference))
        output.send(lambda file: file.write(lines.encode()), out)
    for remark in alerts.remarks(watch, reference, told_before):
        session.say(remark)
