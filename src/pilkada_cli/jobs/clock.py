"""Whether the computer's clock can be right: what is entered is dated by it."""

from datetime import date, datetime, timedelta

from pilkada_cli.domain.reference import Reference
from pilkada_cli.domain.times import instant, local_day, moment
from pilkada_cli.i18n import N_, Sentence
from pilkada_cli.render.local import long_date
from pilkada_cli.storage import journal
from pilkada_cli.storage.register import Writer

AHEAD = timedelta(hours=26)
"""So far two right clocks can lie apart: the whole width of the world's time zones."""

AFTERWARDS = timedelta(days=730)
"""So long after its last stage an election is still written about."""


def doubt(writer: Writer, now: datetime) -> Sentence | None:
    """Why the clock is probably wrong, or None. Nothing is refused: who knows better may go on."""
    today = local_day(instant(now), writer.reference.election.time_zone)
    last = journal.last_entered(writer.connection)
    if last is not None and moment(last) > now + AHEAD:
        last_day = local_day(last, writer.reference.election.time_zone)
        return _said(N_("but the register was last written on {other}"), today, last_day)
    end = last_day_of(writer.reference)
    if today > end + AFTERWARDS:
        return _said(N_("but the election ended on {other}"), today, end)
    return None


def last_day_of(reference: Reference) -> date:
    """The end of the last dated stage, or the last voting day."""
    ends = [stage.end for stage in reference.stages if stage.end is not None]
    return max([*ends, *(vote.on for vote in reference.election.voting_days)])


def _said(but: str, today: date, other: date) -> Sentence:
    return Sentence(
        N_(
            "the clock of this computer says {today}, {but}; if it is wrong, take this back with pilkada undo, set the clock and enter it again"
        ),
        today=long_date(today),
        but=Sentence(but, other=long_date(other)),
    )
