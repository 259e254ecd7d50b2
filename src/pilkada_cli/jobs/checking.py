"""Whether a register is sound, and mending what can be mended."""

from dataclasses import dataclass, field

from pilkada_cli.errors import Exit
from pilkada_cli.i18n import N_, Sentence
from pilkada_cli.jobs.workplace import Workplace
from pilkada_cli.storage import audit, queries


@dataclass
class Checked:
    """What a check found. `operations` and `reports` say how much was looked at."""

    operations: int = 0
    reports: int = 0
    broken: list[Sentence] = field(default_factory=list)
    fold: list[Sentence] = field(default_factory=list)
    attend: list[Sentence] = field(default_factory=list)
    mended: bool = False

    @property
    def exit_code(self) -> Exit:
        """0 content, 3 to attend to or mended, 6 chain, file or fold broken."""
        if self.broken or (self.fold and not self.mended):
            return Exit.UNREADABLE
        return Exit.ATTEND if self.fold or self.attend else Exit.DONE


def check(workplace: Workplace, *, fix: bool) -> Checked:
    """Verify the file, every digest and chain, and the derived tables.

    With `fix` derived tables that differ from the record are built anew; the
    record itself is never changed.
    """
    checked = Checked()
    with workplace.read() as reader:
        connection = reader.connection
        checked.operations, checked.reports = audit.sizes(connection)
        checked.broken += audit.broken_file(connection)
        if not checked.broken:
            checked.broken += audit.missing_guards(connection)
            checked.broken += audit.broken_chains(connection)
            checked.broken += audit.wrong_arrivals(connection)
            checked.attend += audit.waiting(connection)
            if withheld := queries.withheld(connection):
                checked.attend.append(
                    Sentence(
                        N_("{n} report is withheld from this office"),
                        N_("{n} reports are withheld from this office"),
                        n=withheld,
                    )
                )
        if reader.recomputed:
            checked.attend.append(
                Sentence(
                    N_(
                        "the tables were made with other reference data or by another version; the next writer builds them anew"
                    )
                )
            )
        elif not checked.broken:
            checked.fold += audit.broken_fold(connection, reader.reference)
    if fix and (checked.fold or reader.recomputed) and not checked.broken:
        with workplace.write() as writer:
            audit.mend_fold(writer.connection, writer.reference)
        checked.mended = True
    return checked
