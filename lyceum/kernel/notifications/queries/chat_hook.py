"""Rooms of the organisation's chat, and the kinds that may be posted there."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet

from lyceum.kernel.foundation import registry
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.contribution import NotificationKind
from lyceum.kernel.foundation.rules.refusal import Message
from lyceum.kernel.notifications.models import Channel, ChatHook


def chat_hooks_for(caller: Caller) -> QuerySet[ChatHook]:
    found: QuerySet[ChatHook] = ChatHook.objects.within(caller).order_by("name")
    return found


@dataclass(frozen=True, slots=True)
class ChatRoom:
    """Without its address."""

    id: UUID
    name: str
    app: str
    language: str
    kinds: Sequence[Message]
    is_stopped: bool


def chat_rooms(caller: Caller) -> list[ChatRoom]:
    kinds = registry.notification_kinds()
    return [
        ChatRoom(
            id=row.id,
            name=row.name,
            app=row.get_app_display(),
            language=str(dict(settings.LANGUAGES).get(row.language, row.language)),
            kinds=[kinds[code].label for code in row.kinds if code in kinds],
            is_stopped=row.stopped_at is not None,
        )
        for row in chat_hooks_for(caller)
    ]


def chat_kinds(caller: Caller) -> list[NotificationKind]:
    """What is said to many may be said in a room; what concerns one person alone never is."""
    return [kind for kind in registry.notification_kinds().values() if Channel.CHAT in kind.channels]
