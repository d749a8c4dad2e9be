from typing import Any

from django.db import models

from lyceum.domains.events.models.place import Place
from lyceum.kernel.foundation.models import Tenant


class SeatPlan(Tenant):
    """A room as it is drawn. ``drawing``: width, height and what is not a seat (stage, walls, labels)."""

    name = models.CharField(max_length=120)
    place = models.ForeignKey(Place, null=True, blank=True, on_delete=models.SET_NULL, related_name="seat_plans")
    drawing: Any = models.JSONField(default=dict, blank=True)
    edition = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return self.name


class SectionKind(models.TextChoices):
    ROWS = "rows"
    TABLES = "tables"
    FREE = "free"  # standing, or sit where one likes: no seats


class Section(Tenant):
    """Stalls, balcony, a group of tables. ``drawing``: place, turn and curve on the plan."""

    plan = models.ForeignKey(SeatPlan, on_delete=models.CASCADE, related_name="sections")
    name = models.CharField(max_length=60)
    kind = models.CharField(max_length=6, choices=SectionKind, default=SectionKind.ROWS)
    position = models.PositiveSmallIntegerField(default=0)
    drawing: Any = models.JSONField(default=dict, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["plan", "name"], name="plan_section_once")]


class Seat(Tenant):
    """``row`` and ``number`` as they are written on the seat; ``rank`` is its order of worth, 0 the best."""

    section = models.ForeignKey(Section, on_delete=models.CASCADE, related_name="seats")
    row = models.CharField(max_length=8)
    number = models.CharField(max_length=8)
    row_position = models.PositiveSmallIntegerField(default=0)
    position = models.PositiveSmallIntegerField(default=0)  # in its row
    x = models.FloatField(default=0)
    y = models.FloatField(default=0)
    rank = models.PositiveIntegerField(default=0)
    is_accessible = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["section", "row", "number"], name="plan_seat_once")]
