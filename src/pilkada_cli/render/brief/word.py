"""A brief as DOCX: the shipped template, or an office's own, filled in."""

import io
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pilkada_cli.errors import InvalidData, unreadable
from pilkada_cli.i18n import N_, Sentence
from pilkada_cli.render.brief.blocks import Grid, Paper, Picture, data
from pilkada_cli.render.brief.extra import missing
from pilkada_cli.render.brief.web import TEMPLATES

FILLS = {
    "1": "D6E6F7", "2": "D9F0D9", "3": "FFF0B8", "4": "FFD9B0", "5": "F8C4C0", "gap": "FFF4C2", "": "auto",
}  # fmt: skip
"""Colours of cells by their tone."""


def as_docx(paper: Paper, template: Path | None = None) -> bytes:
    """The whole document.

    Raises `UsageError` where docxtpl is not installed or the template cannot be read, and
    `InvalidData` for a template that is no DOCX or asks for what there is not.
    """
    try:
        import docxtpl
    except ImportError:
        raise missing("DOCX") from None
    path = template or TEMPLATES / "brief.docx"
    try:
        content = io.BytesIO(path.read_bytes())
    except OSError as error:
        raise unreadable(path, error) from None
    try:
        return _filled(docxtpl, content, paper)
    except Exception as error:
        if template is None:
            raise
        # A word processor's file can be wrong in as many ways as there are libraries to read it.
        raise InvalidData(
            Sentence(N_("{path} cannot be filled in: {reason}"), path=path, reason=error),
            Sentence(N_("begin with a copy of the shipped template; see the guide")),
        ) from None


def _filled(docxtpl: Any, content: io.BytesIO, paper: Paper) -> bytes:
    from jinja2 import StrictUndefined
    from jinja2.sandbox import SandboxedEnvironment

    document = docxtpl.DocxTemplate(content)
    context = data(paper)
    for section, own in zip(
        (*paper.sections, *paper.annexes), context["sections"] + context["annexes"], strict=True
    ):
        for block, filled in zip(section.blocks, own["blocks"], strict=True):
            _complete(docxtpl, document, block, filled)
    environment = SandboxedEnvironment(autoescape=True, undefined=StrictUndefined)
    document.render({"paper": context}, environment)
    grids = (
        block
        for section in (*paper.sections, *paper.annexes)
        for block in section.blocks
        if isinstance(block, Grid)
    )
    _set_columns(document, {tuple(each.text for each in grid.columns): grid for grid in grids})
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def _complete(docxtpl: Any, document: Any, block: Any, filled: dict[str, Any]) -> None:
    """Add to a block what only this format needs."""
    if filled["kind"] == "grid":
        for cell in (cell for row in filled["rows"] for cell in row):
            cell["fill"] = FILLS[cell["tone"]]
    elif filled["kind"] == "facts":
        for _label, cell in filled["facts"]:
            cell["fill"] = FILLS[cell["tone"]]
    elif filled["kind"] == "items":
        # A name that no dictionary has a method by.
        filled["entries"] = filled["items"]
    elif isinstance(block, Picture):
        from docx.shared import Cm

        filled["image"] = docxtpl.InlineImage(
            document, io.BytesIO(block.png), width=Cm(block.width)
        )


def _set_columns(document: Any, grids: Mapping[tuple[str, ...], Grid]) -> None:
    """Give the columns of tables, known by their heads, their widths, and numbers the right side."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    section = document.docx.sections[0]
    room = section.page_width - section.left_margin - section.right_margin
    for table in document.docx.tables:
        grid = grids.get(tuple(cell.text for cell in table.rows[0].cells))
        if grid is None:
            continue
        of_all = sum(column.share for column in grid.columns)
        table.autofit = False
        for own, column in zip(table.columns, grid.columns, strict=True):
            own.width = room * column.share // of_all
        for row in table.rows:
            for cell, column in zip(row.cells, grid.columns, strict=True):
                cell.width = room * column.share // of_all
                if column.number:
                    cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
