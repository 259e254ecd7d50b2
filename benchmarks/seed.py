"""Registers of any size, the same for the same seed."""

import json
import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from pilkada_cli.exchange.reference import build, read_folder, shipped_folder

FIRST_DAY = date(2024, 8, 1)
DAYS = 120


def lines(n: int, seed: int = 2024) -> Iterator[str]:
    """`n` reports as JSON Lines, spread over regencies, categories and days."""
    chance = random.Random(seed)
    reference = build(read_folder(shipped_folder()))
    regions = [region.code for region in reference.regencies]
    stations = [region.polling_stations for region in reference.regencies]
    categories = list(reference.category_by_key)
    for i in range(n):
        day = FIRST_DAY + timedelta(days=chance.randrange(DAYS))
        yield json.dumps(
            {
                "known_at": day.isoformat(),
                "occurred_on": day.isoformat(),
                "source_system": "benchmark",
                "source_ref": str(i),
                "title": f"Laporan uji nomor {i}",
                "detail": "Keterangan singkat tentang kejadian yang dilaporkan petugas.",
                "region": chance.choices(regions, stations)[0],
                "category": chance.choice(categories),
                "phase": chance.choice(("pg", "pg", "ag", "gn")),
                "impact": chance.randint(1, 5),
                "grade": chance.choice("ABCDEF") + str(chance.randint(1, 6)),
            }
        )


def write(path: Path, n: int) -> Path:
    """Write `n` reports to `path`."""
    path.write_text("\n".join(lines(n)) + "\n", encoding="utf-8")
    return path
