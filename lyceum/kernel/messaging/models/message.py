from typing import Any, ClassVar

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models import Exists, OuterRef, Q, Value
from django.utils import timezone

from lyceum.kernel.foundation.models import Tenant, TenantQuerySet
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.messaging.models.message_report import MessageReport
from lyceum.kernel.search.rules.words import searchable


class MessageQuerySet(TenantQuerySet["Message"]):
    def visible_to(self, caller: Caller) -> "MessageQuerySet":
        """What is held back is seen by its author and by moderators alone."""
        if caller.may("messaging.moderate"):
            return self
        return self.filter(Q(held_at=None) | Q(author_id=caller.person_id))

    def standing(self) -> "MessageQuerySet":
        """Words that anybody in the conversation may read."""
        return self.filter(held_at=None, deleted_at=None, system="")

    def in_question(self) -> "MessageQuerySet":
        """Held back or reported, now or once: what moderators may look at in conversations that are not theirs."""
        reports = MessageReport.objects.filter(message=OuterRef("pk"))
        return self.filter(~Q(held_words="") | Q(Exists(reports)))


class Message(Tenant):
    """``position`` orders the conversation; ``change`` is the last of the conversation's changes that touched it.

    ``id`` was made by the client. ``held_at``: it waits for a moderator, because of ``held_words``; ``refused_at``: it
    will never be shown. ``system``: said by nobody (``joined``, ``left``), of its author.
    """

    conversation = models.ForeignKey("messaging.Conversation", on_delete=models.CASCADE, related_name="messages")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    body = models.TextField(max_length=4000, blank=True)
    system = models.CharField(max_length=20, blank=True)
    position = models.PositiveBigIntegerField()
    change = models.PositiveBigIntegerField()
    reply_to = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="+")
    edited_at = models.DateTimeField(null=True)
    deleted_at = models.DateTimeField(null=True)
    held_at = models.DateTimeField(null=True)
    held_words = models.TextField(blank=True)
    refused_at = models.DateTimeField(null=True)
    words: Any = SearchVectorField(null=True)

    objects: ClassVar[Any] = MessageQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["conversation", "position"], name="message_position_once"),
            models.UniqueConstraint(fields=["conversation", "change"], name="message_change_once"),
        ]
        indexes = [
            models.Index(fields=["organisation", "held_at"], name="message_held", condition=Q(held_at__isnull=False)),
            GinIndex(fields=["words"], name="message_words"),
        ]

    def say(self, body: str) -> None:
        """Found as it is written and by its French and English stems; accents do not count."""
        self.body, words = body, Value(searchable(body))
        first, second, third = (SearchVector(words, config=config) for config in ("simple", "french", "english"))
        self.words = first + second + third

    def unsay(self) -> None:
        """Deleted: its place stays."""
        self.body, self.words, self.deleted_at = "", None, timezone.now()
