from typing import Any, ClassVar

from django.conf import settings
from django.db import models

from lyceum.kernel.foundation.models import Tenant, TenantQuerySet


class ParticipantQuerySet(TenantQuerySet["Participant"]):
    def present(self) -> "ParticipantQuerySet":
        return self.filter(left_at=None)


class Participant(Tenant):
    """Somebody's place in a conversation: how far they have read, and what they have begun to write."""

    row_owner: ClassVar[str] = "person"

    conversation = models.ForeignKey("messaging.Conversation", on_delete=models.CASCADE, related_name="participants")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    joined_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True)
    read_position = models.PositiveBigIntegerField(default=0)
    muted = models.BooleanField(default=False)
    draft = models.TextField(blank=True)

    objects: ClassVar[Any] = ParticipantQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["conversation", "person"], name="participant_once")]
        indexes = [models.Index(fields=["person", "conversation"], name="participant_person")]
