from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models

from lyceum.kernel.foundation.models import Tenant


class ConversationRules(Tenant):
    """What an organisation has decided for its conversations; without a row, ``rules/ruling.py``'s defaults hold."""

    office_hours: Any = models.JSONField(default=dict)  # day of the week ("0" is Monday) → [[from, until], …]
    held_words: Any = ArrayField(models.CharField(max_length=60), default=list)
    openings: Any = models.JSONField(default=dict)  # role → the roles it may write to first; absent: all
    attachments: Any = ArrayField(models.CharField(max_length=12), default=list)
    largest_attachment: Any = models.PositiveBigIntegerField()  # bytes

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation"], name="conversation_rules_once")]
