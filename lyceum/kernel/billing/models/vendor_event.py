from django.db import models
from django.db.models import Q

from lyceum.kernel.foundation.models import EncryptedTextField, Identified


class VendorEvent(Identified):
    """What a provider posted to us, kept once, until it is settled and a while after. Of no organisation: whose it is
    stands in its content."""

    provider = models.CharField(max_length=20)
    reference = models.CharField(max_length=255)
    kind = models.CharField(max_length=80)
    content = EncryptedTextField()
    settled_at = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveIntegerField(default=0)
    error = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["provider", "reference"], name="vendor_event_once")]
        indexes = [
            models.Index(fields=["created_at"], name="vendor_event_age"),
            models.Index(fields=["id"], condition=Q(settled_at__isnull=True), name="vendor_event_unsettled"),
        ]
