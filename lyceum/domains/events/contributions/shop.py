"""What the public side of events gives: its facts in words, its mails."""

from django.utils.translation import gettext_lazy as _

from lyceum.domains.events.interface.shop import telling, telling_all
from lyceum.kernel.foundation.rules.contribution import NotificationKind

SHOP_FACTS = {
    "events.order_claimed": _("An order was put into its buyer’s wallet"),
    "events.shop_frames_changed": _("The sites that may show the shop were chosen"),
}


def _mail(code: str, label: object, icon: str = "ticket") -> NotificationKind:
    """To the address that was given when buying, whoever is behind it: it cannot be switched off."""
    return NotificationKind(f"events.{code}", label, frozenset({"email"}), critical=True, icon=icon)


SHOP_NOTIFICATIONS = [
    _mail("order_placed", _("How to pay for an order")),
    _mail("order_paid", _("Tickets of an order")),
    _mail("order_expired", _("An order has lapsed")),
    _mail("order_cancelled", _("Tickets are cancelled by the organiser")),
    _mail("order_paid_in_vain", _("Money that came too late goes back")),
    _mail("event_cancelled", _("An event is cancelled"), "ban"),
    _mail("event_postponed", _("An event has another date"), "calendar"),
    _mail("guest_invited", _("Tickets of somebody invited")),
    _mail("invitation_withdrawn", _("An invitation is withdrawn")),
    _mail("names_wanted", _("Tickets that need a name"), "users"),
    _mail("order_refunded", _("Money for tickets is given back")),
    _mail("orders_sought", _("The links to one’s orders")),
    _mail("ticket_received", _("A ticket is handed on to somebody")),
    _mail("place_offered", _("It is somebody’s turn in a waiting list"), "bell"),
    _mail("event_soon", _("An event takes place tomorrow"), "clock"),
]
SHOP_SUBSCRIBERS = {
    "events.money_awaited": [telling.tell_how_to_pay],
    "events.order_paid": [telling.tell_paid],
    "events.order_expired": [telling.tell_expired],
    "events.order_cancelled": [telling.tell_cancelled],
    "events.order_paid_in_vain": [telling.tell_paid_in_vain],
    "events.order_refunded": [telling.tell_refunded],
    "events.ticket_handed_on": [telling.tell_new_holder],
    "events.places_offered": [telling.tell_offered],
    "events.event_postponed": [telling_all.tell_postponed],
}
