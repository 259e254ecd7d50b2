"""Vega-Lite specifications as pictures, drawn by vl-convert, which is an extra.

Nothing is fetched, and no browser is needed. The same specification gives the same bytes.
"""

import re
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from pilkada_cli.errors import UsageError
from pilkada_cli.i18n import N_, Sentence

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element


def can_draw() -> bool:
    """Whether charts can be drawn here: vl-convert is large, and not installed everywhere."""
    return find_spec("vl_convert") is not None


_SVG = "http://www.w3.org/2000/svg"
_STYLE = "@media (prefers-color-scheme:dark){.pilkada-chart{color:#e8e8e8}}"
_HEAD = {"class": "pilkada-chart", "color": "#222222", "role": "img"}


def svg(spec: dict[str, Any]) -> str:
    """The chart, to whoever hears it one picture with its title and description.

    What is drawn in ``currentColor`` is dark, light where the reader's system is dark, and
    else as a page says that it stands in. Raises `UsageError` where vl-convert is missing.
    """
    try:
        import vl_convert
    except ImportError as error:
        raise _missing() from error
    from xml.etree import ElementTree as Xml

    Xml.register_namespace("", _SVG)
    drawn = vl_convert.vegalite_to_svg(spec, allowed_base_urls=[])
    picture = Xml.fromstring(drawn)  # noqa: S314 - made by the line above
    _plain(picture)
    picture.attrib |= {name: _short(value) for name, value in picture.attrib.items()}
    picture.attrib |= {
        **_HEAD, "font-family": spec["config"]["font"], "aria-label": spec["title"]["text"]
    }  # fmt: skip
    told = {"title": spec["title"]["text"], "desc": spec["description"], "style": _STYLE}
    for at, (name, text) in enumerate(told.items()):
        element = Xml.Element(f"{{{_SVG}}}{name}")
        element.text = text
        picture.insert(at, element)
    return Xml.tostring(picture, encoding="unicode")


def png(spec: dict[str, Any], scale: float) -> bytes:
    """The chart on white, `scale` times as many pixels as it measures; raises the same."""
    drawn = svg({**spec, "background": "white"})
    import vl_convert

    return bytes(vl_convert.svg_to_png(drawn, scale=scale))


_NEEDLESS = ("role", "class", "pointer-events", "font-family")
_LONG = re.compile(r"-?\d+\.\d{2,}(?:e-\d+)?")


def _plain(parent: "Element") -> None:
    """Leave out what is for scripts, for screen readers, which hear the whole, and said at the top."""
    for child in [*parent]:
        if child.get("d") == "" or child.get("d") == "M0,0h0v0h0Z":
            parent.remove(child)
            continue
        for name, value in [*child.attrib.items()]:
            if name in _NEEDLESS or name.startswith("aria-") or (name, value) == ("opacity", "1"):
                del child.attrib[name]
            elif name in ("d", "transform"):
                child.set(name, _short(value))
        _plain(child)


def _short(numbers: str) -> str:
    """The same numbers with one decimal."""
    return _LONG.sub(lambda found: f"{float(found[0]):.1f}", numbers)


def _missing() -> UsageError:
    return UsageError(
        Sentence(N_("charts are drawn with vl-convert, which is not installed here")),
        Sentence(N_("install it with: {command}"), command='pip install "pilkada-cli[brief]"'),
    )
