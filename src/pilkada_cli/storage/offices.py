"""The offices that operations are exchanged with, and how far each origin was signed.

Both tables are local: neither derived nor merged.
"""

import sqlite3
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum

from pilkada_cli.storage import settings

_BUNDLE = "bundle of "
"""The setting of an office that says when its newest bundle was made."""

_REMOVED = "removed"
"""The setting that lists the keys of offices that were removed and not made known again."""


class Standing(StrEnum):
    """How an office's key came to be here.

    Somebody here trusts it; or did so once, or an office that is trusted vouched for it;
    or it was replaced, and still tells what was signed with it.
    """

    TRUSTED = "trusted"
    VOUCHED = "vouched"
    RETIRED = "retired"


@dataclass(frozen=True, slots=True)
class Office:
    """An office by one of its keys; `shares` are regions handed to it beside its own."""

    key: str
    code: str
    name: str
    region: str
    recipient: str
    standing: Standing = Standing.TRUSTED
    shares: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Head:
    """How far the office `code` signed an origin, with which key."""

    origin: str
    code: str
    seq: int
    hash: str
    key: str
    signature: str


def every(connection: sqlite3.Connection) -> list[Office]:
    """All offices that are known, by code; none in a register of an older version."""
    return _offices(connection)


def of_key(connection: sqlite3.Connection, key: str) -> Office | None:
    """The office with a key."""
    return next(iter(_offices(connection, "WHERE key = ?", key)), None)


def _offices(connection: sqlite3.Connection, where: str = "", *values: str) -> list[Office]:
    if not _is_there(connection):
        return []
    rows = connection.execute(
        "SELECT key, code, name, region, recipient, standing, shares FROM office"
        f" {where} ORDER BY code, standing, key",
        values,
    )
    return [
        Office(key, code, name, region, recipient, Standing(standing), tuple(shares.split()))
        for key, code, name, region, recipient, standing, shares in rows
    ]


def put(connection: sqlite3.Connection, office: Office) -> None:
    """Add an office, or change what is known of its key; what it signed goes by its code then."""
    connection.execute("UPDATE head SET code = ? WHERE key = ?", (office.code, office.key))
    _remember_removed(connection, {*removed(connection)} - {office.key})
    connection.execute(
        "INSERT OR REPLACE INTO office VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            office.key,
            office.code,
            office.name,
            office.region,
            office.recipient,
            office.standing.value,
            " ".join(office.shares),
        ),
    )


def rename(connection: sqlite3.Connection, old: str, new: str) -> None:
    """Let an office go by another code: all its keys, what they signed, and its newest bundle."""
    for table in ("office", "head"):
        connection.execute(f"UPDATE {table} SET code = ? WHERE code = ?", (new, old))
    connection.execute(
        "UPDATE OR REPLACE setting SET key = ? WHERE key = ?", (_BUNDLE + new, _BUNDLE + old)
    )


def remove(connection: sqlite3.Connection, code: str) -> None:
    """Trust no key of an office any more; only those that signed what is here stay known.

    Without them nobody who is handed that could tell whose it is.
    """
    remove_keys(connection, [each.key for each in every(connection) if each.code == code])


def remove_keys(connection: sqlite3.Connection, keys: Collection[str]) -> None:
    """Trust these keys no more, as `remove` does, until they are put again."""
    _remember_removed(connection, {*removed(connection), *keys})
    for key in keys:
        connection.execute(
            "DELETE FROM office WHERE key = ? AND key NOT IN (SELECT key FROM head)", (key,)
        )
        connection.execute(
            "UPDATE office SET standing = ?, shares = '' WHERE key = ?",
            (Standing.VOUCHED.value, key),
        )


def removed(connection: sqlite3.Connection) -> tuple[str, ...]:
    """The keys of offices that were removed and not put again."""
    return settings.get_lines(connection, _REMOVED)


def _remember_removed(connection: sqlite3.Connection, keys: Collection[str]) -> None:
    if sorted(keys) != [*removed(connection)]:
        settings.put_lines(connection, _REMOVED, sorted(keys))


def heads(connection: sqlite3.Connection) -> dict[str, Head]:
    """The newest signed head of each origin that came from another office."""
    if not _is_there(connection):
        return {}
    rows = connection.execute("SELECT origin, code, seq, hash, key, signature FROM head")
    return {row[0]: Head(*row) for row in rows}


def put_head(connection: sqlite3.Connection, head: Head) -> None:
    """Keep a signed head unless one of the same office that goes as far is kept.

    One that is not of this record, or of a key that is not known, is no such one: it was damaged.
    """
    connection.execute(
        """INSERT INTO head VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (origin) DO UPDATE SET
            code = excluded.code, seq = excluded.seq, hash = excluded.hash, key = excluded.key,
            signature = excluded.signature
        WHERE excluded.seq > seq OR excluded.code <> code
        OR excluded.seq = seq AND (excluded.key = key OR key NOT IN (SELECT key FROM office))
        OR NOT EXISTS (SELECT 1 FROM journal WHERE journal.origin = head.origin
            AND journal.seq = head.seq AND lower(hex(journal.hash)) = head.hash)""",
        (head.origin, head.code, head.seq, head.hash, head.key, head.signature),
    )


def drop_heads(connection: sqlite3.Connection, origins: Iterable[str]) -> None:
    """Keep no signed head of these origins."""
    connection.executemany("DELETE FROM head WHERE origin = ?", ((each,) for each in origins))


def origins_of(connection: sqlite3.Connection, code: str) -> list[str]:
    """The origins that an office wrote as, as far as they came here."""
    return [head.origin for head in heads(connection).values() if head.code == code]


def own_origins(connection: sqlite3.Connection) -> set[str]:
    """The origins that this office wrote as, here or on a computer it has no more."""
    code = settings.get(connection, "code")
    former = [] if code is None else origins_of(connection, code)
    return {*settings.origins(connection), *former}


def code_of(connection: sqlite3.Connection, origin: str) -> str:
    """The code of the office that wrote as an origin; the origin where nobody signed it."""
    if origin in settings.origins(connection):
        return str(settings.get(connection, "code"))
    row = connection.execute("SELECT code FROM head WHERE origin = ?", (origin,)).fetchone()
    return origin if row is None else str(row[0])


def others(connection: sqlite3.Connection) -> dict[str, str]:
    """By origin that another office wrote as, the code of the one that signed it."""
    own = own_origins(connection)
    return {origin: head.code for origin, head in heads(connection).items() if origin not in own}


def note_bundle(connection: sqlite3.Connection, code: str, made_at: str, now: str) -> None:
    """Remember when an office made a bundle that was taken in, if it is its newest.

    One by a clock that is ahead of this computer's was made when it came.
    """
    key = f"{_BUNDLE}{code}"
    known = settings.get(connection, key) or ""
    settings.put(connection, key, max(min(made_at, now), known if known <= now else ""))


def bundles(connection: sqlite3.Connection) -> dict[str, dict[str, str | None]]:
    """By region the trusted offices, and when the newest bundle of each was made; None for none."""
    found: dict[str, dict[str, str | None]] = {}
    for office in every(connection):
        if office.standing == Standing.TRUSTED:
            made_at = settings.get(connection, f"{_BUNDLE}{office.code}")
            found.setdefault(office.region, {})[office.code] = made_at
    return found


def _is_there(connection: sqlite3.Connection) -> bool:
    sql = "SELECT 1 FROM sqlite_schema WHERE name = 'office' AND type = 'table'"
    return connection.execute(sql).fetchone() is not None
