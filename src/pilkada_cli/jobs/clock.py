"""Whether the computer's clock can be right: what is entered is dated by it."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

from pilkada_cli.domain.reference import Reference
from pilkada_cli.domain.times import end_of_day, instant, local_day, moment
from pilkada_cli.i18n import N_, Sentence
from pilkada_cli.render.local import long_date
from pilkada_cli.storage import entered
from pilkada_cli.storage.register import Reader, Writer, own_origin

AHEAD = timedelta(hours=26)
"""So far two right clocks can lie apart: the whole width of the world's time zones."""

BEFOREHAND = timedelta(days=365)
"""So long before its first stage an election may be written about."""

AFTERWARDS = timedelta(days=730)
"""So long after its last stage an election is still written about."""


def doubt(opened: Reader | Writer, now: datetime) -> Sentence | None:
    """Why the clock is probably wrong, or None.

    An entry of a day that cannot be right says nothing against the clock.
    """
    reference = opened.reference
    zone = reference.election.time_zone
    today, begin, end = (
        local_day(instant(now), zone),
        first_day_of(reference),
        last_day_of(reference),
    )
    last = entered.last_entered(opened.connection, end_of_day(end + AFTERWARDS, zone))
    if last is not None and moment(last) > now + AHEAD:
        words = N_("but the register was last written on {other}")
        return _said(words, today, local_day(last, zone))
    if today < begin - BEFOREHAND:
        return _said(N_("but the election begins on {other}"), today, begin)
    if today > end + AFTERWARDS:
        return _said(N_("but the election ended on {other}"), today, end)
    return None


def too_early(reader: Reader, state: Path) -> Iterator[Sentence]:
    """That something was entered years before the election, and how that is mended."""
    own = own_origin(reader.connection, reader.path, state)
    zone = reader.reference.election.time_zone
    first = end_of_day(first_day_of(reader.reference) - BEFOREHAND, zone)
    early = entered.entered_before(reader.connection, own or "", first)
    if early:
        last, at = early[-1]
        yield Sentence(
            N_("{n} command was entered by a clock that was years behind, on {day}: take it back (pilkada undo {number}) and enter it again"),
            N_("{n} commands were entered by a clock that was years behind, the last on {day}: take each back (pilkada undo {number}; the others in pilkada log) and enter it again"),
            n=len(early),
            day=long_date(local_day(at, zone)),
            number=last.seq,
        )  # fmt: skip


def written_by(doubted: Sentence) -> Sentence:
    """What whoever wrote by a doubtful clock is told. Nothing is refused: they may know better."""
    return Sentence(
        N_(
            "{doubt}; if it is wrong, set it, then take back what was entered with it (pilkada undo) and enter it again"
        ),
        doubt=doubted,
    )


def first_day_of(reference: Reference) -> date:
    """The beginning of the first dated stage, or the first voting day."""
    begins = [stage.start for stage in reference.stages if stage.start is not None]
    return min([*begins, *(vote.on for vote in reference.election.voting_days)])


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
