"""Publish a notice, now or at a time; take it back."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from lyceum.kernel.foundation.actions.announcing import announce
from lyceum.kernel.foundation.jobs import job
from lyceum.kernel.foundation.live import push
from lyceum.kernel.foundation.rules.caller import Caller, Visitor
from lyceum.kernel.identity.queries.organisation import organisation_of
from lyceum.kernel.messaging.announcements import NoticePublished, NoticeScheduled, NoticeWithdrawn
from lyceum.kernel.messaging.models import Notice
from lyceum.kernel.messaging.queries.board import notice_to_change

EARLY = timedelta(seconds=30)  # the queue's clock and ours may differ by as much


@transaction.atomic
def publish_notice(caller: Caller, notice_id: UUID, at: datetime | None = None) -> Notice:
    """Now, or ``at`` a time to come. Idempotent: what is published stays as it is."""
    notice = notice_to_change(caller, notice_id)
    if notice.published_at:
        return notice
    if at and at > timezone.now():
        _schedule(caller, notice, at)
    else:
        _publish(caller, notice)
    return notice


@transaction.atomic
def withdraw_notice(caller: Caller, notice_id: UUID) -> Notice:
    """A draft again, seen by nobody else. Idempotent."""
    notice = notice_to_change(caller, notice_id)
    if notice.published_at or notice.publish_at:
        notice.published_at = notice.publish_at = None
        notice.save(update_fields=["published_at", "publish_at"])
        announce(caller, NoticeWithdrawn(notice.id))
        _show(notice)
    return notice


@job()
def publish_due(organisation_id: UUID, notice_id: UUID) -> None:
    """The time has come, unless it was withdrawn or put off since."""
    _publish_due(organisation_id, Notice.objects.filter(id=notice_id))


def publish_overdue(organisation_id: UUID) -> None:
    """What came due while the organisation was shut, and would have been read by nobody."""
    _publish_due(organisation_id, Notice.objects.filter(organisation_id=organisation_id))


@transaction.atomic
def _publish_due(organisation_id: UUID, notices: QuerySet[Notice]) -> None:
    if organisation_of(Visitor(organisation_id)).shut:
        return
    due = notices.select_for_update().filter(publish_at__lte=timezone.now() + EARLY, published_at=None)
    for notice in due.order_by("publish_at"):
        _publish(Visitor(organisation_id), notice)


def _schedule(caller: Caller, notice: Notice, at: datetime) -> None:
    if notice.publish_at == at:
        return
    notice.publish_at = at
    notice.save(update_fields=["publish_at"])
    announce(caller, NoticeScheduled(notice.id, at.isoformat()))
    publish_due.later(organisation_id=caller.organisation_id, notice_id=notice.id, at=at)


def _publish(caller: Caller | Visitor, notice: Notice) -> None:
    notice.published_at, notice.publish_at, notice.edited_at = timezone.now(), None, None
    notice.save(update_fields=["published_at", "publish_at", "edited_at"])
    announce(caller, NoticePublished(notice.id))
    _show(notice)


def _show(notice: Notice) -> None:
    """To whoever looks at the board now."""
    push(f"organisation:{notice.organisation_id}:notices", "refresh", id=notice.id)
