"""Makes the DOCX that briefs are filled into: ``python docs/brief_template.py``; the same bytes each time.

An office changes a copy of it in its word processor and names it with ``--template``.
"""

import io
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

TEMPLATE = Path(__file__).parent.parent / "src/pilkada_cli/render/brief/templates/brief.docx"
MADE = datetime(2024, 11, 22, tzinfo=UTC)
FONT = "Times New Roman"
SOFT, GAP_INK = RGBColor(0x4A, 0x4A, 0x4A), RGBColor(0x5C, 0x45, 0x00)


def build() -> bytes:
    document = Document()
    document.core_properties.created = document.core_properties.modified = MADE
    document.core_properties.author = document.core_properties.title = ""
    document.core_properties.comments = ""
    _page(document)
    _styles(document)
    _head(document)
    _sections(document, "paper.sections", "Heading 1")
    _signature(document)
    document.add_page_break()
    document.add_paragraph("{{ paper.words.annexes }}", "Heading 1")
    _sections(document, "paper.annexes", "Heading 2")
    return _packed(document)


def _page(document: Any) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(1.9)
    section.top_margin = section.bottom_margin = Cm(1.5)
    for part in (section.header, section.footer):
        paragraph = part.paragraphs[0]
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.add_run("{{ paper.mark }}").bold = True
    footer = section.footer.paragraphs[0]
    footer.add_run(" – ")
    _field(footer, "PAGE")
    footer.add_run(" / ")
    _field(footer, "NUMPAGES")


def _field(paragraph: Any, code: str) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), code)
    run, text = OxmlElement("w:r"), OxmlElement("w:t")
    text.text = "1"
    run.append(text)
    field.append(run)
    paragraph._p.append(field)


def _styles(document: Any) -> None:
    sizes = {"Normal": 10.5, "Title": 13, "Heading 1": 11.5, "Heading 2": 11, "Heading 3": 10.5}
    for name, size in sizes.items():
        style = document.styles[name]
        style.font.name, style.font.size = FONT, Pt(size)
        style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), FONT)
        for theme in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
            style.element.rPr.rFonts.attrib.pop(qn(theme), None)
        style.paragraph_format.space_after = Pt(3)
        style.paragraph_format.space_before = Pt(0 if name == "Normal" else 8)
        if name != "Normal":
            style.font.bold, style.font.color.rgb = True, RGBColor(0, 0, 0)
    title = document.styles["Title"]
    title.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    title.font.underline = True
    for border in title.element.pPr.findall(qn("w:pBdr")):
        title.element.pPr.remove(border)
    for name, size, ink in (("Lead", 11, None), ("Note", 9, SOFT), ("Gap", 11, GAP_INK), ("Cell", 8.5, None)):  # fmt: skip
        style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = document.styles["Normal"]
        style.font.size = Pt(size)
        style.font.bold, style.font.italic = name == "Lead", name == "Gap"
        if ink is not None:
            style.font.color.rgb = ink
        if name == "Cell":
            style.paragraph_format.space_after = Pt(0)
    _shaded(document.styles["Gap"].element.get_or_add_pPr(), "FFF4C2")


def _shaded(properties: Any, fill: str) -> None:
    shade = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", fill)):
        shade.set(qn(f"w:{name}"), value)
    properties.append(shade)


def _head(document: Any) -> None:
    document.add_paragraph("{%p for line in paper.letterhead %}")
    after = "paper.foremost is not none and loop.index0 > paper.foremost"
    for condition, size in (("if loop.index0 == paper.foremost", 14), (f"elif {after}", 10), ("else", 12)):  # fmt: skip
        document.add_paragraph(f"{{%p {condition} %}}")
        letterhead = document.add_paragraph()
        letterhead.alignment = WD_ALIGN_PARAGRAPH.CENTER
        letterhead.paragraph_format.space_after = Pt(0)
        run = letterhead.add_run("{{ line }}")
        run.bold, run.font.size = size > 10, Pt(size)
    document.add_paragraph("{%p endif %}")
    document.add_paragraph("{%p endfor %}")
    rule = document.add_paragraph()
    borders, bottom = OxmlElement("w:pBdr"), OxmlElement("w:bottom")
    for name, value in (("val", "double"), ("sz", "6"), ("space", "1"), ("color", "000000")):
        bottom.set(qn(f"w:{name}"), value)
    borders.append(bottom)
    rule._p.get_or_add_pPr().append(borders)
    document.add_paragraph("{{ paper.title }}", "Title")
    _pairs(document, "label, text in paper.head", "{{ text }}")


def _pairs(document: Any, loop: str, value: str, before: str = "") -> None:
    table = document.add_table(3, 2)
    _wide(table, 4.2, 13)
    rows = [
        (f"{{%tr for {loop} %}}", ""),
        ("{{ label }}", f"{before}: {value}"),
        ("{%tr endfor %}", ""),
    ]
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.paragraphs[0].text = text
            cell.paragraphs[0].paragraph_format.space_after = Pt(0)


