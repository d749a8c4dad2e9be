from typing import Any

from django.conf import settings
from django.db import models

from lyceum.domains.learning.models.item import Item
from lyceum.domains.learning.models.path import Path
from lyceum.domains.learning.models.step import Step
from lyceum.kernel.foundation.models import Tenant


class Outcome(models.TextChoices):
    ANSWERED = "answered"  # by a model, its citations verified
    QUOTED = "quoted"  # the passages themselves
    UNCOVERED = "uncovered"  # the documents do not speak of it
    GUIDED = "guided"  # a hint or a question back: an attempt was open
    REDIRECTED = "redirected"  # outside the path
    ALERTED = "alerted"  # an adult was told
    INTERRUPTED = "interrupted"  # the answer broke off


class Exchange(Tenant):
    """A question to the tutor and its answer, kept for the teacher and for reporting.

    ``citations``: document, version, page, start, end, quote, each verified before it was shown.
    ``complexity``: 1 to 5, of the question. ``coverage``: 0 to 1, how much of it the documents speak of.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    path = models.ForeignKey(Path, on_delete=models.CASCADE, related_name="exchanges")
    step = models.ForeignKey(Step, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    item = models.ForeignKey(Item, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    question = models.TextField(max_length=2000)
    answer = models.TextField(blank=True)
    outcome = models.CharField(max_length=12, choices=Outcome)
    citations: Any = models.JSONField(default=list, blank=True)
    complexity = models.PositiveSmallIntegerField(default=1)
    parts: Any = models.JSONField(default=dict, blank=True)  # of the complexity, to explain it
    coverage = models.FloatField(default=0)
    provider = models.CharField(max_length=40, blank=True)
    milliseconds = models.PositiveIntegerField(default=0)
    passed_on_at = models.DateTimeField(null=True, blank=True)  # to the teacher, by the student
    reply = models.TextField(max_length=4000, blank=True)  # of the teacher
    replied_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    replied_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["path", "-created_at"], name="exchange_of_path"),
            models.Index(fields=["person", "-created_at"], name="exchange_of_person"),
        ]
