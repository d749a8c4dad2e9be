from django.db import models

from lyceum.kernel.foundation.models.encrypted import EncryptedTextField
from lyceum.kernel.foundation.models.identified import Identified


class KeptAnswer(Identified):
    """The answer given to an Idempotency-Key, so that a repeat gets it again and does nothing."""

    person_id = models.UUIDField()
    key = models.CharField(max_length=255)
    fingerprint = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField(default=0)
    body = EncryptedTextField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person_id", "key"], name="kept_answer_once")]
        indexes = [models.Index(fields=["created_at"], name="kept_answer_age")]
