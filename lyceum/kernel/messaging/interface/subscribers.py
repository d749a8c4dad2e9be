"""What follows from a notice: its audience is told, and it can be found."""

from uuid import UUID

from lyceum.kernel.foundation.addresses import inside
from lyceum.kernel.foundation.models import Announcement
from lyceum.kernel.foundation.rules.caller import Visitor
from lyceum.kernel.messaging.actions.publishing import publish_overdue
from lyceum.kernel.messaging.models import Notice
from lyceum.kernel.messaging.queries.audience import members_addressed
from lyceum.kernel.messaging.queries.entries import notice_entries
from lyceum.kernel.notifications.actions.notifying import notify
from lyceum.kernel.search.actions.indexing import index_entries, remove_entry


def tell_audience(announcement: Announcement) -> None:
    """Each once, even where it is withdrawn and published again."""
    notice = Notice.objects.published().filter(id=announcement.payload["notice_id"]).first()
    if notice is None:
        return
    members = members_addressed(Visitor(notice.organisation_id), notice.addressed)
    notify(
        notice.organisation_id,
        "messaging.notice_published",
        members.exclude(person=notice.author).values_list("person_id", flat=True),
        key=notice.id,
        path=inside("messaging:notice", notice.id),
        about={"title": notice.title},
        subject_id=notice.author_id,
    )


def publish_what_waited(announcement: Announcement) -> None:
    assert announcement.organisation_id
    publish_overdue(announcement.organisation_id)


def refresh_entry(announcement: Announcement) -> None:
    """Found while it is published, gone otherwise."""
    assert announcement.organisation_id
    notice_id = UUID(announcement.payload["notice_id"])
    if not index_entries(announcement.organisation_id, notice_entries(announcement.organisation_id, notice_id)):
        remove_entry(announcement.organisation_id, "notice", notice_id)
