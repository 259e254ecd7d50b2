"""What a sentence is before anyone knows the reader's language.

Code below ``cli`` and ``render`` names a sentence (`Sentence`) and its values;
the words are looked up when it is shown. English sentences are the keys of the
catalogue ``locale/<language>/LC_MESSAGES/pilkada.po``.
"""

import gettext as _gettext
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

LANGUAGES = ("id", "en")
DOMAIN = "pilkada"
LOCALE_DIR = Path(__file__).parent / "locale"

_catalogue: _gettext.NullTranslations = _gettext.NullTranslations()
_language = "en"


def use_language(language: str) -> None:
    """Speak `language` (one of `LANGUAGES`) from here on, in this process."""
    global _catalogue, _language
    _language = language
    _catalogue = _gettext.translation(DOMAIN, LOCALE_DIR, [language], fallback=True)


def language() -> str:
    """The language spoken now: ``id`` or ``en``."""
    return _language


def _(message: str) -> str:
    """`message` in the language spoken now."""
    return _catalogue.gettext(message)


def in_every_language(message: str) -> tuple[str, ...]:
    """`message` as each of `LANGUAGES` says it."""
    spoken = (_gettext.translation(DOMAIN, LOCALE_DIR, [each], fallback=True) for each in LANGUAGES)
    return tuple(catalogue.gettext(message) for catalogue in spoken)


def N_(message: str) -> str:  # noqa: N802 - the field's standard name for "translate later"
    """Mark `message` for the catalogue without translating it yet."""
    return message


def figures(day: date) -> str:
    """A day, perhaps with a time, as a reader would type it: ``22/11/2024 14.30`` in Indonesian.

    Seconds stand there where there are any.
    """
    form, clock = ("%d/%m/%Y", " %H.%M.%S") if _language == "id" else ("%Y-%m-%d", " %H:%M:%S")
    if isinstance(day, datetime):
        form += clock if day.second else clock[: -len(".%S")]
    return f"{day:{form}}"


class Sentence:
    """A sentence with values, translated when it is shown.

    `template` and `plural` are catalogue keys with ``str.format`` fields. Where
    `plural` is given, it stands for every ``n`` but one; each of the two has its
    own translation. A value may itself be a `Sentence`; a day is written as a reader
    would type it (`figures`).
    """

    __slots__ = ("plural", "template", "values")

    def __init__(self, template: str, plural: str | None = None, **values: object) -> None:
        self.template = template
        self.plural = plural
        self.values = values

    def __str__(self) -> str:
        many = self.plural is not None and self.values["n"] != 1
        template = _(self.plural if many and self.plural else self.template)
        return template.format(
            **{name: figures(v) if isinstance(v, date) else v for name, v in self.values.items()}
        )

    @classmethod
    def joined(cls, sentences: Sequence["Sentence"], between: str = ", ") -> "Sentence":
        """Several sentences as one."""
        names = [f"part{i}" for i in range(len(sentences))]
        template = between.join(f"{{{name}}}" for name in names)
        return cls(template, None, **dict(zip(names, sentences, strict=True)))

    def __repr__(self) -> str:
        return f"Sentence({self.template!r}, {self.values!r})"
