"""What an operation is: who did what to which report, when, and when it was known.

Operations are the only truth of a register; everything else is folded from
them (`pilkada_cli.domain.fold`). The byte format is in `pilkada_cli.domain.chain`.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, NamedTuple, TypeAlias

Json: TypeAlias = Any
"""A JSON value: str, int, float, bool, None, list or dict. Its shape is checked, not typed."""

JsonObject: TypeAlias = Mapping[str, Json]

MAX_INTEGER = 2**53
"""The largest number of a journal: every program reads it exactly, and SQLite stores it."""


class Kind(StrEnum):
    """What an operation does. Kinds of newer programs are carried, not folded."""

    ADD = "add"
    AMEND = "amend"
    NOTE = "note"
    VERIFY = "verify"
    REFUTE = "refute"
    UNVERIFY = "unverify"
    ESCALATE = "escalate"
    HANDLE = "handle"
    CLOSE = "close"
    REOPEN = "reopen"
    LINK = "link"
    UNLINK = "unlink"
    ATTACH = "attach"
    DETACH = "detach"
    ACTION = "action"
    STEP = "step"
    WATCH = "watch"
    NIL = "nil"
    READINESS = "readiness"
    PERSON = "person"
    UNDO = "undo"
    ERASE = "erase"


KINDS = frozenset(Kind)

IN_FULL = frozenset((Kind.UNDO, Kind.ERASE, Kind.LINK, Kind.UNLINK))
"""Kinds that hold ids only and are never withheld: others depend on them."""


_ORIGIN = re.compile(r"[0-9a-f]{32}")
_DIGITS = len(str(MAX_INTEGER))


def is_origin(value: Json) -> bool:
    """Whether a value names a writer: 32 lower-case hex digits."""
    return isinstance(value, str) and _ORIGIN.fullmatch(value) is not None


class OpId(NamedTuple):
    """An operation's place in its origin's chain, and the name of what it created."""

    origin: str
    seq: int

    def __str__(self) -> str:
        return f"{self.origin}/{self.seq}"

    @classmethod
    def parse(cls, text: str) -> "OpId":
        """Read ``origin/seq``; ValueError where it is not of that form, or beyond `MAX_INTEGER`."""
        origin, _, seq = text.partition("/")
        if not is_origin(origin):
            raise ValueError(f"not an origin: {origin[:32]!r}")
        digits = seq.isascii() and seq.isdigit() and not seq.startswith("0")
        if not digits or len(seq) > _DIGITS or int(seq) > MAX_INTEGER:
            raise ValueError(f"not a sequence number: {seq[:_DIGITS]!r}")
        return cls(origin, int(seq))


class Order(NamedTuple):
    """The fold order: Lamport clock first, so that wrong wall clocks order nothing."""

    clock: int
    origin: str
    seq: int


@dataclass(frozen=True, slots=True)
class Header:
    """The part of an operation that is never withheld or erased.

    `at` and `known_at` are UTC instants ``YYYY-MM-DDThh:mm:ss.mmmZ``; `batch`
    names the first operation of the same command; `subject` names the
    operation that created what this one is about (its own id where it creates).
    """

    origin: str
    seq: int
    clock: int
    at: str
    known_at: str
    actor: int
    batch: OpId
    kind: str
    subject: OpId | None

    @property
    def id(self) -> OpId:
        """The operation's own id."""
        return OpId(self.origin, self.seq)

    @property
    def order(self) -> Order:
        """Where the operation stands in the fold."""
        return Order(self.clock, self.origin, self.seq)


@dataclass(frozen=True, slots=True)
class Operation:
    """A header with its content.

    `body` is None for a stub: its content is withheld or, where it has `arrived`, not known to
    whoever handed it over either. `sealed` holds personal fields and free text; None where
    there is none, or where it was erased.
    """

    header: Header
    body: JsonObject | None
    sealed: JsonObject | None
    arrived: str | None = None
