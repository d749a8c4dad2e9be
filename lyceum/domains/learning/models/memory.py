from django.conf import settings
from django.db import models

from lyceum.domains.learning.models.item import Item
from lyceum.domains.learning.models.path import Path
from lyceum.domains.learning.models.step import Step
from lyceum.kernel.foundation.models import Tenant


class Memory(Tenant):
    """How well one student remembers one item, and when to ask again (``rules/schedule.py``).

    ``stability`` in days, ``difficulty`` from 1 to 10. ``phase``: the learning step to pass still today, if any.
    ``exam_on``: the next exam that covers it; ``exam_recall``: as predicted for that day. ``path`` and ``step`` stand
    here too, so that what is due is found by one index.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", db_index=False)
    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="memories")
    path = models.ForeignKey(Path, on_delete=models.CASCADE, related_name="+", db_index=False)
    step = models.ForeignKey(Step, on_delete=models.CASCADE, related_name="+")
    stability = models.FloatField()
    difficulty = models.FloatField()
    reviewed_at = models.DateTimeField()
    due_on = models.DateField()
    phase = models.PositiveSmallIntegerField(null=True, blank=True)
    exam_on = models.DateField(null=True, blank=True)
    exam_recall = models.FloatField(default=1.0)
    reviews = models.PositiveIntegerField(default=0)
    lapses = models.PositiveIntegerField(default=0)
    last_right = models.BooleanField(default=False)

    class Meta:
        indexes = [
            models.Index(fields=["person", "path", "due_on", "id"], name="memory_due"),
            models.Index(fields=["person", "exam_on", "exam_recall"], name="memory_before_exam"),
            # counted from the index alone, which row-level security allows where the organisation stands in it
            models.Index(
                fields=["path", "person"],
                include=["organisation", "step", "last_right", "due_on"],
                name="memory_of_class",
            ),
        ]
        constraints = [models.UniqueConstraint(fields=["person", "item"], name="memory_once")]
