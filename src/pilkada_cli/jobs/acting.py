"""What is decided against a risk, and how far it is."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from pilkada_cli.domain.actions import ActionState
from pilkada_cli.domain.fields import MAX_LINE, MAX_TITLE, Handling
from pilkada_cli.domain.operation import Json, Kind, OpId
from pilkada_cli.domain.times import moment
from pilkada_cli.errors import UsageError
from pilkada_cli.i18n import N_, Sentence
from pilkada_cli.jobs.action_entry import Asked, content_of, effect_of, line_of, place_of
from pilkada_cli.jobs.answers import withdrawn
from pilkada_cli.jobs.coming_days import coming_day
from pilkada_cli.jobs.ids import action_labels, resolve, resolve_actions
from pilkada_cli.jobs.numbering import action_numbers, own_code
from pilkada_cli.jobs.record import Written
from pilkada_cli.jobs.typed import known_instant, personal_remarks, today_of, understood
from pilkada_cli.render.local import full_date
from pilkada_cli.render.titles import without_numbers
from pilkada_cli.storage import actions, queries
from pilkada_cli.storage.register import Writer


def decide(writer: Writer, asked: Asked, known: str | None, now: datetime) -> Written:
    """Store an action on each report that is named, or one on a region and a category."""
    reference = writer.reference
    if asked.on and (asked.region or asked.category):
        raise UsageError(
            Sentence(N_("an action on a report is taken where the report is")),
            Sentence(N_("leave out -r and -c, or --for")),
        )
    known_at = known_instant(known, reference, now)
    body, sealed = content_of(writer, asked, moment(known_at) if known else now)
    subjects = resolve(writer, asked.on)
    code, numbers = own_code(writer), action_numbers(writer)
    made = []
    targets: list[OpId | None] = [*subjects] or [None]
    for subject in targets:
        named: dict[str, Json] = {"code": code, "number": next(numbers), **body}
        if subject is None:
            named |= place_of(writer, asked)
        created = writer.batch.append(
            Kind.ACTION, named, sealed, subject=subject, known_at=known_at, creates=subject is None
        )
        made.append(created)
    writer.fold()
    remarks = [*withdrawn(writer, subjects), *_owned(asked, body)]
    remarks += [
        *_late(body, today_of(reference, now)),
        *_untouched(writer, subjects),
        *personal_remarks(sealed["what"]),
    ]
    heard = understood(reference, now, known)
    return Written(action_labels(writer, made), [*remarks, *heard])


def _owned(asked: Asked, body: dict[str, Json]) -> Iterator[Sentence]:
    """Who it was given to, where nobody said."""
    if asked.owner is None:
        yield Sentence(
            N_("given to {owner}, as usual for the category; another one with --owner"),
            owner=body["owner"],
        )


def _late(body: dict[str, Json], today: date) -> Iterator[Sentence]:
    if (due := body.get("due")) is not None:
        day = date.fromisoformat(due)
        yield Sentence(N_("due on {day}"), day=full_date(day))
        if day < today:
            yield Sentence(N_("that day is over: it counts as overdue until it is done"))
    else:
        yield Sentence(N_("no day was set, so it is never overdue; set one with --due"))


def _untouched(writer: Writer, subjects: Sequence[OpId]) -> Iterator[Sentence]:
    """Reports that nobody is said to act on yet."""
    rows = [queries.report(writer.tables, subject) or {} for subject in subjects]
    new = [
        str(row["id"]) for row in rows if row["handling"] == Handling.NEW and not row["withdrawn"]
    ]
    if new:
        yield Sentence(
            N_("still new: {ids}; once somebody acts: pilkada report handle {ids}"),
            ids=" ".join(new),
        )


def carry_on(
    writer: Writer,
    ids: Sequence[str],
    state: ActionState | None,
    asked: Asked,
    known: str | None,
    now: datetime,
) -> Written:
    """Say how far actions are, or change who is to take them and by when."""
    reference = writer.reference
    known_at = known_instant(known, reference, now)
    said: dict[str, Json | None] = {
        "state": state,
        "owner": line_of("--owner", asked.owner, MAX_LINE),
    }
    words = {
        "what": line_of("--what", asked.what, MAX_TITLE),
        "evidence": line_of("--evidence", asked.evidence, MAX_LINE),
    }
    body = effect_of(asked) | {name: each for name, each in said.items() if each is not None}
    sealed: dict[str, Json] = {name: text for name, text in words.items() if text}
    if not body and not sealed and asked.due is None:
        raise UsageError(
            Sentence(N_("nothing to change was named")),
            Sentence(N_("name what changes, for example --due besok or --owner Polres")),
        )
    found = resolve_actions(writer, ids)
    region = actions.region_of(writer.tables, found[0][0])
    if (due := coming_day("--due", asked.due, now, writer.reference, region)) is not None:
        body["due"] = due.isoformat()
    for action, subject in found:
        writer.batch.append(
            Kind.STEP, {"action": str(action), **body}, sealed, subject=subject, known_at=known_at
        )
    writer.fold()
    remarks = [
        *withdrawn(writer, list(dict.fromkeys(subject for _, subject in found))),
        *_now(writer, found, state, words["evidence"]),
        *_become(writer, found),
        *personal_remarks(" ".join(sealed.values())),
    ]
    heard = understood(reference, now, known)
    return Written(action_labels(writer, [action for action, _ in found]), [*remarks, *heard])


_NOW = {
    ActionState.RUNNING: N_(
        '{id} has begun: {what}; once it is done: pilkada action done {id} --evidence "…"'
    ),
    ActionState.DONE: N_("{id} is done: {what}"),
    ActionState.DROPPED: N_(
        "{id} will not be taken: {what}; it counts no more, another one: pilkada action add"
    ),
}


def _now(
    writer: Writer,
    found: Sequence[tuple[OpId, OpId]],
    state: ActionState | None,
    evidence: str | None,
) -> Iterator[Sentence]:
    """What was said of each action, and how to go on."""
    if state is None or state not in _NOW:
        return
    called = actions.labels(writer.tables, [action for action, _ in found])
    for action, subject in found:
        what = without_numbers(actions.words(writer.tables, action) or "–")
        yield Sentence(_NOW[state], id=called[action], what=what)
        if state != ActionState.DONE:
            continue
        if evidence is None:
            words = N_('what shows it was not said: pilkada action done {id} --evidence "…"')
            yield Sentence(words, id=called[action])
        row = queries.report(writer.tables, subject) or {}
        if row and row["handling"] != Handling.CLOSED:
            yield Sentence(
                N_('{id} stays open; once it is over: pilkada report close {id} --reason "…"'),
                id=row["id"],
            )


def _become(writer: Writer, found: Sequence[tuple[OpId, OpId]]) -> Iterator[Sentence]:
    """What the risks are now, after the actions that are done."""
    for action, subject in found:
        if action == subject:
            continue
        row = queries.report(writer.tables, subject) or {}
        if row["value"] != row["residual_value"]:
            yield Sentence(
                N_("{id}: risk value {before} before actions, {after} after those that are done"),
                id=row["id"],
                before=row["value"],
                after=row["residual_value"],
            )
