from typing import Any, ClassVar
from uuid import UUID

from django.conf import settings
from django.db import models

from lyceum.domains.events.models.event import Event
from lyceum.domains.events.models.ticket import Ticket
from lyceum.kernel.foundation.models import Tenant


class Direction(models.TextChoices):
    IN = "in"
    OUT = "out"


class CheckIn(Tenant):
    """One look at a ticket at the door; its id is made by the device, offline as well, and ``at`` is its clock.

    ``told``: what the device said to the person; ``outcome``: what it was in truth (``rules/check_in.py``). Two
    devices that let one ticket in unknown to each other leave a conflict, until somebody has looked at it.
    """

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="check_ins")
    ticket = models.ForeignKey(Ticket, null=True, blank=True, on_delete=models.CASCADE, related_name="check_ins")
    device = models.CharField(max_length=40)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField()
    direction = models.CharField(max_length=3, choices=Direction, default=Direction.IN)
    told = models.CharField(max_length=12)
    outcome = models.CharField(max_length=12)
    was_valid = models.BooleanField(default=True)  # the ticket, when it was first judged
    is_conflict = models.BooleanField(default=False)
    resolved_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes: ClassVar[Any] = [
            models.Index(fields=["event", "-at"], name="check_in_list"),
            models.Index(fields=["ticket"], name="check_in_of_ticket"),
        ]


def door_topic(event_id: UUID) -> str:
    return f"event:{event_id}:door"
