from typing import Any, ClassVar

from django.conf import settings
from django.db import models

from lyceum.domains.events.models.event import Event
from lyceum.domains.events.models.secret import secret_of
from lyceum.kernel.foundation.models import BlindIndexField, EncryptedTextField, Tenant


class OrderState(models.TextChoices):
    HELD = "held"  # places are kept, until expires_at
    PLACED = "placed"  # names are given; it awaits its payment
    PAID = "paid"
    EXPIRED = "expired"
    CANCELLED = "cancelled"


class Channel(models.TextChoices):
    WEB = "web"
    WIDGET = "widget"
    API = "api"
    BOX_OFFICE = "box_office"
    GUEST = "guest"  # invited by the organiser


class Order(Tenant):
    """One purchase: a saga whose steps stand in ``OrderStep``. Its id is made by the client: a repeat is harmless.

    Amounts in the currency's smallest unit; ``paid`` and ``given_back`` as billing has said. ``name`` and ``email``
    are the buyer's. ``answers``: JSON, by question id. ``promised``: the event's refund rules as the buyer saw them.
    ``done_at``: nothing is left to do for it (a step that is due and not done is taken up again by ``resume_orders``).
    """

    row_owner = "person"

    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="orders")
    code = models.CharField(max_length=10)
    nonce = models.PositiveSmallIntegerField(default=0)  # another makes the former secret worthless
    state = models.CharField(max_length=10, choices=OrderState, default=OrderState.HELD)
    channel = models.CharField(max_length=10, choices=Channel, default=Channel.WEB)
    expires_at = models.DateTimeField(null=True, blank=True)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    name = EncryptedTextField(blank=True, default="")
    name_index = BlindIndexField(of="name")
    email = EncryptedTextField(blank=True, default="")
    email_index = BlindIndexField(of="email")
    address = EncryptedTextField(blank=True, default="")
    answers = EncryptedTextField(blank=True, default="")
    language = models.CharField(max_length=5, default="fr")
    currency = models.CharField(max_length=3)
    total = models.PositiveBigIntegerField(default=0)
    paid = models.PositiveBigIntegerField(default=0)
    given_back = models.PositiveBigIntegerField(default=0)
    method = models.CharField(max_length=20, blank=True)
    promised = models.JSONField(null=True, blank=True)
    payment_id = models.UUIDField(null=True, blank=True)
    invoice_id = models.UUIDField(null=True, blank=True)
    placed_at = models.DateTimeField(null=True, blank=True)
    paid_at = models.DateTimeField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes: ClassVar[Any] = [
            models.Index(fields=["event", "state", "-id"], name="order_list"),
            models.Index(
                fields=["expires_at"], condition=models.Q(state__in=["held", "placed"]), name="order_expiring"
            ),
            models.Index(fields=["placed_at"], condition=models.Q(done_at__isnull=True), name="order_undone"),
            models.Index(fields=["payment_id"], name="order_of_payment"),
        ]
        constraints: ClassVar[Any] = [
            models.UniqueConstraint(fields=["organisation", "code"], name="order_code_once"),
            models.CheckConstraint(condition=models.Q(given_back__lte=models.F("paid")), name="order_given_back"),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def secret(self) -> str:
        """What opens the order to a buyer who has no account. Derived: whoever reads the table cannot open it."""
        return secret_of("order", self.id, self.nonce)
