"""Browsers that take pushes for their person."""

from base64 import urlsafe_b64decode
from dataclasses import dataclass
from urllib.parse import urlsplit
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from lyceum.kernel.foundation.actions.announcing import announce
from lyceum.kernel.foundation.rules.caller import Individual
from lyceum.kernel.foundation.rules.refusal import Invalid, NotFound
from lyceum.kernel.notifications.announcements import DeviceForgotten, DeviceRegistered
from lyceum.kernel.notifications.models import Device

MOST = 10  # of one person; the one that was added first makes room
_POINT, _SECRET = 65, 16  # bytes of a browser's two keys (RFC 8291)


@dataclass(frozen=True, slots=True)
class Subscribed:
    """What a browser says when it subscribes, and which browser it calls itself."""

    endpoint: str
    p256dh: str
    auth: str
    user_agent: str = ""


@transaction.atomic
def register_device(caller: Individual, subscribed: Subscribed) -> Device:
    """A repeat changes nothing. A browser that somebody else used before is the caller's from now on."""
    _refuse_nonsense(subscribed)
    known = Device.objects.filter(endpoint_index__in=_marks(subscribed.endpoint)).first()
    if known and (known.person_id, known.p256dh, known.auth) == (caller.person_id, subscribed.p256dh, subscribed.auth):
        return known
    if known:
        known.delete()
    device = Device.objects.create(
        person_id=caller.person_id,
        endpoint=subscribed.endpoint,
        p256dh=subscribed.p256dh,
        auth=subscribed.auth,
        user_agent=subscribed.user_agent[:200],
    )
    too_many = Device.objects.filter(person_id=caller.person_id).order_by("-id")[MOST:]
    Device.objects.filter(id__in=[row.id for row in too_many]).delete()
    announce(caller, DeviceRegistered(device.id))
    return device


@transaction.atomic
def forget_device(caller: Individual, device_id: UUID) -> None:
    gone, _rows = Device.objects.filter(person_id=caller.person_id, id=device_id).delete()
    if not gone:
        raise NotFound(_("There is no such device."))
    announce(caller, DeviceForgotten(device_id))


def _refuse_nonsense(subscribed: Subscribed) -> None:
    parts = urlsplit(subscribed.endpoint)
    fits = parts.scheme == "https" and parts.hostname and "@" not in parts.netloc and len(subscribed.endpoint) <= 1000
    if not fits or (_length(subscribed.p256dh), _length(subscribed.auth)) != (_POINT, _SECRET):
        raise Invalid(_("This browser does not say how it can be reached."))


def _length(key: str) -> int:
    try:
        return len(urlsafe_b64decode(key + "=" * (-len(key) % 4)))
    except ValueError:
        return 0


def _marks(endpoint: str) -> list[str]:
    field = Device._meta.get_field("endpoint_index")
    return field.candidates(endpoint)  # type: ignore[union-attr,no-any-return]
