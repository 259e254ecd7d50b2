"""An action as people type it, and what it means."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from pilkada_cli.domain.actions import MOST_LOWERED
from pilkada_cli.domain.category_names import resolve_category
from pilkada_cli.domain.fields import MAX_LINE, MAX_TITLE
from pilkada_cli.domain.names import resolve_region
from pilkada_cli.domain.operation import Json
from pilkada_cli.domain.reference import Category
from pilkada_cli.domain.text import normalise, objection
from pilkada_cli.errors import PilkadaError, UsageError
from pilkada_cli.i18n import N_, Sentence, language
from pilkada_cli.jobs.coming_days import coming_day
from pilkada_cli.jobs.ids import is_report_id, resolve
from pilkada_cli.storage import queries, settings
from pilkada_cli.storage.register import Reader, Writer


@dataclass(frozen=True, slots=True)
class Asked:
    """An action as typed; what is None was not said.

    It is on the reports `on`, else on a region and perhaps a category.
    """

    what: str | None = None
    on: Sequence[str] = ()
    region: str | None = None
    category: str | None = None
    owner: str | None = None
    due: str | None = None
    lowers_likelihood: str | None = None
    lowers_impact: str | None = None
    evidence: str | None = None
    disposition: bool = False


@dataclass(frozen=True, slots=True)
class Suggestions:
    """What the category of a risk suggests: measures and who usually takes them."""

    measures: tuple[str, ...]
    owners: tuple[str, ...]


def suggestions(opened: Reader | Writer, asked: Asked) -> Suggestions:
    """What is usually done about the reports, or the category, that an action is for."""
    found = _category(opened, asked)
    if found is None:
        return Suggestions((), ())
    measures = tuple(each.in_language(language()) for each in found.measures)
    return Suggestions(measures, found.owners)


def _category(opened: Reader | Writer, asked: Asked) -> Category | None:
    reference, key = opened.reference, None
    if asked.on:
        row = queries.report(opened.tables, resolve(opened, asked.on[:1])[0]) or {}
        key = str(row["category"])
    elif asked.category is not None:
        key = resolve_category(reference, asked.category)
    return None if key is None else reference.category_by_key.get(key)


def _region(opened: Reader | Writer, asked: Asked) -> str | None:
    """Where an action is taken: where its first report is, or the region that was said."""
    if asked.on:
        row = queries.report(opened.tables, resolve(opened, asked.on[:1])[0]) or {}
        return str(row["region"])
    typed = asked.region or settings.get(opened.connection, "region")
    return None if typed is None else resolve_region(opened.reference, typed)


def own_region(opened: Reader) -> str | None:
    """The name of the office's own region, if it has one."""
    region = opened.reference.region_by_code.get(settings.get(opened.connection, "region") or "")
    return region.name if region else None


def content_of(
    writer: Writer, asked: Asked, now: datetime
) -> tuple[dict[str, Json], dict[str, Json]]:
    """Body and sealed part of an action; its day is counted from `now`.

    Raises `UsageError` for all that is wrong or missing.
    """
    usual = suggestions(writer, asked)
    what = line_of("WHAT", asked.what, MAX_TITLE)
    owner = line_of("--owner", asked.owner, MAX_LINE) or next(iter(usual.owners), None)
    missing = [name for name, value in (("WHAT", what), ("--owner", owner)) if not value]
    if missing:
        raise UsageError(
            Sentence(N_("missing: {flags}"), flags=", ".join(missing)),
            Sentence(N_("usual here: {measures}"), measures="; ".join(usual.measures))
            if usual.measures
            else Sentence(N_('pilkada action add "WHAT" --for HST-42 --owner AGENCY --due DATE')),
        )
    body: dict[str, Json] = {"owner": owner}
    due = coming_day("--due", asked.due, now, writer.reference, _region(writer, asked))
    if due is not None:
        body["due"] = due.isoformat()
    body |= effect_of(asked)
    if asked.disposition:
        body["disposition"] = True
    return body, {"what": what}


def place_of(writer: Writer, asked: Asked) -> dict[str, Json]:
    """Where an action that is on no report belongs: the office's own region unless said."""
    region = _region(writer, asked)
    if region is None:
        raise UsageError(
            Sentence(N_("missing: {flags}"), flags="-r"),
            Sentence(N_("say for which report (--for HST-42), or for which region (-r REGION)")),
        )
    place: dict[str, Json] = {"region": region}
    if asked.category is not None:
        place["category"] = resolve_category(writer.reference, asked.category)
    return place


def line_of(flag: str, text: str | None, most: int) -> str | None:
    """A text of one line; None where there is none. Raises `UsageError` for what cannot be stored."""
    words = " ".join(normalise(text or "").split())
    if (problem := objection(words, most)) is not None:
        raise UsageError(Sentence("{name}: {problem}", name=flag, problem=problem))
    return words or None


def objection_to_report(opened: Reader, typed: str) -> Sentence | None:
    """Why an answer names no report; None where it does."""
    try:
        resolve(opened, [typed])
    except UsageError as error:
        return error.sentence
    return None


def objection_to_region(opened: Reader, typed: str) -> Sentence | None:
    """Why an answer names no region; None where it does."""
    try:
        resolve_region(opened.reference, typed)
    except PilkadaError as error:
        return error.sentence
    return None


def objection_to_category(opened: Reader, typed: str) -> Sentence | None:
    """Why an answer names no category; None where it does."""
    try:
        resolve_category(opened.reference, typed)
    except PilkadaError as error:
        return error.sentence
    return None


def objection_to_owner(typed: str) -> Sentence | None:
    """Why an answer is no agency: the id of a report was meant for the question before."""
    if is_report_id(typed):
        words = N_("'{typed}' looks like the id of a report; an agency is wanted, as Polres")
        return Sentence(words, typed=typed)
    return None


def objection_to_due(opened: Reader, asked: Asked, typed: str, now: datetime) -> Sentence | None:
    """Why an answer is no day by which; None where it is."""
    try:
        coming_day("--due", typed, now, opened.reference, _region(opened, asked))
    except UsageError as error:
        return Sentence(N_("{problem} ({hint})"), problem=error.sentence, hint=error.hint)
    return None


def effect_of(asked: Asked) -> dict[str, Json]:
    """By how much it lowers likelihood and impact, where that was said."""
    found: dict[str, Json] = {}
    for name in ("lowers_likelihood", "lowers_impact"):
        typed = getattr(asked, name)
        if typed is None:
            continue
        if typed not in {str(n) for n in range(MOST_LOWERED + 1)}:
            flag = "--" + name.replace("_", "-")
            raise UsageError(
                Sentence(
                    N_("{flag} '{value}' is not a number of steps from 0 to 4"),
                    flag=flag,
                    value=typed,
                )
            )
        found[name] = int(typed)
    return found
