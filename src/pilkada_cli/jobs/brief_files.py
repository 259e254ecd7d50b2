"""Briefs as files: Markdown and WhatsApp by this program alone, the others with the extra ``brief``."""

from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from pilkada_cli.exchange.writers.json_rows import write_document
from pilkada_cli.jobs.briefing import Made
from pilkada_cli.render.brief.words import Page

FORMATS = ("md", "wa", "json", "html", "pdf", "docx")
FILES_ONLY = ("pdf", "docx")
"""Formats that are no text."""

Write = Callable[[BinaryIO], int]
"""Writes a brief and returns the number of events it tells of."""


def write(made: Made, format: str, template: Path | None = None) -> Write:
    """What writes a brief in one of `FORMATS`; `template` is an office's own DOCX.

    Raises `UsageError` where the extra is missing, or the template cannot be used.
    """
    if format == "json":
        return lambda file: write_document(file, made.brief.document())
    page = Page(made.brief, made.reference)
    content = _MAKERS[format](page, template)

    def written(file: BinaryIO) -> int:
        file.write(content)
        return len(made.brief.events)

    return written


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
