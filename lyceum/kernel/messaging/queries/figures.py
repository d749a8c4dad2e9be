"""What reporting counts of the board and of conversations."""

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from lyceum.kernel.foundation.models import Announcement
from lyceum.kernel.foundation.rules.indicator import Tally

PUBLISHED, READ, MESSAGES = "messaging.published", "messaging.read", "messaging.messages"


def published(told: Announcement, on: date) -> Iterator[Tally]:
    yield Tally(PUBLISHED, on, person_id=told.person_id)


def read(told: Announcement, on: date) -> Iterator[Tally]:
    yield Tally(READ, on, person_id=told.person_id)


def sent(told: Announcement, on: date) -> Iterator[Tally]:
    """By its author, also where a moderator released it."""
    author = told.payload["author_id"]
    yield Tally(MESSAGES, on, person_id=UUID(author) if author else None)
