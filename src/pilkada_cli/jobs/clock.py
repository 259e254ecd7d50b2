"""Whether the computer's clock can be right: what is entered is dated by it."""

from datetime import date, datetime, timedelta

from pilkada_cli.domain.reference import Reference
from pilkada_cli.domain.times import instant, local_day, moment
from pilkada_cli.i18n import N_, Sentence
from pilkada_cli.render.local import long_date
from pilkada_cli.storage import journal
from pilkada_cli.storage.register import Reader, Writer

AHEAD = timedelta(hours=26)
"""So far two right clocks can lie apart: the whole width of the world's time zones."""

AFTERWARDS = timedelta(days=730)
"""So long after its last stage an election is still written about."""


def doubt(opened: Reader | Writer, now: datetime) -> Sentence | None:
    """Why the clock is probably wrong, or None."""
    today = local_day(instant(now), opened.reference.election.time_zone)
    last = journal.last_entered(opened.connection)
    if last is not None and moment(last) > now + AHEAD:
        last_day = local_day(last, opened.reference.election.time_zone)
        return _said(N_("but the register was last written on {other}"), today, last_day)
    end = last_day_of(opened.reference)
    if today > end + AFTERWARDS:
        return _said(N_("but the election ended on {other}"), today, end)
    return None


def written_by(doubted: Sentence) -> Sentence:
    """What whoever wrote by a doubtful clock is told. Nothing is refused: they may know better."""
    return Sentence(
        N_(
            "{doubt}; if it is wrong, set it, then take back what was entered with it (pilkada undo) and enter it again"
        ),
        doubt=doubted,
    )


def last_day_of(reference: Reference) -> date:
    """The end of the last dated stage, or the last voting day."""
    ends = [stage.end for stage in reference.stages if stage.end is not None]
    return max([*ends, *(vote.on for vote in reference.election.voting_days)])


def _said(but: str, today: date, other: date) -> Sentence:
    return Sentence(
        N_("the clock of this computer says {today}, {but}"),
        today=long_date(today),
        but=Sentence(but, other=long_date(other)),
    )
