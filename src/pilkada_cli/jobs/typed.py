"""What was typed: what it means, or one error that names all of it that cannot be meant."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date, datetime

from pilkada_cli.domain import entry as entries
from pilkada_cli.domain.entry import Entry
from pilkada_cli.domain.fields import MAX_TEXT, WRITTEN, Phase, Type
from pilkada_cli.domain.names import resolve_place
from pilkada_cli.domain.reference import Reference
from pilkada_cli.domain.text import normalise, objection
from pilkada_cli.domain.times import instant, local, local_day, read_day, read_moment
from pilkada_cli.errors import PilkadaError, UsageError
from pilkada_cli.i18n import N_, Sentence
from pilkada_cli.jobs import choosing
from pilkada_cli.jobs.typed_times import in_words, is_in_figures, later, problem_of, when_of

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


def judge(reference: Reference, raw: Mapping[str, object], now: datetime) -> Entry:
    """`domain.entry.read` of what was typed, where ``at`` and choices may be said in words."""
    typed, problem = dict(raw), None
    if typed.get("at") is not None:
        try:
            region = _region_of(reference, typed.get("region"))
            typed["at"], _ = when_of(str(typed["at"]), now, reference, region)
        except UsageError as error:
            problem = problem_of(error)
            del typed["at"]
    unknown = _choose(typed)
    entry = entries.read(reference, typed, local_day(instant(now), reference.election.time_zone))
    entry.problems |= {name: unknown[name] for name in unknown.keys() & entry.problems.keys()}
    if problem is None and entry.values.get("phase") == Phase.GN:
        problem = later(raw.get("at"))
    if problem is not None:
        entry.problems["at"] = problem
    return entry


def _choose(typed: dict[str, object]) -> dict[str, Sentence]:
    """Put codes where the words of a screen were typed; what is neither, as a problem."""
    unknown = {}
    for name in typed:
        value, choices = typed[name], choosing.of_field(name)
        if not choices or not isinstance(value, str) or not value.strip():
            continue
        if (code := choosing.meant(value, choices)) is not None:
            typed[name] = code
            continue
        words = N_("'{value}' is none of {choices}")
        unknown[name] = Sentence(words, value=value, choices=choosing.named(choices))
    return unknown


def _region_of(reference: Reference, typed: object) -> str | None:
    """The code of the region that was typed; None for none and for what is refused elsewhere."""
    with suppress(PilkadaError):
        return resolve_place(reference, str(typed)).region if typed else None
    return None


def understood(
    reference: Reference, now: datetime, *typed: object, region: object = None
) -> list[Sentence]:
    """What each day or time was understood as that was typed in words; None is passed over."""
    said = [str(text) for text in typed if text is not None]
    within = _region_of(reference, region)
    return [
        in_words(text, now, reference, within)[1]
        for text in said
        if not is_in_figures(text, reference)
    ]


def moment_of(flag: str, text: str, now: datetime, reference: Reference) -> tuple[str, bool]:
    """The instant that an option names; the flag says that a day was named, whose end is meant.

    Raises `UsageError` for what is no time, or can mean several.
    """
    told = text if is_in_figures(text, reference) else _told(flag, text, now, reference)
    return read_moment(told, reference.election.time_zone)


def _told(flag: str, text: str, now: datetime, reference: Reference) -> str:
    """`when_of` an option, whose name stands in the error."""
    try:
        return in_words(text, now, reference)[0]
    except UsageError as error:
        raise UsageError(_of_flag(flag, error.sentence), error.hint) from None


def known_instant(
    text: str | None, reference: Reference, now: datetime, flag: str = "--known"
) -> str:
    """The instant when something was known: a day means its end, or now if that is earlier.

    Raises `UsageError`, which names the flag unless it is empty, for what is no
    time, or lies in the future.
    """
    at = instant(now)
    if text is None:
        return at
    own = reference.election.time_zone
    known, is_day = moment_of(flag, text, now, reference)
    if known < entries.EARLIEST.isoformat():
        words = N_("'{value}' is too long ago; at the earliest {first}")
        raise UsageError(_of_flag(flag, Sentence(words, value=text, first=entries.EARLIEST)))
    if known > at and not (is_day and local_day(known, own) == local_day(at, own)):
        raise UsageError(_of_flag(flag, Sentence(N_("'{value}' has not come yet"), value=text)))
    return min(known, at)


def _of_flag(flag: str, problem: Sentence) -> Sentence:
    """A problem with the value of an option, whose name stands first where there is one."""
    return Sentence("{flag} {problem}", flag=flag, problem=problem) if flag else problem


WRITE_DAY = N_("write 2024-11-22, 22/11/2024, or kemarin, 2 hari lalu, senin lalu")
"""How a day is written that is over."""


def day_of(flag: str, text: str | None, now: datetime, reference: Reference) -> date | None:
    """A day given by an option. Raises `UsageError` for what is none, a time included."""
    if text is None:
        return None
    with suppress(ValueError):
        return read_day(text)
    told = _told(flag, text, now, reference)
    if " " in told:
        raise UsageError(
            Sentence(N_("{flag} '{value}' is a time; a day is wanted"), flag=flag, value=text),
            Sentence(WRITE_DAY),
        )
    return read_day(told)


def whole_number(flag: str, text: str) -> int:
    """How many an option wants. Raises `UsageError` for what is no whole number above 0."""
    if text.isascii() and text.isdigit() and len(text) < 7 and int(text) > 0:
        return int(text)
    raise UsageError(
        Sentence(
            N_("{flag} '{value}' is not a whole number from 1 to 999999"), flag=flag, value=text
        )
    )


def texts_of(entry: Entry) -> str:
    """What an entry says in free words, where personal data need not stand."""
    free = (name for name in entry.sealed if WRITTEN[name].type in (Type.TITLE, Type.TEXT))
    return "\n".join(str(entry.sealed[name] or "") for name in free)


def personal_remarks(text: str) -> Iterator[Sentence]:
    """That a text holds numbers and addresses of persons, and what becomes of them."""
    if kinds := _kinds(text):
        yield Sentence(
            N_(
                "the text holds personal data ({kinds}); they stay in the report and can be erased, -f wa leaves them out"
            ),
            kinds=kinds,
        )


def title_remark(title: str) -> Sentence | None:
    """That a title, which lists show, holds numbers and addresses of persons."""
    if (kinds := _kinds(title)) is None:
        return None
    return Sentence(
        N_("the title holds personal data ({kinds}), which belong in the detail"), kinds=kinds
    )


def _kinds(text: str) -> Sentence | None:
    """The kinds of personal data in a text, each once; None for none."""
    from pilkada_cli.domain.personal_spans import NAMES, may_hold_numbers

    if not may_hold_numbers(text):
        return None
    from pilkada_cli.domain.privacy import personal_data

    kinds = dict.fromkeys(found.kind for found in personal_data(text))
    return Sentence.joined([Sentence(NAMES[kind]) for kind in kinds]) if kinds else None


def today_of(reference: Reference, now: datetime) -> date:
    """The local day."""
    return local_day(instant(now), reference.election.time_zone)


def clock_of(reference: Reference, now: datetime) -> str:
    """The local time of day, ``HH:MM``."""
    return f"{local(instant(now), reference.election.time_zone):%H:%M}"


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
