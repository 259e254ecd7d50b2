"""The rules of alerts: the shipped file, or a user's own, which is judged before it is used."""

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from pilkada_cli.domain.alerts import Rule, Rules
from pilkada_cli.domain.reference import Label, Reference
from pilkada_cli.errors import InvalidData, unreadable
from pilkada_cli.exchange import reference as files
from pilkada_cli.exchange.reference_tree import Problem, listed
from pilkada_cli.i18n import N_, Sentence


def read_beside(folder: Path) -> dict[str, bytes]:
    """The file of rules in a folder of reference data by its name; none where there is none."""
    path = folder / files.ALERTS
    return {files.ALERTS: _content(path)} if path.exists() else {}


@lru_cache(maxsize=1)
def shipped() -> Rules:
    """The rules that come with the program."""
    return _build(files.read_file(files.shipped_folder() / files.ALERTS))


def read(path: Path, reference: Reference) -> Rules:
    """A user's own rules.

    Raises `UsageError` where they cannot be read, and `InvalidData` that names file, line
    and key of every fault.
    """
    from pilkada_cli.exchange.reference_check import validate_alerts

    content = _content(path)
    known = {*reference.category_by_key, *(group.key for group in reference.groups)}
    if problems := validate_alerts(content, known):
        raise InvalidData(_named(path, problems), _way_out(path))
    return _build(content)


def _named(path: Path, problems: Sequence[Problem]) -> Sentence:
    return listed([replace(problem, file=str(path)) for problem in problems])


def _way_out(path: Path) -> Sentence:
    return Sentence(
        N_("mend it, or move {file} away and the rules that come with the program hold"), file=path
    )


def _content(path: Path) -> bytes:
    try:
        return files.read_file(path)
    except OSError as error:
        shipped_ones = files.shipped_folder() / files.ALERTS
        hint = Sentence(
            N_("rules of your own begin as a copy of {file}; without --rules those hold"),
            file=shipped_ones,
        )
        raise unreadable(path, error, hint) from None


def _build(content: bytes) -> Rules:
    raw = files.load(content)
    return Rules(
        float(raw["false_alarms_per_quarter"]),
        tuple(_rule(rule) for rule in raw["rules"]),
        None if (days := raw.get("overdue_after_days")) is None else int(days),
    )


def _rule(raw: dict[str, Any]) -> Rule:
    def several(name: str) -> tuple[str, ...] | None:
        return tuple(raw[name]) if name in raw else None

    def number(name: str) -> int | None:
        return int(raw[name]) if name in raw else None

    return Rule(
        key=raw["key"],
        label=Label(id=raw["label"]["id"], en=raw["label"]["en"]),
        phases=several("phase"),
        level=number("level"),
        handling=several("handling"),
        verification=several("verification"),
        categories=several("category"),
        after_hours=number("after_hours"),
        within_days=number("within_days"),
    )
