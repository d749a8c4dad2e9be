"""Events enter the catalogue of what anybody may find, and leave it: said again whenever something has changed."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from lyceum.domains.events.models import Event
from lyceum.domains.events.queries.published import KIND, public_entries
from lyceum.kernel.foundation.jobs import job
from lyceum.kernel.search.actions.catalogue import publish_entries, withdraw_entry

SELLING = timedelta(seconds=15)  # between two looks at what is left, while tickets go
MOST_KNOWN = 1000
_looks: dict[UUID, datetime] = {}  # when the look comes that this process has asked for


def list_event(organisation_id: UUID, event_id: UUID) -> None:
    """As it is now, or not at all. Idempotent."""
    if not publish_entries(organisation_id, public_entries(organisation_id, [event_id])):
        withdraw_entry(organisation_id, KIND, event_id)


def list_events_at(organisation_id: UUID, place_id: UUID) -> None:
    found = Event.objects.filter(organisation_id=organisation_id, place_id=place_id).values_list("id", flat=True)
    publish_entries(organisation_id, public_entries(organisation_id, found))


def list_event_soon(organisation_id: UUID, event_id: UUID) -> None:
    """Of a rush one look suffices: whoever comes meanwhile is in it, and asks for none of their own."""
    at = timezone.now() + SELLING
    if _looks.get(event_id, timezone.now()) > timezone.now():
        return
    asked = list_sold_event.later(organisation_id=organisation_id, at=at, once=str(event_id), event_id=event_id)
    if asked is not None:  # another's may come sooner than this one would have
        transaction.on_commit(lambda: _note_look(event_id, at))


def _note_look(event_id: UUID, at: datetime) -> None:
    if len(_looks) > MOST_KNOWN:
        _looks.clear()
    _looks[event_id] = at


@job()
def list_sold_event(organisation_id: UUID, event_id: UUID) -> None:
    list_event(organisation_id, event_id)
