"""Vega-Lite specifications as pictures, drawn by vl-convert, which is an extra.

Nothing is fetched, and no browser is needed. The same specification gives the same bytes.
"""

from html import escape
from typing import Any

from pilkada_cli.errors import UsageError
from pilkada_cli.i18n import N_, Sentence

_ON_LIGHT, _ON_DARK = "#222222", "#e8e8e8"
_STYLE = f"<style>@media (prefers-color-scheme:dark){{.pilkada-chart{{color:{_ON_DARK}}}}}</style>"
_BEGINS = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" version="1.1" class="marks"'


def svg(spec: dict[str, Any]) -> str:
    """The chart as one picture to whoever hears it: its title, then its description.

    What is drawn in ``currentColor`` follows the page it stands in, or else the light or
    dark of the reader's system. Raises `UsageError` where vl-convert is not installed.
    """
    try:
        import vl_convert
    except ImportError as error:
        raise _missing() from error
    drawn: str = vl_convert.vegalite_to_svg(spec, allowed_base_urls=[])
    title, said = escape(spec["title"]["text"]), escape(spec["description"])
    head = _BEGINS.replace("marks", "pilkada-chart")
    head += f' color="{_ON_LIGHT}" role="img" aria-label="{title}"'
    begun, rest = drawn.removeprefix(_BEGINS).split(">", 1)
    return f"{head}{begun}><title>{title}</title><desc>{said}</desc>{_STYLE}{rest}"


def png(spec: dict[str, Any], scale: float) -> bytes:
    """The chart on white, `scale` times as many pixels as it measures; raises the same."""
    drawn = svg({**spec, "background": "white"})
    import vl_convert

    return bytes(vl_convert.svg_to_png(drawn, scale=scale))


def _missing() -> UsageError:
    return UsageError(
        Sentence(N_("charts are drawn with vl-convert, which is not installed here")),
        Sentence(N_("install it with: {command}"), command='pip install "pilkada-cli[brief]"'),
    )
