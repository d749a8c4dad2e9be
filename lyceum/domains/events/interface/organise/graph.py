"""An organiser's acts over GraphQL: the same as over REST."""

from datetime import datetime
from uuid import UUID

import strawberry

from lyceum.domains.events.actions import event as events
from lyceum.domains.events.actions import quota as quotas
from lyceum.domains.events.actions import ticket_type as types
from lyceum.domains.events.actions import voucher as vouchers
from lyceum.domains.events.actions.calling_off import call_off_event
from lyceum.domains.events.actions.cancelling import TakingBack, refund_order
from lyceum.domains.events.models import Event
from lyceum.domains.events.queries import order_shown as shown
from lyceum.kernel.foundation.interface.doors import resolver
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.policy import MEMBER, may

strawberry.type(shown.OrderLineView, name="OrderLine")
strawberry.type(shown.OrderTicketView, name="OrderTicket")
strawberry.type(shown.OrderView, name="Order")
ORGANISES = may("events.edit")


@strawberry.type
class OrganisedEvent:
    id: UUID
    slug: str
    title: str
    state: str
    starts_at: datetime
    ends_at: datetime
    time_zone: str
    currency: str
    edition: int

    @classmethod
    def of(cls, event: Event) -> "OrganisedEvent":
        return cls(**{name: getattr(event, name) for name in cls.__annotations__})


@strawberry.type
class SoldTicketType:
    id: UUID
    name: str
    price: int
    vat_rate: int


@strawberry.type
class EventQuota:
    id: UUID
    name: str
    capacity: int
    held: int
    sold: int


@strawberry.type
class EventVoucher:
    id: UUID
    code: str
    used: int
    limit: int | None


@strawberry.input
class OrganisedEventInput:
    """Amounts in the currency's smallest unit."""

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

    @property
    def as_text(self) -> events.EventText:
        return events.EventText(**vars(self))


@strawberry.input
class TicketTypeInput:
    """``places``: makes a quota that counts it alone."""

    name: str
    price: int = 0
    vat_rate: int = 0
    text: str = ""
    minimum: int = 1
    maximum: int | None = None
    is_hidden: bool = False
    places: int | None = None
    quota_ids: list[UUID] = strawberry.field(default_factory=list)


@strawberry.input
class EventVoucherInput:
    """``value``: of 100 for "percent", else an amount. ``limit``: tickets in all, null without end."""

    code: str
    effect: str = "percent"
    value: int = 0
    limit: int | None = 1
    note: str = ""
    types: list[UUID] = strawberry.field(default_factory=list)
    unlocks_hidden: bool = False


@resolver(ORGANISES)
def create_organised_event(caller: Caller, id: UUID, event: OrganisedEventInput) -> OrganisedEvent:
    """``id``: your own UUIDv7, which makes a repeat harmless."""
    return OrganisedEvent.of(events.make_event(caller, id, event.as_text))


@resolver(MEMBER)
def edit_organised_event(
    caller: Caller, id: UUID, event: OrganisedEventInput, edition: int | None = None
) -> OrganisedEvent:
    return OrganisedEvent.of(events.edit_event(caller, id, event.as_text, edition))


@resolver(MEMBER)
def publish_organised_event(caller: Caller, id: UUID) -> OrganisedEvent:
    return OrganisedEvent.of(events.publish_event(caller, id))


@resolver(MEMBER)
def call_off_organised_event(caller: Caller, id: UUID) -> OrganisedEvent:
    return OrganisedEvent.of(call_off_event(caller, id))


@resolver(MEMBER)
def add_ticket_type(caller: Caller, event_id: UUID, id: UUID, type: TicketTypeInput) -> SoldTicketType:
    given = vars(type).copy()
    places, quota_ids = given.pop("places"), given.pop("quota_ids")
    made = types.add_type(caller, event_id, id, types.TypeText(**given), places=places, quota_ids=quota_ids)
    return SoldTicketType(id=made.id, name=made.name, price=made.price, vat_rate=made.vat_rate)


@resolver(MEMBER)
def set_event_quota(
    caller: Caller, event_id: UUID, id: UUID, name: str, capacity: int, type_ids: list[UUID]
) -> EventQuota:
    kept = quotas.set_quota(caller, event_id, id, name, capacity, set(type_ids))
    return EventQuota(id=kept.id, name=kept.name, capacity=kept.capacity, held=kept.held, sold=kept.sold)


@resolver(MEMBER)
def set_event_voucher(caller: Caller, event_id: UUID, id: UUID, voucher: EventVoucherInput) -> EventVoucher:
    given = vars(voucher) | {"types": tuple(voucher.types)}
    kept = vouchers.set_voucher(caller, event_id, id, vouchers.VoucherText(**given))
    return EventVoucher(id=kept.id, code=kept.code, used=kept.used, limit=kept.limit)


@resolver(MEMBER)
def refund_event_order(
    caller: Caller, id: UUID, taking_id: UUID, lines: list[UUID], amount: int | None = None
) -> shown.OrderView:
    """``taking_id``: your own UUIDv7. Without lines: all of them; without an amount: their whole price."""
    return shown.order_shown(caller, refund_order(caller, id, TakingBack(taking_id, tuple(lines), amount)))


@strawberry.type
class OrganiserMutation:
    create_organised_event: OrganisedEvent = strawberry.mutation(resolver=create_organised_event)
    edit_organised_event: OrganisedEvent = strawberry.mutation(resolver=edit_organised_event)
    publish_organised_event: OrganisedEvent = strawberry.mutation(resolver=publish_organised_event)
    call_off_organised_event: OrganisedEvent = strawberry.mutation(resolver=call_off_organised_event)
    add_ticket_type: SoldTicketType = strawberry.mutation(resolver=add_ticket_type)
    set_event_quota: EventQuota = strawberry.mutation(resolver=set_event_quota)
    set_event_voucher: EventVoucher = strawberry.mutation(resolver=set_event_voucher)
    refund_event_order: shown.OrderView = strawberry.mutation(resolver=refund_event_order)
