"""Fields of a report as options that say again what it says already, which confirms a guess."""

from collections.abc import Iterator, Mapping, Sequence

from pilkada_cli.render.local import in_figures

_OPTIONS = {"region": "-r", "category": "-c", "stage": "-s"}
"""Options that are not named after their field."""


def as_typed(row: Mapping[str, object], names: Sequence[str]) -> Iterator[str]:
    """The options for the fields of these names, each with the value of the report."""
    if "occurred_on" in names:
        time = f" {row['occurred_time']}" if row["occurred_time"] else ""
        when = in_figures(f"{row['occurred_on']}{time}")
        yield f'--at "{when}"'
    if "grade_source" in names:
        yield f"--grade {row['grade_source']}{row['grade_content']}"
    for name in names:
        if not name.startswith(("occurred_", "grade_")):
            value = str(row[name]).replace('"', "")
            option = _OPTIONS.get(name, f"--{name.replace('_', '-')}")
            yield f'{option} "{value}"' if " " in value else f"{option} {value}"
