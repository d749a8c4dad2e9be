from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models

from lyceum.domains.events.models.event import Event
from lyceum.kernel.foundation.models import Tenant


class QuestionKind(models.TextChoices):
    LINE = "line"
    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    YES_NO = "yes_no"
    CHOICE = "choice"
    CHOICES = "choices"


class Question(Tenant):
    """Asked of each attendee of ``types`` (ids; empty: all), or once of the buyer (``per_order``)."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="questions")
    text = models.CharField(max_length=300)
    hint = models.CharField(max_length=200, blank=True)
    kind = models.CharField(max_length=8, choices=QuestionKind, default=QuestionKind.LINE)
    choices: Any = ArrayField(models.CharField(max_length=120), default=list, blank=True)
    types: Any = ArrayField(models.UUIDField(), default=list, blank=True)
    per_order = models.BooleanField(default=False)
    is_required = models.BooleanField(default=False)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["event", "position"], name="question_list")]

    def __str__(self) -> str:
        return self.text
