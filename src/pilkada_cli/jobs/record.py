"""What is written about reports: each function is one command's operations."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from pilkada_cli.domain import entry as entries
from pilkada_cli.domain.contradictions import Standing, contradictions, settle_district
from pilkada_cli.domain.entry import Entry
from pilkada_cli.domain.fields import FIELD_BY_NAME, Handling, Phase, Verification
from pilkada_cli.domain.names import resolve_region
from pilkada_cli.domain.operation import Json, Kind, OpId
from pilkada_cli.errors import UsageError
from pilkada_cli.i18n import N_, Sentence
from pilkada_cli.jobs.ids import labels, resolve
from pilkada_cli.jobs.typed import NEEDED, day_of, flag, known_instant, refuse, today_of, words_of
from pilkada_cli.storage import queries, settings
from pilkada_cli.storage.register import Writer


@dataclass
class Written:
    """What a command wrote: the ids it is about, and what the user should be told."""

    ids: list[str] = field(default_factory=list)
    remarks: list[Sentence] = field(default_factory=list)


def add(writer: Writer, raw: Mapping[str, object], known: str | None, now: datetime) -> Written:
    """Store one report and name it. `raw` are values by field name, as typed."""
    known_at = known_instant(known, writer.reference, now)
    entry = entries.read(writer.reference, _with_own_region(writer, raw), today_of(writer, now))
    asked = {**raw, "region": entry.values.get("region") or raw.get("region")}
    refuse(entry, [n for n in NEEDED if not asked.get(n) and n not in entry.problems])
    _refuse_impossible(writer, Kind.ADD, entry, None, now)
    subject, label = create(writer, entry, known_at)
    writer.fold()
    made = [Sentence(N_("new register: {path}"), path=writer.path)] if writer.made else []
    return Written([label], made + _guessed(writer, subject, entry))


def _with_own_region(writer: Writer, raw: Mapping[str, object]) -> dict[str, object]:
    """An office that is a regency reports about itself unless it says otherwise."""
    own = settings.get(writer.connection, "region")
    default = own if own and own != writer.reference.province.code else None
    return {**raw, "region": raw.get("region") or default}


def create(
    writer: Writer, entry: Entry, known_at: str, number: int | None = None
) -> tuple[OpId, str]:
    """Append the operation that creates a report; `number` where several come at once."""
    code = settings.get(writer.connection, "code") or settings.DEFAULT_CODE
    if number is None:
        number = queries.largest_number(writer.tables, code) + 1
    body: dict[str, Json] = {"code": code, "number": number, **entry.body}
    subject = writer.batch.append(
        Kind.ADD, _present(body), _present(entry.sealed), known_at=known_at, creates=True
    )
    return subject, f"{code}-{number}"


def _present(values: dict[str, Json]) -> dict[str, Json]:
    return {name: value for name, value in values.items() if value is not None}


_GUESSES = {
    "phase": N_("phase {value}"),
    "likelihood": N_("likelihood {value}"),
    "impact": N_("impact {value}"),
    "stage": N_("stage {value}"),
    "occurred_on": N_("day {value}"),
}


def _guessed(writer: Writer, subject: OpId, entry: Entry) -> list[Sentence]:
    """What was not said and is taken from the category, the region and the day."""
    row = queries.report(writer.tables, subject) or {}
    guessed = [
        Sentence(words, value=str(row[name]).upper() if name == "phase" else row[name])
        for name, words in _GUESSES.items()
        if name not in entry.values and not (name == "likelihood" and row["phase"] == Phase.GN)
    ]
    if not guessed:
        return []
    return [
        Sentence(
            N_(
                "taken from category, region and day: {values}; change with pilkada report amend {id}"
            ),
            values=Sentence.joined(guessed),
            id=row["id"],
        )
    ]


def _refuse_impossible(
    writer: Writer, kind: Kind, entry: Entry, row: Mapping[str, object] | None, now: datetime
) -> None:
    """Raise `UsageError` for an entry that contradicts the report it is about."""
    standing = Standing(str(row["phase"]), str(row["occurred_on"])) if row else None
    found = contradictions(kind, entry, standing, today_of(writer, now))
    if (first := next(found, None)) is not None:
        named = Sentence("{id}: {problem}", id=row["id"], problem=first) if row else first
        hint = (
            Sentence(N_("to correct a phase use pilkada report amend ID --phase …"))
            if row
            else Sentence(N_("leave --likelihood and a day to come out, or give another --phase"))
        )
        raise UsageError(named, hint)


def amend(
    writer: Writer,
    ids: Sequence[str],
    raw: Mapping[str, object],
    clear: Sequence[str],
    known: str | None,
    now: datetime,
) -> Written:
    """Change fields of reports; what was before stays in their history."""
    known_at = known_instant(known, writer.reference, now)
    entry = entries.read(writer.reference, raw, today_of(writer, now))
    _clear(entry, clear)
    refuse(entry)
    if not entry.values:
        raise UsageError(
            Sentence(N_("nothing to change was named")),
            Sentence(N_("name a field, for example --impact 3; see pilkada report amend --help")),
        )
    subjects = resolve(writer, ids)
    for subject in subjects:
        row = queries.report(writer.tables, subject) or {}
        _refuse_impossible(writer, Kind.AMEND, entry, row, now)
        own = replace(entry, body=dict(entry.body))
        district = None if row["district"] is None else str(row["district"])
        settle_district(writer.reference, own, str(row["region"]), district)
        body = own.body
        writer.batch.append(
            Kind.AMEND, body, dict(entry.sealed), subject=subject, known_at=known_at
        )
    return Written(labels(writer, subjects))


def _clear(entry: Entry, names: Sequence[str]) -> None:
    for name in names:
        key = name.replace("-", "_")
        known = FIELD_BY_NAME.get(key)
        if known is None:
            entry.problems["clear"] = Sentence(N_("there is no field '{name}'"), name=name)
        elif not known.written or key in NEEDED:
            entry.problems[key] = Sentence(N_("it cannot be cleared"))
        else:
            entry.put(key, None)


def say(
    writer: Writer,
    kind: Kind,
    ids: Sequence[str],
    text: str | None,
    known: str | None,
    now: datetime,
    raw: Mapping[str, object] | None = None,
) -> Written:
    """Verify, refute, handle, close, reopen or note reports, with a reason in words.

    `raw` are fields that are set along with it (a grade on verifying). A note
    and a refutation need words.
    """
    known_at = known_instant(known, writer.reference, now)
    entry = entries.read(writer.reference, raw or {}, today_of(writer, now))
    refuse(entry)
    name = "text" if kind == Kind.NOTE else "reason"
    words = words_of(text, flag(name), needed=kind in (Kind.NOTE, Kind.REFUTE))
    sealed: dict[str, Json] = {**entry.sealed, **({name: words} if words else {})}
    subjects = resolve(writer, ids)
    remarks = []
    for subject in subjects:
        row = queries.report(writer.tables, subject) or {}
        remarks += _same_already(kind, row)
        writer.batch.append(kind, entry.body, sealed, subject=subject, known_at=known_at)
    return Written(labels(writer, subjects), remarks)


_BECOMES = {
    Kind.VERIFY: ("verification", Verification.VERIFIED),
    Kind.REFUTE: ("verification", Verification.REFUTED),
    Kind.HANDLE: ("handling", Handling.HANDLED),
    Kind.CLOSE: ("handling", Handling.CLOSED),
}


def _same_already(kind: Kind, row: Mapping[str, object]) -> list[Sentence]:
    """Refuse to open a closed report in passing; say where nothing changes.

    Raises `UsageError` for handling what is closed and reopening what is not.
    """
    closed = row["handling"] == Handling.CLOSED
    if kind == Kind.HANDLE and closed:
        raise UsageError(
            Sentence(N_("{id} is closed"), id=row["id"]),
            Sentence(N_("open it again first: pilkada report reopen {id}"), id=row["id"]),
        )
    if kind == Kind.REOPEN and not closed:
        raise UsageError(Sentence(N_("{id} is not closed"), id=row["id"]))
    name, state = _BECOMES.get(kind, ("", ""))
    if name and row[name] == state:
        return [Sentence(N_("{id} was so already; the words are kept"), id=row["id"])]
    return []


_NEXT = {Phase.PG: Phase.AG, Phase.AG: Phase.GN}


def escalate(
    writer: Writer,
    ids: Sequence[str],
    to: str | None,
    raw: Mapping[str, object],
    reason: str | None,
    known: str | None,
    now: datetime,
) -> Written:
    """Raise reports to the next phase, or to the one named."""
    known_at = known_instant(known, writer.reference, now)
    entry = entries.read(writer.reference, {**raw, "phase": to}, today_of(writer, now))
    refuse(entry)
    words = words_of(reason, "--reason", needed=False)
    subjects = resolve(writer, ids)
    for subject in subjects:
        row = queries.report(writer.tables, subject) or {}
        phase = Phase(str(row["phase"]))
        target = str(entry.body.get("phase") or _NEXT.get(phase, phase))
        raised = replace(entry, body={**entry.body, "phase": target})
        _refuse_impossible(writer, Kind.ESCALATE, raised, row, now)
        sealed: dict[str, Json] = {"reason": words} if words else {}
        writer.batch.append(Kind.ESCALATE, raised.body, sealed, subject=subject, known_at=known_at)
    return Written(labels(writer, subjects))


def nil(
    writer: Writer, region: str | None, on: str | None, known: str | None, now: datetime
) -> Written:
    """Store that nothing happened in a region on a day (today)."""
    known_at = known_instant(known, writer.reference, now)
    typed = region or settings.get(writer.connection, "region")
    if not typed:
        raise UsageError(
            Sentence(N_("missing: {flags}"), flags="-r"),
            Sentence(N_("pilkada report nil -r REGION")),
        )
    code = resolve_region(writer.reference, typed)
    today = today_of(writer, now)
    day = day_of("--on", on) or today
    if day < entries.EARLIEST:
        raise UsageError(
            Sentence(
                N_("{flag} '{value}' is too long ago; at the earliest {first}"),
                flag="--on",
                value=on,
                first=entries.EARLIEST.isoformat(),
            )
        )
    if day > today:
        raise UsageError(Sentence(N_("--on '{value}' has not come yet"), value=on))
    body: dict[str, Json] = {"region": code, "on": day.isoformat()}
    writer.batch.append(Kind.NIL, body, known_at=known_at, creates=True)
    return Written([f"{code} {day.isoformat()}"])
