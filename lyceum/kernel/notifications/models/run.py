from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lyceum.kernel.foundation.models import Tenant
from lyceum.kernel.notifications.models.channel import Channel
from lyceum.kernel.notifications.models.delivery import Delivery
from lyceum.kernel.notifications.models.notification import Notification


class RunState(models.TextChoices):
    UNDER_WAY = "under_way", _("Under way")
    ENDED = "ended", _("Ended")


class Run(Tenant):
    """A notification's way through the workflow of its kind: at ``step``, to be taken up again at ``next_at``.

    ``gathering``: the channel whose digest it waits for; ``digest``: the notification in which it was told then.
    """

    row_owner: ClassVar[str] = "person"

    organisation: Any = models.ForeignKey(
        "identity.Organisation", null=True, on_delete=models.CASCADE, related_name="+"
    )
    person: Any = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="+")
    notification = models.OneToOneField(Notification, on_delete=models.CASCADE, related_name="run")
    kind = models.CharField(max_length=80)
    step = models.PositiveSmallIntegerField(default=0)
    next_at = models.DateTimeField(null=True, blank=True)
    state = models.CharField(max_length=12, choices=RunState, default=RunState.UNDER_WAY)
    gathering = models.CharField(max_length=12, choices=Channel, blank=True)
    digest = models.ForeignKey(Notification, null=True, on_delete=models.SET_NULL, related_name="gathered")

    class Meta:
        indexes = [
            models.Index(fields=["next_at"], condition=Q(state="under_way"), name="run_due"),
            models.Index(fields=["person"], condition=~Q(gathering=""), name="run_gathering"),
            models.Index(fields=["organisation", "-id"], name="run_list"),
            models.Index(fields=["organisation", "kind", "-id"], name="run_list_of_kind"),
        ]


class Outcome(models.TextChoices):
    TOLD = "told", _("Told")  # shown in the centre, or handed to the channel
    WAITED = "waited", _("Waited")
    SKIPPED = "skipped", _("Left out")
    DIGESTED = "digested", _("Told in a digest")
    ENDED = "ended", _("Ended here")
    FAILED = "failed", _("Failed")
    RESENT = "resent", _("Sent again")


class Reason(models.TextChoices):
    """Why a step went as it did."""

    READ = "read", _("already read")
    PRESENT = "present", _("they were connected, and saw it live")
    REACHED = "reached", _("told by another channel already")
    PENDING = "pending", _("another channel is still being tried")
    QUIET = "quiet", _("their quiet hours")
    DIGEST = "digest", _("kept for the digest")
    PREFERENCE = "preference", _("they do not want it")
    THROTTLED = "throttled", _("too many about the same thing")
    NO_ADDRESS = "no_address", _("no device or number to send it to")
    STOPPED = "stopped", _("their address takes no mail any more")
    SHUT = "shut", _("the organisation is suspended or closed")
    REFUSED = "refused", _("the carrier refuses it")
    OUTAGE = "outage", _("the carrier does not answer")


class RunStep(Tenant):
    """What became of one step of a run, when (``created_at``) and why. ``until``: how long it waits."""

    row_owner: ClassVar[str] = "person"

    organisation: Any = models.ForeignKey(
        "identity.Organisation", null=True, on_delete=models.CASCADE, related_name="+"
    )
    person: Any = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="+")
    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="steps")
    position = models.PositiveSmallIntegerField()
    channel = models.CharField(max_length=12, choices=Channel, blank=True)
    outcome = models.CharField(max_length=12, choices=Outcome)
    reason = models.CharField(max_length=12, choices=Reason, blank=True)
    until = models.DateTimeField(null=True, blank=True)
    delivery = models.ForeignKey(Delivery, null=True, on_delete=models.SET_NULL, related_name="+")
    detail = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
