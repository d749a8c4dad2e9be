from uuid import UUID

from django.db.models import Q

from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.messaging.models import Attachment, Conversation, Message
from lyceum.kernel.messaging.permissions import may_moderate


def may_open_attachment(caller: Caller, file_id: UUID) -> bool:
    """Whoever may read a message that carries it; and moderators, where that message is in question."""
    messages = Message.objects.within(caller)
    joined = Conversation.objects.within(caller).joined_by(caller)
    readable = Q(message__in=messages.visible_to(caller).filter(deleted_at=None, conversation__in=joined))
    if may_moderate(caller):
        readable |= Q(message__in=messages.in_question())
    return Attachment.objects.within(caller).filter(readable, file_id=file_id).exists()
