"""What an official letter has around a brief."""

from collections.abc import Sequence

from pilkada_cli.domain.brief import Letter
from pilkada_cli.domain.profiles import PROFILES, ProfileKey
from pilkada_cli.storage import settings
from pilkada_cli.storage.register import Reader


def letter(reader: Reader, number: str | None, marks: Sequence[str]) -> Letter:
    """The letter of the office that keeps the register; `marks` are those of all that it tells of."""
    connection, reference = reader.connection, reader.reference
    office = settings.get(connection, "office")
    seat = reference.region_by_code.get(settings.get(connection, "region") or "")
    own = (office,) if office else ()
    return Letter(
        classification=PROFILES[ProfileKey.LEADERSHIP].mark(marks),
        letterhead=settings.get_lines(connection, "letterhead") or own,
        office=office,
        recipients=settings.get_lines(connection, "recipients"),
        number=number,
        seat=seat.seat if seat else None,
    )
