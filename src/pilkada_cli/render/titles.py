"""The title of a report where many are named: numbers and addresses of persons by their kind.

Lists stand on shared screens and in pictures of them. The page of the report itself
(``report show``) and formats for programs tell the title as it was written.
"""

from pilkada_cli.i18n import _


def title_of(written: object) -> str:
    """A title as lists show it; a word in its place where it was erased."""
    return without_numbers(str(written)) if written else _("(erased)")


def without_numbers(text: str) -> str:
    """`text` with the name of the kind, in brackets, for each number or address of a person."""
    from pilkada_cli.domain.personal_spans import NAMES, may_hold_numbers

    if not may_hold_numbers(text):
        return text
    from pilkada_cli.domain.privacy import masked

    return masked(text, {kind: _(name) for kind, name in NAMES.items()})
