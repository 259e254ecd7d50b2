"""What looking back comes to, in words."""

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.text import Text

from pilkada_cli.domain.evaluation import Evaluation
from pilkada_cli.i18n import _
from pilkada_cli.render.local import decimal, whole
from pilkada_cli.render.tables import pairs


def page(found: Evaluation) -> RenderableType:
    """Numbers, then what they allow to say."""
    if not found.weeks:
        return Text(
            _("There is no week to look back at: none is over that was followed by another.")
        )
    return Group(pairs(_rows(found)), Text(), Text(" ".join(_verdict(found))))


def _rows(found: Evaluation) -> Iterator[tuple[str, str]]:
    yield _("weeks"), f"{whole(found.weeks)} ({found.first_week} – {found.last_week})"
    yield (
        _("disturbances"),
        _("{n} in the week after, in {weeks} weeks").format(
            n=whole(found.disturbances), weeks=whole(found.disturbed_weeks)
        ),
    )
    yield _("first three"), _share(found.hits, found.weighed)
    yield _("same as last week"), _share(found.hits_last_week, found.weighed)
    yield _("chance"), _share(found.hits_chance, found.weighed)
    yield (
        _("week by week"),
        _("better than last week in {better}, worse in {worse}").format(
            better=whole(found.weeks_better), worse=whole(found.weeks_worse)
        ),
    )
    yield (
        _("surges"),
        _("{n}, of them followed by a disturbance {followed}; usual {base}").format(
            n=whole(found.surges),
            followed=whole(found.surges_followed),
            base=_percent(found.base_rate),
        ),
    )


def _share(hits: float, of: float) -> str:
    return _percent(hits / of if of else None)


def _percent(part: float | None) -> str:
    return f"{decimal(None if part is None else 100 * part, 0)} %"


def _verdict(found: Evaluation) -> Iterator[str]:
    better = found.hits > max(found.hits_last_week, found.hits_chance)
    if not found.enough:
        yield _("Too little happened to say whether the ranking foretells anything.")
    elif better:
        yield _("The first three held more of the next week's disturbances than last week's places and than chance.")  # fmt: skip
    else:
        yield _("The first three did not hold more of the next week's disturbances than last week's places or than chance.")  # fmt: skip
    yield _("A disturbance counts by the polling stations of its regency, as in the ranking.")
    if found.blind_weeks:
        yield _("At the end of {n} weeks nothing was known that ranks.").format(
            n=whole(found.blind_weeks)
        )
