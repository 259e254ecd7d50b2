"""Which numbers the next reports and actions of this office get."""

from collections.abc import Callable, Collection, Iterator
from functools import partial
from itertools import chain

from pilkada_cli.domain.numbering import MOST, NO_CODE
from pilkada_cli.storage import actions, offices, queries, settings
from pilkada_cli.storage.register import Reader, Writer


def own_code(opened: Reader | Writer) -> str:
    """The code of this office."""
    return settings.get(opened.connection, "code") or NO_CODE


def report_numbers(writer: Writer) -> Iterator[int]:
    """The numbers of the reports that this office makes next."""
    return _numbers(writer, "report", partial(queries.subjects_numbered, writer.tables))


def skipped(writer: Writer) -> str | None:
    """The id of the next report where numbers before it are left out, for they may have been given."""
    code, number = own_code(writer), next(report_numbers(writer))
    own = offices.own_origins(writer.connection)
    largest = queries.largest_number(writer.tables, "report", code, own)
    return f"{code}-{number}" if number > largest + 1 else None


def given(reader: Reader) -> dict[str, int]:
    """The largest numbers that this office gave, as far as the register knows, for `keep_given`."""
    code, own = own_code(reader), offices.own_origins(reader.connection)
    found = {
        _key(table, code): queries.largest_number(reader.tables, table, code, own)
        for table in queries.NUMBERED
    }
    before = settings.given(reader.connection)
    return before | {what: max(number, before.get(what, 0)) for what, number in found.items()}


def _key(table: str, code: str) -> str:
    return f"{table} {code}"


def action_numbers(writer: Writer) -> Iterator[int]:
    """The numbers of the actions that this office decides on next."""
    return _numbers(writer, "action", partial(actions.numbered, writer.tables))


def _numbers(
    writer: Writer, table: str, numbered: Callable[[str, int], Collection[object]]
) -> Iterator[int]:
    code = own_code(writer)
    largest = partial(queries.largest_number, writer.tables, table, code)
    before = settings.given(writer.connection).get(_key(table, code), 0)
    own = max(_largest_own(writer, largest), before)
    return _free(own, largest(None), lambda n: bool(numbered(code, n)))


def _largest_own(writer: Writer, largest: Callable[[set[str]], int]) -> int:
    """The largest number that this office gave, also where that may be among what is `lost`.

    What was lost of an origin gave at most as many numbers, after those that it and the
    origins before it had given.
    """
    origins = settings.origins(writer.connection)
    given = [
        largest({*origins[: place + 1]}) + writer.lost[origin]
        for place, origin in enumerate(origins)
        if origin in writer.lost
    ]
    return max([largest(offices.own_origins(writer.connection)), *given])


def _free(own: int, highest: int, is_used: Callable[[int], bool]) -> Iterator[int]:
    """What comes after the largest `own` number, then what was left out before; nothing that is used.

    Others may write under this office's code: they shift its numbers by no more than they used.
    Above the `highest` number of all nothing is looked up, for an import asks a million times.
    """
    every = chain(range(own + 1, MOST + 1), range(1, own))
    return (number for number in every if number > highest or not is_used(number))
