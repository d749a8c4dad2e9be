"""Facts of one thread that follow one another are one notification, which says how many: "3 new messages"."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection
from django.db.models import F

from lyceum.kernel.foundation.live import push_all
from lyceum.kernel.notifications.actions.news import News
from lyceum.kernel.notifications.actions.running import resume
from lyceum.kernel.notifications.models import Notification, Occurrence


def gather(news: News, people: Sequence[UUID], now: datetime) -> list[UUID]:
    """Whom it has to be told by a notification of its own; for the others it is in one that they have not read."""
    _take_turns(news)
    told = _told_already(news, people)
    fresh = [person for person in people if person not in told]
    unread = _unread(news, fresh, now)
    _add(news, unread, now)
    return [person for person in fresh if person not in unread]


def _take_turns(news: News) -> None:
    """Two facts of one thread at once must not both find nothing to join."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"{news.kind}:{news.thread}"])


def _told_already(news: News, people: Sequence[UUID]) -> set[UUID]:
    same = {"person_id__in": people, "kind": news.kind, "key": news.key}
    first = Notification.objects.filter(**same).values_list("person_id", flat=True)
    return {*first, *Occurrence.objects.filter(**same).values_list("person_id", flat=True)}


def _unread(news: News, people: Sequence[UUID], now: datetime) -> dict[UUID, Notification]:
    assert news.declared.gather
    since = now - timedelta(minutes=news.declared.gather.minutes)
    rows = Notification.objects.filter(
        person_id__in=people, kind=news.kind, thread=news.thread, read_at=None, created_at__gt=since
    )
    return {row.person_id: row for row in rows.order_by("id").select_related("run") if row.person_id}


def _add(news: News, rows: Mapping[UUID, Notification], now: datetime) -> None:
    """It speaks of the newest fact, and says how many they are."""
    if not rows:
        return
    assert news.organisation_id  # of an account nothing is gathered
    newest = {"about": news.about, "path": news.path, "subject_id": news.subject_id}
    Notification.objects.filter(id__in=[row.id for row in rows.values()]).update(count=F("count") + 1, **newest)
    Occurrence.objects.bulk_create(
        Occurrence(
            organisation_id=news.organisation_id, person_id=person, notification=row, kind=news.kind, key=news.key
        )
        for person, row in rows.items()
    )
    resume([row.run.id for row in rows.values()], now)
    push_all([f"person:{row.person_id}:notifications" for row in rows.values() if row.in_centre], "refresh")
