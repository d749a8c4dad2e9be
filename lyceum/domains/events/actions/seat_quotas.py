"""Quotas follow the number of seats: a seated ticket is counted by as many places as there are seats for it."""

from django.db.models import Q

from lyceum.domains.events.actions.quota import own_quota, set_capacity
from lyceum.domains.events.models import Event, EventSeat, TicketKind


def follow_seats(event: Event) -> None:
    """In the caller's transaction. A quota that counts seated tickets alone is as large as their seats together."""
    rows = EventSeat.objects.filter(organisation_id=event.organisation_id, event=event, is_blocked=False)
    types = list(event.ticket_types.filter(kind=TicketKind.TICKET).order_by("position", "id"))
    is_any = rows.filter(ticket_type=None).exists()
    used = set(event.seats.exclude(ticket_type=None).values_list("ticket_type_id", flat=True))
    seated = {one.id for one in types if is_any or one.id in used}
    for one in types:
        if one.id in seated and not one.quotas.exists():
            own_quota(event, one, rows.filter(Q(ticket_type=one) | Q(ticket_type=None)).count())
    for quota in event.quotas.order_by("id"):
        counted = set(quota.ticket_types.values_list("id", flat=True))
        if counted and counted <= seated:
            capacity = rows.filter(Q(ticket_type__in=counted) | Q(ticket_type=None)).count()
            if capacity != quota.capacity:
                set_capacity(quota, capacity)
