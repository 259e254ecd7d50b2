"""Taking in what sheets tell of readiness: what is new, as one batch."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

from pilkada_cli.domain.operation import Kind
from pilkada_cli.domain.readiness import Standing, body_of
from pilkada_cli.errors import UsageError
from pilkada_cli.i18n import N_, Sentence
from pilkada_cli.jobs.readiness import beyond
from pilkada_cli.jobs.readiness_sheets import Plan
from pilkada_cli.jobs.workplace import Workplace
from pilkada_cli.storage import readiness
from pilkada_cli.storage.register import Writer

_SHOWN = 5


@dataclass(slots=True)
class Taken:
    """What an import changed: how many standings are new, how many were known, what to look at."""

    new: int = 0
    known: int = 0
    doubts: list[Sentence] = field(default_factory=list)


def take_in(workplace: Workplace, plan: Plan, *, dry_run: bool = False) -> Taken:
    """Write what is new of a plan as one batch; with `dry_run` only find out what that is.

    What was ever said of the same day is known, also where something else was said since.
    Raises `UsageError` where a target is neither said nor known; then nothing is written.
    """
    opened = workplace.try_out() if dry_run else workplace.write()
    with opened as writer:
        return _written(writer, plan)


def _written(writer: Writer, plan: Plan) -> Taken:
    done, known = Taken(), readiness.said(writer.tables)
    counted = {(s.item, s.region, s.on, s.realised) for s in known}

    @cache
    def targets(on: str) -> dict[tuple[str, str], int]:
        return {(s.item, s.region): s.target for s in readiness.standings(writer.tables, on)}

    without: dict[str, None] = {}
    for line in plan.lines.values():
        on, region = line.on.isoformat(), writer.reference.region_by_code[line.region]
        place = (line.item.key, line.region)
        if line.target is None and (*place, on, line.realised) in counted:
            done.known += 1
            continue
        target = line.target or targets(on).get(place) or line.item.target_in(region)
        if target is None:
            without[f"{line.item.label} ({region.name})"] = None
            continue
        standing = Standing(*place, on, target, line.realised)
        if standing in known:
            done.known += 1
            continue
        body = body_of(standing)
        writer.batch.append(Kind.READINESS, body, known_at=plan.known_at, creates=True)
        done.new += 1
        if (doubt := beyond(standing, line.item, region)) is not None:
            done.doubts.append(doubt)
    if without:
        raise _without_target([*without])
    return done


def _without_target(names: Sequence[str]) -> UsageError:
    more = [f"… ({len(names)})"] if len(names) > _SHOWN else []
    item = ", ".join([*names[:_SHOWN], *more])
    return UsageError(
        Sentence(N_("the target of {item} is not known yet"), item=item),
        Sentence(N_("give the sheet a column for the target, or say it once with readiness set")),
    )
