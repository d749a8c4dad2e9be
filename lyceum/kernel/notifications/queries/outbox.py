"""Messages of every channel that the embedded adapter kept."""

from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from lyceum.kernel.foundation.rules.caller import Anyone
from lyceum.kernel.foundation.rules.refusal import NotFound
from lyceum.kernel.notifications.models import OutboxMessage
from lyceum.kernel.notifications.permissions import may_read_outbox


def outbox(caller: Anyone, recipient: str = "", channel: str = "") -> QuerySet[OutboxMessage]:
    """Newest first. To anybody who may not read it there is no such thing."""
    if not may_read_outbox(caller):
        raise NotFound(_("There is nothing at this address."))
    rows = OutboxMessage.objects.order_by("-id")
    if channel:
        rows = rows.filter(channel=channel)
    return rows.filter(recipient__icontains=recipient) if recipient else rows


def outbox_message(caller: Anyone, message_id: UUID) -> OutboxMessage:
    found = outbox(caller).filter(id=message_id).first()
    if found is None:
        raise NotFound(_("There is nothing at this address."))
    return found
