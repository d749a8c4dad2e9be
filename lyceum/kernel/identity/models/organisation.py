from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models

from lyceum.kernel.foundation.models import Identified


class Kind(models.TextChoices):
    SCHOOL = "school"
    CLUB = "club"
    STUDIO = "studio"
    ORGANISER = "organiser"


class Organisation(Identified):
    """The tenant: a school, a club, a studio, an organiser. Its slug is the first part of its addresses."""

    slug = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=20, choices=Kind, default=Kind.SCHOOL)
    description = models.TextField(max_length=2000, blank=True)
    language = models.CharField(max_length=5, default="en")
    time_zone = models.CharField(max_length=60, default="Europe/Paris")
    hue = models.PositiveSmallIntegerField(default=262)  # of the organisation's colour, in oklch degrees
    logo_id = models.UUIDField(null=True, blank=True)
    domains: Any = ArrayField(models.CharField(max_length=20), default=list)
    member_role = models.CharField(max_length=20, default="student")  # of whoever is invited without another
    is_public = models.BooleanField(default=True)
    suspended_at = models.DateTimeField(null=True, blank=True)  # by this installation's operator
    closed_at = models.DateTimeField(null=True, blank=True)  # by an owner, who may open it again

    @property
    def is_open(self) -> bool:
        return self.suspended_at is None and self.closed_at is None

    @property
    def shut(self) -> str:
        """Why nobody enters: suspended · closed, or empty while it is open."""
        if self.suspended_at:
            return "suspended"
        return "closed" if self.closed_at else ""

    def __str__(self) -> str:
        return self.name
