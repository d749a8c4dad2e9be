from django.conf import settings
from django.db import models

from lyceum.kernel.foundation.models import Tenant
from lyceum.kernel.video.rules.role import SeatRole


class Seat(Tenant):
    """Somebody's place in a room. Guests take it once a host has admitted them; who was removed has lost it."""

    room = models.ForeignKey("video.Room", on_delete=models.CASCADE, related_name="seats")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    role = models.CharField(max_length=8, choices=[(role.value, role.value) for role in SeatRole])
    waiting_at = models.DateTimeField(null=True, blank=True)  # when they last asked to be let in
    admitted_at = models.DateTimeField(null=True, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)
    hand_raised_at = models.DateTimeField(null=True, blank=True)
    muted_by_host = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["room", "person"], name="seat_once")]

    @property
    def is_host(self) -> bool:
        return self.role == SeatRole.HOST
