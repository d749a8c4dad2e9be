"""Purchases of one day become rows, in bulk: what the actions would have left, but for mails long read."""

import json
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from random import Random
from typing import Any
from uuid import UUID, uuid5

from django.db.models import F, OuterRef, Subquery

from lyceum.domains.events.actions.ticket_key import signing_key
from lyceum.domains.events.demo.buyer import some_answers
from lyceum.domains.events.demo.stall import Purchase
from lyceum.domains.events.models import (
    Channel,
    CheckIn,
    Event,
    EventViews,
    Order,
    OrderLine,
    OrderState,
    OrderStep,
    StepKind,
    Ticket,
    TicketState,
)
from lyceum.domains.events.rules.check_in import Outcome
from lyceum.domains.events.rules.ticket_code import TicketCode, sign_code
from lyceum.kernel.billing.actions.invoice import Buyer, Sale, SaleLine
from lyceum.kernel.foundation.demo import at
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.identifier import new_identifier

_TAKES = timedelta(minutes=3)  # from the choice to the payment
_CAME, _DOORS = 0.9, timedelta(minutes=50)
_A_REGULAR = 0.03


def keep_day(caller: Caller, purchases: Sequence[Purchase], till: Callable[..., None], regulars: list[Any]) -> None:
    """``regulars``: members who buy now and then, each once; taken from the list."""
    made = [_order(caller, one, regulars) for one in purchases]
    lines = [_lines(order, one) for order, one in zip(made, purchases, strict=True)]
    Order.objects.bulk_create(made)
    OrderLine.objects.bulk_create(line for each in lines for line in each)
    OrderStep.objects.bulk_create(step for order in made for step in _steps(order))
    paid = [(order, each, one) for order, each, one in zip(made, lines, purchases, strict=True) if one.is_paid]
    Ticket.objects.bulk_create(_tickets(caller, paid))
    till(
        caller.organisation_id, [(_sale(*each), each[0].payment_id, each[0].paid_at) for each in paid if each[0].total]
    )


def keep_views(caller: Caller, day: date, purchases: Sequence[Purchase]) -> None:
    """A dozen looks at the page for each who took places, and some who only looked."""
    taken = Counter((one.stall.event, one.channel) for one in purchases if one.channel in (Channel.WEB, Channel.WIDGET))
    chance = purchases[0].stall.chance
    EventViews.objects.bulk_create(
        EventViews(
            organisation_id=caller.organisation_id,
            event=event,
            day=day,
            channel=channel,
            number=chance.randint(2, 9) + sum(chance.randint(6, 16) for _one in range(many)),
        )
        for (event, channel), many in taken.items()
    )


def tidy(caller: Caller) -> None:
    """What was written day by day was made at its own minute."""
    Order.objects.within(caller).filter(placed_at=None).update(created_at=F("done_at") - timedelta(minutes=15))
    Order.objects.within(caller).exclude(placed_at=None).update(created_at=F("placed_at") - _TAKES)
    made = Order.objects.filter(id=OuterRef("order_id")).values("created_at")[:1]
    OrderStep.objects.within(caller).update(created_at=Subquery(made))


def let_in(caller: Caller, event: Event, chance: Random) -> None:
    """Most of those who had a ticket came, in the hour before it began."""
    tickets = list(Ticket.objects.within(caller).filter(event=event, state=TicketState.VALID))
    came = [ticket for ticket in tickets if chance.random() < _CAME]
    for ticket in came:
        ticket.state, ticket.is_inside = TicketState.USED, True
        ticket.admitted_at = event.starts_at - _DOORS * chance.random() ** 0.6
    Ticket.objects.bulk_update(came, ["state", "is_inside", "admitted_at"], batch_size=500)
    CheckIn.objects.bulk_create(
        CheckIn(
            organisation_id=caller.organisation_id,
            event=event,
            ticket=ticket,
            device=chance.choice(("door-1", "door-2")),
            person_id=caller.person_id,
            at=ticket.admitted_at or event.starts_at,
            told=Outcome.ADMITTED,
            outcome=Outcome.ADMITTED,
        )
        for ticket in came
    )


