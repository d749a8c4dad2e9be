"""The buyer says who they are and for whom: the order is placed, and its payment asked for."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from lyceum.domains.events.actions.answering import checked_answers
from lyceum.domains.events.actions.asking_payment import ask_for
from lyceum.domains.events.actions.confirming import confirm
from lyceum.domains.events.actions.stepping import step
from lyceum.domains.events.announcements import OrderPlaced
from lyceum.domains.events.models import EventState, Order, OrderState, StepKind
from lyceum.domains.events.queries.order import order_of
from lyceum.domains.events.queries.terms import promise_of
from lyceum.domains.events.rules.terms import PAYING, TRANSFER
from lyceum.kernel.foundation.actions.announcing import announce
from lyceum.kernel.foundation.rules.caller import Anyone
from lyceum.kernel.foundation.rules.refusal import Conflict, Invalid


@dataclass(frozen=True, slots=True)
class Attendee:
    name: str = ""
    email: str = ""
    answers: Mapping[str, Any] = field(default_factory=dict)  # by id of the question


@dataclass(frozen=True, slots=True)
class Placing:
    """``attendees`` by id of the line; ``answers`` those of the whole order. ``method``: a code of billing's, or none
    for a free order. ``return_url``: where the payment's page leads back to."""

    email: str
    name: str
    method: str = ""
    attendees: Mapping[UUID, Attendee] = field(default_factory=dict)
    answers: Mapping[str, Any] = field(default_factory=dict)
    address: str = ""
    return_url: str = ""


@transaction.atomic
def place_order(caller: Anyone, order_id: UUID, secret: str, placing: Placing) -> Order:
    """Sent again, what was placed is the answer. What is free is theirs at once; else ``pay_order`` goes on."""
    order = order_of(caller, order_id, secret, locked=True)
    if order.state in (OrderState.PLACED, OrderState.PAID):
        return order
    refuse_lapsed(caller, order)
    _keep(caller, order, placing)
    _keep_attendees(caller, order, placing)
    step(caller, order, StepKind.PLACED)
    announce(caller, OrderPlaced(order.id, order.event_id, order.total, order.currency), about=order.organisation_id)
    if order.total:
        ask_for(caller, order, placing.method, placing.return_url)
        order.save()
    else:
        confirm(caller, order, None, 0)
    return order


def refuse_lapsed(caller: Anyone, order: Order) -> None:
    if order.state in (OrderState.EXPIRED, OrderState.CANCELLED) or (
        order.expires_at is not None and order.expires_at <= timezone.now()
    ):
        raise Conflict(_("The time to pay has run out, and the places are free again."), code="expired")
    if order.event.state in (EventState.CANCELLED, EventState.DRAFT):
        raise Conflict(_("This event has been called off."), code="called_off")


def _keep(caller: Anyone, order: Order, placing: Placing) -> None:
    name, email = placing.name.strip(), placing.email.strip()
    faults: dict[str, list[Any]] = {}
    if not name or len(name) > 120:
        faults["name"] = [_("Say who you are.")]
    try:
        validate_email(email)
    except ValidationError:
        faults["email"] = [_("This is no e-mail address.")]
    if faults:
        raise Invalid(_("Some fields are not right."), fields=faults)
    order.name, order.email, order.address = name, email, placing.address.strip()[:500]
    order.answers = json.dumps(checked_answers(caller, order, None, placing.answers)) if placing.answers else ""
    order.state, order.placed_at, order.language = OrderState.PLACED, timezone.now(), caller.language
    order.expires_at, order.promised = _expiry(order, placing.method), promise_of(order.event)


def _keep_attendees(caller: Anyone, order: Order, placing: Placing) -> None:
    """Names may be filled in later; a question that must be answered may not wait."""
    for line in order.lines.filter(is_live=True):
        attendee = placing.attendees.get(line.id, Attendee())
        answers = checked_answers(caller, order, line.ticket_type_id, attendee.answers)
        if attendee.name or attendee.email or answers:
            line.attendee_name, line.attendee_email = attendee.name.strip()[:120], attendee.email.strip()[:254]
            line.answers = json.dumps(answers) if answers else ""
            line.save(update_fields=["attendee_name", "attendee_email", "answers"])


def _expiry(order: Order, method: str) -> datetime:
    now, starts = timezone.now(), order.event.starts_at
    if method == "on_site":
        return max(order.event.ends_at, now + PAYING)
    if method == "bank_transfer":
        return max(min(now + TRANSFER, starts), now + PAYING)
    return max(order.expires_at or now, now + PAYING)
