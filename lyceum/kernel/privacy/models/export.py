from django.conf import settings
from django.db import models
from django.utils import timezone

from lyceum.kernel.foundation.models import Identified
from lyceum.kernel.media.models import StoredFile


class Export(Identified):
    """A person's copy of all that Lyceum keeps of them: asked for, made by a job, fetched within seven days."""

    class State(models.TextChoices):
        REQUESTED = "requested"
        READY = "ready"
        FAILED = "failed"

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    state = models.CharField(max_length=10, choices=State, default=State.REQUESTED)
    percent = models.PositiveSmallIntegerField(default=0)
    file = models.ForeignKey(StoredFile, null=True, on_delete=models.SET_NULL, related_name="+")
    ready_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=models.Q(state="requested"), name="export_one_at_a_time"
            )
        ]

    @property
    def is_fetchable(self) -> bool:
        return bool(self.file_id and self.expires_at and self.expires_at > timezone.now())
