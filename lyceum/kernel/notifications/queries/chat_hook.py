"""Rooms of the organisation's chat, and the kinds that may be posted there."""

from django.db.models import QuerySet

from lyceum.kernel.foundation import registry
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.contribution import NotificationKind
from lyceum.kernel.notifications.models import Channel, ChatHook


def chat_hooks_for(caller: Caller) -> QuerySet[ChatHook]:
    found: QuerySet[ChatHook] = ChatHook.objects.within(caller).order_by("name")
    return found


def chat_kinds(caller: Caller) -> list[NotificationKind]:
    """What is said to many may be said in a room; what concerns one person alone never is."""
    return [kind for kind in registry.notification_kinds().values() if Channel.CHAT in kind.channels]
