from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from lyceum.kernel.foundation.actions.announcing import announce
from lyceum.kernel.foundation.limits import spend
from lyceum.kernel.foundation.live import push
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.refusal import Invalid
from lyceum.kernel.messaging.announcements import MessageReported
from lyceum.kernel.messaging.models import MessageReport, Reason
from lyceum.kernel.messaging.queries.thread import message_for
from lyceum.kernel.messaging.rules.ruling import LONGEST_NOTE

REPORTS = {"capacity": 20, "per_seconds": 3600}


def report_message(caller: Caller, message_id: UUID, reason: Reason, note: str = "") -> None:
    """A moderator is asked to look at it. Once for each who asks: a repeat changes nothing."""
    if len(note) > LONGEST_NOTE:
        raise Invalid(
            _("Write at most %(most)s characters.") % {"most": LONGEST_NOTE}, fields={"note": [_("Too long.")]}
        )
    message = message_for(caller, message_id)
    if message.author_id == caller.person_id or message.system or message.deleted_at:
        raise Invalid(_("Report what somebody else has written, while it can be read."), code="not_reportable")
    spend("messaging.report", str(caller.person_id), **REPORTS)
    with transaction.atomic():
        report, is_new = MessageReport.objects.get_or_create(
            message=message,
            person_id=caller.person_id,
            defaults={"organisation_id": caller.organisation_id, "reason": reason, "note": note.strip()},
        )
        if is_new:
            announce(caller, MessageReported(message_id, report.reason))
            push(f"organisation:{caller.organisation_id}:moderation", "refresh")
