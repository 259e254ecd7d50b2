"""A brief as one HTML file that needs no network, no script and no other file."""

from functools import cache
from pathlib import Path
from typing import Any

from pilkada_cli.render.brief.blocks import Paper, Picture, data
from pilkada_cli.render.brief.extra import missing

TEMPLATES = Path(__file__).parent / "templates"


def as_html(paper: Paper) -> str:
    """The whole page. Raises `UsageError` where Jinja2 is not installed."""
    try:
        from markupsafe import Markup
    except ImportError:
        raise missing("HTML") from None
    pictures = (
        block
        for section in (*paper.sections, *paper.annexes)
        for block in section.blocks
        if isinstance(block, Picture)
    )
    # What the chart library drew from our own specifications is the only markup that is let in.
    drawn = {each.name: Markup(each.svg) for each in pictures}  # noqa: S704
    style = Markup((TEMPLATES / "brief.css").read_text("utf-8"))  # noqa: S704
    page: str = _template().render(paper=data(paper), style=style, svg=drawn)
    return page


@cache
def _template() -> Any:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        keep_trailing_newline=True,
    )
    return environment.get_template("brief.html")
