"""``notify``: people are told something, each once, in the centre and by the channels that they want."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from lyceum.kernel.foundation import registry, scope
from lyceum.kernel.foundation.live import push_all
from lyceum.kernel.identity.models import Membership
from lyceum.kernel.notifications.actions.sending import send_deliveries
from lyceum.kernel.notifications.models import Channel, Delivery, Notification, Preference, State
from lyceum.kernel.notifications.rules.wanted import wanted

BATCH = 100  # mails of one job
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
) -> int:
    """Tell each of ``people`` who belongs to the organisation, once per ``kind`` and ``key``; how many were new.

    ``about``: what the kind's templates need, as ids and plain labels. ``subject_id``: of whom it speaks; the
    templates know their name as ``subject``. ``path``: what it opens (foundation's ``addresses.inside``). Rows,
    and mails to come, are written in the transaction of the fact. Without an organisation it is about each
    person's account.
    """
    news = _News(organisation_id, kind, str(key), path, dict(about or {}), subject_id)
    if organisation_id:
        return _tell(news, sorted(_members_among(organisation_id, people)))
    told = 0
    for person in people:
        with scope.entered(None, person):
            told += _tell(news, [person])
    return told


@dataclass(frozen=True, slots=True)
class _News:
    organisation_id: UUID | None
    kind: str
    key: str
    path: str
    about: dict[str, str | int]
    subject_id: UUID | None

    def to(self, person_id: UUID, channels: frozenset[str]) -> Notification:
        return Notification(
            organisation_id=self.organisation_id,
            person_id=person_id,
            kind=self.kind,
            key=self.key,
            path=self.path,
            about=self.about,
            subject_id=self.subject_id,
            in_centre=Channel.IN_APP in channels,
        )


def _tell(news: _News, people: Sequence[UUID]) -> int:
    channels = _channels(news, people)
    rows = [news.to(person, channels[person]) for person in people]
    with transaction.atomic():
        Notification.objects.bulk_create(rows, ignore_conflicts=True)
        kept = set(Notification.objects.filter(id__in=[row.id for row in rows]).values_list("id", flat=True))
        fresh = [
            (person, row) for person, row in zip(people, rows, strict=True) if row.id in kept
        ]  # the others had been told already
        _mail([(row, Channel.EMAIL in channels[person]) for person, row in fresh])
        push_all([f"person:{row.person_id}:notifications" for _person, row in fresh if row.in_centre], "refresh")
    return len(fresh)


def _mail(told: Sequence[tuple[Notification, bool]]) -> None:
    """One job for each hundred mails; who does not want any has that on record."""
    rows = [
        Delivery(
            organisation_id=notification.organisation_id,
            person_id=notification.person_id,
            notification=notification,
            channel=Channel.EMAIL,
            state=State.QUEUED if on else State.SUPPRESSED,
        )
        for notification, on in told
    ]
    Delivery.objects.bulk_create(rows)
    queued = [row for row in rows if row.state == State.QUEUED]
    for start in range(0, len(queued), BATCH):
        batch = queued[start : start + BATCH]
        send_deliveries.later(
            organisation_id=batch[0].organisation_id,
            person_id=None if batch[0].organisation_id else batch[0].person_id,
            delivery_ids=[str(row.id) for row in batch],
        )


def _channels(news: _News, people: Sequence[UUID]) -> dict[UUID, frozenset[str]]:
    kind = registry.notification_kinds()[news.kind]
    chosen: dict[UUID, dict[str, bool]] = {person: {} for person in people}
    rows = Preference.objects.filter(organisation=news.organisation_id, kind=news.kind, person_id__in=people)
    for person, channel, on in rows.values_list("person_id", "channel", "on"):
        chosen[person][channel] = on
    return {person: wanted(kind, chosen[person]) for person in people}


def _members_among(organisation_id: UUID, people: Iterable[UUID]) -> set[UUID]:
    """Members in any state: who is suspended is told so."""
    rows = Membership.objects.filter(organisation_id=organisation_id, person_id__in=set(people), person__is_active=True)
    return set(rows.values_list("person_id", flat=True))
