from enum import StrEnum
from typing import Any, ClassVar
from uuid import UUID

from django.db import models
from django.db.models import Exists, OuterRef
from django.utils import timezone

from lyceum.kernel.foundation.models import Tenant, TenantQuerySet
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.messaging.models.message import Message
from lyceum.kernel.messaging.models.participant import Participant


class Kind(StrEnum):
    DIRECT = "direct"  # two people
    GROUP = "group"  # whoever is in a group, or takes part in what it is about
    SUPPORT = "support"  # somebody, and whoever helps in the organisation


class ConversationQuerySet(TenantQuerySet["Conversation"]):
    def joined_by(self, caller: Caller) -> "ConversationQuerySet":
        places = Participant.objects.own(caller).present().filter(conversation=OuterRef("pk"))
        return self.filter(Exists(places))


class Conversation(Tenant):
    """``key`` says between whom, and about what, so that asking twice gives the same one (``rules/key.py``).

    A direct one names two people, and the database lets nobody else take part in it; once one of them is erased it
    names nobody (``actions/forgetting.py``), and the database lets in nobody new.

    ``position`` is its last message's; ``change`` counts everything that happened to its messages. Both are taken
    under this row's lock, and so become visible in their order: who has seen change 7 has seen all before it.
    """

    kind = models.CharField(max_length=10, choices=[(kind.value, kind.value) for kind in Kind])
    key = models.CharField(max_length=200)
    title = models.CharField(max_length=160, blank=True)
    about_kind = models.CharField(max_length=60, blank=True)  # a url name: see registry.card_of
    about_id = models.UUIDField(null=True)
    position = models.PositiveBigIntegerField(default=0)
    change = models.PositiveBigIntegerField(default=0)
    last_message_at = models.DateTimeField(null=True)

    objects: ClassVar[Any] = ConversationQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "key"], name="conversation_once")]

    def __str__(self) -> str:
        return self.key

    def place_last(self, message: Message) -> None:
        """The next position is the message's. What is not read by all, or said by nobody, moves nothing in lists."""
        self.position += 1
        message.position = self.position
        if message.held_at is None and not message.system:
            self.last_message_at = timezone.now()

    @property
    def topic(self) -> str:
        return topic_of(self.id)


def topic_of(conversation_id: UUID) -> str:
    return f"conversation:{conversation_id}"
