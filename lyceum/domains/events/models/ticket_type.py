from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from lyceum.domains.events.models.event import Event
from lyceum.kernel.foundation.models import Tenant


class TicketKind(models.TextChoices):
    TICKET = "ticket"
    ADDON = "addon"  # a meal, a locker: bought along with a ticket


class TicketType(Tenant):
    """What is sold: ``price`` in the currency's smallest unit, VAT included (``vat_rate`` in basis points).

    ``bundle``: how many people one of it lets in (and how many places it takes). ``is_free_price``: the buyer says
    how much, at least ``floor``. ``minimum`` and ``maximum`` per order. ``is_hidden``: shown to voucher holders.
    """

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="ticket_types")
    name = models.CharField(max_length=80)
    text = models.CharField(max_length=300, blank=True)
    kind = models.CharField(max_length=6, choices=TicketKind, default=TicketKind.TICKET)
    addon_to = models.ForeignKey("self", null=True, blank=True, on_delete=models.CASCADE, related_name="addons")
    price = models.PositiveIntegerField(default=0)
    vat_rate = models.PositiveSmallIntegerField(default=0)
    is_free_price = models.BooleanField(default=False)
    floor = models.PositiveIntegerField(default=0)
    sale_from = models.DateTimeField(null=True, blank=True)
    sale_until = models.DateTimeField(null=True, blank=True)
    minimum = models.PositiveSmallIntegerField(default=1)
    maximum = models.PositiveSmallIntegerField(null=True, blank=True)
    bundle = models.PositiveSmallIntegerField(default=1)
    is_hidden = models.BooleanField(default=False)
    is_on_sale = models.BooleanField(default=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        indexes: ClassVar[Any] = [models.Index(fields=["event", "position"], name="ticket_type_list")]
        constraints: ClassVar[Any] = [
            models.UniqueConstraint(fields=["event", "name"], name="ticket_type_name_once"),
            models.CheckConstraint(condition=Q(vat_rate__lte=10000), name="ticket_type_vat_rate"),
            models.CheckConstraint(condition=Q(bundle__gte=1), name="ticket_type_lets_somebody_in"),
            models.CheckConstraint(
                condition=Q(maximum__isnull=True) | Q(maximum__gte=F("minimum")), name="ticket_type_minimum_maximum"
            ),
            models.CheckConstraint(condition=Q(kind="addon") | Q(addon_to__isnull=True), name="only_addons_are_added"),
        ]

    def __str__(self) -> str:
        return self.name
