"""Days of which an import tells, though a nil report says that nothing happened."""

from collections import defaultdict
from datetime import date

from pilkada_cli.storage import queries, workload
from pilkada_cli.storage.register import Writer


class Silence:
    """The regions and days of new reports beside those of nil reports, recorded or new."""

    def __init__(self) -> None:
        self._told: defaultdict[str, set[str]] = defaultdict(set)
        self._nil: defaultdict[str, set[str]] = defaultdict(set)

    def tell(self, region: str, day: str) -> None:
        """Note the region and the local day of a new report."""
        self._told[region].add(day)

    def keep(self, region: str, day: str) -> None:
        """Note a new nil report."""
        self._nil[region].add(day)

    def broken(self, writer: Writer) -> dict[str, list[date]]:
        """By region the days of which both stand."""
        tables = writer.tables
        found: dict[str, list[date]] = {}
        for region in sorted(self._told.keys() | self._nil.keys()):
            told, new = self._told[region], self._nil[region]
            since = min(told, default="")
            nil = {day for day, _ in workload.nil_reports(tables, region, since)} if told else set()
            days = told & (nil | new)
            days |= {day for day in new if queries.happened_on(tables, region, day)}
            if days:
                found[region] = [date.fromisoformat(day) for day in sorted(days)]
        return found
