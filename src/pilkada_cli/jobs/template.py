"""The form that offices fill in: what may stand in its columns, from the reference data."""

from collections.abc import Iterator, Sequence

from pilkada_cli.domain.fields import Phase
from pilkada_cli.domain.reference import Criterion, Reference
from pilkada_cli.exchange.form import Column, Form
from pilkada_cli.i18n import N_, _, language
from pilkada_cli.render.labels import LABELS

REPORTS, NIL, HELP = N_("Reports"), N_("Nil"), N_("How to")
"""The sheets of the form; `NIL` is where nothing happened."""


def form(reference: Reference, own_region: str | None) -> Form:
    """The form of an office; `own_region` is a regency, None for the province's office.

    A regency's stands above its columns, so that other offices know where its rows lie.
    """
    region = reference.region_by_code.get(own_region or "")
    places = [] if region else [_column("region", 18, [r.name for r in reference.regencies])]
    districts = [district.name for district in region.districts] if region else []
    return Form(
        sheets={
            _(REPORTS): [
                _column("occurred_on", 14, note=_("the day first: 22/11/2024")),
                _column("occurred_time", 8, note="14.30"),
                *places,
                _column("district", 18, districts),
                _column("village", 18),
                _column("polling_station", 8),
                _column("title", 40, note=_("one line that says what it is")),
                _column("detail", 60),
                _column("category", 32, [*reference.category_by_key]),
                _column("phase", 6, [phase.upper() for phase in Phase]),
                _scale("likelihood", reference.scale.likelihood),
                _scale("impact", reference.scale.impact),
                _column("source", 24),
                _column("measures_taken", 40),
                _column("reporter", 20),
            ],
            _(NIL): [_column("occurred_on", 14, note=_("nothing happened that day")), *places],
        },
        pages={_(HELP): list(_help(reference))},
        heading=region.full_name if region else "",
    )  # fmt: skip


def _column(name: str, width: int, choices: Sequence[str] = (), note: str = "") -> Column:
    return Column(_(LABELS[name]), width, choices, note)


def _scale(name: str, steps: Sequence[Criterion]) -> Column:
    said = "; ".join(f"{step.number} {step.label.in_language(language())}" for step in steps)
    return _column(name, 12, [str(step.number) for step in steps], said)


def _help(reference: Reference) -> Iterator[tuple[str, str]]:
    """What can be chosen, in words; in two columns without names, so that no importer takes it for reports."""
    yield (
        _("How to fill this in"),
        _("One row for each report. Save, then: pilkada report import FILE"),
    )
    yield _("An example"), _("22/11/2024 · 14.30 · Billboard torn at three places · PG")
    for phase, words in ((Phase.PG, _("something that may come to it")),
                         (Phase.AG, _("signs are there; it is about to happen")),
                         (Phase.GN, _("it has happened or is going on"))):  # fmt: skip
        yield phase.upper(), words
    for name, steps in (
        ("likelihood", reference.scale.likelihood),
        ("impact", reference.scale.impact),
    ):
        for step in steps:
            yield f"{_(LABELS[name])} {step.number}", step.criterion.in_language(language())
    for key, category in reference.category_by_key.items():
        yield key, category.label.in_language(language())
