from django.db import models

from lyceum.kernel.foundation.models import Tenant


class Place(Tenant):
    """Where people meet. ``latitude`` and ``longitude`` in degrees (WGS 84), null until it is found on the map."""

    name = models.CharField(max_length=120)
    address = models.CharField(max_length=200, blank=True)
    city = models.CharField(max_length=80, blank=True)
    postcode = models.CharField(max_length=12, blank=True)
    country = models.CharField(max_length=2, default="FR")
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    time_zone = models.CharField(max_length=60, default="Europe/Paris")
    access = models.TextField(max_length=1000, blank=True)  # how to get there, steps, lifts
    is_accessible = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(latitude__isnull=True, longitude__isnull=True)
                | models.Q(latitude__range=(-90, 90), longitude__range=(-180, 180)),
                name="place_on_earth",
            )
        ]

    def __str__(self) -> str:
        return self.name
