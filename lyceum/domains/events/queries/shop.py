"""Rows behind the public pages of an organisation's shop: codes, frames, orders behind their secret."""

from hmac import compare_digest
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from lyceum.domains.events.models import (
    Event,
    EventState,
    Order,
    OrderLine,
    Question,
    ShopFrame,
    Ticket,
    WaitingEntry,
    WaitingState,
)
from lyceum.domains.events.queries.shopping import shop_of
from lyceum.kernel.foundation.rules.caller import Anyone
from lyceum.kernel.foundation.rules.refusal import NotFound


def hosts_of(caller: Anyone) -> list[str]:
    """The sites that may show the shop in their pages."""
    kept: ShopFrame | None = ShopFrame.objects.within(shop_of(caller)).first()
    return list(kept.hosts) if kept else []


def programme(caller: Anyone) -> list[Event]:
    """What is to come and may be found by anybody, cancelled events among it: calendars must learn of that."""
    rows = Event.objects.within(shop_of(caller)).filter(is_listed=True, ends_at__gte=timezone.now())
    shown = rows.exclude(state=EventState.DRAFT).select_related("place", "organisation")
    return list(shown.order_by("starts_at", "id")[:500])


def order_behind(caller: Anyone, code: str, secret: str) -> Order:
    """Whoever has the link has the order; a wrong one says no more than one of an order that is not."""
    order: Order | None = (
        Order.objects.within(shop_of(caller))
        .select_related("event__place", "event__organisation")
        .filter(code=code)
        .first()
    )
    if order is None or not compare_digest(order.secret.encode(), secret.encode()):
        raise NotFound(_("There is no such order. Check the link, or ask for it again by e-mail."))
    return order


def ticket_behind(caller: Anyone, ticket_id: UUID, secret: str) -> Ticket:
    ticket: Ticket | None = (
        Ticket.objects.within(shop_of(caller))
        .select_related("line__order", "line__ticket_type", "event__place", "event__organisation")
        .filter(id=ticket_id)
        .first()
    )
    if ticket is None or not compare_digest(ticket.secret.encode(), secret.encode()):
        raise NotFound(_("There is no such ticket. It may have been handed on to somebody else."))
    return ticket


def entry_behind(caller: Anyone, entry_id: UUID, secret: str) -> WaitingEntry:
    entry: WaitingEntry | None = (
        WaitingEntry.objects.within(shop_of(caller))
        .select_related("event__place", "event__organisation", "ticket_type", "order")
        .filter(id=entry_id)
        .first()
    )
    if entry is None or not compare_digest(entry.secret.encode(), secret.encode()):
        raise NotFound(_("There is no such place in a waiting list."))
    return entry


def lines_of(caller: Anyone, order: Order) -> list[OrderLine]:
    """In the order in which they were chosen, with their types and seats."""
    rows = OrderLine.objects.within(shop_of(caller)).filter(order=order)
    return list(rows.select_related("ticket_type", "seat__seat__section").order_by("position"))


def questions_of(caller: Anyone, event_id: UUID) -> list[Question]:
    return list(Question.objects.within(shop_of(caller)).filter(event_id=event_id).order_by("position", "id"))


def ahead_of(caller: Anyone, entry: WaitingEntry) -> int:
    """How many wait for the same and came before."""
    rows = WaitingEntry.objects.within(shop_of(caller)).filter(ticket_type_id=entry.ticket_type_id)
    waiting = rows.filter(state__in=[WaitingState.WAITING, WaitingState.OFFERED])
    return int(waiting.filter(created_at__lt=entry.created_at).count())
