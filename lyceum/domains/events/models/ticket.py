from typing import Any, ClassVar

from django.conf import settings
from django.db import models

from lyceum.domains.events.models.event import Event
from lyceum.domains.events.models.order_line import OrderLine
from lyceum.domains.events.models.secret import secret_of
from lyceum.kernel.foundation.models import BlindIndexField, EncryptedTextField, Tenant


class TicketState(models.TextChoices):
    VALID = "valid"
    USED = "used"
    CANCELLED = "cancelled"


class Ticket(Tenant):
    """Lets one person in. ``code`` is what the QR code says, signed (``rules/ticket_code.py``).

    ``number`` counts the tickets of a bundle; ``serial`` those issued in its place: after a transfer, the former
    code is worth nothing. ``person``: whose wallet it is in.
    ``is_named``: somebody has said for whom it is; until then it bears its buyer's name.
    """

    row_owner = "person"

    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="tickets")
    line = models.ForeignKey(OrderLine, on_delete=models.CASCADE, related_name="tickets")
    number = models.PositiveSmallIntegerField(default=1)
    serial = models.PositiveSmallIntegerField(default=1)
    code = models.CharField(max_length=200)
    is_inside = models.BooleanField(default=False)
    admitted_at = models.DateTimeField(null=True, blank=True)
    state = models.CharField(max_length=9, choices=TicketState, default=TicketState.VALID)
    is_named = models.BooleanField(default=False)
    holder_name = EncryptedTextField(blank=True, default="")
    name_index = BlindIndexField(of="holder_name")
    holder_email = EncryptedTextField(blank=True, default="")
    email_index = BlindIndexField(of="holder_email")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        indexes: ClassVar[Any] = [models.Index(fields=["event", "state"], name="ticket_of_event")]
        constraints: ClassVar[Any] = [
            models.UniqueConstraint(fields=["line", "number"], name="ticket_once"),
            models.UniqueConstraint(fields=["code"], name="ticket_code_once"),
        ]

    @property
    def secret(self) -> str:
        """What opens this one ticket to its holder; a transfer makes the former worthless."""
        return secret_of("ticket", self.id, self.serial)
