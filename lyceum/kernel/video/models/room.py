import secrets
from datetime import datetime

from django.db import models

from lyceum.kernel.foundation.models import Tenant
from lyceum.kernel.video.rules.hours import EARLY, Door, door_at


def new_code() -> str:
    """144 bits, safe in an address: whoever has no seat cannot even learn that the room exists."""
    return secrets.token_urlsafe(18)


class Room(Tenant):
    """Where people who have a seat meet, at its time. What it is about (an appointment) is another room's thing."""

    code = models.CharField(max_length=32, unique=True, default=new_code)
    about_kind = models.CharField(max_length=80)
    about_id = models.UUIDField()
    opens_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    held_at = models.DateTimeField(null=True, blank=True)  # when two people first were in it together
    provider = models.CharField(max_length=40)
    waiting_room = models.BooleanField(default=True)  # guests wait until a host admits them
    locked = models.BooleanField(default=False)  # whoever was not admitted yet stays outside

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "about_kind", "about_id"], name="room_about_once"),
            models.CheckConstraint(condition=models.Q(ends_at__gt=models.F("opens_at")), name="room_ends_after"),
        ]

    @property
    def starts_at(self) -> datetime:
        return self.opens_at + EARLY

    def door_at(self, now: datetime) -> Door:
        return door_at(now, self.opens_at, self.ends_at, self.closed_at)
