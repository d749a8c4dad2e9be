"""Somebody has opened a notice."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from lyceum.kernel.foundation.actions.announcing import announce
from lyceum.kernel.foundation.live import push
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.messaging.announcements import NoticeSeen
from lyceum.kernel.messaging.models import Notice, NoticeRead
from lyceum.kernel.messaging.queries.board import notice_for
from lyceum.kernel.notifications.actions.reading import read_about


@transaction.atomic
def mark_read(caller: Caller, notice_id: UUID) -> Notice:
    """Idempotent: the first time counts. Its notification has nothing left to say; its author sees one more reader."""
    notice = notice_for(caller, notice_id)
    _, is_new = NoticeRead.objects.get_or_create(
        notice=notice,
        person_id=caller.person_id,
        defaults={"organisation_id": caller.organisation_id, "read_at": timezone.now()},
    )
    if is_new:
        announce(caller, NoticeSeen(notice.id))
        read_about(caller, "messaging.notice_published", notice.id)
        if notice.author_id:  # else they have gone
            push(f"person:{notice.author_id}:readers", "refresh", id=notice.id)
    return notice
