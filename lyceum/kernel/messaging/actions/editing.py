"""Change a message, or take it back; what it said before is kept for its author and for moderators."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from lyceum.kernel.foundation.actions.announcing import announce
from lyceum.kernel.foundation.interface.doors import refuse_unless
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.refusal import Invalid
from lyceum.kernel.messaging.actions.posting import MessageText
from lyceum.kernel.messaging.actions.recording import keep_version, message_to_change, record_change
from lyceum.kernel.messaging.announcements import MessageDeleted, MessageEdited
from lyceum.kernel.messaging.models import Message
from lyceum.kernel.messaging.permissions import may_edit
from lyceum.kernel.messaging.queries.conversation_rules import ruling_of
from lyceum.kernel.messaging.queries.message_shown import MessageView, message_shown
from lyceum.kernel.messaging.queries.right import refuse_unless_may_post
from lyceum.kernel.messaging.rules.word_list import caught


@transaction.atomic
def edit_message(caller: Caller, message_id: UUID, body: str) -> MessageView:
    """Idempotent: the same words change nothing."""
    conversation, message = message_to_change(caller, message_id)
    refuse_unless(may_edit(caller, message), _("Only its author may change this message, until it is deleted."))
    body = body.strip()
    if body == message.body:
        return message_shown(caller, message_id)
    refuse_unless_may_post(caller, conversation)
    _refuse_words(caller, message, body)
    keep_version(caller, message)
    message.say(body)
    message.edited_at = timezone.now()
    announce(caller, MessageEdited(conversation.id, message.id))
    return record_change(caller, conversation, message)


@transaction.atomic
def delete_message(caller: Caller, message_id: UUID) -> MessageView:
    """Its place stays, so that answers to it keep their sense. Idempotent."""
    conversation, message = message_to_change(caller, message_id)
    if message.author_id == caller.person_id and message.deleted_at:
        return message_shown(caller, message_id)
    refuse_unless(may_edit(caller, message), _("Only its author may delete this message."))
    keep_version(caller, message)
    message.unsay()
    announce(caller, MessageDeleted(conversation.id, message.id))
    return record_change(caller, conversation, message)


def _refuse_words(caller: Caller, message: Message, body: str) -> None:
    """What others have read already cannot wait for a moderator; what still waits does so with its new words too."""
    ruling = ruling_of(caller)
    files = [row.file for row in message.attachments.select_related("file")]
    MessageText(body).refuse_faults(files, ruling)
    if message.held_at is None and caught(body, ruling.held_words):
        raise Invalid(_("A moderator would have to look at this first. Write it as a new message."), code="held_words")
