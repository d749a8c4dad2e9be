"""Facts that change what the public finds of an event."""

from uuid import UUID

from lyceum.domains.events.actions.publishing import list_event, list_event_soon, list_events_at
from lyceum.kernel.foundation.models import Announcement


def relist(announcement: Announcement) -> None:
    assert announcement.organisation_id
    list_event(announcement.organisation_id, UUID(announcement.payload["event_id"]))


def relist_soon(announcement: Announcement) -> None:
    assert announcement.organisation_id
    list_event_soon(announcement.organisation_id, UUID(announcement.payload["event_id"]))


def relist_at(announcement: Announcement) -> None:
    assert announcement.organisation_id
    list_events_at(announcement.organisation_id, UUID(announcement.payload["place_id"]))
