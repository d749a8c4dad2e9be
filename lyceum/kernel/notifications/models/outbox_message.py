from django.conf import settings
from django.db import models

from lyceum.kernel.foundation.models import Identified


class OutboxMessage(Identified):
    """A mail that the embedded adapter kept instead of sending it. Read at ``/outbox/``."""

    message_id = models.CharField(max_length=200, unique=True)
    sender = models.CharField(max_length=320)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="+")
    recipient = models.EmailField(max_length=254)
    subject = models.CharField(max_length=300)
    text = models.TextField()
    html = models.TextField(blank=True)
    headers = models.JSONField(default=dict)
