from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from lyceum.kernel.foundation.models import Tenant
from lyceum.kernel.notifications.models.notification import Notification
from lyceum.kernel.notifications.models.sending import Sending


class Channel(models.TextChoices):
    """Ways to reach a person. The centre is no delivery: it is read where it is written."""

    IN_APP = "in_app", _("In Lyceum")
    EMAIL = "email", _("By e-mail")


class Delivery(Sending, Tenant):
    """A notification on its way to its person by one channel."""

    row_owner: ClassVar[str] = "person"

    organisation: Any = models.ForeignKey(
        "identity.Organisation", null=True, on_delete=models.CASCADE, related_name="+"
    )
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    notification = models.ForeignKey(Notification, on_delete=models.CASCADE, related_name="deliveries")
    channel = models.CharField(max_length=12, choices=Channel)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["notification", "channel"], name="delivery_once")]
