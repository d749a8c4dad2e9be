from typing import Any, ClassVar

from django.conf import settings
from django.db import models

from lyceum.domains.events.models.event import Event
from lyceum.domains.events.models.order import Order
from lyceum.domains.events.models.secret import secret_of
from lyceum.domains.events.models.ticket import Ticket
from lyceum.kernel.foundation.models import BlindIndexField, EncryptedTextField, Tenant


class Circular(Tenant):
    """A letter of the organiser's to those who come, or to some of them. ``segment``: whom, as it was chosen.

    ``is_change``: it tells of a change of the event itself, which goes to those who want no letters, too.
    """

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="circulars")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    subject = models.CharField(max_length=150)
    text = models.TextField()
    is_change = models.BooleanField(default=False)
    segment: Any = models.JSONField(default=dict)

    class Meta:
        indexes: ClassVar[Any] = [models.Index(fields=["event", "-id"], name="circular_list")]


class CopyState(models.TextChoices):
    WAITING = "waiting"
    NOTIFIED = "notified"  # by the channels of their account
    MAILED = "mailed"
    DECLINED = "declined"  # wants no letters


class CircularCopy(Tenant):
    """One addressee's, found behind ``ticket`` (its holder) or ``order`` (its buyer). ``mark``: a digest of the
    address, so that nobody has two, and the address stands here in no other form."""

    circular = models.ForeignKey(Circular, on_delete=models.CASCADE, related_name="copies")
    order = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="+")
    ticket = models.ForeignKey(Ticket, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    mark = models.CharField(max_length=24)
    state = models.CharField(max_length=8, choices=CopyState, default=CopyState.WAITING)

    class Meta:
        indexes: ClassVar[Any] = [
            models.Index(fields=["circular", "state", "id"], name="circular_copy_list"),
        ]
        constraints: ClassVar[Any] = [
            models.UniqueConstraint(fields=["circular", "mark"], name="circular_copy_once"),
        ]

    @property
    def secret(self) -> str:
        """What opens the page that ends such letters."""
        return secret_of("circular", self.id)


class LetterRefusal(Tenant):
    """An address that wants no more letters of this organiser. ``person``: whose account had bought with it."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    email = EncryptedTextField()
    email_index = BlindIndexField(of="email")

    class Meta:
        constraints: ClassVar[Any] = [
            models.UniqueConstraint(fields=["organisation", "email_index"], name="letter_refused_once"),
        ]
