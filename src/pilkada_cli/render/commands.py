"""A command as a sentence, and what taking it back changes."""

from collections.abc import Iterable, Iterator, Sequence

from pilkada_cli.domain import attachments, fields
from pilkada_cli.domain.fields import Type
from pilkada_cli.domain.history import Change
from pilkada_cli.domain.operation import Json
from pilkada_cli.domain.reference import Reference
from pilkada_cli.domain.text import visible
from pilkada_cli.domain.undoing import SETTLED, Deed, Prospect
from pilkada_cli.i18n import N_, Sentence, _
from pilkada_cli.render import undone_actions
from pilkada_cli.render.labels import LABELS
from pilkada_cli.render.local import (
    DASH,
    clock,
    kind,
    local_time,
    long_date,
    short_date,
    whole,
    word,
)
from pilkada_cli.render.titles import without_numbers

LONGEST = 60
"""Characters of a text that a sentence quotes."""

MOST_IDS = 6
MOST_LINES = 8

_WHAT = {
    "add": N_("report {reports}"),
    "amend": N_("change of {reports}"),
    "note": N_("note on {reports}"),
    "verify": N_("verification of {reports}"),
    "refute": N_("refutation of {reports}"),
    "unverify": N_("withdrawn verification of {reports}"),
    "escalate": N_("escalation of {reports}"),
    "handle": N_("handling of {reports}"),
    "close": N_("closing of {reports}"),
    "reopen": N_("reopening of {reports}"),
    "link": N_("link of {reports}"),
    "unlink": N_("separation of {reports}"),
    "attach": N_("attachment to {reports}"),
    "detach": N_("removal of an attachment from {reports}"),
}
_GO_WITH_A_REPORT = {"add", "link", "attach"}


def told(prospect: Prospect, reference: Reference) -> Iterator[Sentence]:
    """What would be taken back or brought back, in one sentence; then what comes of it, by the line."""
    if prospect.settled:
        settled = Sentence(SETTLED[prospect.settled])
        yield Sentence(N_("{settled}; before that came:"), settled=settled)
    frame = N_("taking back: {what}, entered {when}")
    if prospect.again:
        frame = N_("bringing back: {what}, entered {when}")
    yield Sentence(frame, what=_command(prospect, reference), when=_entered(prospect, reference))
    lines = [*_consequences(prospect)]
    if not lines and not prospect.again:
        lines = [Sentence(N_("it stays in the history, marked as taken back"))]
    yield from lines


def older(prospect: Prospect, reference: Reference) -> Sentence:
    """That what was done last is not taken back, and which command came before it."""
    return Sentence(
        N_("{settled}; before that came command {number}: {what}, entered {when}"),
        settled=Sentence(SETTLED[prospect.settled]),
        number=prospect.batch.seq,
        what=_command(prospect, reference),
        when=_entered(prospect, reference),
    )


def _entered(prospect: Prospect, reference: Reference) -> str | Sentence:
    """When a command was entered, and by whom."""
    zone, label = reference.election.time_zone, reference.election.time_zone_label
    when = local_time(prospect.content.at, zone, label)
    return Sentence(N_("{when} by {who}"), when=when, who=prospect.by) if prospect.by else when


def _command(prospect: Prospect, reference: Reference) -> Sentence:
    kinds, deeds = prospect.content.kinds, prospect.deeds
    if kinds.keys() == {"nil"}:
        return _nil(deeds, kinds["nil"], reference)
    if kinds.keys() == {"readiness"}:
        return _readiness(deeds, kinds["readiness"], reference)
    if prospect.actions and len(kinds) == 1:
        return undone_actions.named(prospect.actions, decided="action" in kinds)
    if kinds.get("add", 0) <= 1 and (len(kinds) == 1 or kinds.keys() <= _GO_WITH_A_REPORT):
        same = {name: [deed for deed in deeds if deed.kind == name] for name in kinds}
        reports = prospect.content.reports
        return Sentence.joined([_of_kind(name, of, reports) for name, of in same.items()])
    return Sentence(
        N_("import of {operations} on {reports}"),
        operations=Sentence(N_("{n} operation"), N_("{n} operations"), n=sum(kinds.values())),
        reports=_reports(prospect.content.reports),
    )


def _reports(n: int) -> Sentence:
    return Sentence(N_("{n} report"), N_("{n} reports"), n=n)


def _nil(deeds: Sequence[Deed], n: int, reference: Reference) -> Sentence:
    if n > 1 or not deeds:
        return Sentence(N_("{n} nil report"), N_("{n} nil reports"), n=n)
    code, day = str(deeds[0].said.get("region")), str(deeds[0].said.get("on"))
    region = reference.region_by_code.get(code)
    name = region.name if region else code
    return Sentence(N_("nil report of {region} for {day}"), region=name, day=long_date(day))


def _readiness(deeds: Sequence[Deed], n: int, reference: Reference) -> Sentence:
    if n > 1 or not deeds:
        return Sentence(N_("{n} standing of readiness"), N_("{n} standings of readiness"), n=n)
    said = deeds[0].said
    item = reference.item_by_key.get(str(said.get("item")))
    region = reference.region_by_code.get(str(said.get("region")))
    return Sentence(
        N_("readiness of {region}, {item}, {day}"),
        region=region.name if region else said.get("region"),
        item=item.label if item else said.get("item"),
        day=long_date(str(said.get("on"))),
    )


def _of_kind(name: str, deeds: Sequence[Deed], reports: int) -> Sentence:
    """Operations of one kind; what was said with them where all say the same."""
    ids = list(dict.fromkeys(end for d in deeds for end in (d.report, d.other) if end is not None))
    named = _ids(ids) if ids else _reports(reports)
    what = Sentence(_WHAT.get(name, "{kind}: {reports}"), reports=named, kind=kind(name))
    if not deeds or any(_said(deed) != _said(deeds[0]) for deed in deeds):
        return what
    return Sentence("{what}{said}", what=what, said=_said(deeds[0]))


