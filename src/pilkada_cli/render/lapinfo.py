"""A report as laporan informasi: where it comes from, the facts, and apart from them the opinion.

The skeleton is that of the information reports of police and attorneys: sources,
manner and value of the information; facts by who, what, when, where, how; opinion.
"""

from collections.abc import Iterator

from pilkada_cli.domain.fields import Verification
from pilkada_cli.domain.history import Step
from pilkada_cli.domain.operation import Kind
from pilkada_cli.domain.personal_spans import NAMES
from pilkada_cli.domain.personal_spans import Kind as Personal
from pilkada_cli.domain.privacy import masked
from pilkada_cli.domain.reference import Category, Criterion
from pilkada_cli.domain.times import local
from pilkada_cli.i18n import N_, Sentence, _, language
from pilkada_cli.render.action_words import in_words
from pilkada_cli.render.document import Document, Entry, Section
from pilkada_cli.render.local import DASH, kind, long_date, word
from pilkada_cli.render.matter import (
    Matter,
    affected,
    consequences,
    grade,
    level,
    mark,
    moment,
    occurred,
    phase,
    place,
    title,
    unconfirmed_fields,
)

BLANK = "." * 40
"""What the register does not hold and the officer fills in."""

ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
ASPECTS = {
    "ideologi": N_("ideology"),
    "politik": N_("politics"),
    "ekonomi": N_("economy"),
    "sosial-budaya": N_("society and culture"),
    "pertahanan-keamanan": N_("defence and security"),
    "bencana": N_("disasters"),
}
TOLD = (Kind.ADD, Kind.NOTE, Kind.VERIFY, Kind.REFUTE, Kind.UNVERIFY, Kind.ESCALATE)
"""Steps that tell what was learnt."""
DONE = (Kind.HANDLE, Kind.CLOSE, Kind.REOPEN)
"""Steps that tell what was done about it."""


def laporan_informasi(matter: Matter) -> Document:
    """The document about one report."""
    return Document(
        mark=mark(matter),
        letterhead=tuple(matter.letterhead),
        title=_("INFORMATION REPORT"),
        head=(
            Entry(_("Number"), (number(matter),)),
            Entry(_("Field"), (_field(matter),)),
            Entry(_("Subject"), (_told_of(title(matter)),)),
        ),
        notices=tuple(map(str, notices(matter))),
        sections=(
            Section(_("I. INTRODUCTION"), tuple(_introduction(matter))),
            Section(_("II. FACTS"), tuple(_facts(matter))),
            Section(_("III. THE REPORTER'S OPINION"), tuple(_opinion(matter))),
        ),
        signature=_signature(matter),
        last=tuple(_last(matter)),
    )


def number(matter: Matter) -> str:
    """``T/LI-42/XI/2024/HST``: mark, number, month and year it was known, code of the office."""
    report = matter.report
    code, _dash, own = str(report["id"]).rpartition("-")
    known = local(str(report["known_at"]), matter.reference.election.time_zone)
    month = ROMAN[known.month - 1]
    return f"{report['classification']}/LI-{own}/{month}/{known.year}/{code}"


def notices(matter: Matter) -> Iterator[Sentence]:
    """What takes the report's word away, and which others tell of the same event."""
    report = matter.report
    if report["withdrawn"]:
        yield Sentence(N_("WITHDRAWN: the office took this report back."))
    if report["verification"] == Verification.REFUTED:
        reason = _told_of(refutation(matter))
        yield Sentence(N_("REFUTED: checked, and not so. {reason}"), reason=reason)
    if report["erased"]:
        yield Sentence(N_("ERASED: personal data and texts of this report were erased."))
    if (fields := unconfirmed_fields(matter)) is not None:
        yield fields
    ids = ", ".join(matter.same)
    if report["outcome"] == "duplicate":
        yield Sentence(N_("TOLD BEFORE: the same event is reported in {ids}."), ids=ids)
    elif ids:
        yield Sentence(N_("The same event is also reported in {ids}."), ids=ids)


def refutation(matter: Matter) -> str:
    """Why the report was refuted; empty where nobody said."""
    last = [step for step in matter.standing if step.kind == Kind.REFUTE][-1:]
    return "".join(step.words or "" for step in last)


def _category(matter: Matter) -> Category | None:
    return matter.reference.category_by_key.get(str(matter.report["category"]))


def _field(matter: Matter) -> str:
    category = _category(matter)
    return ", ".join(_(ASPECTS[name]) for name in category.aspects) if category else ""


def _introduction(matter: Matter) -> Iterator[Entry]:
    yield Entry(_("Source of the information"), (_typed(matter, "source") or DASH,))
    yield Entry(_("Relation to the source"), (BLANK,))
    yield Entry(_("How it was obtained"), (BLANK,))
    yield Entry(_("When it was obtained"), (moment(matter, str(matter.report["known_at"])),))
    yield Entry(_("Value of the information"), (grade(matter),))


