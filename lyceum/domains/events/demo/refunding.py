"""A few who cannot come after all are given their money back, by the same action as by any seller."""

from typing import Any

from lyceum.domains.events.actions.cancelling import TakingBack, refund_order
from lyceum.domains.events.demo.script import ORGANISER, SLUG
from lyceum.domains.events.models import Order, OrderState
from lyceum.kernel.foundation.demo import at
from lyceum.kernel.foundation.rules.identifier import new_identifier

MANY = 6


def give_some_back(cast: Any) -> None:
    """One in so many of those who paid for what is yet to come."""
    caller = cast.caller(ORGANISER, SLUG)
    paid = Order.objects.within(caller).filter(state=OrderState.PAID, total__gt=0, event__starts_at__gt=cast.started)
    bought = list(paid.filter(paid_at__lt=cast.day(4)).order_by("id"))
    for number, order in enumerate(bought[:: max(1, len(bought) // MANY)][:MANY]):
        with at(cast.day(3 - number % 3, 10 + number)):  # the bank pays back once all of the demo is kept
            refund_order(cast.caller(ORGANISER, SLUG), order.id, TakingBack(new_identifier()))
