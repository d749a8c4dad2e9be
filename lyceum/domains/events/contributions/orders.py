from django.utils.translation import gettext_lazy as _

from lyceum.domains.events.interface.subscribers import (
    finish,
    hear_dispute,
    hear_payment_came,
    hear_payment_failed,
    hear_refund_done,
    hear_refund_failed,
    tell_what_is_left,
)

ORDER_FACTS = {
    "events.order_placed": _("Placed an order"),
    "events.money_awaited": _("Chose to pay an order in a way that takes its time"),
    "events.order_paid": _("An order is paid, its tickets are issued"),
    "events.order_expired": _("An order has expired"),
    "events.order_cancelled": _("An order, or a part of it, was cancelled"),
    "events.order_paid_in_vain": _("Money came for an order too late, or twice, and goes back"),
    "events.order_refunded": _("Money of an order has gone back"),
    "events.order_invoiced": _("An order has its invoice"),
    "events.order_retried": _("Had a stuck order taken up again"),
    "events.ticket_handed_on": _("Handed a ticket on to somebody else"),
    "events.ticket_renamed": _("Changed the name on a ticket"),
    "events.waiting_joined": _("Joined a waiting list"),
    "events.waiting_left": _("Left a waiting list"),
    "events.places_offered": _("Freed places were offered to the next in line"),
    "events.offer_lapsed": _("An offer of places has lapsed"),
    "events.event_called_off": _("Called an event off"),
    "events.event_postponed": _("Moved an event to another date"),
    "events.buyer_forgotten": _("A buyer had their name taken out of an order"),
}
ORDER_SUBSCRIBERS = {
    "billing.payment_succeeded": [hear_payment_came],
    "billing.payment_failed": [hear_payment_failed],
    "billing.refund_succeeded": [hear_refund_done],
    "billing.refund_failed": [hear_refund_failed],
    "billing.dispute_opened": [hear_dispute],
    "events.order_paid": [finish],
    "events.order_cancelled": [finish, tell_what_is_left],
    "events.order_expired": [tell_what_is_left],
    "events.offer_lapsed": [tell_what_is_left],
    "events.event_called_off": [tell_what_is_left],
}
