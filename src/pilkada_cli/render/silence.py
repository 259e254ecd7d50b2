"""Silence in words: who is silent, and from whom nothing is owed any more."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from pilkada_cli.domain.coverage import Bundle
from pilkada_cli.domain.reference import Reference
from pilkada_cli.i18n import N_, Sentence, _
from pilkada_cli.render.local import DASH, percent, short_date


def owed_no_more(
    until: Mapping[str, date | None], day: date, reference: Reference
) -> Iterator[Sentence]:
    """From whom no reports are owed any more on a day; `until` when each regency owes them."""
    over = [end for end in until.values() if end is not None and end < day]
    if not over:
        return
    last = short_date(max(over))
    if len(over) == len(until):
        yield Sentence(N_("No reports are owed after {day}."), day=last)
        return
    names = [
        reference.region_by_code[code].name
        for code, end in until.items()
        if end is None or end >= day
    ]
    yield Sentence(
        N_("After {day} reports are owed by {names} only."), day=last, names=", ".join(names)
    )


class Silent(NamedTuple):
    """A regency that is silent, what came of it, and the last bundle of its office, if it has one."""

    name: str
    coverage: float | None
    bundle: Bundle | None


def silent_names(low: Sequence[Silent], of: int) -> str:
    """Who is silent, with what came of them and how old their last bundle is; of `of` regencies."""
    if 1 < of == len(low) and not any(each.bundle for each in low):
        return _("all regencies and cities")
    return ", ".join(f"{each.name} ({_came(each)})" for each in low)


def _came(silent: Silent) -> str:
    came = percent(silent.coverage)
    if silent.bundle is None:
        return came
    if silent.bundle.days is None:
        return str(Sentence(N_("{came}, no bundle yet"), came=came))
    return str(Sentence(N_("{came}, bundle {n} d old"), came=came, n=silent.bundle.days))


def bundle_age(bundle: Bundle | None) -> str:
    """How old an office's last bundle is; a dash where no office hands over."""
    if bundle is None:
        return DASH
    if bundle.days is None:
        return _("never")
    return str(Sentence(N_("{n} d"), n=bundle.days))
