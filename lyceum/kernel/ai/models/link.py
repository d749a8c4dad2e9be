from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from lyceum.kernel.ai.rules.vendor import CHOSEN, Vendor
from lyceum.kernel.foundation.models import EncryptedTextField, Tenant


class Link(Tenant):
    """One provider of an organisation's chain. The first that can answers; ``embedded`` always follows the last.

    Without a key of its own it uses the installation's, at the vendor's own address only.
    """

    position = models.PositiveSmallIntegerField()
    vendor = models.CharField(max_length=20)
    model = models.CharField(max_length=120, blank=True)
    embedding_model = models.CharField(max_length=120, blank=True)
    embedding_languages: Any = ArrayField(models.CharField(max_length=5), default=list, blank=True)  # none: guessed
    address = models.CharField(max_length=300, blank=True)
    key = EncryptedTextField(blank=True, default="")
    price_in = models.DecimalField(max_digits=10, decimal_places=4, null=True, blank=True)  # dollars per million tokens
    price_out = models.DecimalField(max_digits=10, decimal_places=4, null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "position"], name="ai_link_position", deferrable=models.Deferrable.DEFERRED
            ),
            models.CheckConstraint(
                condition=Q(vendor__in=[vendor.value for vendor in CHOSEN]), name="ai_link_vendor_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.vendor} {self.model or self.embedding_model}"

    @property
    def kind(self) -> Vendor:
        return Vendor(self.vendor)

    @property
    def has_key(self) -> bool:
        return bool(self.key)
