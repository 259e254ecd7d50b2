"""What asks for a decision, by rule; each event once."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice

from pilkada_cli.domain.brief import MOST_DECISIONS
from pilkada_cli.domain.brief_lines import ActionLine, Decision
from pilkada_cli.domain.duties import end_of
from pilkada_cli.domain.fields import Handling
from pilkada_cli.domain.readiness_table import ItemReady
from pilkada_cli.domain.reference import Reference
from pilkada_cli.jobs.brief_actions import Decided
from pilkada_cli.jobs.brief_period import Cut
from pilkada_cli.storage.briefs import Known

Case = tuple[str, Decision]
"""A decision behind what names its case: an event, an action on none, an item, silence."""


@dataclass(frozen=True)
class Matters:
    """All that may ask for a decision; `late` are items past their day and below their target."""

    reference: Reference
    cut: Cut
    grave: Sequence[Known]
    owing: tuple[str, ...]
    actions: Iterable[ActionLine]
    decided: Decided
    late: Sequence[ItemReady]

    def decisions(self) -> tuple[Decision, ...]:
        """Of grave events that nobody handles, overdue actions, silence, other grave events, readiness.

        First one of each, then the others. Each case is taken by the first that names it.
        """
        unhandled = islice(filter(self._is_unhandled, self.grave), MOST_DECISIONS)
        kinds = [[self._about(row, "unhandled") for row in unhandled], [*self._overdue()]]
        taken = {case for kind in kinds for case, _ in kind}
        rest = islice((row for row in self.grave if row.id not in taken), MOST_DECISIONS)
        others = [self._about(row, "grave") for row in rest]
        kinds += [[*self._called_in()], others, [*self._unready()]]
        cases: dict[str, Decision] = {}
        for case, decision in chain(*(kind[:1] for kind in kinds), *(kind[1:] for kind in kinds)):
            cases.setdefault(case, decision)
        return (*cases.values(),)[:MOST_DECISIONS]

    def _is_unhandled(self, row: Known) -> bool:
        """Whether nothing is done about an event, nor is it watched, and nothing is past its day."""
        if row.watched_until and row.watched_until >= self.cut.day.isoformat():
            return False
        late = (action.overdue for action in self.decided.by_event.get(row.id, ()))
        return row.handling == Handling.NEW and not self.decided.begun(row.id) and not any(late)

    def _overdue(self) -> Iterator[Case]:
        for action in sorted(self.actions, key=lambda each: (each.due or "", each.id)):
            if action.overdue:
                owners = (action.owner,) if action.owner else ()
                yield (
                    self.decided.case(action),
                    Decision("overdue", action.id, (action.region,), owners, action.due),
                )

    def _unready(self) -> Iterator[Case]:
        for item in self.late[:1]:
            yield item.item, Decision("unready", item.item, item.lowest, (), item.due_on)

    def _called_in(self) -> Iterator[Case]:
        if self.owing:
            until = end_of(self.cut.day, self.reference.election)
            yield "", Decision("silent", None, self.owing, (), until)

    def _about(self, row: Known, why: str) -> Case:
        category = self.reference.category_by_key.get(row.category)
        owners = self.decided.owners(row.id) or (category.owners if category else ())
        return row.id, Decision(why, row.id, row.regions, owners, None)
