"""``pilkada action``: what is decided against a risk, and how far it is."""

from dataclasses import astuple, replace
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pilkada_cli.cli import asking, output
from pilkada_cli.cli.command import Session, command
from pilkada_cli.cli.formats import chosen_format
from pilkada_cli.cli.options import (
    AsOf,
    Category,
    Format,
    Known,
    OneCategory,
    Output,
    Regency,
    option,
)
from pilkada_cli.cli.reports_read import remark_recomputed
from pilkada_cli.domain.actions import ActionState
from pilkada_cli.i18n import N_, Sentence, _

if TYPE_CHECKING:
    from pilkada_cli.jobs.action_entry import Asked
    from pilkada_cli.storage.register import Reader

What = Annotated[
    str | None, typer.Argument(metavar=N_("WHAT"), help=N_("the measure, in a few words"))
]
ActionIds = Annotated[
    list[str], typer.Argument(metavar="ID…", help=N_("one or several actions, as HST-T7"))
]
For = Annotated[
    list[str] | None,
    option("--for", metavar="ID", help=N_("the report it is for, as HST-42; may be repeated")),
]
Owner = Annotated[
    str | None, option("--owner", metavar=N_("AGENCY"), help=N_("the agency that is to do it"))
]
Due = Annotated[
    str | None, option("--due", metavar=N_("DATE"), help=N_("by when: 25/11/2024, besok, H-1"))
]
LowersLikelihood = Annotated[
    str | None,
    option("--lowers-likelihood", metavar="0-4", help=N_("by how many steps, once it is done")),
]
LowersImpact = Annotated[
    str | None,
    option("--lowers-impact", metavar="0-4", help=N_("by how many steps, once it is done")),
]
Evidence = Annotated[
    str | None,
    option("--evidence", metavar=N_("TEXT"), help=N_("what shows it: a letter, a photo, a visit")),
]


def register(group: typer.Typer, _help: str) -> None:
    """Add the commands to their group."""
    command(group, "add", N_("Decide on a measure, with an agency and a day."))(add)
    command(group, "list", N_("List actions, overdue ones first."))(list_)
    command(group, "start", N_("Say that actions have begun."))(state_of(ActionState.RUNNING))
    command(group, "done", N_("Say that actions are done, and what they lowered."))(
        state_of(ActionState.DONE)
    )
    command(group, "drop", N_("Say that actions will not be taken."))(state_of(ActionState.DROPPED))
    command(group, "amend", N_("Change the words, the agency or the day of actions."))(amend)


def add(
    session: Session,
    what: What = None,
    for_: For = None,
    region: Regency = None,
    category: OneCategory = None,
    owner: Owner = None,
    due: Due = None,
    lowers_likelihood: LowersLikelihood = None,
    lowers_impact: LowersImpact = None,
    disposition: Annotated[
        bool, option("--disposition", help=N_("it is a disposition of the head of agency"))
    ] = False,
    known: Known = None,
) -> None:
    """Decide on a measure."""
    from pilkada_cli.jobs import acting, action_entry

    asked = action_entry.Asked(
        what, for_ or (), region, category, owner, due, lowers_likelihood, lowers_impact,
        disposition=disposition,
    )  # fmt: skip
    if what is None and asking.is_possible() and session.workplace.has_register():
        asked = _guided(session, asked)
    with session.workplace.change() as writer:
        written = acting.decide(writer, asked, known, session.workplace.now())
    session.done(written)


def _guided(session: Session, asked: "Asked") -> "Asked":
    """Ask for the report, the measure, the agency and the day, with what is usual for the category."""
    from pilkada_cli.jobs import action_entry

    session.workplace.refuse_unwritable()
    with session.workplace.read() as reader:
        if not (asked.on or asked.region or asked.category):
            asked = _what_for(reader, asked)
        usual = action_entry.suggestions(reader, asked)
        what = asking.ask_or_choose(_("What is to be done"), usual.measures)
        owner = asked.owner or asking.ask_or_choose(
            _("Which agency"), usual.owners, check=action_entry.objection_to_owner
        )
        due = asked.due or asking.ask_text(
            _("By when"),
            empty=_("besok, senin, H-1, 25/11/2024; Enter: no day is set"),
            check=lambda said: action_entry.objection_to_due(
                reader, asked, said, session.workplace.now()
            ),
            optional=True,
        )
    return replace(asked, what=what, owner=owner, due=due or None)


