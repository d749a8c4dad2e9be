"""What reporting counts of the board."""

from collections.abc import Iterator
from datetime import date

from lyceum.kernel.foundation.models import Announcement
from lyceum.kernel.foundation.rules.indicator import Tally

PUBLISHED, READ = "messaging.published", "messaging.read"


def published(told: Announcement, on: date) -> Iterator[Tally]:
    yield Tally(PUBLISHED, on, person_id=told.person_id)


def read(told: Announcement, on: date) -> Iterator[Tally]:
    yield Tally(READ, on, person_id=told.person_id)
