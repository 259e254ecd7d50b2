"""What was typed and cannot be meant: one error that names all of it."""

from collections.abc import Sequence
from datetime import date, datetime

from pilkada_cli.domain import entry as entries
from pilkada_cli.domain.entry import Entry
from pilkada_cli.domain.fields import MAX_TEXT
from pilkada_cli.domain.reference import Reference
from pilkada_cli.domain.text import normalise, objection
from pilkada_cli.domain.times import instant, local_day, read_day, read_moment
from pilkada_cli.errors import UsageError
from pilkada_cli.i18n import N_, Sentence
from pilkada_cli.storage.register import Writer

NEEDED = ("title", "region", "category")


FLAGS = {"occurred_on": "--at", "region": "-r", "category": "-c", "stage": "-s"}
"""Flags that are not named after their field."""


def flag(name: str) -> str:
    """The option that sets a field."""
    return FLAGS.get(name, "--" + name.replace("_", "-"))


def refuse(entry: Entry, missing: Sequence[str] = ()) -> None:
    """Raise one `UsageError` that names every problem and everything missing."""
    lines: list[Sentence] = [
        Sentence("{name}: {problem}", name=_name(name), problem=problem)
        for name, problem in entry.problems.items()
    ]
    if missing:
        flags = Sentence.joined([_name(name) for name in missing])
        lines.append(Sentence(N_("missing: {flags}"), flags=flags))
    if not lines:
        return
    hint = Sentence(
        N_('pilkada report add "TITLE" -r REGION -c CATEGORY; see pilkada report add --help')
    )
    raise UsageError(Sentence.joined(lines, "\n"), hint if missing else None)


def _name(name: str) -> Sentence:
    """What stands for a field on the command line: its option, or the argument."""
    return Sentence(N_("TITLE")) if name == "title" else Sentence("{flag}", flag=flag(name))


def known_instant(text: str | None, reference: Reference, now: datetime) -> str:
    """The instant of ``--known``: a day means its end, or now if that is earlier.

    Raises `UsageError` for what is no time, or lies in the future.
    """
    at = instant(now)
    if text is None:
        return at
    try:
        known, is_day = read_moment(text, reference.election.time_zone)
    except ValueError:
        raise UsageError(
            Sentence(N_("--known '{value}' is no day and no time"), value=text),
            Sentence(N_("write 2024-11-22 or 22/11/2024, with a time 22/11/2024 14.30")),
        ) from None
    zone = reference.election.time_zone
    if known < entries.EARLIEST.isoformat():
        raise UsageError(
            Sentence(
                N_("--known '{value}' is too long ago; at the earliest {first}"),
                value=text,
                first=entries.EARLIEST.isoformat(),
            )
        )
    if known > at and not (is_day and local_day(known, zone) == local_day(at, zone)):
        raise UsageError(Sentence(N_("--known '{value}' has not come yet"), value=text))
    return min(known, at)


def day_of(flag: str, text: str | None) -> date | None:
    """A day given by an option. Raises `UsageError` for what is none."""
    if text is None:
        return None
    try:
        return read_day(text)
    except ValueError:
        raise UsageError(
            Sentence(N_("{flag} '{value}' is no day"), flag=flag, value=text),
            Sentence(N_("write 2024-11-22 or 22/11/2024")),
        ) from None


def today_of(writer: Writer, now: datetime) -> date:
    """The local day."""
    return local_day(instant(now), writer.reference.election.time_zone)


def words_of(text: str | None, flag: str, *, needed: bool) -> str:
    """A reason or note as it is stored. Raises `UsageError` where it is needed and empty."""
    words = normalise(text or "").strip()
    if needed and not words:
        raise UsageError(
            Sentence(N_("words are needed")), Sentence(N_('say it with {flag} "…"'), flag=flag)
        )
    if (problem := objection(words, MAX_TEXT)) is not None:
        raise UsageError(Sentence("{name}: {problem}", name=flag, problem=problem))
    return words
