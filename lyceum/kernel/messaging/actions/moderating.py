"""What a moderator does with a message that was held back, or reported."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from lyceum.kernel.foundation.actions.announcing import announce
from lyceum.kernel.foundation.interface.doors import refuse_unless
from lyceum.kernel.foundation.live import push
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.refusal import NotFound
from lyceum.kernel.messaging.actions.recording import keep_version, record_change
from lyceum.kernel.messaging.announcements import MessageRefused, MessageReleased, ReportsDismissed
from lyceum.kernel.messaging.models import Conversation, Message, MessageReport
from lyceum.kernel.messaging.permissions import may_moderate
from lyceum.kernel.messaging.queries.message_shown import MessageView, message_shown


@transaction.atomic
def release_message(caller: Caller, message_id: UUID) -> MessageView:
    """What was held back is read by all, as the newest of its conversation. Idempotent."""
    conversation, message = _to_judge(caller, message_id)
    if message.held_at is None or message.deleted_at:
        return message_shown(caller, message_id)
    message.held_at = message.refused_at = None
    conversation.place_last(message)
    _refresh(caller)
    announce(caller, MessageReleased(conversation.id, message.id, message.author_id))
    return record_change(caller, conversation, message)


@transaction.atomic
def refuse_message(caller: Caller, message_id: UUID) -> MessageView:
    """What was held back is read by nobody else; what was reported, by nobody any more. Idempotent."""
    conversation, message = _to_judge(caller, message_id)
    _settle(caller, message)
    if message.refused_at or message.deleted_at:
        return message_shown(caller, message_id)
    message.refused_at = timezone.now()
    if message.held_at is None:
        keep_version(caller, message)
        message.unsay()
    announce(caller, MessageRefused(conversation.id, message.id))
    return record_change(caller, conversation, message)


@transaction.atomic
def dismiss_reports(caller: Caller, message_id: UUID) -> None:
    """Looked at, and left as it is. Idempotent."""
    _conversation, message = _to_judge(caller, message_id)
    if _settle(caller, message):
        announce(caller, ReportsDismissed(message.id))


def _settle(caller: Caller, message: Message) -> int:
    reports = MessageReport.objects.within(caller).filter(message=message, settled_at=None)
    settled: int = reports.update(settled_at=timezone.now(), settled_by_id=caller.person_id)
    _refresh(caller)
    return settled


def _refresh(caller: Caller) -> None:
    push(f"organisation:{caller.organisation_id}:moderation", "refresh")


def _to_judge(caller: Caller, message_id: UUID) -> tuple[Conversation, Message]:
    """Moderators judge what was held back or reported, and nothing else of conversations that are not theirs."""
    refuse_unless(may_moderate(caller), _("Only moderators judge messages."))
    rows = Message.objects.within(caller).in_question()
    conversation: Conversation | None = (
        Conversation.objects.within(caller)
        .select_for_update()
        .filter(id__in=rows.filter(id=message_id).values("conversation_id"))
        .first()
    )
    message: Message | None = rows.filter(id=message_id).first() if conversation else None
    if conversation is None or message is None:
        raise NotFound(_("There is no such message to judge."))
    return conversation, message
