"""What reporting counts of calls."""

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from lyceum.kernel.foundation.models import Announcement
from lyceum.kernel.foundation.rules.indicator import Tally

HELD, PEOPLE, SECONDS = "video.held", "video.joined", "video.seconds"


def held(told: Announcement, on: date) -> Iterator[Tally]:
    yield Tally(HELD, on)


def joined(told: Announcement, on: date) -> Iterator[Tally]:
    yield Tally(PEOPLE, on, person_id=told.person_id)


def left(told: Announcement, on: date) -> Iterator[Tally]:
    """Of the one who left, whoever removed them or closed the call."""
    yield Tally(SECONDS, on, value=told.payload["seconds"], person_id=UUID(told.payload["person_id"]))
