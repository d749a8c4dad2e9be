from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from lyceum.domains.events.models.event import Event
from lyceum.domains.events.models.quota import Quota
from lyceum.kernel.foundation.models import Tenant


class Reserve(Tenant):
    """Places that the organiser keeps back for guests: so many of what its quota counts as ``held``."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="reserves")
    quota = models.OneToOneField(Quota, on_delete=models.CASCADE, related_name="reserve")
    places = models.PositiveIntegerField()

    class Meta:
        constraints: ClassVar[Any] = [
            models.CheckConstraint(condition=Q(places__gte=1), name="reserve_keeps_something"),
        ]
