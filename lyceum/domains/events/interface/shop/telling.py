"""Buyers hear what has become of their order, those who wait that it is their turn: each thing once, by mail."""

from collections.abc import Iterable
from uuid import UUID

from django.utils import translation
from django.utils.translation import gettext as _

from lyceum.domains.events.actions.letters import write_to_buyer, write_to_holder, write_to_waiting
from lyceum.domains.events.interface.shop.ics import TYPE, calendar_file
from lyceum.domains.events.interface.shop.payment_front import payment_front
from lyceum.domains.events.interface.shop.sheets import sheet_of, tickets_of
from lyceum.domains.events.interface.shop.ticket_front import path_of
from lyceum.domains.events.models import Channel, Order, OrderState, Ticket, WaitingEntry
from lyceum.domains.events.ports import Paper, printer
from lyceum.domains.events.queries.words import place_lines, spoken_moment, when_of
from lyceum.kernel.foundation.addresses import absolute
from lyceum.kernel.foundation.models import Announcement
from lyceum.kernel.foundation.rules.enclosure import Enclosure
from lyceum.kernel.foundation.rules.money import shown


def tell_how_to_pay(announcement: Announcement) -> None:
    """Where that takes its time; who pays by card is at the bank already."""
    order = _order_in(announcement)
    if order is None or order.state != OrderState.PLACED or not order.expires_at:
        return
    with translation.override(order.language):
        payment = payment_front(order)
        if payment.is_waiting or payment.may_pay:
            return
        instructions = "\n".join(f"{name}{_(': ')}{value}" for name, value in payment.lines) or payment.words
        about = _about(order) | {
            "until": spoken_moment(order.expires_at, order.event),
            "amount": shown(order.total, order.currency, order.language),
            "instructions": instructions,
        }
    write_to_buyer(order.organisation_id, order, "order_placed", key=order.id, about=about)


def tell_paid(announcement: Announcement) -> None:
    """The tickets, as a file for paper and in the calendar; whoever has one in their own name gets theirs."""
    order = _order_in(announcement)
    if order is None:
        return
    tickets = tickets_of(order)
    with translation.override(order.language):
        about, enclosed = _about(order), list(_enclosed(order, tickets))
        kind = "order_paid"
        if order.channel == Channel.GUEST:
            kind, about["who"] = "guest_invited", order.event.organisation.name
    write_to_buyer(order.organisation_id, order, kind, key=order.id, about=about, enclosed=enclosed)
    for ticket in tickets:
        if ticket.holder_email and ticket.holder_email.casefold() != order.email.casefold():
            write_to_holder(order.organisation_id, ticket)


def tell_expired(announcement: Announcement) -> None:
    """Not of a hold: nobody has said yet who that was."""
    order = _order_in(announcement)
    if order is not None and order.placed_at:
        with translation.override(order.language):
            about = _about(order)
        write_to_buyer(order.organisation_id, order, "order_expired", key=order.id, about=about)


def tell_cancelled(announcement: Announcement) -> None:
    """By the organiser, of one order or of the whole event; what buyers give back or drop themselves they know."""
    order = _order_in(announcement)
    kinds = {"event": "event_cancelled", "organiser": "order_cancelled", "withdrawn": "invitation_withdrawn"}
    kind = kinds.get(announcement.payload["why"])
    if order is not None and kind:
        with translation.override(order.language):
            about = _about(order)
        write_to_buyer(order.organisation_id, order, kind, key=announcement.id, about=about)


def tell_paid_in_vain(announcement: Announcement) -> None:
    order = _order_in(announcement)
    if order is not None:
        with translation.override(order.language):
            amount = shown(int(announcement.payload["amount"]), order.currency, order.language)
            about = _about(order) | {"amount": amount}
        write_to_buyer(order.organisation_id, order, "order_paid_in_vain", key=announcement.id, about=about)


def tell_refunded(announcement: Announcement) -> None:
    order = _order_in(announcement)
    if order is not None:
        with translation.override(order.language):
            amount = shown(int(announcement.payload["amount"]), order.currency, order.language)
            about = _about(order) | {"amount": amount}
        write_to_buyer(order.organisation_id, order, "order_refunded", key=announcement.id, about=about)


def tell_new_holder(announcement: Announcement) -> None:
    rows = Ticket.objects.select_related("line__order", "event__place", "event__organisation")
    ticket = rows.filter(organisation_id=_organisation(announcement), id=announcement.payload["ticket_id"]).first()
    if ticket is not None and ticket.holder_email:
        write_to_holder(ticket.organisation_id, ticket)


def tell_offered(announcement: Announcement) -> None:
    rows = WaitingEntry.objects.select_related("event__place", "event__organisation", "ticket_type")
    entry = rows.filter(organisation_id=_organisation(announcement), id=announcement.payload["entry_id"]).first()
    if entry is None or entry.offer_until is None:
        return
    with translation.override(entry.language):
        about = {
            "title": entry.event.title,
            "when": when_of(entry.event),
            "until": spoken_moment(entry.offer_until, entry.event),
        }
    write_to_waiting(entry.organisation_id, entry, about=about)


def _order_in(announcement: Announcement) -> Order | None:
    rows = Order.objects.select_related("event__place", "event__organisation")
    found: Order | None = rows.filter(
        organisation_id=_organisation(announcement), id=announcement.payload["order_id"]
    ).first()
    return found


def _organisation(announcement: Announcement) -> UUID:
    assert announcement.organisation_id
    return announcement.organisation_id


def _about(order: Order) -> dict[str, str | int]:
    event = order.event
    return {"title": event.title, "when": when_of(event), "place": place_lines(event)[0]}


def _enclosed(order: Order, tickets: list[Ticket]) -> Iterable[Enclosure]:
    if tickets:
        sheets = [sheet_of(ticket, order.language) for ticket in tickets]
        yield Enclosure(f"{order.code}.pdf", "application/pdf", printer().printed(sheets, Paper.A4))
    link = absolute("", path_of(order))
    yield Enclosure(f"{order.code}.ics", TYPE, calendar_file([order.event], link=link))
