from django.conf import settings
from django.db import models

from lyceum.kernel.foundation.models import EncryptedTextField, Tenant


class InvoiceBuyer(Tenant):
    """Who bought. Beside the invoice, because this alone is blanked when they ask to be forgotten."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    name = EncryptedTextField(blank=True)
    address = EncryptedTextField(blank=True)
    email = EncryptedTextField(blank=True)
    vat_number = EncryptedTextField(blank=True)

    @property
    def pseudonym(self) -> str:
        """Stands in the name's place once it is gone."""
        return f"C-{self.id.hex[-8:].upper()}"
