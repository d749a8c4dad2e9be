from typing import Any

from django.db import models

from lyceum.kernel.foundation.models import EncryptedTextField, Tenant


class PaymentAccount(Tenant):
    """How an organisation is paid. ``methods``: codes it has chosen. ``connected``: its account at the card provider,
    ``is_ready``: that provider takes payments for it. ``on_site``: what buyers read who pay there."""

    methods: Any = models.JSONField(default=list, blank=True)
    holder = models.CharField(max_length=120, blank=True)
    iban = EncryptedTextField(blank=True)
    bic = models.CharField(max_length=11, blank=True)
    on_site = models.CharField(max_length=500, blank=True)
    connected = models.CharField(max_length=60, blank=True)
    is_ready = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation"], name="payment_account_once")]
