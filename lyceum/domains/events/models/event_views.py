from django.db import models

from lyceum.domains.events.models.event import Event
from lyceum.kernel.foundation.models import Tenant


class EventViews(Tenant):
    """How often an event's page was asked for on a day (UTC), on the shop's own site or in a frame: of nobody."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="views")
    day = models.DateField()
    channel = models.CharField(max_length=10)
    number = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["event", "day", "channel"], name="event_views_once")]
