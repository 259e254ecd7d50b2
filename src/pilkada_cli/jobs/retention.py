"""Which reports, and actions on none, were kept long enough."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from pilkada_cli.domain.retention import kept_until
from pilkada_cli.domain.times import local_day
from pilkada_cli.errors import UsageError
from pilkada_cli.i18n import N_, Sentence
from pilkada_cli.storage import actions, journal, withheld
from pilkada_cli.storage.register import Reader
from pilkada_cli.storage.retention import Saying, saying_actions, saying_something


@dataclass(frozen=True, slots=True)
class Past:
    """A report whose period is over: field names are the JSON keys; days are local.

    Of an action on no report `title` is what was to be done, and `occurred_on` None.
    """

    id: str
    title: str | None
    occurred_on: str | None
    last_entry: str
    kept_until: str


def past(reader: Reader, today: date) -> list[Past]:
    """What still says something personal and whose period is over, oldest first.

    Raises `UsageError` where the reference data set no period.
    """
    election = reader.reference.election
    if election.retention is None:
        raise UsageError(
            Sentence(N_("the reference data do not say how long reports are kept")),
            Sentence(N_("set retention in election.yaml and give it with: pilkada init --data")),
        )
    found = []
    for row in (*saying_something(reader.tables), *_withheld(reader), *_actions(reader)):
        last = local_day(row.updated_at, election.time_zone)
        until = kept_until(last, election)
        if until is not None and until < today:
            found.append(
                Past(
                    id=row.id,
                    title=row.title,
                    occurred_on=row.occurred_on,
                    last_entry=last.isoformat(),
                    kept_until=until.isoformat(),
                )
            )
    return sorted(found, key=lambda each: each.kept_until)


def _withheld(reader: Reader) -> Iterator[Saying]:
    for report, last in withheld.saying_something(reader.connection):
        yield Saying(report.label, None, None, last)


def _actions(reader: Reader) -> Iterator[Saying]:
    for action, what in saying_actions(reader.tables):
        entries = journal.of_subject(reader.connection, action)
        label = actions.labels(reader.tables, [action])[action]
        yield Saying(label, what, None, max(op.header.at for op in entries))
