"""Buying over REST: what is left, a hold, names, the payment, the order. Open to anybody, within limits.

Who is not signed in shows the order's secret, which the hold has answered, in the header ``X-Order-Secret``.
"""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone
from ninja import Field, Header, Router, Schema

from lyceum.domains.events.actions.asking_payment import pay_order
from lyceum.domains.events.actions.cancelling import TakingBack, refund_own_order
from lyceum.domains.events.actions.holding import Hold
from lyceum.domains.events.actions.placing import Attendee, Placing, place_order
from lyceum.domains.events.actions.taking import take_places
from lyceum.domains.events.models import Channel
from lyceum.domains.events.queries.availability import Availability, availability
from lyceum.domains.events.queries.order import order_of
from lyceum.domains.events.queries.order_shown import OrderView, order_shown
from lyceum.domains.events.rules.pricing import Want
from lyceum.kernel.foundation.interface.doors import operation
from lyceum.kernel.foundation.limits import spend
from lyceum.kernel.foundation.rules.caller import Anyone
from lyceum.kernel.foundation.rules.policy import PUBLIC

router = Router()
Secret = Annotated[str, Header(alias="X-Order-Secret")]
HOLDS_A_MINUTE = 120  # from one address, which a whole school may share, or by one person


class WantIn(Schema):
    type_id: UUID
    quantity: int = Field(ge=1, le=100)
    price: int | None = Field(None, ge=0, le=10**9)
    seats: list[UUID] = Field([], max_length=100)


class HoldIn(Schema):
    """``id``: your own UUIDv7; a repeat gets the same order. ``place``: yours in the line, if there is one."""

    id: UUID
    wants: list[WantIn] = Field(max_length=50)
    voucher: str = Field("", max_length=40)
    place: str = Field("", max_length=300)


class AttendeeIn(Schema):
    line_id: UUID
    name: str = Field("", max_length=120)
    email: str = Field("", max_length=254)
    answers: dict[str, Any] = {}


class PlacingIn(Schema):
    email: str = Field(max_length=254)
    name: str = Field(max_length=120)
    method: str = Field("", max_length=20)
    attendees: list[AttendeeIn] = Field([], max_length=100)
    answers: dict[str, Any] = {}
    address: str = Field("", max_length=500)
    return_url: str = Field("", max_length=500)


class PaymentIn(Schema):
    method: str = Field("", max_length=20)
    return_url: str = Field("", max_length=500)


class NextStepOut(Schema):
    """``go`` to ``url``; ``wait``; ``instructions`` in ``text``; ``done``."""

    kind: str
    url: str
    text: str


class TakingBackIn(Schema):
    """``id``: your own. ``lines``: none for all."""

    id: UUID
    lines: list[UUID] = Field([], max_length=100)


class AvailabilityOut(Schema):
    event_id: UUID
    state: str
    edition: int
    left: dict[str, int | None]
    at: datetime


@router.get("/events/{event_id}/availability", response=AvailabilityOut, operation_id="get_event_availability")
@operation(PUBLIC)
def get_availability(caller: Anyone, request: HttpRequest, event_id: UUID) -> Any:
    """How many of each ticket are left; null: without end."""
    return availability_out(availability(caller, event_id))


@router.post("/events/{event_id}/orders", response=OrderView, operation_id="hold_places")
@operation(PUBLIC)
def post_order(caller: Anyone, request: HttpRequest, event_id: UUID, body: HoldIn) -> Any:
    """Keeps places for a quarter of an hour."""
    spend_hold(caller, request)
    wants = tuple(Want(one.type_id, one.quantity, one.price, tuple(one.seats)) for one in body.wants)
    wanted = Hold(body.id, event_id, wants, body.voucher, Channel.API)
    return order_shown(caller, take_places(caller, wanted, place=body.place))


@router.get("/orders/{order_id}", response=OrderView, operation_id="get_order")
@operation(PUBLIC)
def get_order(caller: Anyone, request: HttpRequest, order_id: UUID, secret: Secret = "") -> Any:
    return order_shown(caller, order_of(caller, order_id, secret))


@router.put("/orders/{order_id}/placing", response=OrderView, operation_id="place_order")
@operation(PUBLIC)
def put_placing(caller: Anyone, request: HttpRequest, order_id: UUID, body: PlacingIn, secret: Secret = "") -> Any:
    """Who buys, for whom, and how they pay. A free order is theirs at once."""
    attendees = {one.line_id: Attendee(one.name, one.email, one.answers) for one in body.attendees}
    placing = Placing(body.email, body.name, body.method, attendees, body.answers, body.address, body.return_url)
    return order_shown(caller, place_order(caller, order_id, secret, placing))


@router.post("/orders/{order_id}/payment", response=NextStepOut, operation_id="pay_order")
@operation(PUBLIC)
def post_payment(caller: Anyone, request: HttpRequest, order_id: UUID, body: PaymentIn, secret: Secret = "") -> Any:
    """Where to go on; again after a failure, or in another way."""
    return pay_order(caller, order_id, secret, method=body.method, return_url=body.return_url)


@router.post("/orders/{order_id}/cancellation", response=OrderView, operation_id="cancel_order")
@operation(PUBLIC)
def post_cancellation(
    caller: Anyone, request: HttpRequest, order_id: UUID, body: TakingBackIn, secret: Secret = ""
) -> Any:
    """What is held is free again; what is paid goes back by the event's rules."""
    taking = TakingBack(body.id, tuple(body.lines))
    return order_shown(caller, refund_own_order(caller, order_id, secret, taking))


def spend_hold(caller: Anyone, request: HttpRequest) -> None:
    key = str(getattr(caller, "person_id", "") or request.META.get("REMOTE_ADDR", ""))
    spend("events.hold", key, capacity=HOLDS_A_MINUTE, per_seconds=60)


def availability_out(found: Availability) -> dict[str, Any]:
    return {
        "event_id": found.event_id,
        "state": found.state,
        "edition": found.edition,
        "left": {str(type_id): number for type_id, number in found.left.items()},
        "at": timezone.now(),
    }
