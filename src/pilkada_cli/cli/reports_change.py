"""``pilkada report``: the commands that change what was reported."""

from typing import Annotated, Any

from pilkada_cli.cli.command import Session
from pilkada_cli.cli.options import At, Category, Grade, Ids, Known, Reason, Regency, option
from pilkada_cli.cli.reports_add import ADDABLE
from pilkada_cli.domain.operation import Kind
from pilkada_cli.i18n import N_

AMENDABLE = ("title", *ADDABLE, "residual_likelihood", "residual_impact")


Text = Annotated[
    str | None, option("--text", "-t", metavar=N_("TEXT"), help=N_("what is new, in words"))
]


def note(session: Session, ids: Ids, text: Text = None, known: Known = None) -> None:
    """Add a line to the chronology of reports."""
    _say(session, Kind.NOTE, ids, text, known)


def graded(kind: Kind) -> Any:
    """A command that judges reports, with a reason and a grade."""

    def run(
        session: Session, ids: Ids, reason: Reason = None, grade: Grade = None, known: Known = None
    ) -> None:
        _say(session, kind, ids, reason, known, grade)

    return run


def reasoned(kind: Kind) -> Any:
    """A command that changes where reports stand, with a reason."""

    def run(session: Session, ids: Ids, reason: Reason = None, known: Known = None) -> None:
        _say(session, kind, ids, reason, known)

    return run


def _say(
    session: Session,
    kind: Kind,
    ids: list[str],
    words: str | None,
    known: str | None,
    grade: str | None = None,
) -> None:
    from pilkada_cli.jobs import change

    with session.workplace.change() as writer:
        now = session.workplace.now()
        written = change.say(writer, kind, ids, words, known, now, {"grade": grade})
    session.done(written)


def escalate(
    session: Session,
    ids: Ids,
    to: Annotated[
        str | None, option("--to", metavar="ag|gn", help=N_("the phase, if not the next one"))
    ] = None,
    reason: Reason = None,
    known: Known = None,
    **raw: Any,
) -> None:
    """Raise reports to the next phase."""
    from pilkada_cli.jobs import change

    with session.workplace.change() as writer:
        written = change.escalate(writer, ids, to, raw, reason, known, session.workplace.now())
    session.done(written)


def amend(
    session: Session,
    ids: Ids,
    region: Regency = None,
    category: Category = None,
    at: At = None,
    grade: Grade = None,
    clear: Annotated[
        list[str] | None,
        option("--clear", metavar=N_("FIELD"), help=N_("empty a field; may be repeated")),
    ] = None,
    known: Known = None,
    **raw: Any,
) -> None:
    """Change fields of reports."""
    from pilkada_cli.jobs import change

    values = {**raw, "region": region, "category": category, "at": at, "grade": grade}
    with session.workplace.change() as writer:
        written = change.amend(writer, ids, values, clear or (), known, session.workplace.now())
    session.done(written)


def linking(*, on: bool) -> Any:
    """A command that links reports, or unlinks them."""

    def run(session: Session, ids: Ids, known: Known = None) -> None:
        from pilkada_cli.jobs.linking import link

        with session.workplace.change() as writer:
            written = link(writer, ids, known, session.workplace.now(), on=on)
        session.done(written)

    return run
