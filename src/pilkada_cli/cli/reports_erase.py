"""``pilkada report erase``: says what will be gone, asks, and erases."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from pilkada_cli.cli import asking, talk
from pilkada_cli.cli.command import Session
from pilkada_cli.cli.options import Ids, Reason, Yes
from pilkada_cli.errors import Exit, UsageError
from pilkada_cli.i18n import N_, Sentence, _

if TYPE_CHECKING:
    from pilkada_cli.jobs.erasing import Loss


def erase(
    session: Session,
    ids: Ids,
    reason: Reason = None,
    yes: Yes = False,
) -> Exit:
    """Erase words, personal fields and files of reports."""
    from pilkada_cli.jobs.typed import words_of

    if reason is None and not yes and asking.is_possible():
        reason = asking.ask_text(_("Why is it erased"))
    return erase_reports(session, ids, words_of(reason, "--reason", needed=True), yes=yes)


def erase_reports(session: Session, ids: Sequence[str], words: str, *, yes: bool) -> Exit:
    """Say what will be gone, ask unless `yes`, erase it here and in every copy in reach."""
    from pilkada_cli.jobs import erasing

    with session.workplace.read() as reader:
        losses = erasing.losses(reader, ids)
    say = session.say if yes else talk.say
    for line in _told(losses):
        say(line)
    if not yes and not _agreed():
        session.say(Sentence(N_("nothing was erased")))
        return Exit.USAGE
    with session.workplace.change() as writer:
        written = erasing.erase(writer, ids, words, losses)
    session.done(written)
    return reach_copies(session, writer.unfinished)


def reach_copies(session: Session, unfinished: Sentence | None) -> Exit:
    """Erase in every copy in reach what was erased here, and say where something may be left.

    `unfinished` says why the register's own disk may still hold it.
    """
    from pilkada_cli.jobs import erasing_copies

    unreached = erasing_copies.reach(session.workplace)
    if unfinished is not None:
        talk.warn(
            Sentence(
                N_(
                    "erased, but the disk may still hold it: {reason}; pilkada check --fix finishes it"
                ),
                reason=unfinished,
            )
        )
    out_of_reach = erasing_copies.out_of_reach(session.workplace)
    for remark in (*unreached, *out_of_reach):
        talk.warn(remark)
    if unreached:
        talk.say(
            Sentence(N_("hint: when they can be reached, pilkada check --fix erases there too"))
        )
    is_left = unfinished is not None or unreached or out_of_reach
    return Exit.ATTEND if is_left else Exit.DONE


def _told(losses: "list[Loss]") -> Iterator[Sentence]:
    yield Sentence(N_("This will be gone for good:"))
    for loss in losses:
        yield Sentence(
            "  {id} ({title}): {entries}, {files}",
            id=loss.id,
            title=_("withheld here") if loss.title is None else loss.title or _("erased"),
            entries=Sentence(
                N_("the words of {n} entry"), N_("the words of {n} entries"), n=loss.entries
            ),
            files=Sentence(N_("{n} file"), N_("{n} files"), n=loss.files),
        )
        if loss.title is None:
            yield Sentence(N_("  {id} counts at other offices; it is erased there too"), id=loss.id)
        for name, others in loss.shared:
            yield Sentence(
                N_("  the file '{name}' stays: {ids} has it too"), name=name, ids=", ".join(others)
            )
    yield Sentence(
        N_(
            "Codes, places, ratings and dates stay, and so does the reason. Every office that has it erases it with the next bundle. Backups that this register made are reached where they are here; exports (pilkada export log) and other copies are not. It cannot be undone."
        )
    )


def _agreed() -> bool:
    need_terminal()
    return asking.ask_yes(_("Erase it for good?"))


def need_terminal() -> None:
    """Raise `UsageError` where nobody can be asked to agree."""
    if not asking.is_possible():
        raise UsageError(
            Sentence(N_("nobody is at a terminal to agree to it; nothing was done")),
            Sentence(N_("agree with --yes")),
        )
