from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from lyceum.kernel.foundation.actions.announcing import announce
from lyceum.kernel.foundation.limits import spend
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.refusal import Invalid, NotAllowed
from lyceum.kernel.messaging.actions.posting import POSTS
from lyceum.kernel.messaging.actions.recording import message_to_change, record_change
from lyceum.kernel.messaging.announcements import ReactionsChanged
from lyceum.kernel.messaging.models import Reaction
from lyceum.kernel.messaging.queries.message_shown import MessageView, message_shown
from lyceum.kernel.messaging.queries.right import refuse_unless_may_post
from lyceum.kernel.messaging.rules.palette import MARKS


def react(caller: Caller, message_id: UUID, mark: str, *, on: bool = True) -> MessageView:
    """Put one mark of the palette on a message, or take it off. Idempotent."""
    if mark not in MARKS:
        raise Invalid(_("There is no such mark."), fields={"mark": [_("Choose another.")]})
    spend("messaging.react", str(caller.person_id), **POSTS)
    with transaction.atomic():
        conversation, message = message_to_change(caller, message_id)
        if message.deleted_at or message.held_at or message.system:
            raise NotAllowed(_("No mark can be put on this message."))
        refuse_unless_may_post(caller, conversation)
        if not _changed(caller, message_id, mark, on):
            return message_shown(caller, message_id)
        announce(caller, ReactionsChanged(conversation.id, message_id))
        return record_change(caller, conversation, message)


def _changed(caller: Caller, message_id: UUID, mark: str, on: bool) -> bool:
    own = Reaction.objects.within(caller).own(caller).filter(message_id=message_id, mark=mark)
    if not on:
        return bool(own.delete()[0])
    if own.exists():
        return False
    ids = {"organisation_id": caller.organisation_id, "message_id": message_id, "person_id": caller.person_id}
    Reaction.objects.create(mark=mark, **ids)
    return True
