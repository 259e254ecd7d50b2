"""Who reported day by day: the calendar of the regencies, or of the districts of one."""

from datetime import date

from pilkada_cli.analysis.coverage import Heard, within
from pilkada_cli.domain.calendar import Coverage, DistrictCoverage, RegencyCoverage
from pilkada_cli.domain.coverage import Bundle
from pilkada_cli.domain.duties import last_owed, silent_days
from pilkada_cli.domain.names import resolve_place
from pilkada_cli.errors import UsageError
from pilkada_cli.i18n import N_, Sentence
from pilkada_cli.jobs.covering import Window, bundles, judged, span, window
from pilkada_cli.jobs.reading import Asked, resolve_filters
from pilkada_cli.jobs.workplace import AsOf
from pilkada_cli.storage import settings, workload
from pilkada_cli.storage.register import Reader


def look(reader: Reader, asked: Asked, as_of: AsOf) -> Coverage:
    """The calendar of the regencies; at the office of one, or with one asked for, of its districts.

    Raises `UsageError` for unknown names and for days that have not come.
    """
    reference = reader.reference
    named = resolve_filters(reference, asked).named
    seen = window(reference, as_of, asked.now, named.since, named.until)
    if seen is None:
        raise UsageError(
            Sentence(N_("{flag} '{value}' has not come yet"), flag="--since", value=asked.since)
        )
    place = resolve_place(reference, asked.region or _own(reader) or reference.province.code)
    province = reference.is_province(place.region)
    codes = [r.code for r in reference.regencies] if province else [place.region]
    made = bundles(reader, as_of)
    regencies = tuple(_regency(reader, code, seen, as_of, made.get(code)) for code in codes)
    districts = () if province else _districts(reader, regencies[0], seen, as_of.day)
    return Coverage(
        election=reference.election.key,
        as_of=as_of.typed,
        regency=None if province else place.district or place.region,
        period=seen.period,
        regencies=regencies,
        districts=tuple(d for d in districts if place.district in (None, d.code)),
    )


def _own(reader: Reader) -> str | None:
    return settings.get(reader.connection, "region")


def _regency(
    reader: Reader, code: str, seen: Window, as_of: AsOf, bundle: Bundle | None
) -> RegencyCoverage:
    found = judged(reader, code, seen, as_of.day)
    office, made_on, days = bundle or (None, None, None)
    return RegencyCoverage(
        code=code,
        name=reader.reference.region_by_code[code].name,
        coverage=found.share.coverage,
        low=found.share.low,
        last_report_on=found.last,
        silent_days=silent_days(found.last, as_of.day, found.owed_until),
        owed_until=found.owed_until.isoformat() if found.owed_until else None,
        office=office,
        last_bundle_on=made_on,
        bundle_days=days,
        days=found.days,
    )


def _districts(
    reader: Reader, regency: RegencyCoverage, seen: Window, today: date
) -> list[DistrictCoverage]:
    code = regency.code
    named = {
        day: workload.districts_within(reader.tables, code, span(reader.reference.election, day))
        for day in seen.days
    }
    last = workload.districts_heard(reader.tables, code)
    until = last_owed(reader.reference, code)
    return [
        DistrictCoverage(
            code=each.code,
            name=each.name,
            regency=code,
            last_report_on=last.get(each.code),
            silent_days=silent_days(last.get(each.code), today, until),
            days=within(
                regency.days,
                Heard({day: n[each.code] for day, n in named.items() if each.code in n}),
            ),
        )
        for each in reader.reference.region_by_code[code].districts
    ]
