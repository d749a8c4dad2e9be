"""The organiser invites: free tickets along the same way as any order, sent at once; and taken back, if need be."""

import secrets
from dataclasses import dataclass
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from lyceum.domains.events.actions.cancelling import TakingBack, take_back
from lyceum.domains.events.actions.confirming import confirm
from lyceum.domains.events.actions.hold_statement import NewOrder, hold
from lyceum.domains.events.actions.holding import LETTERS
from lyceum.domains.events.actions.keeping_back import let_go
from lyceum.domains.events.actions.refusing import sold_out
from lyceum.domains.events.actions.stepping import step
from lyceum.domains.events.announcements import OrderPlaced
from lyceum.domains.events.models import Channel, Event, EventState, Order, OrderState, StepKind
from lyceum.domains.events.permissions import may_sell
from lyceum.domains.events.queries.offer import offer_of
from lyceum.domains.events.queries.order import order_of
from lyceum.domains.events.queries.selling import event_sold_by
from lyceum.domains.events.rules.inviting import MOST_TICKETS, free_plan
from lyceum.domains.events.rules.offer import Offer, Sold
from lyceum.domains.events.rules.pricing import Plan
from lyceum.domains.events.rules.terms import HOLD
from lyceum.kernel.foundation.actions.announcing import announce
from lyceum.kernel.foundation.interface.doors import refuse_unless
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.identifier import new_identifier
from lyceum.kernel.foundation.rules.refusal import Conflict, Invalid, NotFound


@dataclass(frozen=True, slots=True)
class Guest:
    """``id``: the order's, the client's own. ``is_kept_back``: from the places kept back, else from what is on sale."""

    id: UUID
    name: str
    email: str
    type_id: UUID
    quantity: int = 1
    is_kept_back: bool = False
    language: str = ""


@transaction.atomic
def invite_guest(caller: Caller, event_id: UUID, guest: Guest) -> Order:
    """Their tickets are on their way with this commit. Sent again, the same order is the answer."""
    event = event_sold_by(caller, event_id)
    known = Order.objects.within(caller).filter(id=guest.id, event=event, channel=Channel.GUEST).first()
    if known is not None:
        return order_of(caller, guest.id)
    _refuse(event, guest)
    offer = offer_of(caller, event_id, afresh=True)
    plan = free_plan(_type(offer, guest), guest.quantity)
    if guest.is_kept_back:
        let_go(caller, plan.quotas)
    _hold(caller, event, offer, guest, plan)
    return _given(caller, guest)


@transaction.atomic
def withdraw_invitation(caller: Caller, order_id: UUID) -> Order:
    """Its tickets let nobody in any more, its places are free, its guest is told. Idempotent."""
    order = order_of(caller, order_id, locked=True)
    refuse_unless(may_sell(caller, order.event_id))
    if order.channel != Channel.GUEST:
        raise NotFound(_("There is no such invitation."))
    return take_back(caller, order, TakingBack(order.id), "withdrawn")


def _refuse(event: Event, guest: Guest) -> None:
    if event.state != EventState.PUBLISHED or event.ends_at <= timezone.now():
        raise Conflict(_("Guests are invited to an event that is published and still to come."), code="not_to_come")
    faults: dict[str, list[str]] = {}
    if not guest.name.strip() or len(guest.name.strip()) > 120:
        faults["name"] = [_("Say who it is.")]
    try:
        validate_email(guest.email.strip())
    except ValidationError:
        faults["email"] = [_("This is no e-mail address.")]
    if not 1 <= guest.quantity <= MOST_TICKETS:
        faults["quantity"] = [_("From 1 to %(most)s.") % {"most": MOST_TICKETS}]
    if faults:
        raise Invalid(_("Some fields are not right."), fields=faults)


def _type(offer: Offer, guest: Guest) -> Sold:
    sold = offer.types.get(guest.type_id)
    if sold is None or sold.is_addon:
        raise NotFound(_("There is no such ticket at this event."))
    if sold.is_seated:
        raise Conflict(_("These tickets have seats: choose those of your guests in the plan."), code="seats_needed")
    return sold


def _hold(caller: Caller, event: Event, offer: Offer, guest: Guest, plan: Plan) -> None:
    order = NewOrder(
        id=guest.id,
        organisation_id=caller.organisation_id,
        event_id=event.id,
        edition=offer.edition,
        code="".join(secrets.choice(LETTERS) for _each in range(8)),
        channel=Channel.GUEST,
        person_id=None,
        language=guest.language or event.language,
        currency=offer.currency,
        expires_at=timezone.now() + HOLD,
    )
    try:
        with transaction.atomic():
            outcome = hold(order, plan, [new_identifier() for _line in plan.lines])
    except IntegrityError as fault:
        raise Conflict(_("This id is taken. Make a new one.")) from fault
    if not outcome.offer:
        raise Conflict(_("What is on sale has just changed. Try again."), code="offer_changed")
    if not outcome.is_held:
        raise sold_out(outcome)


def _given(caller: Caller, guest: Guest) -> Order:
    order = order_of(caller, guest.id, locked=True)
    order.name, order.email = guest.name.strip(), guest.email.strip()
    order.state, order.placed_at = OrderState.PLACED, timezone.now()
    step(caller, order, StepKind.PLACED)
    announce(caller, OrderPlaced(order.id, order.event_id, 0, order.currency))
    confirm(caller, order, None, 0)
    return order