def _ids(ids: Sequence[str]) -> str:
    return ", ".join(ids[:MOST_IDS]) + (f" … ({len(ids)})" if len(ids) > MOST_IDS else "")


def _said(deed: Deed) -> str:
    """The words of an operation in quotes, the fields it set in brackets."""
    said = deed.said
    words = said.get("title" if deed.kind == "add" else "text") or said.get("reason")
    if "attachments" in said:
        words = _names(said["attachments"])
    quoted = f" {_quoted(words)}" if isinstance(words, str) else ""
    if deed.kind == "add":
        return quoted
    values = [f"{_label(n)} {_shown(n, v)}" for n, v in said.items() if n in fields.WRITTEN]
    return f"{quoted} ({'; '.join(values)})" if values else quoted


def _label(name: str) -> str:
    if name == "residual_value":
        return _("risk value after actions")
    return _(LABELS[name]) if name in LABELS else name


def _shown(name: str, value: Json) -> str:
    """A value of a field in a few words."""
    if value is None or value in ("", [], ()):
        return DASH
    if name == "attachments":
        return _cut(_names(value))
    if isinstance(value, list | tuple):
        return _cut(" ".join(map(str, value)))
    if isinstance(value, int):
        return whole(value)
    known = fields.FIELD_BY_NAME[name]
    if known.personal:
        return _quoted(str(value))
    in_words = {Type.DATE: short_date, Type.TIME: clock}.get(known.type, word)
    return _cut(in_words(str(value)))


def _names(stored: Json) -> str:
    return ", ".join(each.name for each in attachments.read(stored))


def _quoted(text: str) -> str:
    return f'"{_cut(text)}"'


def _cut(text: str) -> str:
    line = without_numbers(visible(" ".join(text.split())))
    return line if len(line) <= LONGEST else line[: LONGEST - 1] + "…"


def _consequences(prospect: Prospect) -> Iterator[Sentence]:
    content, again = prospect.content, prospect.again
    yield from _on_reports(prospect)
    yield from undone_actions.consequences(prospect.actions)
    if not prospect.deeds:
        yield from _counted(content.kinds.get("add", 0), content.reports, again=again)
    if content.kinds.get("add", 0) > 1 and not again:
        yield Sentence(
            N_('one of them alone is refuted instead: pilkada report refute ID --reason "…"')
        )
    if prospect.since:
        kinds = ", ".join(map(kind, prospect.since))
        yield Sentence(N_("what was added since stays visible: {kinds}"), kinds=kinds)
    for one, other, linked in prospect.links:
        frame = N_("{one} and {other} are linked again")
        if not linked:
            frame = N_("{one} and {other} are no longer linked")
        yield Sentence(frame, one=one, other=other)
    if n := content.kinds.get("nil"):
        yield _nil_counts(n, again=again)
    if n := content.kinds.get("readiness"):
        yield _standing_counts(n, again=again)


def _on_reports(prospect: Prospect) -> Iterator[Sentence]:
    shown = [*prospect.effects.items()][:MOST_LINES]
    for become, ids in shown:
        if become.withdrawn is not None:
            yield _withdrawn(_ids(ids), len(ids), again=prospect.again)
        else:
            yield Sentence(
                "{reports}: {changes}", reports=_ids(ids), changes=changes(become.changes)
            )
    if left := sum(map(len, prospect.effects.values())) - sum(len(ids) for _, ids in shown):
        yield Sentence(
            N_("and {n} more report is changed"), N_("and {n} more reports are changed"), n=left
        )


def _withdrawn(reports: object, n: int, *, again: bool) -> Sentence:
    if again:
        return Sentence(
            N_("{reports} stands again"), N_("{reports} stand again"), n=n, reports=reports
        )
    return Sentence(
        N_("{reports} becomes withdrawn and is not counted"),
        N_("{reports} become withdrawn and are not counted"),
        n=n,
        reports=reports,
    )


def _counted(made: int, reports: int, *, again: bool) -> Iterator[Sentence]:
    """What becomes of reports that are too many to be named."""
    if made:
        yield _withdrawn(_reports(made), made, again=again)
    if (changed := reports - made) > 0:
        one, many = (
            N_("{n} report goes back to what it was before"),
            N_("{n} reports go back to what they were before"),
        )
        if again:
            one, many = N_("{n} report is changed again"), N_("{n} reports are changed again")
        yield Sentence(one, many, n=changed)


def _nil_counts(n: int, *, again: bool) -> Sentence:
    if again:
        return Sentence(N_("the nil report counts again"), N_("the nil reports count again"), n=n)
    return Sentence(
        N_("the nil report no longer counts"), N_("the nil reports no longer count"), n=n
    )


def _standing_counts(n: int, *, again: bool) -> Sentence:
    if again:
        return Sentence(N_("the standing counts again"), N_("the standings count again"), n=n)
    return Sentence(
        N_("the standing no longer counts; what was said before does"),
        N_("the standings no longer count; what was said before does"),
        n=n,
    )


def changes(made: Iterable[Change]) -> str:
    """Fields with what they were and what they become, in words."""
    return "; ".join(_change(change) for change in made)


def _change(change: Change) -> str:
    label, before = _label(change.field), _shown(change.field, change.before)
    if change.before == change.after:
        return str(Sentence(N_("{field} stays {value}"), field=label, value=before))
    after = _shown(change.field, change.after)
    frame = N_("{field} from {before} to {after}")
    return str(Sentence(frame, field=label, before=before, after=after))
