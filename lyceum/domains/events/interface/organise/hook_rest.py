"""Hooks over REST: where an organiser's programs are told, and what became of it."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Router, Schema, Status

from lyceum.domains.events.actions import hook as hooks
from lyceum.domains.events.queries.hook import deliveries_of, hook_of, hooks_of
from lyceum.kernel.foundation.interface.doors import operation
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.policy import may

router = Router()
ORGANISES = may("events.edit")
ONE = "/event-hooks/{uuid:hook_id}"


class EventHookIn(Schema):
    """``kinds``: order.paid, order.cancelled, order.refunded, ticket.checked_in, event.changed, event.cancelled,
    waiting.offered. ``event_id``: null for all events."""

    url: str
    kinds: list[str]
    event_id: UUID | None = None
    is_on: bool = True


class EventHookOut(Schema):
    id: UUID
    url: str
    kinds: list[str]
    event_id: UUID | None
    is_on: bool
    failing_since: datetime | None
    paused_at: datetime | None


class EventHookSecret(Schema):
    """``secret`` signs (https://www.standardwebhooks.com); the former one too until ``former_until``."""

    id: UUID
    secret: str
    former_until: datetime | None


class HookDeliveryOut(Schema):
    """``state``: waiting, sent or dead. ``fault`` of the last try: slow, unreachable, address or status."""

    id: UUID
    kind: str
    state: str
    attempts: int
    status: int | None
    fault: str
    created_at: datetime
    sent_at: datetime | None
    next_at: datetime | None
    body: dict[str, Any]


@router.get("/event-hooks", response=list[EventHookOut])
@operation(ORGANISES)
def list_event_hooks(caller: Caller, request: HttpRequest) -> object:
    return hooks_of(caller)


@router.put(ONE, response=EventHookOut)
@operation(ORGANISES)
def put_event_hook(caller: Caller, request: HttpRequest, hook_id: UUID, body: EventHookIn) -> object:
    """Made under your own UUIDv7, or changed."""
    return hooks.keep_hook(caller, hook_id, hooks.HookText(**body.dict()))


@router.delete(ONE, response={204: None})
@operation(ORGANISES)
def delete_event_hook(caller: Caller, request: HttpRequest, hook_id: UUID) -> Status[None]:
    hooks.remove_hook(caller, hook_id)
    return Status(204, None)


@router.get(f"{ONE}/secret", response=EventHookSecret)
@operation(ORGANISES)
def get_event_hook_secret(caller: Caller, request: HttpRequest, hook_id: UUID) -> object:
    return hook_of(caller, hook_id)


@router.post(f"{ONE}/secret", response=EventHookSecret)
@operation(ORGANISES)
def post_event_hook_secret(caller: Caller, request: HttpRequest, hook_id: UUID) -> object:
    """Another one."""
    return hooks.renew_secret(caller, hook_id)


@router.get(f"{ONE}/deliveries", response=list[HookDeliveryOut])
@operation(ORGANISES)
def list_hook_deliveries(caller: Caller, request: HttpRequest, hook_id: UUID) -> object:
    """The newest fifty."""
    return deliveries_of(caller, hook_of(caller, hook_id))


@router.post(f"{ONE}/deliveries", response={202: HookDeliveryOut})
@operation(ORGANISES)
def post_hook_trial(caller: Caller, request: HttpRequest, hook_id: UUID) -> Status[object]:
    """A trial is sent."""
    return Status(202, hooks.try_hook(caller, hook_id))


@router.put(ONE + "/deliveries/{uuid:delivery_id}", response={202: HookDeliveryOut})
@operation(ORGANISES)
def put_hook_delivery(caller: Caller, request: HttpRequest, hook_id: UUID, delivery_id: UUID) -> Status[object]:
    """Sent once more, under the same id."""
    return Status(202, hooks.repeat_delivery(caller, hook_id, delivery_id))
