"""Events enter the catalogue of what anybody may find, and leave it: said again whenever something has changed."""

from datetime import timedelta
from uuid import UUID

from django.utils import timezone

from lyceum.domains.events.models import Event
from lyceum.domains.events.queries.published import KIND, public_entries
from lyceum.kernel.foundation.jobs import job
from lyceum.kernel.search.actions.catalogue import publish_entries, withdraw_entry

SELLING = timedelta(seconds=15)  # between two looks at what is left, while tickets go


def list_event(organisation_id: UUID, event_id: UUID) -> None:
    """As it is now, or not at all. Idempotent."""
    if not publish_entries(organisation_id, public_entries(organisation_id, [event_id])):
        withdraw_entry(organisation_id, KIND, event_id)


def list_events_at(organisation_id: UUID, place_id: UUID) -> None:
    found = Event.objects.filter(organisation_id=organisation_id, place_id=place_id).values_list("id", flat=True)
    publish_entries(organisation_id, public_entries(organisation_id, found))


def list_event_soon(organisation_id: UUID, event_id: UUID) -> None:
    """Of a rush one look suffices: whoever comes meanwhile is in it."""
    at = timezone.now() + SELLING
    list_sold_event.later(organisation_id=organisation_id, at=at, once=str(event_id), event_id=event_id)


@job()
def list_sold_event(organisation_id: UUID, event_id: UUID) -> None:
    list_event(organisation_id, event_id)
