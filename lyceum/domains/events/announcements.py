"""What has happened at an event: ids and figures, never words."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class EntryConflictFound:
    """Somebody was let in who should not have been."""

    event_id: UUID
    check_in_id: UUID
    ticket_id: UUID


@dataclass(frozen=True)
class EntryConflictSettled:
    event_id: UUID
    check_in_id: UUID


@dataclass(frozen=True)
class TicketKeyMade:
    """The pair that signs the organisation's tickets from now on."""

    key_id: UUID
