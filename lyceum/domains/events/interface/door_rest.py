"""The door: the list a device keeps, and the scans it tells."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Field, Router, Schema, Status
from pydantic import AwareDatetime

from lyceum.domains.events.actions.check_in import Heard, Told, record_scans, settle_conflict
from lyceum.domains.events.queries.door import (
    DoorCounts,
    DoorTicket,
    EntryConflict,
    conflicts_at,
    counts_of,
    door_tickets,
    event_at_door,
)
from lyceum.domains.events.queries.keys import browser_keys
from lyceum.domains.events.rules.check_in import Direction, Outcome
from lyceum.kernel.foundation.interface.doors import operation
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.policy import MEMBER

router = Router()


class DoorView(Schema):
    """``keys``: key id → the public key as a JWK, by which a device tells true codes from forged ones."""

    tickets: list[DoorTicket]
    counts: DoorCounts
    keys: dict[str, dict[str, Any]]


class ScanIn(Schema):
    """``id``: a UUIDv7 of the device. ``told``: what it showed. ``code``: what the QR code said, if one was read."""

    id: UUID
    at: AwareDatetime
    direction: Direction = Direction.IN
    told: Outcome
    ticket_id: UUID | None = None
    code: str = Field("", max_length=300)


class ScansIn(Schema):
    """``sent_at``: now, by the device's clock, so that a wrong one can be put right."""

    device: str = Field(max_length=40)
    sent_at: AwareDatetime
    scans: list[ScanIn]


@router.get("/events/{event_id}/door", response=DoorView, operation_id="get_event_door")
@operation(MEMBER)
def get_event_door(caller: Caller, request: HttpRequest, event_id: UUID) -> Any:
    """All tickets of the event, for a device that may lose its network."""
    event = event_at_door(caller, event_id)
    tickets = door_tickets(caller, event.id)
    return {"tickets": tickets, "counts": counts_of(caller, event.id), "keys": browser_keys(event.organisation_id)}


@router.post("/events/{event_id}/scans", response=Heard, operation_id="record_event_scans")
@operation(MEMBER)
def record_event_scans(caller: Caller, request: HttpRequest, event_id: UUID, body: ScansIn) -> Any:
    """May be repeated: each scan counts once, by its id."""
    scans = [Told(**scan.dict()) for scan in body.scans]
    return record_scans(caller, event_id, body.device, body.sent_at, scans)


@router.get("/events/{event_id}/entry-conflicts", response=list[EntryConflict], operation_id="list_entry_conflicts")
@operation(MEMBER)
def list_entry_conflicts(caller: Caller, request: HttpRequest, event_id: UUID) -> Any:
    event_at_door(caller, event_id)
    return conflicts_at(caller, event_id)


@router.put(
    "/events/{event_id}/entry-conflicts/{check_in_id}/settled", response={204: None}, operation_id="settle_conflict"
)
@operation(MEMBER)
def put_settled(caller: Caller, request: HttpRequest, event_id: UUID, check_in_id: UUID) -> Any:
    settle_conflict(caller, event_id, check_in_id)
    return Status(204, None)
