"""The public side: what is sold, ordered, handed on and waited for, of one organisation's shop."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from lyceum.domains.events.actions.answering import checked_answers
from lyceum.domains.events.actions.claiming import claim_order
from lyceum.domains.events.actions.finding import _of_orders, _of_tickets
from lyceum.domains.events.actions.holding import Hold
from lyceum.domains.events.actions.holding import _known as known_hold
from lyceum.domains.events.actions.waiting import Joining, entry_of, join_waiting, take_offer
from lyceum.domains.events.actions.waiting import _known as known_entry
from lyceum.domains.events.models import (
    Event,
    Order,
    OrderLine,
    Question,
    ShopFrame,
    Ticket,
    TicketType,
    Voucher,
    WaitingEntry,
)
from lyceum.domains.events.queries.catalogue import _read
from lyceum.domains.events.queries.offer import reduction_of
from lyceum.domains.events.queries.order import order_of
from lyceum.domains.events.queries.shop import (
    ahead_of,
    entry_behind,
    hosts_of,
    lines_of,
    order_behind,
    programme,
    questions_of,
    ticket_behind,
)
from lyceum.domains.events.queries.shopping import shop_of
from lyceum.domains.events.queries.ticket import ticket_of
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.identifier import new_identifier
from tests.isolation.house import Wing
from tests.isolation.probes.apart import apart
from tests.isolation.probes.events_place import gala, unsold
from tests.isolation.probes.probe import insider, probe
from tests.isolation.samples import Samples

EMAIL = "found@example.org"


@dataclass(frozen=True, slots=True)
class Stall:
    """``held`` and ``paid`` are the caller's own; ``ticket`` is somebody's who came to the gala."""

    caller: Caller
    wing: Wing
    event: Event
    kind: TicketType
    held: Order
    paid: Order
    ticket: Ticket
    entry: WaitingEntry

    def joining(self, entry_id: UUID, email: str) -> Joining:
        return Joining(entry_id, self.kind.id, 1, email)


def stall(samples: Samples) -> Stall:
    known, wing = samples.parts, samples.house.here
    held, paid = Order.objects.get(id=known["get_order.order_id"]), Order.objects.get(id=known["post_payment.order_id"])
    entry = WaitingEntry.objects.select_related("event", "ticket_type").get(event=paid.event)
    return Stall(insider(samples), wing, entry.event, entry.ticket_type, held, paid, gala(samples).ticket, entry)


def shop(act: str, call: Any, **ways: Any) -> None:
    apart(f"events.{act}", stall, call, **ways)


def _answers(at: Stall) -> Any:
    asked = Question._base_manager.filter(event=at.ticket.event).values_list("id", flat=True)
    return checked_answers(at.caller, at.ticket.line.order, at.kind.id, {str(one): "So" for one in asked})


def _handed_on(at: Stall) -> None:
    ticket = Ticket.objects.get(id=at.ticket.id)
    ticket.holder_email, ticket.serial = EMAIL, 2
    ticket.save()


def _taken(at: Stall) -> None:
    WaitingEntry.objects.filter(id=at.entry.id).update(state="taken", order=at.held)


def _framed(at: Stall) -> None:
    ShopFrame.objects.all().delete()
    ShopFrame.objects.create(organisation=at.wing.organisation, hosts=["https://ours.example"])


def _one_before(at: Stall) -> None:
    of = {"organisation": at.wing.organisation, "event": at.event, "ticket_type": at.kind}
    made = WaitingEntry.objects.create(**of, email="before@example.org")
    WaitingEntry.objects.filter(id=made.id).update(created_at=at.entry.created_at - timedelta(hours=1))


shop("actions.answering.checked_answers", _answers, moved=(Question,))
shop(
    "actions.holding._known",
    lambda at: known_hold(at.caller, Hold(at.held.id, at.event.id, ())),
    moved=(Order,),
)
shop(
    "actions.finding._of_orders",
    lambda at: _of_orders(shop_of(at.caller), "here", at.paid.email),
    moved=(Order,),
)
shop(
    "actions.finding._of_tickets",
    lambda at: _of_tickets(shop_of(at.caller), "here", EMAIL),
    first=_handed_on,
    moved=(Ticket,),
)
shop(
    "actions.waiting.join_waiting",
    lambda at: join_waiting(at.caller, at.joining(new_identifier(), EMAIL)).event_id,
    first=unsold,
    moved=(TicketType,),
)
shop(
    "actions.waiting.take_offer",
    lambda at: take_offer(at.caller, at.entry.id, at.entry.secret, new_identifier()),
    first=_taken,
    moved=(Order,),
    refused=Order.DoesNotExist,
)
shop(
    "actions.waiting.entry_of",
    lambda at: entry_of(at.caller, at.entry.id, at.entry.secret),
    moved=(WaitingEntry,),
)
shop(
    "actions.waiting._known",
    lambda at: known_entry(at.caller, at.joining(at.entry.id, at.entry.email)),
    moved=(WaitingEntry,),
)
shop("queries.ticket.ticket_of", lambda at: ticket_of(at.caller, at.ticket.id, at.ticket.secret), moved=(Ticket,))
shop("queries.order.order_of", lambda at: order_of(at.caller, at.held.id), moved=(Order,))
shop("queries.shop.hosts_of", lambda at: hosts_of(at.caller), first=_framed, moved=(ShopFrame,))
shop("queries.shop.programme", lambda at: programme(at.caller), first=unsold, moved=(Event,))
shop(
    "queries.shop.order_behind",
    lambda at: order_behind(at.caller, at.held.code, at.held.secret),
    moved=(Order,),
)
shop(
    "queries.shop.ticket_behind",
    lambda at: ticket_behind(at.caller, at.ticket.id, at.ticket.secret),
    moved=(Ticket,),
)
shop(
    "queries.shop.entry_behind",
    lambda at: entry_behind(at.caller, at.entry.id, at.entry.secret),
    moved=(WaitingEntry,),
)
shop("queries.shop.lines_of", lambda at: lines_of(at.caller, at.held), moved=(OrderLine,))
shop("queries.shop.questions_of", lambda at: questions_of(at.caller, at.ticket.event_id), moved=(Question,))
shop("queries.shop.ahead_of", lambda at: ahead_of(at.caller, at.entry), first=_one_before, moved=(WaitingEntry,))
shop(
    "queries.offer.reduction_of",
    lambda at: reduction_of(at.caller, at.ticket.event_id, at.wing.offer),
    moved=(Voucher,),
)
shop("queries.catalogue._read", lambda at: _read(at.caller, at.event.id), first=unsold, moved=(Event, TicketType))


@probe("events.actions.claiming.claim_order")
def a_ticket_elsewhere_stays_whose_it_is(samples: Samples) -> None:
    at = gala(samples)
    order = at.ticket.line.order
    at.moved(at.ticket)
    claim_order(at.caller, order.code, order.secret)
    assert Order.objects.get(id=order.id).person_id == at.caller.person_id
    assert Ticket.objects.get(id=at.ticket.id).person_id is None
