"""Build hook: compiles the message catalogues (.po to .mo) and the reference data (YAML to JSON)."""

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


def compile_catalogues(root: Path) -> None:
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    for source in root.glob("src/pilkada_cli/locale/*/LC_MESSAGES/*.po"):
        with source.open("rb") as file:
            catalogue = read_po(file, abort_invalid=True)
        with source.with_suffix(".mo").open("wb") as file:
            write_mo(file, catalogue)


def compile_reference(root: Path) -> None:
    sys.path.insert(0, str(root / "src"))
    from pilkada_cli.exchange.reference import compile_shipped

    compile_shipped()


class CompileHook(BuildHookInterface[Any]):
    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        compile_catalogues(Path(self.root))
        compile_reference(Path(self.root))


if __name__ == "__main__":
    compile_catalogues(Path(__file__).parent)
    compile_reference(Path(__file__).parent)
