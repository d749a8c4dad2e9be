from django.db import models

from lyceum.kernel.foundation.models import EncryptedTextField, Tenant


class TicketKey(Tenant):
    """The pair that signs an organisation's tickets. ``public`` goes to the devices at the door (SPKI, base64)."""

    public = models.CharField(max_length=200)
    private = EncryptedTextField()
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation"], condition=models.Q(retired_at__isnull=True), name="one_ticket_key_signs"
            )
        ]
