"""An organiser's own programs: events, their tickets, quotas and codes, by the same acts as the pages."""

from datetime import datetime
from uuid import UUID

from django.http import HttpRequest
from ninja import Router, Schema, Status

from lyceum.domains.events.actions import event as events
from lyceum.domains.events.actions import quota as quotas
from lyceum.domains.events.actions import ticket_type as types
from lyceum.domains.events.actions import voucher as vouchers
from lyceum.domains.events.queries.managed import event_at_work
from lyceum.domains.events.queries.organising import MOST_SHOWN, event_lines, season
from lyceum.kernel.foundation.interface.doors import operation
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.identifier import new_identifier
from lyceum.kernel.foundation.rules.policy import MEMBER, may

router = Router()
ORGANISES = may("events.edit")
ONE = "/organised-events/{uuid:event_id}"


class OrganisedEventIn(Schema):
    """``id``: your own UUIDv7, which makes a repeat harmless. ``edition``: the one you saw, when you change it."""

    title: str
    starts_at: datetime
    ends_at: datetime
    time_zone: str
    summary: str = ""
    text: str = ""
    language: str = "fr"
    category: str = "other"
    doors_at: datetime | None = None
    is_online: bool = False
    online_url: str = ""
    place_id: UUID | None = None
    currency: str = "EUR"
    sales_from: datetime | None = None
    sales_until: datetime | None = None
    max_per_order: int = 10
    refund_until_hours: int | None = None
    refund_percent: int = 100
    refund_fee: int = 0
    is_listed: bool = True
    id: UUID | None = None
    edition: int | None = None

    def as_text(self) -> events.EventText:
        return events.EventText(**self.dict(exclude={"id", "edition"}))


class OrganisedEventOut(Schema):
    id: UUID
    slug: str
    title: str
    state: str
    starts_at: datetime
    ends_at: datetime
    time_zone: str
    currency: str
    edition: int


class SoldOut(Schema):
    event: OrganisedEventOut
    places: int
    sold: int
    held: int


class TicketTypeIn(Schema):
    """Amounts in the smallest unit of the event's currency. ``places``: makes a quota that counts it alone."""

    name: str
    price: int = 0
    vat_rate: int = 0
    text: str = ""
    minimum: int = 1
    maximum: int | None = None
    is_hidden: bool = False
    places: int | None = None
    quota_ids: list[UUID] = []


class TicketTypeOut(Schema):
    id: UUID
    name: str
    price: int
    vat_rate: int
    position: int


class EventQuotaIn(Schema):
    name: str
    capacity: int
    type_ids: list[UUID] = []


class EventQuotaOut(Schema):
    id: UUID
    name: str
    capacity: int
    held: int
    sold: int


class EventVoucherIn(Schema):
    """``value``: of 100 for "percent", else an amount. ``limit``: tickets in all, null without end."""

    code: str
    effect: str = "percent"
    value: int = 0
    limit: int | None = 1
    note: str = ""
    types: list[UUID] = []
    unlocks_hidden: bool = False


class EventVoucherOut(Schema):
    id: UUID
    code: str
    used: int
    limit: int | None


@router.get("/organised-events", response=list[SoldOut])
@operation(MEMBER)
def list_organised_events(caller: Caller, request: HttpRequest, which: str = "upcoming") -> object:
    """``which``: upcoming, drafts or past, at most 60, with what is sold of each."""
    return season(caller, which).lines[:MOST_SHOWN]


@router.post("/organised-events", response={201: OrganisedEventOut})
@operation(ORGANISES)
def create_organised_event(caller: Caller, request: HttpRequest, body: OrganisedEventIn) -> Status[object]:
    return Status(201, events.make_event(caller, body.id or new_identifier(), body.as_text()))


@router.get(ONE, response=SoldOut)
@operation(MEMBER)
def show_organised_event(caller: Caller, request: HttpRequest, event_id: UUID) -> object:
    return event_lines(caller, [event_at_work(caller, event_id)])[0]


@router.put(ONE, response=OrganisedEventOut)
@operation(MEMBER)
def put_organised_event(caller: Caller, request: HttpRequest, event_id: UUID, body: OrganisedEventIn) -> object:
    return events.edit_event(caller, event_id, body.as_text(), body.edition)


@router.put(f"{ONE}/publication", response=OrganisedEventOut)
@operation(MEMBER)
def put_event_publication(caller: Caller, request: HttpRequest, event_id: UUID) -> object:
    return events.publish_event(caller, event_id)


@router.put(ONE + "/ticket-types/{uuid:type_id}", response=TicketTypeOut)
@operation(MEMBER)
def put_ticket_type(caller: Caller, request: HttpRequest, event_id: UUID, type_id: UUID, body: TicketTypeIn) -> object:
    """Made under your own UUIDv7: a repeat is harmless."""
    text = types.TypeText(**body.dict(exclude={"places", "quota_ids"}))
    return types.add_type(caller, event_id, type_id, text, places=body.places, quota_ids=body.quota_ids)


@router.put(ONE + "/quotas/{uuid:quota_id}", response=EventQuotaOut)
@operation(MEMBER)
def put_event_quota(caller: Caller, request: HttpRequest, event_id: UUID, quota_id: UUID, body: EventQuotaIn) -> object:
    """Never fewer than are sold or being paid."""
    return quotas.set_quota(caller, event_id, quota_id, body.name, body.capacity, set(body.type_ids))


@router.put(ONE + "/vouchers/{uuid:voucher_id}", response=EventVoucherOut)
@operation(MEMBER)
def put_event_voucher(
    caller: Caller, request: HttpRequest, event_id: UUID, voucher_id: UUID, body: EventVoucherIn
) -> object:
    given = {**body.dict(), "types": tuple(body.types)}
    return vouchers.set_voucher(caller, event_id, voucher_id, vouchers.VoucherText(**given))
