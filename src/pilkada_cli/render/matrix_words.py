"""What a risk matrix is called, and what its cells say in words."""

from pilkada_cli.domain.matrix import Matrix
from pilkada_cli.domain.reference import Scale
from pilkada_cli.domain.summary import Measure
from pilkada_cli.i18n import N_, Sentence, _


def heading(found: Matrix) -> str:
    """What stands in the cells."""
    if found.measure == Measure.OPEN:
        return _("Open events by likelihood and impact")
    return _("Events by likelihood and impact")


def lowered(found: Matrix) -> str:
    """What the measures did."""
    if not found.events:
        return _("There is no event.")
    return str(
        Sentence(
            N_("Measures lowered the level of {lowered} of {n} event."),
            N_("Measures lowered the level of {lowered} of {n} events."),
            lowered=found.lowered,
            n=found.events,
        )
    )


def legend(scale: Scale) -> str:
    """What the numbers of the levels stand for."""
    levels = ", ".join(f"{level.number} {level.label}" for level in scale.levels)
    return str(Sentence(N_("level: {levels}"), levels=levels))


def said(found: Matrix, scale: Scale) -> str:
    """Events by level, before and after, from the highest level down."""
    before, after = dict[int, int](), dict[int, int]()
    for cell in found.cells:
        before[cell.level] = before.get(cell.level, 0) + cell.before
        after[cell.level] = after.get(cell.level, 0) + cell.after
    return " ".join(
        str(
            Sentence(
                N_("{level}: {before} before, {after} after."),
                level=level.label,
                before=before.get(level.number, 0),
                after=after.get(level.number, 0),
            )
        )
        for level in reversed(scale.levels)
    )
