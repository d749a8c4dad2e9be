from typing import Any, ClassVar

from django.db import models

from lyceum.kernel.foundation.models.identified import Identified


class Announcement(Identified):
    """A fact, written with the change that made it true.

    It is at once the audit trail (who, what, when, from where; append-only, see ``guards.py``) and the
    outbox that subscribers are told from. The payload holds ids and plain labels, never contents.
    """

    append_only: ClassVar[bool] = True

    organisation = models.ForeignKey(
        "identity.Organisation", null=True, on_delete=models.DO_NOTHING, db_constraint=False, related_name="+"
    )
    person_id = models.UUIDField(null=True)  # no foreign key: the trail outlives the person
    kind = models.CharField(max_length=80)
    payload: Any = models.JSONField(default=dict)
    network = models.CharField(max_length=60, blank=True)
    client = models.CharField(max_length=80, blank=True)
    request_id = models.CharField(max_length=64, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["organisation", "-id"], name="announcement_trail"),
            models.Index(fields=["person_id", "-id"], name="announcement_person"),
        ]


class Receipt(models.Model):
    """What a subscriber has already been told: at-least-once delivery, exactly-once effect."""

    announcement_id = models.UUIDField()
    subscriber = models.CharField(max_length=160)
    received_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["announcement_id", "subscriber"], name="receipt_once"),
        ]
