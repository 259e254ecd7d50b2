"""What changes reports that are there: each function is one command's operations."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from pilkada_cli.domain.contradictions import settle_district
from pilkada_cli.domain.entry import Entry
from pilkada_cli.domain.fields import FIELD_BY_NAME, Handling, Phase, Verification
from pilkada_cli.domain.fold import fold_subject
from pilkada_cli.domain.guesses import PHASE
from pilkada_cli.domain.operation import Json, Kind, OpId
from pilkada_cli.errors import UsageError
from pilkada_cli.i18n import N_, Sentence
from pilkada_cli.jobs import untimely
from pilkada_cli.jobs.answers import NAMED, changed
from pilkada_cli.jobs.confirming import settled, with_guesses
from pilkada_cli.jobs.ids import labels, resolve
from pilkada_cli.jobs.record import Written, refuse_impossible
from pilkada_cli.jobs.typed import (
    NEEDED,
    flag,
    judge,
    known_instant,
    personal_remarks,
    refuse,
    texts_of,
    understood,
    words_of,
)
from pilkada_cli.render.labels import LABELS
from pilkada_cli.render.matter import UNGRADED
from pilkada_cli.storage import journal, queries
from pilkada_cli.storage.register import Writer


def amend(
    writer: Writer,
    ids: Sequence[str],
    raw: Mapping[str, object],
    clear: Sequence[str],
    known: str | None,
    now: datetime,
    *,
    confirm: bool = False,
) -> Written:
    """Change fields of reports; what was before stays in their history.

    `confirm` says of what was guessed, and is not said now, that it is as it stands.
    """
    known_at = known_instant(known, writer.reference, now)
    entry = judge(writer.reference, raw, now)
    _clear(entry, clear)
    refuse(entry)
    if not (entry.values or confirm):
        raise _nothing_named()
    subjects = resolve(writer, ids)
    undone = journal.undone(writer.connection)
    amended, stood, dropped = [], [], list[Sentence]()
    confirmed: dict[OpId, Collection[str]] = {}
    for subject in subjects:
        own = _own_entry(writer, subject, entry, raw, now)
        dropped += _district_dropped(writer, subject, own, entry)
        same = _stands(writer, subject, own, undone)
        if confirm:
            own, confirmed[subject] = with_guesses(writer, subject, own, undone)
        body, sealed = _without(own.body, same), _without(own.sealed, same)
        if body or sealed:
            writer.batch.append(Kind.AMEND, body, sealed, subject=subject, known_at=known_at)
            amended.append(subject)
        # A region that was named by another of its districts is no answer to what changed.
        told = same - {"region"} if "district" in body else same
        stood += [(subject, told)] if told else []
    heard = [
        *understood(writer.reference, now, raw.get("at"), known),
        *personal_remarks(texts_of(entry)),
    ]
    writer.fold()
    remarks = [*changed(writer, amended, Kind.AMEND), *dropped, *_unchanged(writer, stood)]
    for subject, names in [*confirmed.items()][:NAMED]:
        remarks += settled(writer, subject, names, alone=not entry.values)
    return Written(labels(writer, subjects), [*remarks, *heard])


def _nothing_named() -> UsageError:
    return UsageError(
        Sentence(N_("nothing to change was named")),
        Sentence(
            N_(
                "name a field, for example --impact 3, or --confirm what was guessed; see pilkada report amend --help"
            )
        ),
    )


def _own_entry(
    writer: Writer, subject: OpId, entry: Entry, raw: Mapping[str, object], now: datetime
) -> Entry:
    """What was typed, as it is meant of one report. Raises `UsageError` where it cannot be."""
    row = queries.report(writer.tables, subject) or {}
    own = replace(entry, body=dict(entry.body), sealed=dict(entry.sealed))
    untimely.settle_amended(own, raw, row, writer.reference, now)
    refuse(own)
    refuse_impossible(writer.reference, Kind.AMEND, entry, row, now)
    district = None if row["district"] is None else str(row["district"])
    settle_district(writer.reference, own, str(row["region"]), district)
    return own


def _district_dropped(
    writer: Writer, subject: OpId, own: Entry, typed: Entry
) -> Iterator[Sentence]:
    """That a report leaves its district with its regency, which nobody said."""
    if "district" not in own.body.keys() - typed.body.keys():
        return
    row = queries.report(writer.tables, subject) or {}
    district = writer.reference.district_by_code[str(row["district"])]
    yield Sentence(
        N_("{id}: {district} is in another regency and no longer its district"),
        id=row["id"],
        district=district.name,
    )


def _stands(
    writer: Writer, subject: OpId, entry: Entry, undone: Collection[OpId]
) -> frozenset[str]:
    """The fields that somebody said of the report already, with the same value.

    What is only taken from the category, or was guessed from a message, is not
    among them: to say it confirms it.
    """
    every = journal.of_subject(writer.connection, subject)
    state = fold_subject(every, undone)
    if state is None:
        return frozenset()
    said = state.values
    return frozenset(
        name for name, value in entry.values.items() if value == said.get(name)
    ).difference(state.guessed)


def _without(values: Mapping[str, Json], names: Collection[str]) -> dict[str, Json]:
    return {name: value for name, value in values.items() if name not in names}


def _unchanged(writer: Writer, stood: Sequence[tuple[OpId, Collection[str]]]) -> Iterator[Sentence]:
    """Which fields were as they were said to become."""
    for subject, names in stood[:NAMED]:
        row = queries.report(writer.tables, subject) or {}
        fields = [Sentence(LABELS[name]) for name in LABELS if name in names]
        yield Sentence(
            N_("{id}: said so already, nothing is changed: {fields}"),
            id=row["id"],
            fields=Sentence.joined(fields),
        )


def _clear(entry: Entry, names: Sequence[str]) -> None:
    for name in names:
        key = name.replace("-", "_")
        known = FIELD_BY_NAME.get(key)
        if known is None:
            entry.problems["clear"] = Sentence(N_("there is no field '{name}'"), name=name)
        elif not known.written or key in (*NEEDED, PHASE):
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
    entry = judge(writer.reference, raw or {}, now)
    refuse(entry)
    name = "text" if kind == Kind.NOTE else "reason"
    words = words_of(text, flag(name), needed=kind in (Kind.NOTE, Kind.REFUTE))
    sealed: dict[str, Json] = {**entry.sealed, **({name: words} if words else {})}
    subjects = resolve(writer, ids)
    remarks = [*understood(writer.reference, now, known), *personal_remarks(words)]
    if kind in _UNEXPLAINED and not words:
        ids = " ".join(labels(writer, subjects))
        remarks.append(Sentence(_UNEXPLAINED[kind], ids=ids))
    for subject in subjects:
        row = queries.report(writer.tables, subject) or {}
        same = _same_already(kind, row)
        remarks += _regraded(row, entry) or same
        writer.batch.append(kind, entry.body, sealed, subject=subject, known_at=known_at)
    return Written(labels(writer, subjects), [*changed(writer, subjects, kind), *remarks])


_UNEXPLAINED = {
    Kind.HANDLE: N_('what was done was not said; to add it: pilkada report note {ids} -t "…"'),
    Kind.CLOSE: N_('how it ended was not said; to add it: pilkada report note {ids} -t "…"'),
}
"""What is remarked where no words came along."""


def _regraded(row: Mapping[str, object], entry: Entry) -> list[Sentence]:
    """That a report had another grade before, if somebody had given it one."""
    names = ("grade_source", "grade_content")
    before, after = (tuple(str(each[n]) for n in names) for each in (row, {**row, **entry.body}))
    if before in (UNGRADED, after):
        return []
    words = N_("{id}: the grade goes from {before} to {after}")
    return [Sentence(words, id=row["id"], before="".join(before), after="".join(after))]


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
    entry = judge(writer.reference, {**raw, "phase": to}, now)
    refuse(entry)
    words = words_of(reason, "--reason", needed=False)
    subjects = resolve(writer, ids)
    for subject in subjects:
        row = queries.report(writer.tables, subject) or {}
        phase = Phase(str(row["phase"]))
        target = str(entry.body.get("phase") or _NEXT.get(phase, phase))
        raised = replace(entry, body={**entry.body, "phase": target})
        refuse_impossible(writer.reference, Kind.ESCALATE, raised, row, now)
        sealed: dict[str, Json] = {"reason": words} if words else {}
        writer.batch.append(Kind.ESCALATE, raised.body, sealed, subject=subject, known_at=known_at)
    heard = [*understood(writer.reference, now, known), *personal_remarks(words)]
    return Written(labels(writer, subjects), [*changed(writer, subjects, Kind.ESCALATE), *heard])
