"""Freed places go to those who wait, in order, before anybody else sees them: in the transaction that freed them."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection, transaction
from django.utils import timezone

from lyceum.domains.events.announcements import OfferLapsed, PlacesOffered
from lyceum.domains.events.models import Event, EventState, QuotaType, WaitingEntry, WaitingState
from lyceum.domains.events.rules.terms import OFFER, SHORT_OFFER
from lyceum.kernel.foundation import scope
from lyceum.kernel.foundation.actions.announcing import announce
from lyceum.kernel.foundation.rules.caller import Anyone, Visitor
from lyceum.kernel.identity.models import Organisation

MOST = 200  # offered to in one go
_LOCKS = "SELECT 1 FROM events_quota WHERE id = ANY(%(quotas)s) ORDER BY id FOR UPDATE"
_KEPT = """
WITH quota AS MATERIALIZED (SELECT unnest(%(quotas)s::uuid[]) AS id),
locked AS MATERIALIZED (
    SELECT row.capacity - row.held - row.sold >= %(places)s AS fits
    FROM events_quota AS row JOIN quota USING (id)
)
UPDATE events_quota AS row SET held = row.held + %(places)s FROM quota
WHERE row.id = quota.id AND NOT EXISTS (SELECT FROM locked WHERE NOT fits)
"""
_FREED = "UPDATE events_quota SET held = held - %(places)s WHERE id = ANY(%(quotas)s)"


def offer_freed(caller: Anyone, organisation_id: UUID, event_id: UUID) -> int:
    """In a transaction. Who wants more than there is keeps their rank, and those behind whom it suits are asked."""
    waiting = (
        WaitingEntry.objects.filter(organisation_id=organisation_id, event_id=event_id, state=WaitingState.WAITING)
        .select_related("ticket_type", "event")
        .order_by("created_at", "id")
        .select_for_update(of=("self",), skip_locked=True)
    )
    offered, spent = 0, set[UUID]()
    for entry in waiting[:MOST]:
        if entry.event.state != EventState.PUBLISHED or entry.ticket_type_id in spent:
            continue
        if _keep(entry):
            offered += 1
            entry.state, entry.offer_until = WaitingState.OFFERED, _until(entry.event)
            entry.save(update_fields=["state", "offer_until", "quotas", "places"])
            announce(caller, PlacesOffered(entry.id, event_id), about=organisation_id)
        elif entry.quantity == 1:
            spent.add(entry.ticket_type_id)
    return offered


def lapse_offers(organisation_id: UUID | None) -> None:
    """Every minute, in every organisation: the next in line is asked."""
    for each_id in Organisation.objects.values_list("id", flat=True):
        with scope.entered(each_id), transaction.atomic():
            lapse_some(each_id)


def lapse_some(organisation_id: UUID) -> int:
    due = WaitingEntry.objects.filter(
        organisation_id=organisation_id, state=WaitingState.OFFERED, offer_until__lte=timezone.now()
    )
    entries = list(due.order_by("event_id", "id").select_for_update(skip_locked=True)[:MOST])
    for entry in entries:
        give_up(entry, WaitingState.LAPSED)
        announce(Visitor(organisation_id), OfferLapsed(entry.id, entry.event_id), about=organisation_id)
    for event_id in sorted({entry.event_id for entry in entries}):
        offer_freed(Visitor(organisation_id), organisation_id, event_id)
    return len(entries)


def give_up(entry: WaitingEntry, state: WaitingState) -> None:
    """What was kept for them is free. The entry is locked."""
    if entry.places:
        with connection.cursor() as cursor:
            cursor.execute(_FREED, {"places": entry.places, "quotas": sorted(entry.quotas)})
    entry.state, entry.quotas, entry.places, entry.offer_until = state, [], 0, None
    entry.save(update_fields=["state", "quotas", "places", "offer_until"])


def _keep(entry: WaitingEntry) -> bool:
    counted = QuotaType.objects.filter(organisation_id=entry.organisation_id, ticket_type_id=entry.ticket_type_id)
    quotas = sorted(counted.values_list("quota_id", flat=True))
    if not quotas:
        return False
    places = entry.quantity * entry.ticket_type.bundle
    with connection.cursor() as cursor:
        cursor.execute(_LOCKS, {"quotas": quotas})
        cursor.execute(_KEPT, {"quotas": quotas, "places": places})
        if not cursor.rowcount:
            return False
    entry.quotas, entry.places = quotas, places
    return True


def _until(event: Event) -> datetime:
    """Half a day to answer, less when the event is near."""
    now = timezone.now()
    half_way = now + (event.starts_at - now) / 2
    return max(min(now + OFFER, half_way), now + SHORT_OFFER, now + timedelta(minutes=5))
