"""How many retellings are found, and how many reports are offered wrongly: ``python -m benchmarks.twins``.

Each report is compared with those that became known before it, as an officer
would enter them. Prints a Markdown table; asserts nothing.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from benchmarks.plots import HELD_BACK, TUNED, Plot
from benchmarks.retold import reports
from pilkada_cli.analysis.particulars import Matter, matter
from pilkada_cli.analysis.twins import SPAN, likely
from pilkada_cli.domain.neighbours import neighbours
from pilkada_cli.domain.reference import Reference
from pilkada_cli.exchange.reference import build, read_folder, shipped_folder

SEEDS = (11, 12, 13)


@dataclass(frozen=True)
class Measured:
    """What became of so many adds; `found` of the `retold` reports had theirs among the offers."""

    adds: int
    retold: int
    found: int
    wrong: int

    @property
    def wrong_in_20(self) -> float:
        """Wrong offers in 20 adds."""
        return 20 * self.wrong / self.adds

    @property
    def recall(self) -> float:
        """The part of the retellings that was found."""
        return self.found / self.retold


def measure(reference: Reference, plots: Sequence[Plot], seed: int) -> Measured:
    """Enter the 2,000 reports of a seed one after the other and count the offers."""
    around = {code: neighbours(reference, code) for code in reference.region_by_code}
    by_day: dict[int, list[Matter]] = defaultdict(list)
    events: dict[str, int] = {}
    told = reports(reference, plots, seed)
    seen: set[int] = set()
    retold = found = wrong = 0
    for number, report in enumerate(told):
        one = matter({**asdict(report), "affects": ()}, reference, str(number))
        near = [other for d in range(one.day - SPAN, one.day + SPAN + 1) for other in by_day[d]]
        offers = [events[twin.subject] for twin in likely(one, near, around[report.region])]
        retold += report.event in seen
        found += report.event in offers
        wrong += sum(event != report.event for event in offers)
        events[one.subject] = report.event
        seen.add(report.event)
        by_day[one.day].append(one)
    return Measured(len(told), retold, found, wrong)


def main() -> None:
    reference = build(read_folder(shipped_folder()))
    print("| reports | seed | wrong offers in 20 adds | retellings found |")
    print("|---|---|---|---|")
    for name, plots in (("fitted to", TUNED), ("held back", HELD_BACK)):
        for seed in SEEDS:
            measured = measure(reference, plots, seed)
            print(f"| {name} | {seed} | {measured.wrong_in_20:.2f} | {measured.recall:.0%} |")


if __name__ == "__main__":
    main()
