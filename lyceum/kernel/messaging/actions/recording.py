"""Every change to a message takes the next number of its conversation, and is told to whoever looks at it.

In the transaction of the act that announces it, under the conversation's lock.
"""

from collections.abc import Iterable
from dataclasses import asdict
from uuid import UUID

from django.utils.translation import gettext as _

from lyceum.kernel.foundation.live import push, push_content
from lyceum.kernel.foundation.rules.caller import Caller, Visitor
from lyceum.kernel.foundation.rules.refusal import NotFound
from lyceum.kernel.messaging.models import Attachment, Conversation, Message, MessageVersion
from lyceum.kernel.messaging.queries.message_shown import MessageView, message_shown, new_message_shown
from lyceum.kernel.messaging.queries.thread import message_for


def conversation_to_write(caller: Caller, conversation_id: UUID) -> Conversation:
    """Locked until the end of the transaction: messages are numbered one at a time."""
    rows = Conversation.objects.within(caller).joined_by(caller).select_for_update()
    found: Conversation | None = rows.filter(id=conversation_id).first()
    if found is None:
        raise NotFound(_("There is no such conversation, or you do not take part in it."))
    return found


def message_to_change(caller: Caller, message_id: UUID) -> tuple[Conversation, Message]:
    """One that the caller may read, its conversation locked before it."""
    conversation = conversation_to_write(caller, message_for(caller, message_id).conversation_id)
    return conversation, message_for(caller, message_id)


def record_new(
    caller: Caller | Visitor, conversation: Conversation, message: Message, attachments: Iterable[Attachment] = ()
) -> MessageView:
    """The newest of its conversation."""
    conversation.place_last(message)
    _number(conversation, message)
    return _told(conversation, message, new_message_shown(caller, message, attachments))


def record_change(caller: Caller | Visitor, conversation: Conversation, message: Message) -> MessageView:
    """Of a message that is there already."""
    _number(conversation, message)
    return _told(conversation, message, message_shown(caller, message.id))


def _number(conversation: Conversation, message: Message) -> None:
    conversation.change += 1
    message.change = conversation.change
    message.save()
    conversation.save(update_fields=["change", "position", "last_message_at"])


def _told(conversation: Conversation, message: Message, view: MessageView) -> MessageView:
    """What is held back is told to moderators alone, and only that there is something."""
    if message.held_at is None:
        push_content(conversation.topic, "message", asdict(view))
    else:
        push(f"organisation:{message.organisation_id}:moderation", "refresh")
    return view


def keep_version(caller: Caller, message: Message) -> None:
    """What it has said until now, before it says something else."""
    MessageVersion.objects.create(
        organisation_id=message.organisation_id,
        message=message,
        person_id=message.author_id,
        changed_by_id=caller.person_id,
        body=message.body,
    )
