"""By which ways one can be reached: devices, telephone, quiet hours; and an organisation's chat rooms."""

from datetime import datetime, time
from uuid import UUID

from django.http import HttpRequest
from ninja import Router, Schema, Status

from lyceum.kernel.foundation.interface.doors import operation
from lyceum.kernel.foundation.rules.caller import Caller, Individual
from lyceum.kernel.foundation.rules.policy import SIGNED_IN, may
from lyceum.kernel.notifications.actions.chat_hook import keep_chat_hook, remove_chat_hook
from lyceum.kernel.notifications.actions.device import Subscribed, forget_device, register_device
from lyceum.kernel.notifications.actions.phone import forget_number, give_number, prove_number
from lyceum.kernel.notifications.actions.quiet_hours import choose_quiet_hours
from lyceum.kernel.notifications.models import ChatHook, QuietHours
from lyceum.kernel.notifications.queries.chat_hook import chat_hooks_for
from lyceum.kernel.notifications.queries.reach import DeviceView, devices_of, push_key, quiet_hours_of

router = Router()
FOLLOWS = may("notifications.follow")


class DeviceOut(Schema):
    id: UUID
    name: str
    is_phone: bool
    added_at: datetime
    last_used_at: datetime | None


class Devices(Schema):
    """``key``: what a browser is shown when it subscribes."""

    key: str
    devices: list[DeviceOut]


class DeviceIn(Schema):
    """What a browser's PushSubscription says."""

    endpoint: str
    p256dh: str
    auth: str


class QuietHoursOut(Schema):
    starts_at: time | None
    ends_at: time | None
    days: list[int]
    holds_mail: bool
    digest_at: time


class NumberIn(Schema):
    number: str


class CodeIn(Schema):
    code: str


class ChatRoomOut(Schema):
    """Its address is written and never read."""

    id: UUID
    app: str
    name: str
    kinds: list[str]
    language: str
    stopped_at: datetime | None


class ChatRoomIn(Schema):
    app: str
    name: str
    url: str
    kinds: list[str]
    language: str = "en"


@router.get("/notifications/devices", response=Devices)
@operation(SIGNED_IN)
def list_devices(caller: Individual, request: HttpRequest) -> Devices:
    return _devices(caller)


@router.post("/notifications/devices", response=Devices)
@operation(SIGNED_IN)
def post_device(caller: Individual, request: HttpRequest, device: DeviceIn) -> Devices:
    """This browser takes pushes from now on; a repeat changes nothing."""
    user_agent = request.headers.get("User-Agent", "")
    register_device(caller, Subscribed(device.endpoint, device.p256dh, device.auth, user_agent))
    return _devices(caller)


@router.delete("/notifications/devices/{uuid:device_id}", response=Devices)
@operation(SIGNED_IN)
def delete_device(caller: Individual, request: HttpRequest, device_id: UUID) -> Devices:
    forget_device(caller, device_id)
    return _devices(caller)


@router.get("/notifications/quiet-hours", response=QuietHoursOut)
@operation(SIGNED_IN)
def get_quiet_hours(caller: Individual, request: HttpRequest) -> QuietHours:
    return quiet_hours_of(caller)


@router.put("/notifications/quiet-hours", response=QuietHoursOut)
@operation(SIGNED_IN)
def put_quiet_hours(caller: Individual, request: HttpRequest, hours: QuietHoursOut) -> QuietHours:
    """In the person's time zone; none where both ends are null. ``days``: on which they begin (0: Monday)."""
    return choose_quiet_hours(caller, **hours.dict())


@router.put("/notifications/phone", response={202: None})
@operation(SIGNED_IN)
def put_phone(caller: Individual, request: HttpRequest, given: NumberIn) -> Status:
    """A code is sent there, which proves it."""
    give_number(caller, given.number)
    return Status(202, None)


@router.put("/notifications/phone/proof", response={204: None})
@operation(SIGNED_IN)
def put_proof(caller: Individual, request: HttpRequest, typed: CodeIn) -> Status:
    prove_number(caller, typed.code)
    return Status(204, None)


@router.delete("/notifications/phone", response={204: None})
@operation(SIGNED_IN)
def delete_phone(caller: Individual, request: HttpRequest) -> Status:
    forget_number(caller)
    return Status(204, None)


@router.get("/notifications/chat-rooms", response=list[ChatRoomOut])
@operation(FOLLOWS)
def list_chat_rooms(caller: Caller, request: HttpRequest) -> list[ChatHook]:
    return list(chat_hooks_for(caller))


@router.put("/notifications/chat-rooms/{uuid:hook_id}", response=ChatRoomOut)
@operation(FOLLOWS)
def put_chat_room(caller: Caller, request: HttpRequest, hook_id: UUID, room: ChatRoomIn) -> ChatHook:
    """The id is the client's own, so that a repeat is harmless."""
    return keep_chat_hook(caller, hook_id, **room.dict())


@router.delete("/notifications/chat-rooms/{uuid:hook_id}", response={204: None})
@operation(FOLLOWS)
def delete_chat_room(caller: Caller, request: HttpRequest, hook_id: UUID) -> Status:
    remove_chat_hook(caller, hook_id)
    return Status(204, None)


def _devices(caller: Individual) -> Devices:
    return Devices(key=push_key(), devices=[_shown(view) for view in devices_of(caller)])


def _shown(view: DeviceView) -> DeviceOut:
    return DeviceOut.from_orm(view)
