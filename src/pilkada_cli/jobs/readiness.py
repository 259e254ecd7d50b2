"""What is said of readiness by hand, and how ready the regencies are."""

from dataclasses import dataclass
from datetime import date, datetime

from pilkada_cli.analysis.readiness import over_all, ready
from pilkada_cli.domain import entry as entries
from pilkada_cli.domain.fields import MAX_RUPIAH
from pilkada_cli.domain.item_names import resolve_item
from pilkada_cli.domain.names import resolve_region
from pilkada_cli.domain.operation import Kind
from pilkada_cli.domain.readiness import Item, Standing, body_of
from pilkada_cli.domain.readiness_table import Readiness, Ready
from pilkada_cli.domain.reference import Reference, Region
from pilkada_cli.errors import UsageError
from pilkada_cli.exchange.sheets import numbers
from pilkada_cli.exchange.sheets.rows import Cell
from pilkada_cli.i18n import N_, Sentence
from pilkada_cli.jobs.record import Written
from pilkada_cli.jobs.typed import day_of, known_instant, today_of, understood
from pilkada_cli.jobs.workplace import AsOf
from pilkada_cli.render.local import long_date, percent, whole
from pilkada_cli.storage import readiness, settings
from pilkada_cli.storage.register import Reader, Writer


@dataclass(frozen=True, slots=True)
class Said:
    """What was typed of readiness."""

    item: str
    realised: str
    target: str | None = None
    region: str | None = None
    on: str | None = None
    known: str | None = None


def say(writer: Writer, typed: Said, now: datetime) -> Written:
    """Store how far an item is in a regency; what is known already is not stored again.

    Raises `UsageError` for what cannot be meant, and where a target has to be said.
    """
    reference = writer.reference
    known_at = known_instant(typed.known, reference, now)
    item = resolve_item(reference, typed.item)
    region = _region(writer, typed.region, item)
    on = _day(typed.on, now, reference)
    realised = _count(N_("REALISED"), typed.realised)
    before = {(s.item, s.region): s for s in readiness.standings(writer.tables, on.isoformat())}
    last = before.get((item.key, region.code))
    target, remark = _target(typed.target, item, region, last)
    standing = Standing(item.key, region.code, on.isoformat(), target, realised)
    told = in_words(standing, item, region)
    if standing == last:
        return Written(
            [], [Sentence(N_("known already, so nothing was written: {said}"), said=told)]
        )
    writer.batch.append(Kind.READINESS, body_of(standing), known_at=known_at, creates=True)
    remarks = [told, remark, beyond(standing, item, region)]
    label = f"{region.code} {item.key} {standing.on}"
    heard = understood(reference, now, typed.on, typed.known)
    return Written([label], [*(each for each in remarks if each is not None), *heard])  # fmt: skip


def _region(writer: Writer, typed: str | None, item: Item) -> Region:
    """The region that was typed, else the office's own."""
    named = typed or settings.get(writer.connection, "region")
    region = None if named is None else region_of(writer.reference, named, item)
    if region is None and typed is None:
        raise UsageError(
            Sentence(N_("missing: {flags}"), flags="-r"),
            Sentence(N_("pilkada readiness set -r REGION ITEM REALISED")),
        )
    if region is None:
        raise UsageError(
            of_regencies(item), Sentence(N_("see {listing}"), listing="pilkada region list")
        )
    return region


def region_of(reference: Reference, named: str, item: Item | None) -> Region | None:
    """Where an item is counted by that name; None for the province, where it has none of its own.

    Of an item that is not known every region is right. Raises `UsageError` for a name
    that means no region.
    """
    region = reference.region_by_code[resolve_region(reference, named)]
    return region if item is None or region in item.regions(reference) else None


def of_regencies(item: Item) -> Sentence:
    """That an item is not counted for the province."""
    words = N_("{item} is counted for a regency or city, not for the whole province")
    return Sentence(words, item=item.label)


def _day(typed: str | None, now: datetime, reference: Reference) -> date:
    today = today_of(reference, now)
    day = day_of("--on", typed, now, reference) or today
    if (problem := wrong_day(day, today)) is not None:
        raise UsageError(Sentence("{flag}: {problem}", flag="--on", problem=problem))
    return day


