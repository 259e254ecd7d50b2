"""For how long what a report says is kept."""

from calendar import monthrange
from datetime import MAXYEAR, date

from pilkada_cli.domain.reference import Election


def kept_until(last_entry: date, election: Election) -> date | None:
    """The last day on which what a report says is kept; None where no period is set.

    The period is counted in calendar months from the later of the report's last entry
    and the last voting day of the election. It ends with the calendar at the latest.
    """
    if election.retention is None:
        return None
    start = max(last_entry, *(vote.on for vote in election.voting_days))
    months = start.year * 12 + start.month - 1 + election.retention
    year, month = months // 12, months % 12 + 1
    if year > MAXYEAR:
        return date.max
    return date(year, month, min(start.day, monthrange(year, month)[1]))
