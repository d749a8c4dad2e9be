from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from lyceum.kernel.foundation.models import Identified, Tenant
from lyceum.kernel.notifications.models.delivery import Delivery


class MailFact(models.TextChoices):
    DELIVERED = "delivered", _("Delivered")
    OPENED = "open", _("Opened")
    CLICKED = "click", _("Clicked")
    BOUNCED = "bounce", _("Bounced")
    COMPLAINED = "complaint", _("Reported as unwanted")
    UNSUBSCRIBED = "unsubscribe", _("Unsubscribed")


class MailEvent(Tenant):
    """What the carrier of a mail says became of it. ``event_id``: its own id for it, told again at times."""

    row_owner: ClassVar[str] = "person"

    organisation: Any = models.ForeignKey(
        "identity.Organisation", null=True, on_delete=models.CASCADE, related_name="+"
    )
    person: Any = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="+")
    delivery = models.ForeignKey(Delivery, null=True, on_delete=models.CASCADE, related_name="mail_events")
    fact = models.CharField(max_length=12, choices=MailFact)
    at = models.DateTimeField()
    kind = models.CharField(max_length=80, blank=True)
    event_id = models.CharField(max_length=200, unique=True)
    link = models.CharField(max_length=500, blank=True)
    detail = models.CharField(max_length=300, blank=True)


class StoppedAddress(Identified):
    """No mail goes there any more: it does not exist, or whoever reads it has complained."""

    address = models.EmailField(max_length=254)
    why = models.CharField(max_length=12, choices=MailFact)
    detail = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(Lower("address"), name="stopped_address_once")]
