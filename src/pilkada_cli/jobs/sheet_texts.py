"""Texts of a column as a remark names them: each with its rows, and how many more there are."""

from pilkada_cli.exchange.sheets.skipped import Stretches
from pilkada_cli.i18n import N_, Sentence

_NAMED = 4
"""Texts that are named of one kind."""

_SHOWN = 40
"""Characters of a text that are shown."""

Words = tuple[str, str]
"""How a text is named that stands in one row, and one that stands in several."""


class Texts:
    """Texts of rows, the first of each kind named; a kind is how it is said, and those before go first."""

    def __init__(self, *kinds: Words) -> None:
        self.n = 0
        self._named: dict[Words, dict[str, tuple[str, Stretches]]] = {kind: {} for kind in kinds}
        self._others = Stretches()

    def add(self, kind: Words, text: str, name: str, number: int) -> None:
        """Count the text of a row, for which a `name` is offered or taken; rows come in their order."""
        self.n += 1
        texts = self._named[kind]
        if text not in texts and len(texts) < _NAMED:
            texts[text] = name, Stretches()
        (texts[text][1] if text in texts else self._others).add(number)

    @property
    def named(self) -> Sentence:
        """Those that are named, and the rows of the others."""
        each = [
            Sentence(
                *kind,
                n=rows.n,
                text=text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…",
                rows=str(rows),
                name=name,
            )
            for kind, texts in self._named.items()
            for text, (name, rows) in texts.items()
        ]
        if self._others.n:
            words = N_("and {n} more (row {rows})"), N_("and {n} more (rows {rows})")
            each.append(Sentence(*words, n=self._others.n, rows=str(self._others)))
        return Sentence.joined(each)
