"""Titles for rows that have a text and no title, or a title that is a text."""

import re

from pilkada_cli.domain.fields import MAX_TITLE

_SENTENCE_ENDS = re.compile(r"[.!?](?=\s+[A-Z])|\n")


def give_title(raw: dict[str, object]) -> None:
    """A title from the detail where there is none, and one that fits from one too long.

    What does not fit into it stands in the detail whole.
    """
    title, detail = str(raw.get("title", "")).strip(), str(raw.get("detail", "")).strip()
    if not title and not detail:
        return
    whole = title or detail
    short = _short(whole)
    raw["title"] = short
    kept = detail if title in detail else f"{title}\n{detail}".strip()
    if kept == short:
        raw.pop("detail", None)
    else:
        raw["detail"] = kept


def _short(text: str) -> str:
    """The first sentence or line of a text, or as many whole words as fit into a title."""
    end = next((found.start() for found in _SENTENCE_ENDS.finditer(text)), len(text))
    first = " ".join(text[:end].split())
    if 0 < len(first) <= MAX_TITLE:
        return first
    words = " ".join(text[: 2 * MAX_TITLE].split())
    head = words[:MAX_TITLE].rpartition(" ")[0].rstrip()
    return f"{head or words[: MAX_TITLE - 1]}…"
