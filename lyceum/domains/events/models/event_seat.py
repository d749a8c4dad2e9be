from django.db import models

from lyceum.domains.events.models.event import Event
from lyceum.domains.events.models.order_line import OrderLine
from lyceum.domains.events.models.seat_plan import Seat
from lyceum.domains.events.models.ticket_type import TicketType
from lyceum.kernel.foundation.models import Tenant


class EventSeat(Tenant):
    """A seat at one event: sold as ``ticket_type`` (null: any), taken by one live ``line``, or kept back."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="seats")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    ticket_type = models.ForeignKey(
        TicketType, null=True, blank=True, on_delete=models.SET_NULL, related_name="event_seats"
    )
    line = models.OneToOneField(OrderLine, null=True, blank=True, on_delete=models.SET_NULL, related_name="event_seat")
    is_blocked = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["event", "seat"], name="event_seat_once"),
        ]
