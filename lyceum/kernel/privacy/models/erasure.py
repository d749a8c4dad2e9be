from typing import Any

from django.conf import settings
from django.db import models

from lyceum.kernel.foundation.models import Identified


class ErasureQuerySet(models.QuerySet["Erasure"]):
    def waiting(self) -> "ErasureQuerySet":
        return self.filter(cancelled_at=None, done_at=None)


class Erasure(Identified):
    """A person's wish to be forgotten, and afterwards the journal's line that it was done.

    Once done it names nobody: ``subject`` (``rules/subject.py``) only answers whether somebody is that person.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    subject = models.CharField(max_length=64)
    due_at = models.DateTimeField()
    cancelled_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)

    objects: Any = ErasureQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["subject"], condition=models.Q(cancelled_at=None, done_at=None), name="erasure_waiting_once"
            )
        ]
        indexes = [models.Index(fields=["due_at"], name="erasure_due")]