def _order(caller: Caller, one: Purchase, regulars: list[Any]) -> Order:
    chance, event, total = one.stall.chance, one.stall.event, one.plan.total
    person = regulars.pop() if one.is_paid and regulars and chance.random() < _A_REGULAR else None
    with at(one.at):
        order_id = new_identifier()
    over = one.at + timedelta(minutes=15)
    order = Order(
        id=order_id,
        organisation_id=caller.organisation_id,
        event=event,
        code=f"{order_id.hex[-8:].upper()}",
        state=OrderState.PAID if one.is_paid else OrderState.EXPIRED,
        channel=one.channel,
        person=person,
        language=person.language if person else event.language,
        currency=event.currency,
        total=total,
        done_at=one.at + _TAKES if one.is_paid else over,
    )
    if one.is_named:
        order.name, order.email = (person.name, person.email) if person else (one.buyer.name, one.buyer.email)
        order.placed_at = one.at + timedelta(minutes=2)
    if one.is_paid:
        order.paid, order.paid_at = total, one.at + _TAKES
        if total:
            order.method, order.payment_id, order.invoice_id = "card", new_identifier(), uuid5(order.id, "invoice")
    return order


def _lines(order: Order, one: Purchase) -> list[OrderLine]:
    asked = [question for question in one.stall.questions if not question.per_order]
    made: list[OrderLine] = []
    for position, line in enumerate(one.plan.lines):
        told = some_answers(one.stall.chance, asked)
        made.append(
            OrderLine(
                organisation_id=order.organisation_id,
                order=order,
                ticket_type_id=line.type_id,
                addon_of=None if line.addon_of is None else made[line.addon_of],
                position=position,
                price=line.price,
                vat_rate=line.vat_rate,
                voucher_id=line.voucher_id,
                price_step_id=line.step_id,
                quotas=list(line.quotas),
                places=line.places,
                answers=json.dumps(told) if told and line.addon_of is None and one.is_named else "",
                is_live=one.is_paid,
            )
        )
    return made


def _steps(order: Order) -> list[OrderStep]:
    kinds: list[tuple[StepKind, dict[str, Any]]] = [(StepKind.HELD, {})]
    if order.placed_at:
        kinds.append((StepKind.PLACED, {}))
    if order.payment_id:
        paid = {"payment": str(order.payment_id), "amount": order.total}
        kinds += [(StepKind.PAYMENT_ASKED, {"payment": str(order.payment_id), "method": "card"}), (StepKind.PAID, paid)]
    if order.state == OrderState.PAID:
        kinds.append((StepKind.CONFIRMED, {}))
    if order.invoice_id:
        kinds.append((StepKind.INVOICED, {"invoice": str(order.invoice_id)}))
    if order.state == OrderState.EXPIRED:
        kinds.append((StepKind.EXPIRED, {}))
    return [
        OrderStep(organisation_id=order.organisation_id, order=order, kind=kind, key=_key(order, kind), about=about)
        for kind, about in kinds
    ]


def _key(order: Order, kind: StepKind) -> str:
    """Those that a payment comes with are known by it."""
    return {
        StepKind.PAYMENT_ASKED: f"asked:{order.payment_id}",
        StepKind.PAID: f"paid:{order.payment_id}",
    }.get(kind, str(kind))


def _tickets(caller: Caller, paid: Sequence[tuple[Order, list[OrderLine], Purchase]]) -> list[Ticket]:
    key = signing_key(caller.organisation_id)
    made = []
    for order, lines, one in paid:
        types = one.stall.offer.types
        for line in lines:
            letting_in = 0 if types[line.ticket_type_id].is_addon else line.places
            made += [_ticket(order, line, number) for number in range(1, letting_in + 1)]
    for ticket in made:
        ticket.code = sign_code(key.id, key.private, TicketCode(ticket.event_id, ticket.id, ticket.serial))
    return made


def _ticket(order: Order, line: OrderLine, number: int) -> Ticket:
    return Ticket(
        organisation_id=order.organisation_id,
        event_id=order.event_id,
        line=line,
        number=number,
        holder_name=order.name,
        holder_email=order.email,
        person_id=order.person_id,
    )


def _sale(order: Order, lines: list[OrderLine], one: Purchase) -> Sale:
    types: dict[UUID, Any] = dict(one.stall.offer.types)
    told = [
        SaleLine(f"{order.event.title} · {types[line.ticket_type_id].name}", 1, line.price, line.vat_rate)
        for line in lines
    ]
    buyer = Buyer(order.name, "", order.email, person_id=order.person_id)
    assert order.invoice_id is not None
    return Sale(order.invoice_id, "events:order", order.id, buyer, told, order.currency, order.language)
