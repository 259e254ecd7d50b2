"""``pilkada report``: the commands that change what was reported."""

from typing import Annotated, Any

from pilkada_cli.cli import asking
from pilkada_cli.cli.command import Session
from pilkada_cli.cli.options import At, Grade, Ids, Known, OneCategory, Reason, Regency, option
from pilkada_cli.cli.reports_add import ADDABLE
from pilkada_cli.domain.operation import Kind
from pilkada_cli.i18n import N_, _

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


_ASKED = {
    Kind.NOTE: N_("What is new"),
    Kind.REFUTE: N_("Why it is not so"),
    Kind.CLOSE: N_("How it ended"),
}
"""What is asked on a terminal where no words came along; only closing goes without them."""


def _asked(session: Session, kind: Kind, ids: list[str]) -> str | None:
    """The words that go with it, once the reports are known to be there."""
    if kind not in _ASKED or not asking.is_possible():
        return None
    from pilkada_cli.jobs.ids import resolve

    session.workplace.refuse_unwritable()
    with session.workplace.read() as reader:
        resolve(reader, ids)
    needed = kind != Kind.CLOSE
    empty = "" if needed else _("nothing to say")
    return asking.ask_text(_(_ASKED[kind]), empty=empty, optional=not needed) or None


def _say(
    session: Session,
    kind: Kind,
    ids: list[str],
    words: str | None,
    known: str | None,
    grade: str | None = None,
) -> None:
    from pilkada_cli.jobs import change

    words = _asked(session, kind, ids) if words is None else words
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
    category: OneCategory = None,
    at: At = None,
    grade: Grade = None,
    clear: Annotated[
        list[str] | None,
        option("--clear", metavar=N_("FIELD"), help=N_("empty a field; may be repeated")),
    ] = None,
    confirm: Annotated[
        bool, option("--confirm", help=N_("what was guessed of it is as it stands"))
    ] = False,
    known: Known = None,
    **raw: Any,
) -> None:
    """Change fields of reports."""
    from pilkada_cli.jobs import change

    values = {**raw, "region": region, "category": category, "at": at, "grade": grade}
    with session.workplace.change() as writer:
        now = session.workplace.now()
        written = change.amend(writer, ids, values, clear or (), known, now, confirm=confirm)
    session.done(written)


def linking(*, on: bool) -> Any:
    """A command that links reports, or unlinks them."""

    def run(session: Session, ids: Ids, known: Known = None) -> None:
        from pilkada_cli.jobs.linking import link

        with session.workplace.change() as writer:
            written = link(writer, ids, known, session.workplace.now(), on=on)
        session.done(written)

    return run