def wrong_day(day: date, today: date) -> Sentence | None:
    """Why nothing can have been counted on a day; None where it can."""
    if day > today:
        return Sentence(N_("'{value}' has not come yet"), value=day)
    if day < entries.EARLIEST:
        words = N_("'{value}' is too long ago; at the earliest {first}")
        return Sentence(words, value=day, first=entries.EARLIEST)
    return None


def counted(cell: Cell) -> int | None:
    """A number as sheets and people write it, ``3.381``; None for what is none."""
    text = str(numbers.whole(cell, ","))
    if text.isascii() and text.isdigit() and int(text) <= MAX_RUPIAH:
        return int(text)
    return None


def _count(name: str, text: str, least: int = 0) -> int:
    number = counted(text)
    if number is not None and number >= least:
        return number
    raise UsageError(
        Sentence(N_("{name}: '{value}' is no whole number from {least} on"),
                 name=Sentence(name), value=text, least=least),
        Sentence(N_("write 3381 or 3.381; rupiah in full, 2.500.000.000")),
    )  # fmt: skip


def _target(
    typed: str | None, item: Item, region: Region, last: Standing | None
) -> tuple[int, Sentence | None]:
    """The target that holds, and where it is from if nobody said it now."""
    if typed is not None:
        return _count("--target", typed, 1), None
    if last is not None:
        return last.target, Sentence(N_("the target is the one said before"))
    if target := item.target_in(region):
        return target, Sentence(N_("the target follows from the reference data; else --target"))
    raise UsageError(
        Sentence(N_("the target of {item} is not known yet"), item=item.label),
        Sentence(N_("say it with --target, the number that is needed")),
    )


def in_words(standing: Standing, item: Item, region: Region) -> Sentence:
    """What was said, for people."""
    return Sentence(
        N_("{region}, {item}: {realised} of {target} {unit} ({share}) on {day}"),
        region=region.name,
        item=item.label,
        realised=whole(standing.realised),
        target=whole(standing.target),
        unit=item.unit,
        share=percent(standing.share),
        day=long_date(standing.on),
    )


def beyond(standing: Standing, item: Item, region: Region) -> Sentence | None:
    """That more is there than is needed; None where it is not so."""
    if standing.share <= 1:
        return None
    return Sentence(
        N_("{region}, {item}: {realised} is more than the target {target}; is that right?"),
        region=region.name,
        item=item.label,
        realised=whole(standing.realised),
        target=whole(standing.target),
    )


def everything(reader: Reader, as_of: AsOf) -> Readiness:
    """How ready every regency is with every item."""
    return _seen(reader, as_of, as_of.day)


def least_ready(reader: Reader, as_of: AsOf) -> dict[str, Ready]:
    """By regency the item with the lowest share of those that were reported."""
    told = [row for row in everything(reader, as_of).rows if row.share is not None]
    worst_last = sorted(told, key=lambda row: (row.share, row.item), reverse=True)
    return {row.region: row for row in worst_last}


@dataclass(frozen=True, slots=True)
class View:
    """What is looked at, as typed; None for all."""

    region: str | None = None
    item: str | None = None
    on: str | None = None


def look(reader: Reader, view: View, as_of: AsOf, now: datetime) -> Readiness:
    """How ready the regencies are on a day, or one of them; at a regency's office that one.

    An item is looked at in every regency unless one is named. Raises `UsageError` for
    names and days that cannot be meant.
    """
    reference = reader.reference
    own = settings.get(reader.connection, "region") if view.item is None else None
    code = resolve_region(reference, view.region or own or reference.province.code)
    item = resolve_item(reference, view.item) if view.item else None
    day = day_of("--on", view.on, now, reference) or as_of.day
    return _seen(reader, as_of, day, code, item)


def _seen(
    reader: Reader, as_of: AsOf, day: date, code: str | None = None, item: Item | None = None
) -> Readiness:
    reference = reader.reference
    only = reference.regency_or_all(code)
    items = [item] if item else [*reference.item_by_key.values()]
    standings = readiness.standings(reader.tables, day.isoformat())
    rows = ready(standings, reference, day, items, only)
    return Readiness(
        election=reference.election.key,
        as_of=as_of.typed,
        on=day.isoformat(),
        regency=only,
        item=item.key if item else None,
        items=over_all(rows, items),
        rows=rows,
    )
