from django.conf import settings
from django.db import models

from lyceum.kernel.calendar.models.appointment import Appointment
from lyceum.kernel.foundation.models import Tenant


class Turn(Tenant):
    """What somebody did with an appointment: its history. ``words``: the reason, as they wrote it."""

    appointment = models.ForeignKey(Appointment, on_delete=models.CASCADE, related_name="turns")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    act = models.CharField(max_length=10)
    round = models.PositiveIntegerField(default=1)
    words = models.CharField(max_length=500, blank=True)
    starts_at = models.DateTimeField(null=True, blank=True)
    ends_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["appointment", "id"], name="turn_order")]


class Slot(Tenant):
    """A time that was proposed. Those of the appointment's present round can be accepted."""

    appointment = models.ForeignKey(Appointment, on_delete=models.CASCADE, related_name="slots")
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    round = models.PositiveIntegerField(default=1)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()

    class Meta:
        ordering = ["starts_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["appointment", "round", "starts_at"], name="slot_once"),
            models.CheckConstraint(condition=models.Q(ends_at__gt=models.F("starts_at")), name="slot_has_length"),
        ]
