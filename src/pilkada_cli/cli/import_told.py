"""What is said of an import when it is over."""

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from pilkada_cli.cli import talk
from pilkada_cli.cli.command import Session
from pilkada_cli.domain.fields import FIELD_NAMES
from pilkada_cli.domain.operation import Kind
from pilkada_cli.errors import Exit
from pilkada_cli.i18n import N_, Sentence

if TYPE_CHECKING:
    from pilkada_cli.domain.reference import Reference
    from pilkada_cli.jobs.import_files import Plan
    from pilkada_cli.jobs.imported import Differing, Imported

_SHOWN = 20
"""Faults of rows that are shown one by one."""

_APART = {
    Kind.NIL: (N_("{n} nil report added"), N_("{n} nil reports added")),
    Kind.READINESS: (N_("{n} figure of readiness added"), N_("{n} figures of readiness added")),
}

_DAYS = 7
"""Days that are named of those that a nil report stands for."""


def tell(session: Session, plan: "Plan", done: "Imported", *, dry_run: bool) -> Exit:
    """Say what came in and what did not."""
    if dry_run:
        session.say(Sentence(N_("nothing was written; this is what would happen:")))
    counts = [count for n, count in _counts(done) if n]
    session.say(Sentence.joined(counts) if counts else Sentence(N_("nothing to take in")))
    for remark in (
        *_rows(done.changed),
        *_completed(done),
        *_told_of_silence(done, session.workplace.reference()),
        *done.twins,
    ):
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
    for kind, (one, many) in _APART.items():
        n = done.apart[kind]
        yield n, Sentence(one, many, n=n)
    n = done.known
    yield n, Sentence(N_("{n} line known already"), N_("{n} lines known already"), n=n)


def _completed(done: "Imported") -> Iterator[Sentence]:
    """What the rows did not say, and where it was taken from."""
    if done.by_category:
        changed = next(iter(name for name in FIELD_NAMES if name in done.by_category))
        yield Sentence(
            N_(
                "not said and taken from the category: {fields}; to change, for example: pilkada report amend {id} {option}"
            ),
            fields=_counted(done.by_category, "PG"),
            id=done.examples[changed],
            option="--phase gn" if changed == "phase" else f"--{changed} 4",
        )
    if done.guessed:
        yield Sentence(
            N_(
                "guessed from what the rows say: {fields}; see them with pilkada report list --guessed"
            ),
            fields=_counted(done.guessed, "GN"),
        )


def _told_of_silence(done: "Imported", reference: "Reference") -> Iterator[Sentence]:
    """Days of which nil reports and new reports tell different things."""
    for region, days in done.nil.items():
        more = len(days) - _DAYS
        named = Sentence.joined([Sentence("{day}", day=day) for day in days[:_DAYS]])
        yield Sentence(
            N_(
                "a nil report stands for {days} in {region}, of which new reports tell; if it is wrong, take it back: pilkada undo NUMBER, its number in pilkada log"
            ),
            region=reference.region_by_code[region].name,
            days=Sentence(N_("{days} and {n} more"), days=named, n=more) if more > 0 else named,
        )


def _counted(fields: Mapping[str, int], phase: str) -> Sentence:
    """Fields with how many reports each is of, in the order of the fields."""
    from pilkada_cli.render.labels import LABELS

    return Sentence.joined(
        [
            Sentence(
                "{field} ({n})",
                field=Sentence("{label} {phase}", label=Sentence(LABELS[n]), phase=phase)
                if n == "phase"
                else Sentence(LABELS[n]),
                n=fields[n],
            )
            for n in FIELD_NAMES
            if n in fields
        ]
    )


def _rows(rows: "Iterable[Differing]") -> Iterator[Sentence]:
    """Rows with what they say otherwise of their reports."""
    from pilkada_cli.render.commands import changes

    for item, label, made in rows:
        said = changes(made)
        yield Sentence("{where}, {id}: {changes}", where=item.where, id=label, changes=said)


def _left_out(plan: "Plan", done: "Imported") -> Iterator[Sentence]:
    """Rows that changed nothing though they say something, and rows that are wrong."""
    if done.differing:
        yield Sentence(
            N_(
                "{n} row says something else than what is recorded and was left alone; --on-conflict update changes what it says:"
            ),
            N_(
                "{n} rows say something else than what is recorded and were left alone; --on-conflict update changes what they say:"
            ),
            n=done.differing,
        )
        yield from _rows(done.different)
    yield from [problem for row in plan.rejected for problem in row.problems][:_SHOWN]
    if plan.rejected:
        n = len(plan.rejected)
        yield Sentence(N_("{n} row was not taken in"), N_("{n} rows were not taken in"), n=n)
