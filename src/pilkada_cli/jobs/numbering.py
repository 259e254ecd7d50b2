"""Which numbers the next reports and actions of this office get."""

from collections.abc import Callable, Iterator
from itertools import chain

from pilkada_cli.domain.numbering import MOST, NO_CODE
from pilkada_cli.storage import actions, offices, queries, settings
from pilkada_cli.storage.register import Writer


def own_code(writer: Writer) -> str:
    """The code of this office."""
    return settings.get(writer.connection, "code") or NO_CODE


def report_numbers(writer: Writer) -> Iterator[int]:
    """The numbers of the reports that this office makes next."""
    code, own = own_code(writer), offices.own_origins(writer.connection)
    used = queries.largest_number(writer.tables, code, own)
    return _free(used, lambda number: bool(queries.subjects_numbered(writer.tables, code, number)))


def action_numbers(writer: Writer) -> Iterator[int]:
    """The numbers of the actions that this office decides on next."""
    code, own = own_code(writer), offices.own_origins(writer.connection)
    used = actions.largest_number(writer.tables, code, own)
    return _free(used, lambda number: bool(actions.numbered(writer.tables, code, number)))


def _free(largest: int, is_used: Callable[[int], bool]) -> Iterator[int]:
    """What comes after the largest number, then what was left out before it; nothing that is used.

    Others may write under this office's code: they shift its numbers by no more than they used.
    """
    every = chain(range(largest + 1, MOST + 1), range(1, largest))
    return (number for number in every if not is_used(number))
