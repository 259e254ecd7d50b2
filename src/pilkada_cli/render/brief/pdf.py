"""A brief as a tagged PDF, set by Typst; what it says goes in as data, never as markup."""

import json
from datetime import datetime

from pilkada_cli.render.brief.blocks import Paper, data
from pilkada_cli.render.brief.extra import missing
from pilkada_cli.render.brief.web import TEMPLATES


def as_pdf(paper: Paper, at: datetime) -> bytes:
    """The whole document, dated `at` inside. Raises `UsageError` where Typst is not installed."""
    try:
        import typst
    except ImportError:
        raise missing("PDF") from None
    made: bytes = typst.compile(
        (TEMPLATES / "brief.typ").read_bytes(),
        format="pdf",
        sys_inputs={"paper": json.dumps(data(paper), ensure_ascii=False)},
        # Typst takes whole seconds.
        timestamp=at.replace(microsecond=0),
    )
    return made
