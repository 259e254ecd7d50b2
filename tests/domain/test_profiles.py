"""What leaves for whom: fields, places, reports, marks."""

from typing import Any

import pytest

from pilkada_cli.domain.fields import FIELD_NAMES, Verification
from pilkada_cli.domain.profiles import PROFILES, TELLS, Exactness, Profile, ProfileKey

INTERNAL = PROFILES["internal"]
LEADERSHIP = PROFILES["leadership"]
PUBLIC = PROFILES["public"]

REPORT: dict[str, Any] = dict.fromkeys(FIELD_NAMES) | {
    "id": "HST-42",
    "occurred_on": "2024-11-22",
    "region": "63.07",
    "district": "63.07.05",
    "village": "Desa Contoh",
    "polling_station": "TPS 9",
    "title": "Budi Contoh mengadang petugas, hubungi 0812-0000-0000",
    "detail": "Budi Contoh datang pukul 10.00",
    "parties": "Budi Contoh",
    "reporter": "Siti Misalnya",
    "source": "warga",
}


def test_there_is_a_profile_for_each_key() -> None:
    assert set(PROFILES) == set(ProfileKey)
    assert all(profile.key == key for key, profile in PROFILES.items())


def test_internally_every_field_leaves_as_it_is() -> None:
    assert INTERNAL.leaving(REPORT) == REPORT
    assert INTERNAL.fields == FIELD_NAMES


def test_the_leadership_gets_no_reporter_no_parties_no_detail_and_no_photos() -> None:
    left = LEADERSHIP.leaving(REPORT)
    assert not {"reporter", "parties", "detail", "attachments"} & set(left)
    assert left["title"] == "[disamarkan] mengadang petugas, hubungi [disamarkan]"


def test_the_public_gets_no_field_of_any_report() -> None:
    assert PUBLIC.leaving(REPORT) == {}


@pytest.mark.parametrize("profile", PROFILES.values(), ids=PROFILES)
def test_no_field_tells_a_place_more_exactly_than_the_profile_allows(profile: Profile) -> None:
    assert all(TELLS.get(name, Exactness.PROVINCE) <= profile.exactness for name in profile.fields)


def test_for_the_leadership_a_place_ends_at_the_district() -> None:
    left = LEADERSHIP.leaving(REPORT)
    assert left["district"] == "63.07.05"
    assert not {"village", "polling_station"} & set(left)


def test_only_verified_reports_count_in_public_and_all_count_inside() -> None:
    assert PUBLIC.verifications == {Verification.VERIFIED}
    assert LEADERSHIP.verifications == INTERNAL.verifications == set(Verification)


def test_only_the_public_is_told_no_small_counts() -> None:
    assert [profile.smallest for profile in (INTERNAL, LEADERSHIP, PUBLIC)] == [0, 0, 5]


@pytest.mark.parametrize(
    ("profile", "reports", "mark"),
    [
        (INTERNAL, [], "T"),
        (INTERNAL, ["B"], "T"),
        (INTERNAL, ["T", "SR", "R"], "SR"),
        (LEADERSHIP, ["B", "R"], "R"),
        (PUBLIC, ["T", "SR"], "B"),
        (PUBLIC, [], "B"),
    ],
)
def test_a_document_bears_the_highest_mark_of_its_reports(
    profile: Profile, reports: list[str], mark: str
) -> None:
    assert profile.mark(reports) == mark
