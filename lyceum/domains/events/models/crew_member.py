from django.conf import settings
from django.db import models

from lyceum.domains.events.models.event import Event
from lyceum.kernel.foundation.models import Tenant


class CrewRole(models.TextChoices):
    MANAGER = "manager"
    BOX_OFFICE = "box_office"
    CHECK_IN = "check_in"


class CrewMember(Tenant):
    """A member who may do so much at this event alone, whatever their role in the organisation."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="crew")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    role = models.CharField(max_length=10, choices=CrewRole)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["event", "person"], name="crew_member_once")]
