"""A person's own place in a conversation: how far they have read, what they begin to write, whether it is muted."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from lyceum.kernel.foundation.live import push_content
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.refusal import Invalid, NotFound
from lyceum.kernel.messaging.actions.telling import RECEIVED
from lyceum.kernel.messaging.models import Participant, topic_of
from lyceum.kernel.messaging.rules.ruling import LONGEST_DRAFT
from lyceum.kernel.notifications.actions.reading import read_thread


@transaction.atomic
def read_conversation(caller: Caller, conversation_id: UUID, position: int) -> int:
    """Up to a position, never backwards; how far they have read. The others see it, and its notification is settled."""
    place = _place(caller, conversation_id)
    before, now = place.read_position, min(position, place.conversation.position)
    if now <= before:
        return before
    place.read_position = now
    place.save(update_fields=["read_position"])
    read_thread(caller, RECEIVED, conversation_id)
    push_content(
        topic_of(conversation_id), "read", {"id": conversation_id, "person": caller.person_id, "position": now}
    )
    return now


@transaction.atomic
def keep_draft(caller: Caller, conversation_id: UUID, text: str) -> None:
    """What they have begun to write waits for them, on any device; empty when there is nothing."""
    if len(text) > LONGEST_DRAFT:
        raise Invalid(_("Write at most %(most)s characters.") % {"most": LONGEST_DRAFT})
    place = _place(caller, conversation_id)
    if place.draft != text:
        place.draft = text
        place.save(update_fields=["draft"])


@transaction.atomic
def mute_conversation(caller: Caller, conversation_id: UUID, *, on: bool = True) -> None:
    """While it is muted nobody is notified of its messages, and none counts in the badge. Idempotent."""
    place = _place(caller, conversation_id)
    if place.muted != on:
        place.muted = on
        place.save(update_fields=["muted"])


def _place(caller: Caller, conversation_id: UUID) -> Participant:
    rows = Participant.objects.within(caller).own(caller).present().select_for_update(of=("self",))
    found: Participant | None = rows.select_related("conversation").filter(conversation_id=conversation_id).first()
    if found is None:
        raise NotFound(_("There is no such conversation, or you do not take part in it."))
    return found