def _what_for(reader: "Reader", asked: "Asked") -> "Asked":
    """Ask for which report an action is; for none, in which region and against what it is taken."""
    from pilkada_cli.jobs import action_entry

    report = asking.ask_text(
        _("For which report"),
        empty=_("its id, as HST-42; Enter: for none"),
        check=lambda said: action_entry.objection_to_report(reader, said),
        optional=True,
    )
    if report:
        return replace(asked, on=(report,))
    region = asking.ask_text(
        _("For which region"),
        default=action_entry.own_region(reader) or "",
        check=lambda said: action_entry.objection_to_region(reader, said),
    )
    category = asking.ask_text(
        _("Against which category"),
        empty=_("its key, as bencana/banjir; Enter: none in particular"),
        check=lambda said: action_entry.objection_to_category(reader, said),
        optional=True,
    )
    return replace(asked, region=region, category=category or None)


def state_of(state: ActionState) -> Any:
    """A command that says how far actions are."""

    def run(
        session: Session,
        ids: ActionIds,
        evidence: Evidence = None,
        lowers_likelihood: LowersLikelihood = None,
        lowers_impact: LowersImpact = None,
        known: Known = None,
    ) -> None:
        from pilkada_cli.jobs import acting, action_entry

        asked = action_entry.Asked(
            evidence=evidence, lowers_likelihood=lowers_likelihood, lowers_impact=lowers_impact
        )
        with session.workplace.change() as writer:
            written = acting.carry_on(writer, ids, state, asked, known, session.workplace.now())
        session.done(written)

    return run


def amend(
    session: Session,
    ids: ActionIds,
    what: Annotated[
        str | None, option("--what", metavar=N_("TEXT"), help=N_("the measure, in a few words"))
    ] = None,
    owner: Owner = None,
    due: Due = None,
    lowers_likelihood: LowersLikelihood = None,
    lowers_impact: LowersImpact = None,
    known: Known = None,
) -> None:
    """Change actions."""
    from pilkada_cli.jobs import acting, action_entry

    asked = action_entry.Asked(
        what, owner=owner, due=due,
        lowers_likelihood=lowers_likelihood, lowers_impact=lowers_impact,
    )  # fmt: skip
    with session.workplace.change() as writer:
        written = acting.carry_on(writer, ids, None, asked, known, session.workplace.now())
    session.done(written)


def list_(
    session: Session,
    for_: For = None,
    region: Regency = None,
    category: Category = None,
    state: Annotated[
        str | None,
        option("--state", metavar="planned|running|done|dropped", help=N_("how far it is")),
    ] = None,
    overdue: Annotated[bool, option("--overdue", help=N_("only those past their day"))] = False,
    every: Annotated[bool, option("--all", help=N_("done and dropped ones too"))] = False,
    as_of: AsOf = None,
    format: Format = None,
    out: Output = None,
) -> None:
    """List actions."""
    from pilkada_cli.jobs import choosing, listing_actions

    chosen = chosen_format(format, ("table", "json", "csv"), out)
    wanted = listing_actions.Asked(
        for_ or (), region, category, choosing.chosen("--state", state, choosing.states()) if state else None,
        overdue=overdue, every=every,
    )  # fmt: skip
    point = session.workplace.as_of(as_of)
    with session.workplace.read(point.instant) as reader:
        remark_recomputed(session, reader.recomputed)
        found = listing_actions.listed(reader, wanted, point)
    if chosen == "table":
        from pilkada_cli.render.actions import action_list

        if found or out:
            session.show(action_list(found), out)
    else:
        rows = [dict(zip(listing_actions.COLUMNS, astuple(each), strict=True)) for each in found]
        output.send_rows(chosen, rows, out, listing_actions.COLUMNS)
    late = sum(each.overdue for each in found)
    session.say(Sentence(N_("{n} action"), N_("{n} actions"), n=len(found)))
    if late:
        session.say(
            Sentence(N_("{n} of them past its day"), N_("{n} of them past their day"), n=late)
        )
