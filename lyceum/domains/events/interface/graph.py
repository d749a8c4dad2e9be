"""Buying over GraphQL: what is left, live; a hold, names, the payment. The same acts as over REST."""

from collections.abc import AsyncGenerator, Mapping
from typing import Any
from uuid import UUID

import strawberry
from strawberry.scalars import JSON

from lyceum.domains.events.actions import asking_payment, placing
from lyceum.domains.events.actions.cancelling import TakingBack, refund_own_order
from lyceum.domains.events.actions.holding import Hold
from lyceum.domains.events.actions.taking import take_places
from lyceum.domains.events.interface.discovery_graph import DiscoveryQuery
from lyceum.domains.events.interface.organise.graph import OrganiserMutation
from lyceum.domains.events.models import Channel
from lyceum.domains.events.queries import order_shown as shown
from lyceum.domains.events.queries.availability import availability
from lyceum.domains.events.queries.order import order_of
from lyceum.domains.events.queries.shopping import buyer_of
from lyceum.domains.events.rules.pricing import Want
from lyceum.kernel.foundation.interface.doors import resolver
from lyceum.kernel.foundation.interface.subscription import Listening
from lyceum.kernel.foundation.limits import spend
from lyceum.kernel.foundation.rules.caller import Anyone
from lyceum.kernel.foundation.rules.policy import PUBLIC


@strawberry.type
class EventAvailability:
    """``left``: type → how many; null without end."""

    event_id: UUID
    state: str
    left: JSON


@strawberry.type
class OrderPayment:
    kind: str
    url: str
    text: str


@strawberry.input
class WantInput:
    type_id: UUID
    quantity: int
    price: int | None = None
    seats: list[UUID] = strawberry.field(default_factory=list)


def _json(left: Mapping[UUID, int | None]) -> Any:
    return {str(type_id): number for type_id, number in left.items()}


async def _heard(info: strawberry.Info, shop: UUID, event: UUID) -> AsyncGenerator[EventAvailability, None]:
    """``shop``: the organisation that sells."""
    listening: Listening = info.context
    async for frame in listening.frames(f"shop:{shop}:event:{event}:availability"):
        content: dict[str, Any] = frame["content"]
        yield EventAvailability(event_id=UUID(content["id"]), state=content["state"], left=content["left"])


_heard.topic = "shop:{shop}:event:{event}:availability"  # type: ignore[attr-defined]  # for the tests of every door


@resolver(PUBLIC)
def event_availability(caller: Anyone, id: UUID) -> EventAvailability:
    found = availability(caller, id)
    return EventAvailability(event_id=id, state=found.state, left=_json(found.left))


@resolver(PUBLIC)
def order(caller: Anyone, id: UUID, secret: str = "") -> shown.OrderView:
    return shown.order_shown(caller, order_of(caller, id, secret))


@resolver(PUBLIC)
def hold_places(
    caller: Anyone, id: UUID, event_id: UUID, wants: list[WantInput], voucher: str = "", place: str = ""
) -> shown.OrderView:
    """``id``: your own UUIDv7; a repeat gets the same order."""
    spend("events.hold", str(buyer_of(caller) or caller.origin.network), capacity=60, per_seconds=60)
    chosen = tuple(Want(one.type_id, one.quantity, one.price, tuple(one.seats)) for one in wants)
    wanted = Hold(id, event_id, chosen, voucher, Channel.API)
    return shown.order_shown(caller, take_places(caller, wanted, place=place))


@resolver(PUBLIC)
def place_order(caller: Anyone, id: UUID, secret: str, email: str, name: str, method: str = "") -> shown.OrderView:
    return shown.order_shown(caller, placing.place_order(caller, id, secret, placing.Placing(email, name, method)))


@resolver(PUBLIC)
def pay_order(caller: Anyone, id: UUID, secret: str = "", method: str = "") -> OrderPayment:
    step = asking_payment.pay_order(caller, id, secret, method=method)
    return OrderPayment(kind=step.kind, url=step.url, text=step.text)


@resolver(PUBLIC)
def cancel_order(caller: Anyone, id: UUID, secret: str, taking_id: UUID) -> shown.OrderView:
    return shown.order_shown(caller, refund_own_order(caller, id, secret, TakingBack(taking_id)))


@strawberry.type
class Query(DiscoveryQuery):
    event_availability: EventAvailability = strawberry.field(resolver=event_availability)
    order: shown.OrderView = strawberry.field(resolver=order)


@strawberry.type
class Mutation(OrganiserMutation):
    hold_places: shown.OrderView = strawberry.mutation(resolver=hold_places)
    place_order: shown.OrderView = strawberry.mutation(resolver=place_order)
    pay_order: OrderPayment = strawberry.mutation(resolver=pay_order)
    cancel_order: shown.OrderView = strawberry.mutation(resolver=cancel_order)


@strawberry.type
class Subscription:
    event_availability_changed = strawberry.subscription(resolver=_heard)
