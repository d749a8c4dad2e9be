from typing import Any, ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models

from lyceum.kernel.foundation.models import Tenant

DAY_BEFORE, QUARTER_BEFORE = 24 * 60, 15


def usual_reminders() -> list[int]:
    return [DAY_BEFORE, QUARTER_BEFORE]


class AvailabilityHours(Tenant):
    """When somebody is glad to be asked, every week, by the clock of their own time zone. Monday is 0.

    ``until`` is exclusive; midnight means the end of the day.
    """

    row_owner: ClassVar[str] = "person"

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    weekday = models.PositiveSmallIntegerField()
    since = models.TimeField()
    until = models.TimeField()

    class Meta:
        ordering = ["weekday", "since"]
        indexes = [models.Index(fields=["person", "weekday"], name="availability_week")]
        constraints = [models.CheckConstraint(condition=models.Q(weekday__lte=6), name="availability_weekday")]


class AwayDays(Tenant):
    """Days on which somebody cannot be asked, the last one included."""

    row_owner: ClassVar[str] = "person"

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    first_on = models.DateField()
    last_on = models.DateField()

    class Meta:
        ordering = ["first_on"]
        indexes = [models.Index(fields=["person", "first_on"], name="away_days")]
        constraints = [
            models.CheckConstraint(condition=models.Q(last_on__gte=models.F("first_on")), name="away_days_in_order")
        ]


class AgendaChoice(Tenant):
    """How somebody wants it in one organisation. ``reminders``: minutes before. ``only_in_hours``: else refused."""

    row_owner: ClassVar[str] = "person"

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    reminders: Any = ArrayField(models.PositiveIntegerField(), default=usual_reminders, blank=True)
    only_in_hours = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "person"], name="agenda_choice_once")]
