from typing import Any

from django.conf import settings
from django.db import models

from lyceum.kernel.foundation.models import BlindIndexField, EncryptedTextField, Identified


class Device(Identified):
    """A browser that takes pushes for its person, whichever organisation they come from."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    endpoint: Any = EncryptedTextField()
    endpoint_index: Any = BlindIndexField(of="endpoint")
    p256dh: Any = EncryptedTextField()
    auth: Any = EncryptedTextField()
    user_agent = models.CharField(max_length=200, blank=True)
    last_used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["endpoint_index"], name="device_once")]


class Phone(Identified):
    """Where a person takes text messages, once they have typed the code that was sent there."""

    person = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    number: Any = EncryptedTextField()
    number_index: Any = BlindIndexField(of="number")
    verified_at = models.DateTimeField(null=True, blank=True)
    code_digest = models.CharField(max_length=64, blank=True)
    code_sent_at = models.DateTimeField(null=True, blank=True)
    code_tries = models.PositiveSmallIntegerField(default=0)
