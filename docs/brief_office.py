"""A DOCX brief of the sample register in a folder: ``python docs/brief_office.py FOLDER``."""

import sys
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from pilkada_cli.cli.main import run
from pilkada_cli.exchange.reference import shipped_folder

NOW = datetime(2025, 6, 1, tzinfo=UTC)

if __name__ == "__main__":
    with TemporaryDirectory() as folder:
        register = ("--register", f"{folder}/register.db", "--lang", "id")
        sample = shipped_folder() / "sample" / "kalsel-2024.jsonl"
        run(["report", "import", str(sample), *register], now=NOW)
        out = Path(sys.argv[1], "laporan.docx")
        run(["brief", "daily", "--on", "2024-11-22", "-o", str(out), *register], now=NOW)
