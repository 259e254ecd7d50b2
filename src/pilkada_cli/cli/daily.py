"""The commands of every day with their Indonesian names: help and completion show them first."""

from typing import NamedTuple

from pilkada_cli.i18n import N_, language


class Daily(NamedTuple):
    """A command of every day: its words, its Indonesian name, and what help says of it."""

    words: str
    alias: str
    help: str


DAILY = (
    Daily("report add", "lapor", N_("Enter a report and print its id.")),
    Daily("report nil", "nihil", N_("Report that nothing happened.")),
    Daily("report list", "daftar", N_("List reports, newest first.")),
    Daily("report show", "lihat", N_("Show one report with its history.")),
    Daily("report search", "cari", N_("Find reports by their words, newest first.")),
    Daily("summary", "ringkas", N_("Rank regencies, stages and categories.")),
    Daily("coverage", "cakupan", N_("Who reported by day, and who is silent.")),
    Daily("diff", "beda", N_("What moved since a day, and which reports moved it.")),
    Daily("alert", "waspada", N_("What surges, and which events need somebody at once.")),
    Daily("trend", "tren", N_("Weekly counts and scores as small curves.")),
    Daily("brief daily", "harian", N_("The daily report: 24 hours up to the cut-off.")),
    Daily("bundle out", "serah", N_("Hand over: write a file for another office.")),
    Daily("bundle in", "terima", N_("Take in what another office handed over.")),
    Daily("undo", "batal", N_("Take back the last command, or one of the log.")),
)
ALIASES = {daily.alias: tuple(daily.words.split()) for daily in DAILY}
"""The words that each Indonesian name stands for."""


def spoken(command: str) -> str:
    """A command as it is typed in the language spoken now, without ``pilkada``."""
    for words, alias, _ in DAILY if language() == "id" else ():
        if f"{command} ".startswith(f"{words} "):
            return alias + command.removeprefix(words)
    return command
