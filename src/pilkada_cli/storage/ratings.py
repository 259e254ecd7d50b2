"""How events are rated, counted."""

import sqlite3

from pilkada_cli.storage.selection import Filter, report_where

_RATED = "likelihood, impact, residual_likelihood, residual_impact"


def ratings(connection: sqlite3.Connection, wanted: Filter) -> list[tuple[int, int, int, int, int]]:
    """How many events there are of each likelihood and impact, before and after measures."""
    where, values = report_where(wanted)
    sql = f"""SELECT {_RATED}, count(*) FROM report WHERE {where} AND outcome = 'event'
        GROUP BY {_RATED}"""
    return connection.execute(sql, values).fetchall()
