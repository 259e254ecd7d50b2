"""Alerts in words: a line each, with what, where, how sure, which reports and why."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from pilkada_cli.domain.alerts import Alert, Kind, Watch
from pilkada_cli.domain.reference import Reference
from pilkada_cli.domain.text import visible
from pilkada_cli.i18n import N_, Sentence, _, language
from pilkada_cli.render.local import DASH, decimal, local_time, short_date, whole, word
from pilkada_cli.render.report_list import UNCONFIRMED
from pilkada_cli.render.titles import title_of

NAMED = 6
"""Reports that a line names, at most."""


MOST = 100
"""Events that fire by one rule and have a line of their own; the others are counted in one."""


def lines(watch: Watch, reference: Reference) -> Iterator[str]:
    """A line for each alert, and for each rule that fires very often one for the rest."""
    fired = Counter(alert.rule for alert in watch.alerts)
    shown: Counter[str | None] = Counter()
    for alert in watch.alerts:
        shown[alert.rule] += 1
        if alert.kind == Kind.SURGE or shown[alert.rule] <= MOST:
            yield visible(_line(alert, watch, reference))
        elif shown[alert.rule] == MOST + 1:
            rest = Sentence(
                N_("EVENT {rule}: {n} more; -f json names them all"),
                rule=_name(alert),
                n=whole(fired[alert.rule] - MOST),
            )
            yield visible(str(rest))


def _line(alert: Alert, watch: Watch, reference: Reference) -> str:
    match alert.kind:
        case Kind.SURGE:
            return _surge(alert, watch, reference)
        case Kind.ACTION:
            return _action(alert)
    return _rule(alert, reference)


def _name(alert: Alert) -> str:
    return alert.label.in_language(language()) if alert.label else str(alert.rule)


def _surge(alert: Alert, watch: Watch, reference: Reference) -> str:
    group = next(group for group in reference.groups if group.key == alert.group)
    compared = (
        _("from the {n} weeks before").format(n=alert.weeks)
        if alert.weeks
        else _("from the other regencies that vote")
    )
    return _(
        "SURGE {regency}: {group}, {first} to {last}: {count} events, {expected} expected {compared}, chance {chance} ({reports})"
    ).format(
        regency=alert.regency_name,
        group=group.label.in_language(language()),
        first=short_date(watch.week_start),
        last=short_date(watch.week_end),
        count=whole(alert.count),
        expected=decimal(alert.expected, 2),
        compared=compared,
        chance=odds(alert.chance or 0),
        reports=_named(alert.reports),
    )


def odds(chance: float) -> str:
    """A small chance as people say it: 1 in so many."""
    most = 1_000_000
    if chance * most < 1:
        return _("below 1 in {n}").format(n=whole(most))
    return _("1 in {n}").format(n=whole(round(1 / chance)))


def _named(reports: Sequence[str]) -> str:
    named = ", ".join(reports[:NAMED])
    more = len(reports) - NAMED
    return _("{reports} and {n} more").format(reports=named, n=whole(more)) if more > 0 else named


def _rule(alert: Alert, reference: Reference) -> str:
    level = reference.scale.levels[(alert.level or 1) - 1].label.in_language(language())
    election = reference.election
    return _(
        "EVENT {regency}: {rule}: {report} “{title}” ({phase}, {level}, {handling}), known {since}"
    ).format(
        regency=_where(alert, reference),
        rule=_name(alert),
        report=alert.reports[0],
        title=title_of(alert.title),
        phase=f"{word(alert.phase)}{UNCONFIRMED}" if alert.phase_guessed else word(alert.phase),
        level=level,
        handling=word(alert.handling),
        since=local_time(alert.since or "", election.time_zone, election.time_zone_label),
    )


def _action(alert: Alert) -> str:
    return _(
        "ACTION {regency}: {action} “{title}” ({agency}), due {day}, is not done{reports}"
    ).format(
        regency=alert.regency_name,
        action=alert.action,
        title=title_of(alert.title),
        agency=alert.owner or DASH,
        day=short_date(alert.due or ""),
        reports=f" ({_named(alert.reports)})" if alert.reports else "",
    )


def _where(alert: Alert, reference: Reference) -> str:
    """The regency of an event, and those that it touches too."""
    also = [reference.region_by_code[code].name for code in alert.affects]
    if not also:
        return alert.regency_name
    return f"{alert.regency_name} ({_('also affects {names}').format(names=', '.join(also))})"


def remarks(watch: Watch, reference: Reference, told_before: int = 0) -> Iterator[Sentence]:
    """What was watched and what could not be, in sentences; `told_before` alerts are not shown again."""
    if told_before:
        yield Sentence(
            N_("{n} alert that was told before still fires: pilkada alert"),
            N_("{n} alerts that were told before still fire: pilkada alert"),
            n=told_before,
        )
    elif not watch.alerts:
        yield Sentence(N_("quiet: nothing fires"))
    yield Sentence(
        N_("{tested} of {series} series tested for the week from {first} to {last}; below 1 in {chance} one surges"),
        tested=watch.tested,
        series=watch.series,
        first=short_date(date.fromisoformat(watch.week_start)),
        last=short_date(date.fromisoformat(watch.week_end)),
        chance=whole(round(1 / watch.threshold)) if watch.threshold else "–",
    )  # fmt: skip
    for codes, why in (
        (
            watch.too_few_weeks,
            N_("not tested, fewer than four weeks since their first report: {names}"),
        ),
        (watch.votes_alone, N_("not tested, they vote without enough others: {names}")),
    ):
        if codes:
            names = ", ".join(reference.region_by_code[code].name for code in codes)
            yield Sentence(why, names=names)
