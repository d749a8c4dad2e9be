from django.db import models

from lyceum.kernel.billing.rules.invoice import Seller
from lyceum.kernel.foundation.models import Tenant


class SellerIdentity(Tenant):
    """Who the organisation is in law, as its invoices say from now on."""

    name = models.CharField(max_length=120)
    street = models.CharField(max_length=200, blank=True)
    postcode = models.CharField(max_length=12, blank=True)
    city = models.CharField(max_length=80, blank=True)
    country = models.CharField(max_length=2, default="FR")
    registration = models.CharField(max_length=20, blank=True)
    vat_number = models.CharField(max_length=20, blank=True)
    is_exempt = models.BooleanField(default=False)
    mention = models.CharField(max_length=200, blank=True)
    email = models.EmailField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation"], name="seller_identity_once")]

    def seller(self) -> Seller:
        return Seller(**{name: getattr(self, name) for name in Seller.__slots__})
