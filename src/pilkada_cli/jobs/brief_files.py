"""Briefs as files: Markdown and WhatsApp by this program alone, the others with the extra ``brief``."""

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, BinaryIO

from pilkada_cli.exchange.writers.json_rows import write_document
from pilkada_cli.jobs.briefing import Made
from pilkada_cli.render.brief.blocks import Picture
from pilkada_cli.render.brief.words import Page

CHARTED = ("html", "pdf", "docx")
"""Formats with charts."""

WIDEST, PER_PIXEL = 17.0, 0.0225
"""Centimetres."""

SCALE = 2
"""How many pixels a chart of a DOCX has for each of its own."""

Write = Callable[[BinaryIO], int]
"""Writes a brief and returns the number of events it tells of."""


def write(made: Made, format: str, template: Path | None = None) -> Write:
    """What writes a brief in a format of `cli.brief`; `template` is an office's own DOCX.

    Raises `UsageError` where the extra is missing, or the template cannot be used.
    """
    if format == "json":
        return lambda file: write_document(file, made.brief.document())
    page = Page(made.brief, made.reference, _drawn(made.charts, format))
    content = _MAKERS[format](page, template)

    def written(file: BinaryIO) -> int:
        file.write(content)
        return len(made.brief.events)

    return written


def _drawn(charts: Mapping[str, dict[str, Any]], format: str) -> dict[str, Picture]:
    """The charts as pictures: in a DOCX of points, else of lines."""
    from pilkada_cli.exchange.charts import png, svg

    found = {}
    for name, spec in charts.items():
        drawn = svg(spec)
        points = png(spec, SCALE) if format == "docx" else b""
        found[name] = Picture(name, spec["description"], _width(drawn), drawn, points)
    return found


def _width(drawn: str) -> float:
    """How wide a chart is on paper, in centimetres, so that all have letters of one size."""
    match = re.search(r'<svg[^>]* width="([\d.]+)"', drawn)
    return round(min(WIDEST, float(match[1]) * PER_PIXEL), 1) if match else WIDEST


def _markdown(page: Page, _template: Path | None) -> bytes:
    from pilkada_cli.render.brief.markdown import as_markdown
    from pilkada_cli.render.brief.paper import paper

    return as_markdown(paper(page)).encode()


def _whatsapp(page: Page, _template: Path | None) -> bytes:
    from pilkada_cli.render.brief.whatsapp import message

    return f"{message(page)}\n".encode()


def _html(page: Page, _template: Path | None) -> bytes:
    from pilkada_cli.render.brief.paper import paper
    from pilkada_cli.render.brief.web import as_html

    return as_html(paper(page)).encode()


def _pdf(page: Page, _template: Path | None) -> bytes:
    from pilkada_cli.domain.times import moment
    from pilkada_cli.render.brief.paper import paper
    from pilkada_cli.render.brief.pdf import as_pdf

    return as_pdf(paper(page), moment(page.brief.period.until))


def _docx(page: Page, template: Path | None) -> bytes:
    from pilkada_cli.render.brief.paper import paper
    from pilkada_cli.render.brief.word import as_docx

    return as_docx(paper(page), template)


_MAKERS: dict[str, Callable[[Page, Path | None], bytes]] = {
    "md": _markdown,
    "wa": _whatsapp,
    "html": _html,
    "pdf": _pdf,
    "docx": _docx,
}
