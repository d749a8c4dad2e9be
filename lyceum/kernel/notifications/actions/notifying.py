"""``notify``: people are told something, each once, in the centre and by the channels that they want."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from lyceum.kernel.foundation import scope
from lyceum.kernel.foundation.live import push_all
from lyceum.kernel.foundation.rules.workflow import CHAT, IN_APP
from lyceum.kernel.identity.models import Membership
from lyceum.kernel.notifications.actions.gathering import gather
from lyceum.kernel.notifications.actions.news import News
from lyceum.kernel.notifications.actions.running import start
from lyceum.kernel.notifications.models import ChatHook, Notification
from lyceum.kernel.notifications.queries.choices import Choices

About = Mapping[str, str | int]


def notify(
    organisation_id: UUID | None,
    kind: str,
    people: Iterable[UUID],
    *,
    key: object,
    path: str = "",
    about: About | None = None,
    subject_id: UUID | None = None,
    thread: object = "",
    to_rooms: bool = True,
) -> int:
    """Tell each of ``people`` who belongs to the organisation, once per ``kind`` and ``key``; how many were new.

    ``about``: what the kind's templates need, as ids and plain labels. ``subject_id``: of whom it speaks; the
    templates know their name as ``subject``. ``path``: what it opens (foundation's ``addresses.inside``). ``thread``:
    what is gathered and throttled together (a conversation). ``to_rooms``: also the organisation's chat rooms, where
    its kind may be posted there. All is written in the transaction of the fact. Without an organisation it is about
    each person's account.
    """
    news = News(organisation_id, kind, str(key), path, dict(about or {}), subject_id, str(thread))
    if organisation_id:
        return _tell_members(organisation_id, news, people, to_rooms=to_rooms)
    told = 0
    for person in people:
        with scope.entered(None, person):
            told += _tell(news, [person], [])
    return told


def _tell_members(organisation_id: UUID, news: News, people: Iterable[UUID], *, to_rooms: bool) -> int:
    """Members in any state: who is suspended is told so."""
    rows = Membership.objects.filter(organisation_id=organisation_id, person_id__in=set(people), person__is_active=True)
    members = sorted(rows.values_list("person_id", flat=True))
    hooks = ChatHook.objects.filter(organisation=organisation_id, stopped_at=None, kinds__contains=[news.kind])
    rooms = hooks.values_list("id", flat=True) if to_rooms and CHAT in news.declared.channels else ()
    return _tell(news, members, list(rooms))


@transaction.atomic
def _tell(news: News, people: Sequence[UUID], rooms: Sequence[UUID]) -> int:
    now = timezone.now()
    if news.organisation_id and news.thread and news.declared.gather:
        people = gather(news, people, now)
    choices = Choices.of(news.organisation_id, [news.kind], people)
    rows = [news.to(person_id=person, in_centre=IN_APP in choices.wanted(news.declared, person)) for person in people]
    rows += [news.to(hook_id=hook, in_centre=False) for hook in rooms]
    return _keep(rows, choices, now)


def _keep(rows: Sequence[Notification], choices: Choices, now: datetime) -> int:
    """How many people had not been told already."""
    Notification.objects.bulk_create(rows, ignore_conflicts=True)
    kept = set(Notification.objects.filter(id__in=[row.id for row in rows]).values_list("id", flat=True))
    fresh = [row for row in rows if row.id in kept]
    start(fresh, now, choices)
    push_all([f"person:{row.person_id}:notifications" for row in fresh if row.in_centre], "refresh")
    return sum(row.person_id is not None for row in fresh)
