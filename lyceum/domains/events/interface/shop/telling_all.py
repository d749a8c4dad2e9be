"""Everybody who has tickets of an event is told the same: one letter each, however often it is begun again."""

from collections.abc import Iterator
from uuid import UUID

from django.db import transaction
from django.utils import translation

from lyceum.domains.events.actions.letters import write_to_buyer, write_to_holder_of
from lyceum.domains.events.actions.stepping import step
from lyceum.domains.events.interface.shop.ics import TYPE, calendar_file
from lyceum.domains.events.interface.shop.ticket_front import path_of
from lyceum.domains.events.models import Order, OrderState, StepKind, Ticket, TicketState
from lyceum.domains.events.queries.words import moved_words, place_lines, when_of
from lyceum.kernel.foundation.addresses import absolute
from lyceum.kernel.foundation.models import Announcement
from lyceum.kernel.foundation.rules.caller import Visitor
from lyceum.kernel.foundation.rules.enclosure import Enclosure

AT_ONCE = 100  # in one transaction
_TOLD = (OrderState.PLACED, OrderState.PAID)


def tell_postponed(announcement: Announcement) -> None:
    """Of the last date alone: one that has changed again meanwhile is told by its own announcement."""
    assert announcement.organisation_id
    edition = announcement.payload["edition"]
    while _tell_some(announcement.organisation_id, UUID(announcement.payload["event_id"]), f"moved:{edition}"):
        pass


@transaction.atomic
def _tell_some(organisation_id: UUID, event_id: UUID, key: str) -> int:
    rows = Order.objects.filter(organisation_id=organisation_id, event_id=event_id, state__in=_TOLD)
    due = rows.exclude(steps__key=key).select_related("event__place", "event__organisation").order_by("id")
    orders = list(due.select_for_update(no_key=True, of=("self",))[:AT_ONCE])
    for order in orders:
        step(Visitor(organisation_id), order, StepKind.TOLD, key)
        _write(order, key)
    return len(orders)


def _write(order: Order, key: str) -> None:
    event = order.event
    with translation.override(order.language):
        about = {
            "title": event.title,
            "when": when_of(event),
            "place": place_lines(event)[0],
            "what": moved_words(event),
        }
        link = absolute("", path_of(order))
        enclosed = [Enclosure(f"{order.code}.ics", TYPE, calendar_file([event], link=link))]
    write_to_buyer(
        order.organisation_id, order, "event_postponed", key=f"{order.id}:{key}", about=about, enclosed=enclosed
    )
    for ticket in _handed_on(order):
        write_to_holder_of(order.organisation_id, ticket, "event_postponed", key=f"{ticket.id}:{key}", about=about)


def _handed_on(order: Order) -> Iterator[Ticket]:
    """Tickets whose holders have an address of their own."""
    rows = Ticket.objects.filter(organisation_id=order.organisation_id, line__order=order)
    for ticket in rows.exclude(state=TicketState.CANCELLED).select_related("line__order", "event__organisation"):
        if ticket.holder_email and ticket.holder_email.casefold() != order.email.casefold():
            yield ticket
