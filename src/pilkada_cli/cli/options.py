"""The options of the commands: names, placeholders and what help says of them.

Help texts are catalogue keys until the program is built in the user's language.
"""

from pathlib import Path
from typing import Annotated, Any

import typer

from pilkada_cli.cli import completing
from pilkada_cli.i18n import N_


def option(*names: str, help: str, metavar: str | None = None, **more: Any) -> Any:
    """An option without a default on its help line; files are judged by whoever opens them."""
    return typer.Option(
        *names, help=help, metavar=metavar, show_default=False, readable=False, **more
    )


Register = Annotated[
    str | None,
    option(
        "--register",
        metavar=N_("PATH"),
        help=N_("the register; else PILKADA_REGISTER, else the user's own"),
    ),
]
Lang = Annotated[
    str | None,
    option(
        "--lang",
        metavar="id|en",
        help=N_("language; else PILKADA_LANG, the register's, the system's"),
    ),
]
NoColor = Annotated[bool, option("--no-color", help=N_("no colours; so does NO_COLOR"))]
Quiet = Annotated[bool, option("--quiet", "-q", help=N_("only data and errors"))]


Regency = Annotated[
    str | None,
    option(
        "--regency",
        "-r",
        metavar=N_("REGION"),
        help=N_("regency, city or district: name, code or alias"),
        autocompletion=completing.regions,
    ),
]
Stage = Annotated[
    str | None,
    option(
        "--stage",
        "-s",
        metavar=N_("STAGE"),
        help=N_("stage, with its parts"),
        autocompletion=completing.stages,
    ),
]


def _category(help: str) -> Any:
    return option(
        "--category",
        "-c",
        metavar=N_("CATEGORY"),
        help=help,
        autocompletion=completing.categories,
    )


Category = Annotated[str | None, _category(N_("category or group of categories"))]
OneCategory = Annotated[str | None, _category(N_("category; all: pilkada taxonomy list"))]
Since = Annotated[
    str | None, option("--since", metavar=N_("DATE"), help=N_("first day of the event"))
]
Until = Annotated[
    str | None, option("--until", metavar=N_("DATE"), help=N_("last day of the event"))
]
AsOf = Annotated[
    str | None,
    option(
        "--as-of",
        metavar=N_("WHEN"),
        help=N_("what was known at the end of that day, or at that time"),
    ),
]
Format = Annotated[
    str | None,
    option(
        "--format",
        "-f",
        metavar="table|json|csv",
        help=N_("table for people, json or csv for programs; else what the file's name ends in"),
    ),
]
Tabular = Annotated[
    str | None,
    option(
        "--format",
        "-f",
        metavar="table|json|csv|md",
        help=N_(
            "table for people, json or csv for programs, md for Markdown; else what the file's name ends in"
        ),
    ),
]
Shown = Annotated[
    str | None,
    option(
        "--format",
        "-f",
        metavar="table|json",
        help=N_("table for people, json for programs; else what the file's name ends in"),
    ),
]


def _a_file(path: Path | None) -> Path | None:
    """None for stdout, which ``-`` means too."""
    return None if path == Path("-") else path


Output = Annotated[
    Path | None,
    option(
        "--output",
        "-o",
        metavar=N_("FILE"),
        help=N_("into a file, whole or not at all"),
        callback=_a_file,
    ),
]
At = Annotated[
    str | None,
    option(
        "--at",
        metavar=N_("WHEN"),
        help=N_("local day, or day and time, of the matter: 22/11/2024 14.30, or kemarin malam"),
    ),
]
Known = Annotated[
    str | None, option("--known", metavar=N_("WHEN"), help=N_("when it became known, if not now"))
]
Ids = Annotated[
    list[str], typer.Argument(metavar="ID…", help=N_("one or several reports, as HST-42"))
]
Reason = Annotated[str | None, option("--reason", metavar=N_("TEXT"), help=N_("why, in words"))]
Grade = Annotated[
    str | None, option("--grade", metavar="B2", help=N_("source A to F and content 1 to 6"))
]

Yes = Annotated[bool, option("--yes", "-y", help=N_("do not ask"))]

Phase = Annotated[str | None, option("--phase", metavar="pg|ag|gn", help=N_("phase"))]
Verification = Annotated[
    str | None,
    option("--verification", metavar="unverified|verified|refuted", help=N_("verification")),
]
Handling = Annotated[
    str | None, option("--handling", metavar="new|handled|closed", help=N_("handling"))
]
Level = Annotated[str | None, option("--level", metavar="1-5", help=N_("risk level"))]
Open = Annotated[bool | None, option("--open", help=N_("only what is neither closed nor refuted"))]
Guessed = Annotated[
    bool | None, option("--guessed", help=N_("only what was guessed in part and nobody confirmed"))
]
Mine = Annotated[bool | None, option("--mine", help=N_("only what this office entered"))]

Sort = Annotated[
    str,
    option(
        "--sort",
        metavar="date|level|updated|id",
        help=N_("newest, gravest, last changed, or lowest id first; date unless said"),
    ),
]
Reverse = Annotated[bool, option("--reverse", help=N_("the other way round"))]
Limit = Annotated[
    str | None, option("--limit", "-n", metavar="N", help=N_("at most so many reports"))
]
Columns = Annotated[
    str | None,
    option(
        "--columns",
        metavar=N_("id,title,…"),
        help=N_("only these fields, one line for each report; default for the usual table"),
    ),
]
SaveColumns = Annotated[
    bool, option("--save-columns", help=N_("keep these columns for the lists of this register"))
]

COUNTED: dict[str, Any] = {
    "region": Regency,
    "stage": Stage,
    "category": Category,
    "since": Since,
    "until": Until,
}
"""The filters that a summary knows."""

LISTED: dict[str, Any] = {
    **COUNTED,
    "phase": Phase,
    "verification": Verification,
    "handling": Handling,
    "level": Level,
    "open": Open,
    "guessed": Guessed,
    "mine": Mine,
}
"""The filters that a list knows."""
