from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from lyceum.domains.events.models.order import Order
from lyceum.domains.events.models.price_step import PriceStep
from lyceum.domains.events.models.ticket_type import TicketType
from lyceum.domains.events.models.voucher import Voucher
from lyceum.kernel.foundation.models import EncryptedTextField, Tenant


class OrderLine(Tenant):
    """One ticket (or bundle, or add-on) of an order, as it was sold.

    ``quotas`` and ``places`` are what it took, ``voucher`` and
    ``price_step`` what it used: exactly that is released, whatever the
    organiser has changed since. ``seat``: the one it had, also when it is no longer live. ``is_live``: it
    takes its places; cancelled lines stay, and are not.
    """

    order = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="lines")
    ticket_type = models.ForeignKey(TicketType, on_delete=models.PROTECT, related_name="lines")
    addon_of = models.ForeignKey("self", null=True, blank=True, on_delete=models.CASCADE, related_name="addons")
    position = models.PositiveSmallIntegerField(default=0)
    price = models.PositiveIntegerField(default=0)
    vat_rate = models.PositiveSmallIntegerField(default=0)
    given_back = models.PositiveIntegerField(default=0)
    voucher = models.ForeignKey(Voucher, null=True, blank=True, on_delete=models.SET_NULL, related_name="lines")
    price_step = models.ForeignKey(PriceStep, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    seat = models.ForeignKey("events.EventSeat", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    quotas: Any = ArrayField(models.UUIDField(), default=list, blank=True)
    places = models.PositiveSmallIntegerField(default=1)
    attendee_name = EncryptedTextField(blank=True, default="")
    attendee_email = EncryptedTextField(blank=True, default="")
    answers = EncryptedTextField(blank=True, default="")
    is_live = models.BooleanField(default=True)

    class Meta:
        indexes: ClassVar[Any] = [
            models.Index(fields=["order", "position"], name="order_line_list"),
        ]
        constraints: ClassVar[Any] = [
            models.CheckConstraint(condition=models.Q(given_back__lte=models.F("price")), name="line_given_back"),
        ]
