"""Somebody lost the links to their orders: they are mailed to the address that was given when buying."""

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.crypto import salted_hmac

from lyceum.domains.events.models import Order, OrderState, Ticket
from lyceum.domains.events.queries.shopping import shop_of
from lyceum.kernel.foundation.addresses import absolute, inside
from lyceum.kernel.foundation.limits import spend
from lyceum.kernel.foundation.rules.caller import Anyone
from lyceum.kernel.identity.models import Organisation
from lyceum.kernel.notifications.actions.addressing import tell_address

_PER_HOUR = 3600
_MOST = 50


def mail_orders(caller: Anyone, email: str) -> None:
    """The caller learns nothing of whether there are any. One letter an hour; whoever asks for many is stopped."""
    shop = shop_of(caller)
    spend("find_orders", caller.origin.network, capacity=20, per_seconds=_PER_HOUR)
    spend("find_orders_of", f"{shop.organisation_id}:{email.strip().casefold()}", capacity=3, per_seconds=_PER_HOUR)
    with transaction.atomic():
        lines = _links(caller, email)
        if lines:
            _send(caller, email, lines)


def _links(caller: Anyone, email: str) -> list[str]:
    shop = shop_of(caller)
    assert shop.organisation_id
    slug = Organisation.objects.get(id=shop.organisation_id).slug
    return [*_of_orders(shop, slug, email), *_of_tickets(shop, slug, email)]


def _of_orders(shop: Anyone, slug: str, email: str) -> list[str]:
    field = Order._meta.get_field("email_index")
    kept = Q(state__in=[OrderState.PLACED, OrderState.PAID]) | Q(state=OrderState.CANCELLED, paid__gt=0)
    orders = Order.objects.within(shop).filter(
        kept,
        email_index__in=field.candidates(email, shop.organisation_id),  # type: ignore[union-attr]  # a visitor of the shop has one
    )
    found = orders.select_related("event").order_by("-event__starts_at")[:_MOST]
    return [
        f"{order.event.title}\n{absolute(slug, inside('events:order', order.code, order.secret))}" for order in found
    ]


def _of_tickets(shop: Anyone, slug: str, email: str) -> list[str]:
    """Handed on to them by whoever bought them."""
    field = Ticket._meta.get_field("email_index")
    tickets = Ticket.objects.within(shop).filter(
        email_index__in=field.candidates(email, shop.organisation_id),  # type: ignore[union-attr]  # a visitor of the shop has one
        serial__gt=1,
        event__ends_at__gte=timezone.now(),
    )
    found = tickets.select_related("event").order_by("-event__starts_at")[:_MOST]
    return [f"{one.event.title}\n{absolute(slug, inside('events:ticket', one.id, one.secret))}" for one in found]


def _send(caller: Anyone, email: str, lines: list[str]) -> None:
    shop = shop_of(caller)
    assert shop.organisation_id
    hour = timezone.now().strftime("%Y%m%d%H")
    whose = salted_hmac("events.orders_sought", email.strip().casefold()).hexdigest()[:24]
    tell_address(
        shop.organisation_id,
        "events.orders_sought",
        email,
        key=f"{shop.organisation_id}:{hour}:{whose}",
        language=caller.language,
        about={"links": "\n\n".join(lines), "number": len(lines)},
    )
