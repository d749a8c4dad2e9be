"""The tickets of somebody who is signed in, in this organisation or, outside any, in all of them."""

from datetime import timedelta
from typing import TypeVar

from django.db.models import Model, QuerySet
from django.utils import timezone

from lyceum.domains.events.models import Order, OrderState, Ticket, TicketState
from lyceum.kernel.foundation.rules.caller import Individual

Row = TypeVar("Row", bound=Model)
_AFTERWARDS = timedelta(hours=12)  # a night that ends late is not over while one stands at the cloakroom
_MOST = 200


def coming_tickets(caller: Individual) -> list[Ticket]:
    rows = Ticket.objects.own(caller).filter(event__ends_at__gte=timezone.now() - _AFTERWARDS)
    shown = _here(rows, caller).exclude(state=TicketState.CANCELLED)
    related = (
        "line__ticket_type",
        "line__order__event__organisation",
        "line__event_seat__seat__section",
        "event__place",
        "event__organisation",
    )
    return list(shown.select_related(*related).order_by("event__starts_at", "line__position", "number")[:_MOST])


def past_orders(caller: Individual) -> list[Order]:
    rows = Order.objects.own(caller).filter(event__ends_at__lt=timezone.now() - _AFTERWARDS, state=OrderState.PAID)
    return list(_here(rows, caller).select_related("event__organisation").order_by("-event__starts_at")[:_MOST])


def _here(rows: QuerySet[Row], caller: Individual) -> QuerySet[Row]:
    organisation_id = getattr(caller, "organisation_id", None)
    return rows.filter(organisation_id=organisation_id) if organisation_id else rows
