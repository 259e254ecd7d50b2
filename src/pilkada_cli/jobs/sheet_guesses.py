"""What a row leaves open and its text tells: what it is about, and whether it has happened."""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache, partial

from pilkada_cli.analysis.guessing import clues
from pilkada_cli.analysis.phases import phase
from pilkada_cli.domain.category_names import meant, resolve_category
from pilkada_cli.domain.contradictions import contradictions
from pilkada_cli.domain.entry import Entry
from pilkada_cli.domain.fields import Phase
from pilkada_cli.domain.operation import Kind
from pilkada_cli.domain.reference import Reference
from pilkada_cli.errors import PilkadaError
from pilkada_cli.i18n import N_, Sentence

_REMEMBERED = 1 << 12


class Categories:
    """Finds the categories of the rows of one sheet by what they write, and by their texts."""

    def __init__(self, reference: Reference) -> None:
        self._reference = reference
        self._candidates = lru_cache(_REMEMBERED)(partial(_candidates, reference))

    def settle(self, raw: dict[str, object]) -> tuple[bool, Sentence | None]:
        """Give a row its category: whether it is a guess, and what is wrong with what it wrote.

        What is written in everyday words is understood where one category fits these
        and the text; a name that nothing fits is left for who judges it.
        """
        written = str(raw.get("category") or "").strip()
        candidates = self._candidates(written) if written else ()
        if candidates is None or (written and not candidates):
            return False, None
        found = clues(_told(raw), self._reference)
        told, clear = found.categories, found.guesses.get("category")
        if not written:
            raw["category"] = told[0] if told else self._last()
            return True, None
        fitting = [key for key in told if key in candidates]
        if clear is not None and clear.value in candidates:
            fitting = [clear.value]
        if not told and len(candidates) == 1:
            fitting = [*candidates]
        if len(fitting) == 1:
            raw["category"] = fitting[0]
            return True, None
        return False, self._which(written, dict.fromkeys((*candidates, *told)))

    def _last(self) -> str:
        """What is left when nothing else fits stands last in a taxonomy."""
        return self._reference.groups[-1].categories[-1].key

    def _which(self, written: str, keys: Mapping[str, object]) -> Sentence:
        known = self._reference.category_by_key
        choices = [Sentence("{key} ({label})", key=key, label=known[key].label) for key in keys]
        return Sentence(
            N_("'{value}' may be several categories; write one of {choices}"),
            value=written,
            choices=Sentence.joined(choices),
        )


def _candidates(reference: Reference, written: str) -> tuple[str, ...] | None:
    """The categories that everyday words may mean; None where a category is named as such."""
    try:
        resolve_category(reference, written)
    except PilkadaError:
        return tuple(meant(reference, written))
    return None


def guess_phase(raw: Mapping[str, object], entry: Entry, today: date) -> bool:
    """Let a report whose row names no phase be an actual disturbance where its text tells so.

    Not where a likelihood or the day of the row speaks against it.
    """
    if entry.body.get("phase") or entry.problems:
        return False
    on = entry.body.get("occurred_on")
    guess = phase(_told(raw), is_past=isinstance(on, str) and on <= today.isoformat())
    if guess is None or guess.value != Phase.GN:
        return False
    entry.body["phase"] = guess.value
    if next(contradictions(Kind.ADD, entry, None, today), None) is not None:
        del entry.body["phase"]
        return False
    return True


READ = 1000
"""Characters of a cell that are looked at: what happened is told first."""


def _told(raw: Mapping[str, object]) -> str:
    return "\n".join(str(raw[name])[:READ] for name in ("title", "detail") if raw.get(name))
