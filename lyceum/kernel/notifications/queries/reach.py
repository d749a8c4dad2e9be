"""By which ways a person can be reached: their devices, their telephone, their quiet hours."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext as _

from lyceum.kernel.foundation.rules.caller import Individual
from lyceum.kernel.notifications.models import Device, Phone, QuietHours, StoppedAddress
from lyceum.kernel.notifications.ports import push_sender
from lyceum.kernel.notifications.rules.number import veiled

_BROWSERS = (("Edg", "Edge"), ("OPR", "Opera"), ("Firefox", "Firefox"), ("Chrome", "Chrome"), ("Safari", "Safari"))
_SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS X", "Mac"),
    ("Linux", "Linux"),
)


@dataclass(frozen=True, slots=True)
class DeviceView:
    id: UUID
    name: str
    is_phone: bool
    added_at: datetime
    last_used_at: datetime | None


@dataclass(frozen=True, slots=True)
class Reach:
    """``number`` is veiled. ``waits_for_code``: it was given, and not confirmed yet. ``mail_stopped``: why no mail
    goes to their address any more."""

    devices: Sequence[DeviceView]
    number: str
    waits_for_code: bool
    mail_stopped: str
    quiet: QuietHours


def reach_of(caller: Individual, address: str) -> Reach:
    phone = Phone.objects.filter(person_id=caller.person_id).first()
    stopped = StoppedAddress.objects.filter(address__iexact=address).first()
    return Reach(
        devices=devices_of(caller),
        number=veiled(phone.number) if phone else "",
        waits_for_code=bool(phone and phone.verified_at is None),
        mail_stopped=stopped.get_why_display() if stopped else "",
        quiet=quiet_hours_of(caller),
    )


def devices_of(caller: Individual) -> list[DeviceView]:
    rows = Device.objects.filter(person_id=caller.person_id).order_by("-id")
    return [
        DeviceView(row.id, _named(row.user_agent), _is_phone(row.user_agent), row.created_at, row.last_used_at)
        for row in rows
    ]


def quiet_hours_of(caller: Individual) -> QuietHours:
    found = QuietHours.objects.filter(person_id=caller.person_id).first()
    return found or QuietHours(person_id=caller.person_id)


def push_key() -> str:
    with push_sender() as carrier:
        return carrier.public_key()


def takes_texts() -> bool:
    """Whether anybody carries text messages here; in the demo they are shown instead."""
    return settings.DEMO or settings.PROVIDERS["sms"] != "embedded"


def _named(user_agent: str) -> str:
    browser = next((name for mark, name in _BROWSERS if mark in user_agent), "")
    system = next((name for mark, name in _SYSTEMS if mark in user_agent), "")
    if browser and system:
        return _("%(browser)s on %(system)s") % {"browser": browser, "system": system}
    return browser or system or _("A browser")


def _is_phone(user_agent: str) -> bool:
    return bool(re.search(r"Mobi|Android|iPhone", user_agent))
