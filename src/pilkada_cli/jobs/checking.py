"""Whether a register is sound, and mending what can be mended."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

from pilkada_cli.domain.operation import OpId
from pilkada_cli.errors import Exit
from pilkada_cli.i18n import N_, Sentence
from pilkada_cli.jobs import clock, signed_heads
from pilkada_cli.jobs.workplace import Workplace
from pilkada_cli.storage import (
    actions,
    audit,
    audit_files,
    audit_schema,
    audit_words,
    identity,
    limits,
    offices,
    queries,
    settings,
    withheld,
)
from pilkada_cli.storage.register import CLOSED, Reader, lost_of

_NAMED = 20
"""So much is named of what came without its words."""


@dataclass
class Checked:
    """What a check found. `operations` and `reports` say how much was looked at.

    `left_over` says that the disk holds what it should not. `remarks` change no exit code.
    `withheld` reports are no fault: an office sees in full only what concerns it.
    """

    operations: int = 0
    reports: int = 0
    broken: list[Sentence] = field(default_factory=list)
    fold: list[Sentence] = field(default_factory=list)
    attend: list[Sentence] = field(default_factory=list)
    remarks: list[Sentence] = field(default_factory=list)
    withheld: int = 0
    left_over: bool = False
    mended: bool = False

    @property
    def exit_code(self) -> Exit:
        """0 content, 3 to attend to or mended, 6 chain, file or fold broken."""
        if self.broken or (self.fold and not self.mended):
            return Exit.UNREADABLE
        return Exit.ATTEND if self.fold or self.attend else Exit.DONE


def check(workplace: Workplace, *, fix: bool, written: Mapping[str, int] | None = None) -> Checked:
    """Verify the file, every digest and chain, the derived tables and the files of attachments.

    With `fix` derived tables that differ from the record are built anew, and
    what the disk should not hold is deleted; the record itself is never changed.
    `written` says how far own origins had come, by origin; None where the bindings
    to this file say it.
    """
    checked = Checked()
    if fix and _mend_indexes(workplace):
        checked.attend.append(Sentence(N_("the indexes of the file were made anew")))
    reached: Mapping[str, int] = {}
    if written is None:
        # Asked before the snapshot: what another writer adds meanwhile is not missing from it.
        written = identity.written(workplace.state, workplace.register)
        reached = identity.reached(workplace.state)
    with workplace.read() as reader:
        connection = reader.connection
        checked.operations, checked.reports = audit.sizes(connection)
        checked.broken, checked.fold = audit.damage(connection)
        if not (checked.broken or checked.fold):
            checked.broken += audit_schema.missing_guards(connection)
            checked.broken += audit_schema.active(connection)
            checked.attend += audit_schema.idle(connection)
            checked.broken += audit.broken_chains(connection)
            closed = settings.get_lines(connection, CLOSED)
            checked.broken += audit.emptied(connection, closed)
            lost = [*audit.lost(connection, written, closed)]
            checked.broken += lost
            checked.remarks += [] if lost else _left_behind(reader, reached, closed)
            checked.broken += audit.wrong_arrivals(connection)
            checked.broken += signed_heads.broken(reader)
            checked.fold += signed_heads.strays(reader)
            checked.attend += audit.waiting(connection)
            checked.attend += [] if checked.broken else _unexplained(reader)
            checked.attend += _blank(reader)
            checked.attend += _crowded(reader)
            checked.attend += clock.too_early(reader, workplace.state)
            checked.withheld = withheld.count(connection)
        if reader.recomputed:
            checked.attend.append(
                Sentence(
                    N_(
                        "the tables were made with other reference data or by another version; the next writer builds them anew"
                    )
                )
            )
        elif not (checked.broken or checked.fold):
            checked.fold += audit.broken_fold(connection, reader.reference)
        whole = not checked.broken
        if whole:
            _check_files(checked, reader)
    if fix and whole:
        _mend(checked, workplace, recomputed=reader.recomputed)
    return checked


def lost(workplace: Workplace) -> list[Sentence]:
    """Own operations that the register at hand lacks, in between or at the end."""
    written = identity.written(workplace.state, workplace.register)
    with workplace.read() as reader:
        closed = settings.get_lines(reader.connection, CLOSED)
        return [*audit.lost(reader.connection, written, closed)]


def _left_behind(
    reader: Reader, reached: Mapping[str, int], closed: Collection[str]
) -> Iterator[Sentence]:
    """What was written on this computer and is not here, but for what a restore took away."""
    lost = lost_of(reader.connection, reached)
    if n := sum(lost[origin] for origin in lost.keys() - closed):
        yield Sentence(
            N_("{n} operation written on this computer is not in this register; a backup may hold it (pilkada restore), or the province (docs/bundles.md)"),
            N_("{n} operations written on this computer are not in this register; a backup may hold them (pilkada restore), or the province (docs/bundles.md)"),
            n=n,
        )  # fmt: skip


def _unexplained(reader: Reader) -> Iterator[Sentence]:
    """Operations that came without their words, and how it becomes known why."""
    region = settings.get(reader.connection, "region")
    way = N_("take in the province's next bundle (pilkada bundle in)")
    if reader.reference.is_province(region):
        way = N_("take in the bundles of all offices, or erase it here too (pilkada report erase)")
    for office, about in audit_words.unexplained(reader.connection).items():
        yield Sentence(
            N_("{n} operation of {office} came without its words, and no erasure of it is known here yet: {ids}; {way}"),
            N_("{n} operations of {office} came without their words, and no erasure of them is known here yet: {ids}; {way}"),
            n=len(about),
            office=office,
            ids=_called(reader, about),
            way=Sentence(way),
        )  # fmt: skip


def _called(reader: Reader, about: Collection[OpId]) -> str:
    """What operations are about, as people call it; of much the first."""
    subjects = dict.fromkeys(about)
    few = [*subjects][:_NAMED]
    labels = queries.ids_of(reader.tables, few) | actions.labels(reader.tables, few)
    names = [labels.get(each, str(each)) for each in few]
    return ", ".join([*names, "…"] if len(few) < len(subjects) else names)


def _blank(reader: Reader) -> Iterator[Sentence]:
    """Operations without content that nobody withholds.

    At the province these are all of the offices that hand over everything here, unless another
    office of the province hands on less than all.
    """
    connection, told = reader.connection, offices.bundles(reader.connection)
    found = audit_words.without_content(connection, marked=True)
    why = N_("and the province has none either")
    way = N_("take in the province's next bundle (pilkada bundle in)")
    if reader.reference.is_province(settings.get(connection, "region")):
        why = N_("though that office hands over everything")
        way = N_("have its bundle made anew and take it in (pilkada bundle in)")
        if reader.reference.province.code not in told:
            direct = {code for known in told.values() for code, made_at in known.items() if made_at}
            others = audit_words.without_content(connection, marked=False)
            for office in others.keys() & direct:
                found.setdefault(office, []).extend(others[office])
    for office, about in sorted(found.items()):
        yield Sentence(
            N_("{n} operation of {office} is here without its content, {why}: {ids}; {way}"),
            N_("{n} operations of {office} are here without their content, {why}: {ids}; {way}"),
            n=len(about),
            office=office,
            why=Sentence(why),
            ids=_called(reader, about),
            way=Sentence(way),
        )


def _crowded(reader: Reader) -> Iterator[Sentence]:
    """That this office began nearly as many chains as are taken in elsewhere, and what to do."""
    n = limits.entered_in(reader.connection, offices.own_origins(reader.connection))
    if n > limits.ORIGINS - limits.ORIGINS // 5:
        yield Sentence(
            N_("this office began {n} chains of operations, and beyond {most} its bundles are refused; a restore or a copied register begins one: find out who does so that often"),
            n=n,
            most=limits.ORIGINS,
        )  # fmt: skip


def _check_files(checked: Checked, reader: Reader) -> None:
    files = audit_files.look(reader.tables, reader.path)
    left_over = audit_files.left_over(reader.connection, reader.path)
    checked.broken += files.altered
    foreign = audit_files.foreign(reader.connection, reader.path)
    checked.attend += [*files.attend, *left_over, *foreign]
    checked.left_over = bool(left_over)


def _mend_indexes(workplace: Workplace) -> bool:
    """Make the indexes of a file anew that is sound but for them; False where nothing was to be done."""
    with workplace.read() as reader:
        file, indexes = audit.damage(reader.connection)
    if file or not indexes:
        return False
    with workplace.write() as writer:
        audit.mend_indexes(writer.connection)
    return True


def _mend(checked: Checked, workplace: Workplace, *, recomputed: bool) -> None:
    """Build the tables anew and clear the disk, where either is needed."""
    tables = bool(checked.fold) or recomputed
    if not tables and not checked.left_over:
        return
    with workplace.write() as writer:
        if tables:
            audit.mend_fold(writer.connection, writer.reference)
            signed_heads.drop_strays(writer)
        audit_files.clear(writer.connection, writer.path)
    checked.mended = tables
    if writer.unfinished is not None:
        checked.attend.append(writer.unfinished)
    elif checked.left_over:
        checked.attend.append(Sentence(N_("the disk was cleared of it")))