def _facts(matter: Matter) -> Iterator[Entry]:
    category = _category(matter)
    label = category.label.in_language(language()) if category else DASH
    what = Sentence(
        N_("{title} (category: {category})"), title=_told_of(title(matter)), category=label
    )
    where = [*place(matter)]
    if others := affected(matter):
        where.append(str(Sentence(N_("also affects {names}"), names=others)))
    yield Entry(_("What"), (str(what),))
    yield Entry(_("When"), (occurred(matter),))
    yield Entry(_("Where"), (", ".join(where),))
    yield Entry(_("Who"), (_typed(matter, "parties") or DASH,))
    yield Entry(_("Consequences"), (consequences(matter) or DASH,))
    yield Entry(_("Verification"), (word(matter.report["verification"]),))
    yield Entry(
        _("Account (how, by what means, why)"),
        (_typed(matter, "detail") or DASH,),
        block=True,
    )
    yield Entry(_("Course of events"), _told(matter, TOLD), items=True)
    if matter.attachments:
        yield Entry(_("Attachments"), tuple(map(_told_of, matter.attachments)), items=True)


def _typed(matter: Matter, field: str) -> str:
    return _told_of(matter.text(field))


_FACTS = (Personal.PLATE, Personal.BIRTH)


def _told_of(text: str) -> str:
    """A text with the numbers of persons by their kind, but for those that are facts."""
    return masked(text, {kind: _(name) for kind, name in NAMES.items() if kind not in _FACTS})


def _told(matter: Matter, kinds: tuple[Kind, ...]) -> tuple[str, ...]:
    steps = (step for step in matter.standing if step.kind in kinds)
    return tuple(_dated(matter, step) for step in sorted(steps, key=lambda s: s.known_at))


def _dated(matter: Matter, step: Step) -> str:
    told = f"{moment(matter, step.known_at)}: {kind(step.kind)}"
    for change in step.changes:
        if step.kind == Kind.ESCALATE and change.field == "phase":
            phases = Sentence(N_("from {before} to {after}"),
                              before=word(change.before or "pg"), after=word(change.after))  # fmt: skip
            told = f"{told} {phases}"
    return f"{told}. {_told_of(step.words)}" if step.words else f"{told}."


def _opinion(matter: Matter) -> Iterator[Entry]:
    yield Entry(_("Analysis"), tuple(_analysis(matter)), items=True)
    yield Entry(_("Prediction"), (BLANK,))
    taken = tuple(_measures(matter))
    yield Entry(_("Measures taken so far"), taken or (DASH,), block=not taken, items=bool(taken))
    if matter.actions:
        yield Entry(
            _("Actions decided"),
            tuple(_told_of(in_words(each)) for each in matter.actions),
            items=True,
        )
    category = _category(matter)
    settled = matter.report["outcome"] in ("refuted", "withdrawn")
    if category is not None and not settled:
        proposed = tuple(measure.in_language(language()) for measure in category.measures)
        yield Entry(_("Advice (usual for this category, not decided)"), proposed, items=True)


def _analysis(matter: Matter) -> Iterator[str]:
    report, scale = matter.report, matter.reference.scale
    stage = matter.reference.stage_by_key.get(str(report["stage"]))
    yield _said(_("phase"), phase(matter))
    yield _said(_("ATHG label"), word(report["athg"]) or DASH)
    yield _said(
        _("stage"), stage.name.in_language(language()) if stage else _("outside every stage")
    )
    yield _said(_("likelihood"), _step_of(scale.likelihood, report["likelihood"]))
    yield _said(_("impact"), _step_of(scale.impact, report["impact"]))
    yield _said(_("risk"), _risk(matter, ""))
    if report["residual_value"] != report["value"]:
        yield _said(_("after measures"), _risk(matter, "residual_"))


def _said(label: str, value: str) -> str:
    return f"{label}: {value}"


def _step_of(steps: tuple[Criterion, ...], number: object) -> str:
    return next(f"{one.number}, {one.label.in_language(language())}"
                for one in steps if one.number == number)  # fmt: skip


def _risk(matter: Matter, prefix: str) -> str:
    report = matter.report
    return str(Sentence(N_("level {level}, value {value} of 25"),
                        level=level(matter, report[f"{prefix}level"]),
                        value=report[f"{prefix}value"]))  # fmt: skip


def _measures(matter: Matter) -> Iterator[str]:
    if taken := _typed(matter, "measures_taken"):
        yield taken
    if informed := _typed(matter, "coordinated_with"):
        yield _said(_("coordinated with"), informed)
    yield from _told(matter, DONE)


def _signature(matter: Matter) -> tuple[str, ...]:
    today = long_date(matter.now.date())
    where = f"{matter.seat}, {today}" if matter.seat else today
    return (where, _("Reporter,"), "", "", _reporter(matter) or BLANK)


def _reporter(matter: Matter) -> str:
    """Who reported it, else who wrote it down."""
    written = matter.report["reporter"] or next(
        (matter.actors.get((step.id.origin, step.actor)) for step in matter.steps), None
    )
    return _told_of(str(written or ""))


def _last(matter: Matter) -> Iterator[Entry]:
    if matter.recipients:
        yield Entry(_("Distribution"), tuple(matter.recipients), items=True)
