from django.conf import settings
from django.db import models

from lyceum.kernel.foundation.models import Identified
from lyceum.kernel.notifications.models.channel import Channel


class OutboxMessage(Identified):
    """What the embedded adapter kept instead of sending it, by any channel. Read at ``/outbox/``."""

    channel = models.CharField(max_length=12, choices=Channel, default=Channel.EMAIL)
    message_id = models.CharField(max_length=200, unique=True)
    sender = models.CharField(max_length=320, blank=True)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="+")
    recipient = models.CharField(max_length=320)
    subject = models.CharField(max_length=300, blank=True)
    text = models.TextField()
    html = models.TextField(blank=True)
    headers = models.JSONField(default=dict)
