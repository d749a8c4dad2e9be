from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from lyceum.kernel.foundation.interface.doors import refuse_unless
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.refusal import NotFound
from lyceum.kernel.messaging.models import Message
from lyceum.kernel.messaging.permissions import may_moderate
from lyceum.kernel.messaging.queries.message_shown import MessageView, messages_shown

BEFORE, AFTER = 4, 3


def around(caller: Caller, message_id: UUID) -> list[MessageView]:
    """What was said right before and after a message in question: enough for a moderator to judge it, and no more."""
    refuse_unless(may_moderate(caller), _("Only moderators judge messages."))
    rows: QuerySet[Message] = Message.objects.within(caller)
    asked = rows.in_question().filter(id=message_id).first()  # type: ignore[attr-defined]
    if asked is None:
        raise NotFound(_("There is no such message to judge."))
    near = rows.filter(conversation_id=asked.conversation_id)
    earlier = near.filter(position__lt=asked.position).order_by("-position")[:BEFORE]
    later = near.filter(position__gte=asked.position).order_by("position")[: AFTER + 1]
    return [*messages_shown(caller, earlier)[::-1], *messages_shown(caller, later)]
