from typing import Any

from django.conf import settings
from django.db import models

from lyceum.domains.learning.models.item import Item
from lyceum.domains.learning.models.path import Path
from lyceum.domains.learning.models.step import Step
from lyceum.kernel.foundation.models import Tenant


class Revision(Tenant):
    """A student's sitting, under the id that their device made. ``step`` none: all that was due on the path.

    ``score``: 0 to 100, part answers count in part; ``right``: answers that were wholly right; ``seconds``: of study.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    path = models.ForeignKey(Path, on_delete=models.CASCADE, related_name="revisions")
    step = models.ForeignKey(Step, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    planned = models.PositiveSmallIntegerField(default=0)
    answered = models.PositiveSmallIntegerField(default=0)
    right = models.PositiveSmallIntegerField(default=0)
    score = models.FloatField(default=0)
    seconds = models.PositiveIntegerField(default=0)

    class Meta:
        indexes = [
            models.Index(fields=["person", "-created_at"], name="revision_of_person"),
            models.Index(fields=["path", "-created_at"], name="revision_of_path"),
        ]


class Review(Tenant):
    """One answer, under the id that the device made: sent twice, it counts once.

    ``recall``: how likely it was, as predicted, that they would remember (none at the first meeting).
    ``model``: which model of memory said so. ``answered_at`` is the device's time, never after its arrival.
    """

    revision = models.ForeignKey(Revision, on_delete=models.CASCADE, related_name="answers")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="answers")
    given: Any = models.JSONField(default=dict)
    fraction = models.FloatField()
    is_right = models.BooleanField()
    rating = models.PositiveSmallIntegerField()
    hints = models.PositiveSmallIntegerField(default=0)
    seconds = models.PositiveIntegerField(default=0)
    recall = models.FloatField(null=True, blank=True)
    model = models.CharField(max_length=20, default="fsrs-6")
    answered_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["person", "item", "answered_at"], name="review_history"),
            models.Index(fields=["item", "answered_at"], name="review_of_item"),
            models.Index(fields=["person", "answered_at"], name="review_of_day"),
        ]
