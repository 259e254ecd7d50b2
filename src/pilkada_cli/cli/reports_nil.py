"""``pilkada report nil``: the word that nothing happened, not said against what the register knows unless somebody agrees."""

import sys
from typing import TYPE_CHECKING, Annotated

from pilkada_cli.cli import asking, talk
from pilkada_cli.cli.command import Session
from pilkada_cli.cli.options import Known, Regency, Yes, option
from pilkada_cli.errors import Exit
from pilkada_cli.i18n import N_, Sentence, _

if TYPE_CHECKING:
    from pilkada_cli.jobs.nil import Doubts


def nil(
    session: Session,
    region: Regency = None,
    on: Annotated[
        str | None, option("--on", metavar=N_("DATE"), help=N_("the day, if not today"))
    ] = None,
    known: Known = None,
    yes: Yes = False,
) -> Exit:
    """Report that nothing happened."""
    from pilkada_cli.jobs import nil as nils

    if not yes and session.workplace.has_register():
        session.workplace.refuse_unwritable()
        with session.workplace.read() as reader:
            meant = nils.read(reader, region, on, known, session.workplace.now())
            against = nils.doubts(reader, meant)
        if not asking.is_possible():
            against.refuse()
        elif (code := _not_to_say(against)) is not None:
            return code
    with session.workplace.write() as writer:
        written = nils.nil(writer, region, on, known, session.workplace.now())
    if sys.stdout.isatty() and not session.quiet:
        # People are told in words, by a remark.
        written.ids.clear()
    session.done(written)
    return Exit.DONE


def _not_to_say(against: "Doubts") -> Exit | None:
    """Whoever has reports, or said it before, is asked; the exit code where nothing is to be said."""
    for each in against.said:
        talk.say(each)
    if against.enough:
        talk.say(Sentence(N_("nothing more is owed, so nothing was written")))
        return Exit.DONE
    if not against.said or asking.ask_yes(_("Report all the same that nothing happened?")):
        return None
    talk.say(Sentence(N_("nothing was written")))
    return Exit.USAGE
