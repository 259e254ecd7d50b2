"""The nightly export: one snapshot of the register as a folder of files that appears whole."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from pilkada_cli import __version__
from pilkada_cli.domain.events import COUNTING_RULE
from pilkada_cli.domain.profiles import PROFILES, Profile
from pilkada_cli.domain.summary import Summary
from pilkada_cli.domain.times import zone
from pilkada_cli.errors import InvalidData
from pilkada_cli.exchange.publishing.comparing import Comparison, compare
from pilkada_cli.exchange.publishing.listing import Run, is_due, runs
from pilkada_cli.exchange.publishing.manifest import MANIFEST, About, describe, refuse_mixing
from pilkada_cli.exchange.publishing.pruning import Pruned, prune
from pilkada_cli.exchange.publishing.runs import Building, Destination
from pilkada_cli.i18n import N_, Sentence
from pilkada_cli.jobs.exporting import note
from pilkada_cli.jobs.listing import mark as mark_of
from pilkada_cli.jobs.nightly_files import content, findings
from pilkada_cli.jobs.outlook import View, look
from pilkada_cli.jobs.reading import Asked
from pilkada_cli.jobs.workplace import AsOf, Workplace
from pilkada_cli.storage import derived, journal, schema
from pilkada_cli.storage.register import Reader

_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be exported, where to, and which runs stay there."""

    out: Path
    profile: str
    keep_daily: int
    keep_weekly: int
    as_of: str | None = None
    force: bool = False


@dataclass(frozen=True, slots=True)
class Done:
    """A run that stands, how it compares with the one before, and which others went."""

    run: Run
    rows: Mapping[str, int]
    found: Comparison
    pruned: Pruned
    noted: bool

    @property
    def manifest(self) -> Path:
        """The manifest of the run."""
        return self.run.folder / MANIFEST


def due(workplace: Workplace, out: Path) -> bool:
    """Whether a run is owed since the last half past eleven in the election's time zone."""
    return is_due(runs(out), _now(workplace))


def export(workplace: Workplace, wish: Wish) -> Done:
    """Write a run, compare it with the one before, publish it, and prune.

    Raises `DestinationBusy`, `Unwritable`, `UsageError` for a folder of another
    profile, `InvalidData` where personal data stayed in what others are to read.
    """
    profile = PROFILES[wish.profile]
    with Destination(wish.out).begin(_now(workplace)) as run:
        point = workplace.as_of(wish.as_of)
        with workplace.read(point.instant) as reader:
            _write(run, reader, profile, point, workplace.now())
        found = compare(run, force=wish.force)
        published = run.publish(latest=found.latest)
        pruned = prune(run.destination, wish.keep_daily, wish.keep_weekly, published)
    written = run.files[MANIFEST]
    rows = {each.name: each.rows for each in run.files.values()}
    path = published.folder / MANIFEST
    noted = note(workplace, f"nightly/{profile.key}", path, written.rows, written.sha256)
    return Done(published, rows, found, pruned, noted)


def _now(workplace: Workplace) -> datetime:
    return workplace.now().astimezone(zone(workplace.reference().election.time_zone))


def _write(run: Building, reader: Reader, profile: Profile, point: AsOf, now: datetime) -> None:
    asked = Asked(now=now)
    summary = look(reader, asked, point, View()).summary
    mark = mark_of(reader, asked, profile=profile)
    holds = content(reader, profile, summary, asked, point, mark)
    about = _about(reader, profile, point, summary, mark, holds.warnings)
    refuse_mixing(run, about)
    for name, write in holds.files.items():
        run.add(name, write)
    if profile.redacts:
        _refuse_personal(run)
    describe(run, about, holds.tables)


def _about(
    reader: Reader,
    profile: Profile,
    point: AsOf,
    summary: Summary,
    mark: str,
    warnings: tuple[str, ...],
) -> About:
    reference = reader.reference
    return About(
        program=__version__,
        register=schema.SCHEMA_VERSION,
        election=reference.election.key,
        province=reference.province.code,
        time_zone=reference.election.time_zone,
        profile=profile.key,
        mark=mark,
        as_of=point.typed,
        window={"since": None, "until": None},
        counting_rule=COUNTING_RULE,
        scale=reference.scale.key,
        exposure={
            "unit": "polling stations / 100",
            "source": reference.exposure.source,
            "as_of": reference.exposure.as_of.isoformat(),
        },
        data=derived.fingerprint(reference),
        heads=journal.heads(reader.connection),
        # Exact totals would give away what the public does not get.
        totals=asdict(summary.totals) if profile.fields else {},
        warnings=warnings,
    )


def _refuse_personal(run: Building) -> None:
    found = []
    for name, finding in findings(run.folder, run.files):
        found.append(f"{name}:{finding.line} ({finding.kind})")
        if len(found) > _SHOWN:
            break
    if found:
        raise InvalidData(
            Sentence(N_("personal data stayed in what others are to read: {places}"),
                     places=", ".join(found[:_SHOWN])),
            Sentence(N_("nothing was published; mend these reports, or report this as a fault")),
        )  # fmt: skip
