"""Before the door: who has a seat is let in, or waits until a host admits them."""

from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from lyceum.kernel.foundation.actions.announcing import announce
from lyceum.kernel.foundation.limits import spend
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.identifier import new_identifier
from lyceum.kernel.foundation.rules.refusal import Conflict, NotAllowed
from lyceum.kernel.identity.queries.membership import person_names
from lyceum.kernel.video.actions.telling import tell_hosts
from lyceum.kernel.video.announcements import PersonAdmitted
from lyceum.kernel.video.models import Room, Seat
from lyceum.kernel.video.ports import Entry, provider
from lyceum.kernel.video.queries.room import seat_by_code
from lyceum.kernel.video.rules.hours import Door
from lyceum.kernel.video.rules.relay import ice_servers
from lyceum.kernel.video.rules.role import SeatRole
from lyceum.kernel.video.rules.token import Pass, signed


@dataclass(frozen=True, slots=True)
class Ticket:
    """What opens the call, within a minute and once; and the servers through which browsers find each other."""

    token: str
    connection_id: UUID
    role: SeatRole
    entry: Entry
    ice_servers: list[dict[str, Any]]
    relay_only: bool

    def told(self) -> dict[str, Any]:
        """As each door tells it: the entry stands beside the rest."""
        rest = {each.name: getattr(self, each.name) for each in fields(self) if each.name != "entry"}
        return rest | {"kind": self.entry.kind, "url": self.entry.url, "params": dict(self.entry.params)}


def ask_to_enter(caller: Caller, code: str) -> Ticket | None:
    """None: they wait, and a host is told. Asked again every so often while they wait."""
    spend("call.entry", str(caller.person_id), capacity=30, per_seconds=60)
    seat = _seat_at_door(caller, code)
    refuse_shut(seat.room, timezone.now())
    if not _is_let_in(caller, seat):
        return None
    return _ticket(caller, seat)


def refuse_shut(room: Room, now: datetime) -> None:
    door = room.door_at(now)
    if door is Door.NOT_YET:
        raise Conflict(_("This call is not open yet. It opens ten minutes before its start."), code="not_yet")
    if door is Door.OVER:
        raise Conflict(_("This call is over."), code="over")


def _seat_at_door(caller: Caller, code: str) -> Seat:
    seat = seat_by_code(caller, code)
    if seat.removed_at:
        raise NotAllowed(_("A host has removed you from this call."), code="removed")
    return seat


@transaction.atomic
def _is_let_in(caller: Caller, asked: Seat) -> bool:
    seat = Seat.objects.select_related("room").select_for_update(of=("self",)).get(id=asked.id)
    if seat.admitted_at:
        return True
    if seat.is_host or not (seat.room.waiting_room or seat.room.locked):
        seat.admitted_at, seat.waiting_at = timezone.now(), None
        seat.save(update_fields=["admitted_at", "waiting_at"])
        announce(caller, PersonAdmitted(seat.room_id, seat.person_id))
        return True
    if seat.room.locked:
        raise NotAllowed(_("A host has locked this call: nobody else comes in."), code="locked")
    seat.waiting_at = timezone.now()
    seat.save(update_fields=["waiting_at"])
    tell_hosts(seat.room_id, "waiting", {"person": str(seat.person_id), "name": name_of(caller)})
    return False


def name_of(caller: Caller) -> str:
    return person_names([caller.person_id])[caller.person_id]


def _ticket(caller: Caller, seat: Seat) -> Ticket:
    """Outside any transaction: a provider may have to be asked."""
    now, role, connection_id = timezone.now(), SeatRole(seat.role), new_identifier()
    servers = ice_servers(
        settings.STUN_URLS,
        settings.TURN_URLS,
        settings.TURN_SECRET,
        label=connection_id.hex,
        now=now,
        lasting=timedelta(seconds=settings.TURN_SECONDS),
    )
    return Ticket(
        token=signed(settings.SECRET_KEY, Pass(seat.room_id, caller.person_id, role, connection_id), now),
        connection_id=connection_id,
        role=role,
        entry=provider(seat.room.provider).entry(seat.room, caller.person_id, role, name_of(caller)),
        ice_servers=servers,
        relay_only=settings.TURN_ONLY,
    )
