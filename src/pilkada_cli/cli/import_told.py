"""What is said of an import when it is over."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pilkada_cli.cli import talk
from pilkada_cli.cli.command import Session
from pilkada_cli.errors import Exit
from pilkada_cli.i18n import N_, Sentence

if TYPE_CHECKING:
    from pilkada_cli.jobs.import_files import Plan
    from pilkada_cli.jobs.imported import Imported, Some

_SHOWN = 20
"""Faults of rows that are shown one by one."""


def tell(session: Session, plan: "Plan", done: "Imported", *, dry_run: bool) -> Exit:
    """Say what came in and what did not."""
    if dry_run:
        session.say(Sentence(N_("nothing was written; this is what would happen:")))
    counts = [count for n, count in _counts(done) if n]
    session.say(Sentence.joined(counts) if counts else Sentence(N_("nothing to take in")))
    for remark in _completed(done):
        session.say(remark)
    for warning in _left_out(plan, done):
        talk.warn(warning)
    return Exit.ATTEND if done.differing or plan.rejected else Exit.DONE


def _counts(done: "Imported") -> Iterator[tuple[int, Sentence]]:
    n = done.reports
    yield n, Sentence(N_("{n} report added"), N_("{n} reports added"), n=n)
    n = done.operations
    yield (
        n,
        Sentence(N_("{n} operation on reports added"), N_("{n} operations on reports added"), n=n),
    )
    n = done.known
    yield n, Sentence(N_("{n} line known already"), N_("{n} lines known already"), n=n)


def _completed(done: "Imported") -> Iterator[Sentence]:
    """What the rows did not say, and where it was taken from."""
    from pilkada_cli.render.labels import LABELS

    for names, some in done.by_category.items():
        fields = [Sentence(N_("phase PG") if n == "phase" else LABELS[n]) for n in names]
        yield Sentence(
            N_(
                "{fields} not said, taken from the category in {ids}; to change, for example: pilkada report amend {id} {option}"
            ),
            fields=Sentence.joined(fields),
            ids=_ids(some),
            id=some.first[0],
            option="--phase gn" if "phase" in names else f"--{names[0]} 4",
        )
    if done.suggested.n:
        yield Sentence(
            N_(
                "category suggested by the text in {ids}; see them with pilkada report list --guessed"
            ),
            ids=_ids(done.suggested),
        )


def _ids(some: "Some") -> Sentence:
    ids, more = ", ".join(some.first), some.n - len(some.first)
    return Sentence(N_("{ids} and {n} more"), ids=ids, n=more) if more else Sentence(ids)


def _left_out(plan: "Plan", done: "Imported") -> Iterator[Sentence]:
    """Rows that changed nothing though they say something, and rows that are wrong."""
    if done.differing:
        yield Sentence(
            N_(
                "{n} row says something else than what is recorded and was left alone: {places}; --on-conflict update changes what it says"
            ),
            N_(
                "{n} rows say something else than what is recorded and were left alone: {places}; --on-conflict update changes what they say"
            ),
            n=done.differing,
            places=done.places,
        )
    yield from [problem for row in plan.rejected for problem in row.problems][:_SHOWN]
    if plan.rejected:
        n = len(plan.rejected)
        yield Sentence(N_("{n} row was not taken in"), N_("{n} rows were not taken in"), n=n)
