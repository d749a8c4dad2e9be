"""How what programs are told, and what became of it, is called."""

from django.utils.translation import gettext_lazy as _

from lyceum.domains.events.models import DeliveryState
from lyceum.domains.events.rules.hook import TRIAL

HOOK_KINDS = {
    "order.paid": _("An order is paid"),
    "order.cancelled": _("Tickets are cancelled"),
    "order.refunded": _("Money has gone back"),
    "ticket.checked_in": _("Somebody is let in"),
    "event.changed": _("An event is published or changed"),
    "event.cancelled": _("An event is called off"),
    "waiting.offered": _("A place is offered to who waits"),
    TRIAL: _("A trial"),
}
DELIVERY_STATES = {
    DeliveryState.WAITING: (_("On its way"), ""),
    DeliveryState.SENT: (_("Arrived"), "success"),
    DeliveryState.DEAD: (_("Given up"), "error"),
}
FAULTS = {
    "slow": _("It did not answer within ten seconds."),
    "unreachable": _("Nobody answers at this address."),
    "address": _("The address is none of the public internet: we do not call it."),
    "status": _("It answered that it does not take it."),
}
HEADERS = [
    ("webhook-id", _("The same at each try: what came twice is told apart by it.")),
    ("webhook-timestamp", _("Seconds since 1970. Refuse what is older than five minutes.")),
    (
        "webhook-signature",
        _(
            "v1 and the base64 of an HMAC-SHA256 over id, timestamp and body with dots between; two, with a space "
            "between, while the secret changes."
        ),
    ),
]
