from typing import ClassVar

from django.conf import settings
from django.db import models

from lyceum.kernel.foundation.models import Tenant
from lyceum.kernel.notifications.models.channel import Channel


class Preference(Tenant):
    """Where a person has chosen otherwise than the kind's default, in one organisation."""

    row_owner: ClassVar[str] = "person"

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=80)
    channel = models.CharField(max_length=12, choices=Channel)
    on = models.BooleanField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "person", "kind", "channel"], name="preference_once")
        ]


class OrganisationDefault(Tenant):
    """Where an organisation has chosen otherwise than the kind's default, for those who have not chosen themselves."""

    kind = models.CharField(max_length=80)
    channel = models.CharField(max_length=12, choices=Channel)
    on = models.BooleanField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "kind", "channel"], name="default_once")]
