"""What a person has read in their centre."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from lyceum.kernel.foundation.live import push
from lyceum.kernel.foundation.rules.caller import Caller, Individual
from lyceum.kernel.foundation.rules.refusal import NotFound
from lyceum.kernel.notifications.models.notification import Notification, NotificationQuerySet


def read_notification(caller: Individual, notification_id: UUID) -> Notification:
    """Idempotent: the first time counts."""
    found: Notification | None = Notification.objects.for_person(caller).filter(id=notification_id).first()
    if found is None:
        raise NotFound(_("There is no such notification."))
    _read(caller, Notification.objects.for_person(caller).filter(id=notification_id))
    return found


def read_all(caller: Individual) -> int:
    return _read(caller, Notification.objects.for_person(caller))


def read_about(caller: Caller, kind: str, key: object) -> int:
    """The caller has seen the thing itself, so the notification of it has nothing left to say."""
    return _read(caller, Notification.objects.for_person(caller).filter(kind=kind, key=str(key)))


def read_thread(caller: Caller, kind: str, thread: object) -> int:
    """The caller has seen all that is new in it: nobody is pushed or mailed of what they have read."""
    return _read(caller, Notification.objects.for_person(caller).filter(kind=kind, thread=str(thread)))


@transaction.atomic
def _read(caller: Individual, rows: NotificationQuerySet) -> int:
    """A badge on another screen learns of it."""
    changed = rows.filter(read_at=None).update(read_at=timezone.now())
    if changed:
        push(f"person:{caller.person_id}:notifications", "refresh")
    return changed
