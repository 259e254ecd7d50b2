"""Lists of reports: which of them, in what order, with which columns."""

from collections.abc import Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import partial

from pilkada_cli.domain import attachments
from pilkada_cli.domain.fields import CLASSIFICATIONS, FIELD_NAMES
from pilkada_cli.domain.profiles import PROFILES, Profile, ProfileKey
from pilkada_cli.domain.search import Term, holds, terms
from pilkada_cli.errors import UsageError
from pilkada_cli.exchange.sheets import headers
from pilkada_cli.i18n import N_, Sentence, language
from pilkada_cli.jobs.reading import Asked, resolve_filters
from pilkada_cli.jobs.workplace import Workplace
from pilkada_cli.render import headings
from pilkada_cli.storage import queries, search, settings
from pilkada_cli.storage.register import Reader
from pilkada_cli.storage.selection import Filter

USUAL_COLUMNS = "default"
_SAVED = "list_columns"


@dataclass(frozen=True, slots=True)
class Order:
    """In which of `selection.SORTS` reports stand, whether turned round, and how many at most."""

    sort: str = "date"
    reverse: bool = False
    most: int | None = None


_NEWEST_FIRST = Order()


def list_reports(
    reader: Reader,
    asked: Asked,
    *,
    withdrawn: bool = False,
    order: Order = _NEWEST_FIRST,
    sought: Sequence[Term] = (),
) -> Iterator[dict[str, object]]:
    """Reports under the filters by their public fields and `guessed`; with `sought` those that hold it all."""
    names = (*FIELD_NAMES, "guessed")
    rows = report_rows(reader, asked, names, order, withdrawn=withdrawn, sought=sought)
    return (dict(zip(names, row, strict=True)) for row in rows)


def how_many(reader: Reader, asked: Asked, *, withdrawn: bool = False) -> int:
    """The number of reports under the filters."""
    return sum(1 for _ in report_rows(reader, asked, ("id",), withdrawn=withdrawn))


def sought_reports(
    reader: Reader, asked: Asked, sought: Sequence[Term]
) -> tuple[list[dict[str, object]], int]:
    """Reports that hold all that is sought, as it was typed first; and how many hold other forms of it."""
    found = list(list_reports(reader, asked, sought=sought))
    wanted = _wanted(reader, asked, sought)
    typed = replace(wanted, found=search.expression(sought, as_typed=True))
    as_typed = {row for (row,) in queries.report_rows(reader.tables, typed, ("id",))}
    found.sort(key=lambda row: row["id"] not in as_typed)
    return found, sum(row["id"] not in as_typed for row in found)


def report_rows(
    reader: Reader,
    asked: Asked,
    names: Sequence[str],
    order: Order = _NEWEST_FIRST,
    *,
    withdrawn: bool = False,
    sought: Sequence[Term] = (),
    joined: bool = False,
) -> Generator[tuple[object, ...], None, None]:
    """The same as tuples of the named fields; `joined` makes one text of several values."""
    return queries.report_rows(
        reader.tables,
        _wanted(reader, asked, sought),
        names,
        joined=joined,
        withdrawn=withdrawn,
        sort=order.sort,
        reverse=order.reverse,
        most=order.most,
    )


def mark(
    reader: Reader,
    asked: Asked,
    sought: Sequence[Term] = (),
    profile: Profile = PROFILES[ProfileKey.INTERNAL],
) -> str:
    """The classification of a document with the reports under the filters: the highest of theirs."""
    found = queries.classifications(reader.tables, _wanted(reader, asked, sought))
    return profile.mark(each for each in found if each in CLASSIFICATIONS)


def _wanted(reader: Reader, asked: Asked, sought: Sequence[Term]) -> Filter:
    wanted = resolve_filters(reader.reference, asked).stored
    if asked.mine:
        wanted = replace(wanted, origins=settings.origins(reader.connection))
    return replace(wanted, found=search.expression(sought)) if sought else wanted


def read_sought(typed: Sequence[str]) -> list[Term]:
    """The terms of a search. Raises `UsageError` where nothing but signs was typed."""
    found = terms(typed)
    if not found:
        raise UsageError(
            Sentence(N_("'{typed}' holds no word to search for"), typed=" ".join(typed)),
            Sentence(N_('pilkada report search baliho robek; a phrase in quotes: "pasar lama"')),
        )
    return found


def unknown_words(reader: Reader, sought: Sequence[Term]) -> list[str]:
    """What was searched for and stands in no report at all, as typed."""
    return [term.typed for term in search.unknown(reader.tables, sought)]


_MOST_EXPLAINED = 5
"""Reports of which it is said why they were found."""


def by_attachment(
    rows: Sequence[Mapping[str, object]], sought: Sequence[Term]
) -> Iterator[Sentence]:
    """Which reports hold a term in the name of an attachment, and not where a list shows it."""
    explained = 0
    for row in rows:
        files = attachments.read(row["attachments"])
        if not files:
            continue
        hidden = [term for term in sought if not holds(str(row["title"] or ""), term)]
        names = [each.name for each in files if any(holds(each.name, term) for term in hidden)]
        if names and explained < _MOST_EXPLAINED:
            explained += 1
            yield Sentence(
                N_("{id}: the name of its attachment holds it: {names}"),
                id=row["id"],
                names=", ".join(names),
            )


def read_columns(typed: str) -> tuple[str, ...]:
    """The fields that ``--columns`` names, in either language, each once; none for the usual columns.

    Raises `UsageError` with suggestions for a name that is no field.
    """
    if typed.strip().casefold() == USUAL_COLUMNS:
        return ()
    return tuple(dict.fromkeys(_column(name.strip().casefold()) for name in typed.split(",")))


def _column(typed: str) -> str:
    """A field by its own name, as lists head it, or as offices call it."""
    name = typed.replace("-", "_")
    if name in FIELD_NAMES:
        return name
    if (shown := headings.named_on_screen(typed)) is not None:
        return shown
    meant = headers.match(typed)
    if meant is None or not meant.sure or meant.field not in FIELD_NAMES:
        raise _no_column(name, headings.told_together(typed))
    return meant.field


def _no_column(name: str, parts: Sequence[str]) -> UsageError:
    """That a list has no such column; `parts` are those that hold what is meant."""
    called = [*dict.fromkeys(map(headings.of_list, FIELD_NAMES))]
    known = called if language() == "id" else FIELD_NAMES
    near = partial(get_close_matches, name, n=3, cutoff=0.6)
    close = near(known) or near((*FIELD_NAMES, *called))
    if parts:
        held = map(headings.of_list, parts) if language() == "id" else parts
        hint = Sentence(N_("it stands in the columns {names}"), names=", ".join(held))
    elif close:
        names = ", ".join(f"'{match}'" for match in dict.fromkeys(close))
        hint = Sentence(N_("did you mean {names}?"), names=names)
    else:
        hint = Sentence(N_("the columns are {names}"), names=", ".join(known))
    return UsageError(Sentence(N_("there is no column '{name}'"), name=name), hint)


def saved_columns(reader: Reader) -> tuple[str, ...]:
    """The columns that this register keeps for lists; none for the usual ones.

    Another version may have kept a field that this one does not have; it is left out.
    """
    names = (settings.get(reader.connection, _SAVED) or "").split(",")
    return tuple(name for name in names if name in FIELD_NAMES)


def save_columns(workplace: Workplace, columns: Sequence[str]) -> None:
    """Keep columns for the lists of this register; none for the usual ones."""
    with workplace.write() as writer:
        settings.put(writer.connection, _SAVED, ",".join(columns))
        settings.settle(writer.connection, writer.batch.origin, "columns")
