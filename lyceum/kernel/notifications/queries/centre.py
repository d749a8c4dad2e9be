"""A person's notifications, in their language."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

from lyceum.kernel.foundation import registry
from lyceum.kernel.foundation.addresses import within
from lyceum.kernel.foundation.rules.caller import Caller, Individual
from lyceum.kernel.notifications.models import Notification
from lyceum.kernel.notifications.queries.wording import Words

_UNREAD = """
    SELECT count(*) FROM notifications_notification
    WHERE person_id = %(person)s AND in_centre AND read_at IS NULL
    AND (%(organisation)s::uuid IS NULL OR organisation_id = %(organisation)s OR organisation_id IS NULL)
"""


@dataclass(frozen=True, slots=True)
class NotificationView:
    """``url`` is seen from the top of the site: the centre also shows other organisations' where there is none."""

    id: UUID
    kind: str
    title: str
    body: str
    url: str
    icon: str
    organisation: str
    at: datetime
    read_at: datetime | None

    @property
    def is_read(self) -> bool:
        return self.read_at is not None


def notifications_for(caller: Individual, *, unread: bool = False) -> QuerySet[Notification]:
    rows: QuerySet[Notification] = (
        Notification.objects.for_person(caller).select_related("organisation", "subject").order_by("-id")
    )
    return rows.filter(read_at=None) if unread else rows


def shown(caller: Individual, notification: Notification) -> NotificationView:
    organisation = notification.organisation
    words = Words.of(notification, caller.language)
    kind = registry.notification_kinds().get(notification.kind)
    slug = organisation.slug if organisation else ""
    return NotificationView(
        id=notification.id,
        kind=notification.kind,
        title=words.subject,
        body=words.body,
        url=within(slug, notification.path) if notification.path else "",
        icon=kind.icon if kind else "bell",
        organisation=organisation.name if organisation else "",
        at=notification.created_at,
        read_at=notification.read_at,
    )


def unread_count(caller: Individual) -> int:
    """Asked by every page: one statement, answered from a partial index."""
    organisation_id = caller.organisation_id if isinstance(caller, Caller) else None
    with connection.cursor() as cursor:
        cursor.execute(_UNREAD, {"person": caller.person_id, "organisation": organisation_id})
        count: int = cursor.fetchone()[0]
    return count
