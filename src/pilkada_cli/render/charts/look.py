"""What all charts share: colours, letters, and the frame of a Vega-Lite specification.

Colours repeat what the words and numbers on the marks say. Each palette grows darker with
what it shows, so that it prints in grey; what stands on no mark is drawn in
``currentColor``, so that it is read on light and dark paper alike.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from pilkada_cli.domain.reference import Level
from pilkada_cli.i18n import N_, Sentence, language
from pilkada_cli.render.local import long_date

Spec = dict[str, Any]
"""A Vega-Lite specification, or a part of one."""

FONT = "Liberation Sans, Arial, Helvetica, sans-serif"
INK = "currentColor"
FAINT = 0.35
"""How dark rules and outlines are."""

LEVELS = {
    "blue": "#dceaf7",
    "green": "#bbe2b2",
    "yellow": "#ecbd2b",
    "orange": "#dd7521",
    "red": "#a3141f",
}
"""What the colours of ``scales.yaml`` look like."""

STEPS = ("#eaf1f7", "#c9ddec", "#9cc3dd", "#5f9cc6", "#2b6fa6", "#0c4476")
"""From little to much."""

ACCENT = STEPS[4]

_DARK, _LIGHT = "#1a1a1a", "#ffffff"


def fill_of(levels: Sequence[Level], number: int | None) -> str:
    """The colour of a level; none without one."""
    return next(
        (LEVELS.get(level.colour, ACCENT) for level in levels if level.number == number), "none"
    )


def step(value: float | None, most: float) -> str:
    """The colour of a number from 0 to `most`, in steps; none without one."""
    if value is None:
        return "none"
    if most <= 0:
        return STEPS[0]
    return STEPS[min(len(STEPS) - 1, int(value / most * len(STEPS)))]


def ink_on(fill: str) -> str:
    """What is read on a colour: dark or white, whichever stands out more."""
    if fill == "none":
        return INK
    lit = luminance(fill)
    return _DARK if (lit + 0.05) / 0.06 > 1.05 / (lit + 0.05) else _LIGHT


def luminance(colour: str) -> float:
    """Relative luminance of a ``#rrggbb``, 0 to 1, after WCAG 2."""
    parts = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def chart(title: str, subtitle: str, description: str, **view: Any) -> Spec:
    """A whole specification; `description` says in words what the marks show."""
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "description": description,
        "title": {"text": title, "subtitle": subtitle.split("\n")},
        "background": None,
        "config": _CONFIG,
        **view,
    }


def as_of(day: date) -> str:
    """The line below a title."""
    return str(Sentence(N_("as of {day}"), day=long_date(day)))


def listed(pairs: Iterable[tuple[str, str]]) -> str:
    """What each name has, as a sentence for who does not see the marks."""
    return "; ".join(f"{name}: {said}" for name, said in pairs)


def numbers() -> Spec:
    """How an axis writes numbers in the language that is spoken."""
    return {"labelExpr": "replace(datum.label, '.', ',')"} if language() == "id" else {}


def values(rows: Sequence[Spec]) -> Spec:
    """Rows as the data of a view."""
    return {"values": list(rows)}


def given(field: str) -> Spec:
    """A channel that takes the colour which stands in the rows."""
    return {"field": field, "type": "nominal", "scale": None}


def words(field: str, colour: str = "ink", **mark: Any) -> Spec:
    """A layer that writes a field of the rows, in the colour which stands in another."""
    return {
        "mark": {"type": "text", **mark},
        "encoding": {"text": {"field": field, "type": "nominal"}, "color": given(colour)},
    }


_WORDS = {"labelColor": INK, "titleColor": INK, "labelFontSize": 12, "titleFontSize": 12}

_CONFIG: Spec = {
    "font": FONT,
    "aria": False,
    "lineBreak": "\n",
    "padding": 8,
    "view": {"stroke": None},
    "text": {"color": INK, "fontSize": 12},
    "title": {
        "anchor": "start",
        "frame": "bounds",
        "color": INK,
        "fontSize": 15,
        "subtitleColor": INK,
        "subtitleFontSize": 12,
        "subtitlePadding": 5,
        "offset": 14,
    },
    "axis": {
        **_WORDS,
        "domain": False,
        "ticks": False,
        "labelPadding": 6,
        "titlePadding": 10,
        "titleFontWeight": "normal",
        "gridColor": INK,
        "gridOpacity": 0.15,
        "labelLimit": 240,
    },
    "header": _WORDS,
}
