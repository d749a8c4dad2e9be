"""The messages of a conversation: page by page backwards, and everything that has changed since a cursor."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.refusal import NotFound
from lyceum.kernel.messaging.models import Message, MessageVersion
from lyceum.kernel.messaging.queries.conversation import conversation_for
from lyceum.kernel.messaging.queries.message_shown import MessageView, messages_shown

MOST_CHANGES = 200


@dataclass(frozen=True, slots=True)
class ThreadPage:
    """``cursor``: ask ``since`` it for what comes after; ``more``: some of that is already there.

    ``earlier``: there are messages before the first of these.
    """

    items: list[MessageView]
    cursor: int
    earlier: bool = False
    more: bool = False


def thread(caller: Caller, conversation_id: UUID, *, before: int | None = None, limit: int = 50) -> ThreadPage:
    """The last messages, or the last before a position, in their order."""
    limit = max(1, min(limit, 100))
    conversation = conversation_for(caller, conversation_id)  # its cursor first: what comes in between is asked again
    rows = _readable(caller, conversation_id)
    if before is not None:
        rows = rows.filter(position__lt=before)
    found = messages_shown(caller, rows.order_by("-position")[: limit + 1])
    return ThreadPage(found[:limit][::-1], conversation.change, earlier=len(found) > limit)


def changes_since(caller: Caller, conversation_id: UUID, since: int, limit: int = MOST_CHANGES) -> ThreadPage:
    """Every message that was posted, changed, deleted, released or marked after ``since``, in that order.

    Each as it is now, so one that changed twice comes once. Resuming at ``cursor`` loses nothing: changes become
    visible in the order of their numbers, because each is numbered under the lock of its conversation.
    """
    limit = max(1, min(limit, MOST_CHANGES))
    conversation = conversation_for(caller, conversation_id)
    rows = _readable(caller, conversation_id).filter(change__gt=since).order_by("change")
    found = messages_shown(caller, rows[: limit + 1])
    items, more = found[:limit], len(found) > limit
    cursor = items[-1].change if more else max([conversation.change, *(item.change for item in items)])
    return ThreadPage(items, cursor, more=more)


def message_for(caller: Caller, message_id: UUID) -> Message:
    """One of a conversation that the caller takes part in."""
    found: Message | None = Message.objects.within(caller).visible_to(caller).filter(id=message_id).first()
    if found is None:
        raise NotFound(_("There is no such message, or it is not for you."))
    conversation_for(caller, found.conversation_id)
    return found


@dataclass(frozen=True, slots=True)
class VersionView:
    """What a message said before; ``created_at`` is when that ended."""

    body: str
    created_at: datetime


def versions_of(caller: Caller, message_id: UUID) -> list[VersionView]:
    """Of a message of one's own, oldest first. Moderators see those of what they judge, in their queue."""
    message_for(caller, message_id)
    rows = MessageVersion.objects.within(caller).own(caller).filter(message_id=message_id)
    return [VersionView(row.body, row.created_at) for row in rows.order_by("id")]


def _readable(caller: Caller, conversation_id: UUID) -> QuerySet[Message]:
    found: QuerySet[Message] = Message.objects.within(caller).visible_to(caller).filter(conversation_id=conversation_id)
    return found
