"""The boards of the four organisations: weeks of notices, read by most, some of them still to come."""

import tomllib
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID
from zlib import crc32

from django.db import transaction
from django.db.models import F

from lyceum.kernel.foundation import scope
from lyceum.kernel.foundation.demo import World
from lyceum.kernel.foundation.rules.audience import Audience
from lyceum.kernel.foundation.rules.identifier import new_identifier
from lyceum.kernel.identity.models import Membership
from lyceum.kernel.messaging.actions.publishing import publish_notice
from lyceum.kernel.messaging.actions.writing import NoticeText, write_notice
from lyceum.kernel.messaging.demo.talks import talk
from lyceum.kernel.messaging.models import NoticeRead
from lyceum.kernel.notifications.models import Delivery, Letter, Notification, State

__all__ = ["demo"]
HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class NoticeScript:
    """``days``: how long ago; negative, in how many. ``read``: the share of its readers who have opened it.

    ``mailed``: the outbox still holds its mails.
    """

    title: str
    author: str
    body: str
    days: int
    hour: int
    read: float
    to: list[str] = field(default_factory=list)
    pinned: bool = False
    mailed: bool = False


def demo(world: World) -> None:
    cast = world.found.get("cast")
    if cast is None:
        return
    for slug in cast.organisations:
        for script in notices(slug):
            _publish(cast, slug, script)
        talk(cast, slug)
    _count_mail_as_sent(cast)


def notices(slug: str) -> list[NoticeScript]:
    return [NoticeScript(**notice) for notice in tomllib.loads((HERE / f"{slug}.toml").read_text())["notices"]]


def _publish(cast: Any, slug: str, script: NoticeScript) -> None:
    written = max(script.days, 0)
    with cast.acting(written, script.hour, with_mail=script.mailed), transaction.atomic():
        author = cast.caller(script.author, slug)
        groups = cast.groups(slug)
        audience = Audience(group_ids=frozenset(groups[name].id for name in script.to))
        text = NoticeText(script.title, script.body.strip(), audience, script.pinned)
        notice = write_notice(author, new_identifier(), text)
        publish_notice(author, notice.id, cast.day(script.days, script.hour) if script.days < 0 else None)
    if script.days >= 0:
        _read(cast, slug, script, notice.id)


def _read(cast: Any, slug: str, script: NoticeScript, notice_id: UUID) -> None:
    """In one go: a thousand single readings would make whoever tries Lyceum wait."""
    organisation = cast.organisations[slug]
    published = cast.day(script.days, script.hour)
    readers = {
        person_id: min(published + timedelta(minutes=20 + chance * 37), cast.started - timedelta(minutes=chance % 13))
        for person_id, name in _addressed(cast, slug, script.to).items()
        if name != script.author and (chance := crc32(f"{script.title} {name}".encode()) % 100) < script.read * 100
    }
    with scope.entered(organisation.id):
        NoticeRead.objects.bulk_create(
            NoticeRead(organisation=organisation, notice_id=notice_id, person_id=person_id, read_at=moment)
            for person_id, moment in readers.items()
        )
        told = Notification.objects.filter(kind="messaging.notice_published", key=str(notice_id))
        told.filter(person_id__in=readers).update(read_at=published + timedelta(minutes=30))


def _addressed(cast: Any, slug: str, groups: list[str]) -> dict[UUID, str]:
    with scope.entered(cast.organisations[slug].id):
        members = Membership.objects.filter(organisation=cast.organisations[slug]).active()
        if groups:
            members = members.filter(group_places__group__name__in=groups)
        return dict(members.values_list("person_id", "person__name"))


def _count_mail_as_sent(cast: Any) -> None:
    """What was not written because it would long have been read."""
    long_sent = {"state": State.SENT, "sent_at": F("created_at")}
    Letter.objects.filter(state=State.QUEUED).update(**long_sent, words=None)
    for organisation in cast.organisations.values():
        with scope.entered(organisation.id):
            Delivery.objects.filter(state=State.QUEUED).update(**long_sent)
            welcomed = Notification.objects.exclude(kind="messaging.notice_published").filter(read_at=None)
            welcomed.update(read_at=F("created_at") + timedelta(hours=5))
