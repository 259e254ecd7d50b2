"""For whom an export is made, and so what of a report may leave.

UU 27/2022 on personal data (Pasal 4) knows general data, the name among them, and
specific data. A report may hold either in any of its texts; so a profile says which
fields leave at all, and whether those that leave are redacted (`domain/redaction.py`).
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from typing import Any

from pilkada_cli.domain.fields import CLASSIFICATIONS, REPORT_FIELDS, Verification
from pilkada_cli.domain.redaction import redacted


class Exactness(IntEnum):
    """How exactly a place is told."""

    PROVINCE = 0
    REGENCY = 1
    DISTRICT = 2
    VILLAGE = 3
    POLLING_STATION = 4


TELLS: Mapping[str, Exactness] = {
    "region": Exactness.REGENCY,
    "regency_name": Exactness.REGENCY,
    "affects": Exactness.REGENCY,
    "district": Exactness.DISTRICT,
    "village": Exactness.VILLAGE,
    "polling_station": Exactness.POLLING_STATION,
}
"""The fields that tell a place, and how exactly."""


class ProfileKey(StrEnum):
    """The name of a profile, as it is typed and written."""

    INTERNAL = "internal"
    LEADERSHIP = "leadership"
    PUBLIC = "public"


@dataclass(frozen=True, slots=True)
class Profile:
    """What leaves for one circle of readers.

    `fields` are those of a report that leave, in the order of `REPORT_FIELDS`; with
    none no report leaves by itself and only counts do. `exactness` is that of the
    most exact place told. A report counts where its verification is one of
    `verifications`. Counts below `smallest` are withheld. `redacts` says that
    texts are redacted and that the files must hold no personal data.
    """

    key: ProfileKey
    fields: tuple[str, ...]
    exactness: Exactness
    verifications: frozenset[Verification]
    smallest: int
    redacts: bool
    lowest_mark: str
    highest_mark: str

    def leaving(self, values: Mapping[str, Any], ordinary: Collection[str] = ()) -> dict[str, Any]:
        """What leaves of a report, of which `values` are all fields.

        `ordinary` are words that name no person (`person_names.place_words`).
        """
        if self.redacts:
            return redacted(values, self.fields, ordinary)
        return {name: values.get(name) for name in self.fields}

    def mark(self, classifications: Iterable[str]) -> str:
        """The mark of a document: the highest of the reports in it, within the bounds of the profile."""
        rank = CLASSIFICATIONS.index
        highest = max(classifications, key=rank, default=self.lowest_mark)
        return min(max(highest, self.lowest_mark, key=rank), self.highest_mark, key=rank)


def _fields(exactness: Exactness, withheld: Collection[str] = ()) -> tuple[str, ...]:
    return tuple(
        field.name
        for field in REPORT_FIELDS
        if field.name not in withheld and TELLS.get(field.name, exactness) <= exactness
    )


PROFILES: Mapping[str, Profile] = {
    profile.key: profile
    for profile in (
        Profile(
            key=ProfileKey.INTERNAL,
            fields=_fields(Exactness.POLLING_STATION),
            exactness=Exactness.POLLING_STATION,
            verifications=frozenset(Verification),
            smallest=0,
            redacts=False,
            lowest_mark="T",
            highest_mark="SR",
        ),
        # File names name people, and a photo shows them.
        Profile(
            key=ProfileKey.LEADERSHIP,
            fields=_fields(Exactness.DISTRICT, ("reporter", "parties", "detail", "attachments")),
            exactness=Exactness.DISTRICT,
            verifications=frozenset(Verification),
            smallest=0,
            redacts=True,
            lowest_mark="T",
            highest_mark="SR",
        ),
        Profile(
            key=ProfileKey.PUBLIC,
            fields=(),
            exactness=Exactness.PROVINCE,
            verifications=frozenset({Verification.VERIFIED}),
            smallest=5,
            redacts=True,
            lowest_mark="B",
            highest_mark="B",
        ),
    )
}
"""The profiles by their key."""
