from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from lyceum.kernel.foundation.models import Tenant, TenantQuerySet
from lyceum.kernel.foundation.rules.caller import Caller, Individual
from lyceum.kernel.notifications.models.chat_hook import ChatHook


class NotificationQuerySet(TenantQuerySet["Notification"]):
    def for_person(self, caller: Individual) -> "NotificationQuerySet":
        """The caller's own, in this organisation and about their account; outside any organisation, all of them."""
        own = self.own(caller).filter(in_centre=True)
        if isinstance(caller, Caller):
            return own.filter(Q(organisation_id=caller.organisation_id) | Q(organisation_id=None))
        return own


class Notification(Tenant):
    """What one person, or a team's chat room, is told. The words are written in the reader's language when read.

    ``about`` holds ids and plain labels, ``subject`` whom it speaks of (never kept as a name), ``path`` an address
    inside the organisation. Without an organisation it is about the person's account. ``thread``: what else is told
    about the same thing (a conversation's id), by which it is gathered and held back; ``count``: how many facts it
    speaks of.
    """

    row_owner: ClassVar[str] = "person"

    organisation: Any = models.ForeignKey(
        "identity.Organisation", null=True, on_delete=models.CASCADE, related_name="+"
    )
    person: Any = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="+")
    hook: Any = models.ForeignKey(ChatHook, null=True, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=80)
    key = models.CharField(max_length=120)
    thread = models.CharField(max_length=120, blank=True)
    count = models.PositiveIntegerField(default=1)
    about: Any = models.JSONField(default=dict)
    subject = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    path = models.CharField(max_length=300, blank=True)
    in_centre = models.BooleanField(default=True)
    read_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[Any] = NotificationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "kind", "key"], name="notification_once"),
            models.UniqueConstraint(fields=["hook", "kind", "key"], name="notification_once_in_room"),
            models.CheckConstraint(condition=Q(person=None) ^ Q(hook=None), name="notification_is_to_one"),
        ]
        indexes = [
            models.Index(
                fields=["person", "kind", "thread", "-created_at"], condition=~Q(thread=""), name="notification_thread"
            ),
            models.Index(fields=["person", "-id"], name="notification_centre"),
            models.Index(fields=["person"], condition=Q(read_at=None, in_centre=True), name="notification_unread"),
        ]
