"""A brief as CommonMark: user text is never markup."""

from collections.abc import Iterator

from pilkada_cli.i18n import _
from pilkada_cli.render.brief.blocks import (
    Block,
    Column,
    Facts,
    Figures,
    Gap,
    Grid,
    Items,
    Paper,
    Section,
    Text,
)
from pilkada_cli.render.commonmark import escaped, within


def as_markdown(paper: Paper) -> str:
    """The whole brief."""
    mark = f"**{within(paper.mark)}**"
    parts = [mark]
    if paper.letterhead:
        parts.append("\\\n".join(map(escaped, paper.letterhead)))
    parts.append(f"# {within(paper.title)}")
    parts.append("\n".join(f"- **{within(label)}:** {within(text)}" for label, text in paper.head))
    parts += (part for section in paper.sections for part in _section(section))
    parts.append("\\\n".join(escaped(line) or "&nbsp;" for line in paper.signature))
    parts += (part for section in paper.annexes for part in _section(section))
    return "\n\n".join((*parts, mark)) + "\n"


def _section(section: Section) -> Iterator[str]:
    yield f"## {within(section.title)}"
    for block in section.blocks:
        if made := _block(block, section.title):
            yield made


def _block(block: Block, title: str) -> str:
    match block:
        case Text(text, tone):
            return f"**{within(text)}**" if tone == "lead" else escaped(text)
        case Gap(text):
            return f"*{within(text)}*"
        case Items(label, items):
            lines = [f"- {escaped(each)}" for each in items]
            return "\n".join(([f"{escaped(label)}\n"] if label else []) + lines)
        case Figures():
            return _figures(block)
        case Grid():
            rows = [[cell.text for cell in row] for row in block.rows]
            caption = "" if block.caption in title else f"{escaped(block.caption)}:\n\n"
            return caption + _table(block.columns, rows)
        case Facts():
            return _facts(block)
    return ""


def _figures(block: Figures) -> str:
    columns = (Column(_("what")), Column(_("count"), number=True), Column(_("reports")))
    caption = f"{escaped(block.caption)}:\n\n"
    return caption + _table(
        columns, [[each.label, each.value, each.ids or "–"] for each in block.figures]
    )


def _table(columns: tuple[Column, ...], rows: list[list[str]]) -> str:
    lines = [[each.text for each in columns], *rows]
    head, *body = (f"| {' | '.join(map(within, line))} |" for line in lines)
    rule = "|".join("---:" if each.number else "---" for each in columns)
    return "\n".join((head, f"|{rule}|", *body))


def _facts(block: Facts) -> str:
    lines = (f"- **{within(label)}:** {within(cell.text)}" for label, cell in block.facts)
    return "\n".join((f"### {within(block.id)}: {within(block.title)}", "", *lines))