def _wide(table: Any, *widths: float) -> None:
    """Make columns so many centimetres wide."""
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)


def _sections(document: Any, sections: str, heading: str) -> None:
    add = document.add_paragraph
    add(f"{{%p for section in {sections} %}}")
    add("{{ section.title }}", heading)
    add("{%p for block in section.blocks %}")
    add('{%p if block.kind == "text" and block.tone == "lead" %}')
    add("{{ block.text }}", "Lead")
    add('{%p elif block.kind == "text" and block.tone == "note" %}')
    add("{{ block.text }}", "Note")
    add('{%p elif block.kind == "text" %}')
    add("{{ block.text }}")
    add('{%p elif block.kind == "gap" %}')
    add("{{ block.text }}", "Gap")
    add('{%p elif block.kind == "items" %}')
    add("{%p if block.label %}")
    add("{{ block.label }}")
    add("{%p endif %}")
    add("{%p for each in block.entries %}")
    add("{{ each }}", "List Bullet")
    add("{%p endfor %}")
    add('{%p elif block.kind == "figures" %}')
    _caption(document)
    _figures(document)
    document.add_paragraph("", "Cell")
    add('{%p elif block.kind == "facts" %}')
    add("{{ block.id }}  {{ block.title }}", "Heading 3")
    _pairs(document, "label, cell in block.facts", "{{ cell.text }}", "{% cellbg cell.fill %}")
    add('{%p elif block.kind == "picture" %}')
    add("{{ block.image }}").alignment = WD_ALIGN_PARAGRAPH.CENTER
    add('{%p elif block.kind == "grid" %}')
    add("{%p if block.caption not in section.title %}")
    _caption(document)
    add("{%p endif %}")
    _grid(document)
    add("{%p endif %}")
    add("{%p endfor %}")
    add("{%p endfor %}")


def _caption(document: Any) -> None:
    caption = document.add_paragraph(style="Cell")
    caption.paragraph_format.keep_with_next = True
    caption.paragraph_format.space_before = Pt(4)
    caption.add_run("{{ block.caption }}").bold = True


def _figures(document: Any) -> None:
    table = document.add_table(1, 3, "Table Grid")
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    first, middle, last = table.rows[0].cells
    _write(first, "{%tc for each in block.figures %}", bold=False)
    _write(middle, "{{ each.label }}", bold=False)
    value = middle.add_paragraph(style="Cell").add_run("{{ each.value }}")
    value.bold, value.font.size = True, Pt(12)
    middle.add_paragraph("{{ each.ids }}", "Cell")
    _write(last, "{%tc endfor %}", bold=False)


def _grid(document: Any) -> None:
    table = document.add_table(4, 3, "Table Grid")
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    rows = (
        ("{%tc for each in block.columns %}", "{{ each.text }}", "{%tc endfor %}"),
        ("{%tr for row in block.rows %}", "", ""),
        ("{%tc for each in row %}", "{% cellbg each.fill %}{{ each.text }}", "{%tc endfor %}"),
        ("{%tr endfor %}", "", ""),
    )
    for n, (row, texts) in enumerate(zip(table.rows, rows, strict=True)):
        for cell, text in zip(row.cells, texts, strict=True):
            _write(cell, text, bold=n == 0)
    head = table.rows[0]._tr.get_or_add_trPr()
    repeated = OxmlElement("w:tblHeader")
    repeated.set(qn("w:val"), "true")
    head.append(repeated)
    document.add_paragraph("", "Cell")


def _write(cell: Any, text: str, *, bold: bool) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.style = "Cell"
    paragraph.add_run(text).bold = bold


def _signature(document: Any) -> None:
    document.add_paragraph()
    document.add_paragraph("{%p for line in paper.signature %}")
    for condition, style in (("if loop.index0 == 1", "Gap"), ("else", "Normal")):
        document.add_paragraph(f"{{%p {condition} %}}")
        line = document.add_paragraph("{{ line }}", style)
        line.paragraph_format.left_indent = Cm(8.5)
        line.paragraph_format.keep_with_next = True
    document.add_paragraph("{%p endif %}")
    document.add_paragraph("{%p endfor %}")


def _packed(document: Any) -> bytes:
    """The document with the same times in its archive whenever it is made."""
    made, packed = io.BytesIO(), io.BytesIO()
    document.save(made)
    with zipfile.ZipFile(made) as source, zipfile.ZipFile(packed, "w") as target:
        for name in sorted(source.namelist()):
            entry = zipfile.ZipInfo(name, MADE.timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, source.read(name))
    return packed.getvalue()


if __name__ == "__main__":
    TEMPLATE.write_bytes(build())
