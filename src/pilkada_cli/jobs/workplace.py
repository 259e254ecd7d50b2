"""Where a command works: which register, whose state folder, what time it is.

Clock and folders are parameters, so that every job can be run on any day.
"""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path

from pilkada_cli.domain.reference import Reference
from pilkada_cli.domain.times import instant, local_day
from pilkada_cli.errors import RegisterUnreadable, UsageError
from pilkada_cli.exchange.reference import build, read_folder, shipped_folder
from pilkada_cli.i18n import N_, Sentence
from pilkada_cli.jobs import clock
from pilkada_cli.storage.opening import holds_register, no_register, refuse_unwritable
from pilkada_cli.storage.refusals import WAY_BACK
from pilkada_cli.storage.register import (
    Reader,
    Writer,
    reading,
    reference_in,
    trying,
    writing,
)


class _NothingStays(Exception):
    """Ends a write transaction that was only to be tried."""


@dataclass(frozen=True)
class Workplace:
    """The register at `register`, origins bound in `state`, at the moment `now`.

    `remark` says what is to be known of every command that writes.
    """

    register: Path
    state: Path
    now: Callable[[], datetime]
    remark: Callable[[Sentence], None] = lambda _: None

    def read(
        self, as_of: str | None = None, scale: str | None = None
    ) -> AbstractContextManager[Reader]:
        """Open the register for reading, as of an instant and by another scale if one is given."""
        if scale is None:
            return reading(self.register, reference_of, as_of)
        return reading(self.register, lambda files: reference_of(files).with_scale(scale), as_of)

    @contextmanager
    def write(self) -> Iterator[Writer]:
        """Open the register for writing; everything or nothing of it stays.

        What is written is dated by the computer's clock, so a doubt of it is remarked.
        """
        now = self.now()
        with writing(self.register, reference_of, now, self.state) as writer:
            doubted = clock.doubt(writer, now)
            yield writer
        if doubted is not None:
            self.remark(clock.written_by(doubted))

    @contextmanager
    def change(self) -> Iterator[Writer]:
        """`write` for what needs a report that is there. Raises `UsageError` without a register."""
        if not self.has_register():
            raise no_register(self.register)
        with self.write() as writer:
            yield writer

    @contextmanager
    def try_out(self) -> Iterator[Writer]:
        """Open the register as for writing, or a new one where there is none; nothing stays."""
        opened = self.write() if self.has_register() else self._new()
        with suppress(_NothingStays), opened as writer:
            yield writer
            raise _NothingStays

    def _new(self) -> AbstractContextManager[Writer]:
        return trying(self.register, reference_of, self.now())

    def refuse_unwritable(self) -> None:
        """Raise `RegisterUnreadable` where a register may not be written, before anybody is asked."""
        refuse_unwritable(self.register)

    def reference(self) -> Reference:
        """The register's reference data, or the shipped data without a register."""
        if self.has_register():
            return reference_in(self.register, reference_of)
        return reference_of({})

    def has_register(self) -> bool:
        """Whether there is a register yet."""
        return holds_register(self.register)

    def as_of(self, typed: str | None, flag: str = "--as-of") -> "AsOf":
        """The point in time that an option means; today where nothing was typed."""
        return read_as_of(typed, self.reference(), self.now(), flag)

    def today(self, reference: Reference) -> date:
        """The local day in the election's time zone."""
        return local_day(instant(self.now()), reference.election.time_zone)


def reference_of(files: dict[str, bytes]) -> Reference:
    """The reference data of these files; of the shipped ones where there are none."""
    return _build(tuple(sorted(files.items())))


@lru_cache(maxsize=2)
def _build(files: tuple[tuple[str, bytes], ...]) -> Reference:
    if not files:
        return build(read_folder(shipped_folder()))
    try:
        return build(dict(files))
    except Exception as error:
        # They were valid when they were kept, so whatever is wrong with them came later.
        raise RegisterUnreadable(
            Sentence(
                N_("the reference data kept in the register are damaged: {reason}"), reason=error
            ),
            WAY_BACK,
        ) from None


@dataclass(frozen=True, slots=True)
class AsOf:
    """A point in time that was asked for: the instant, and its local day.

    `instant` is None where the point is not in the past, so that all is known.
    """

    day: date
    instant: str | None
    typed: str

    @property
    def is_whole_day(self) -> bool:
        """Whether the end of a past day is meant."""
        return self.instant is not None and self.typed == self.day.isoformat()


def read_as_of(
    text: str | None, reference: Reference, now: datetime, flag: str = "--as-of"
) -> AsOf:
    """Read ``--as-of``, or another option: a day (its end), a local time, in words too, or an ISO instant.

    Raises `UsageError` for what is none of these, or before anything can have been known.
    """
    zone = reference.election.time_zone
    if text is None:
        today = local_day(instant(now), zone)
        return AsOf(today, None, today.isoformat())
    from pilkada_cli.domain.entry import EARLIEST
    from pilkada_cli.jobs.typed import moment_of

    at, is_day = moment_of(flag, text, now, reference)
    day = local_day(at, zone)
    if day < EARLIEST:
        raise UsageError(
            Sentence(
                N_("{flag} '{value}' is too long ago; at the earliest {first}"),
                flag=flag,
                value=text,
                first=EARLIEST,
            )
        )
    typed = day.isoformat() if is_day else at
    if at < instant(now):
        return AsOf(day, at, typed)
    return AsOf(min(day, local_day(instant(now), zone)), None, typed)
