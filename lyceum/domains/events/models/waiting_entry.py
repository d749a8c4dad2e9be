from typing import Any, ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from lyceum.domains.events.models.event import Event
from lyceum.domains.events.models.order import Order
from lyceum.domains.events.models.secret import secret_of
from lyceum.domains.events.models.ticket_type import TicketType
from lyceum.kernel.foundation.models import BlindIndexField, EncryptedTextField, Tenant


class WaitingState(models.TextChoices):
    WAITING = "waiting"
    OFFERED = "offered"
    TAKEN = "taken"
    LAPSED = "lapsed"
    LEFT = "left"


class WaitingEntry(Tenant):
    """Somebody's turn in the line for a type. While it is offered, its places (``quotas``) are held for them."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="waiting_entries")
    ticket_type = models.ForeignKey(TicketType, on_delete=models.CASCADE, related_name="waiting_entries")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    name = EncryptedTextField(blank=True, default="")
    email = EncryptedTextField()
    email_index = BlindIndexField(of="email")
    language = models.CharField(max_length=5, default="fr")
    quantity = models.PositiveSmallIntegerField(default=1)
    state = models.CharField(max_length=8, choices=WaitingState, default=WaitingState.WAITING)
    offer_until = models.DateTimeField(null=True, blank=True)
    quotas: Any = ArrayField(models.UUIDField(), default=list, blank=True)
    places = models.PositiveSmallIntegerField(default=0)  # held per quota while it is offered
    order = models.ForeignKey(Order, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        indexes: ClassVar[Any] = [
            models.Index(fields=["event", "created_at"], condition=Q(state="waiting"), name="waiting_line"),
            models.Index(fields=["offer_until"], condition=Q(state="offered"), name="waiting_lapsing"),
        ]
        constraints: ClassVar[Any] = [
            models.UniqueConstraint(
                fields=["ticket_type", "email_index"],
                condition=Q(state__in=["waiting", "offered"]),
                name="waiting_once",
            ),
            models.CheckConstraint(condition=Q(quantity__gte=1), name="waiting_for_something"),
        ]

    @property
    def secret(self) -> str:
        """What lets them leave, and take what is offered."""
        return secret_of("waiting", self.id)
