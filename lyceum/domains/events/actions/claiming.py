"""Somebody who is signed in keeps an order, of which they have the link, in their wallet."""

from django.db import transaction
from django.utils.translation import gettext as _

from lyceum.domains.events.announcements import OrderClaimed
from lyceum.domains.events.models import Order, Ticket
from lyceum.domains.events.queries.shop import order_behind
from lyceum.domains.events.queries.shopping import shop_of
from lyceum.kernel.foundation.actions.announcing import announce
from lyceum.kernel.foundation.rules.caller import Individual
from lyceum.kernel.foundation.rules.refusal import Conflict


@transaction.atomic
def claim_order(caller: Individual, code: str, secret: str) -> None:
    """Theirs alone from then on; tickets that were handed on stay with whom they were handed to."""
    found = order_behind(caller, code, secret)
    order: Order = Order.objects.select_for_update().get(id=found.id)
    if order.person_id == caller.person_id:
        return
    if order.person_id is not None:
        raise Conflict(_("This order is in somebody else’s wallet already."), code="claimed")
    order.person_id = caller.person_id
    order.save(update_fields=["person"])
    tickets = Ticket.objects.within(shop_of(caller)).filter(line__order=order, person=None, serial=1)
    tickets.update(person_id=caller.person_id)
    announce(caller, OrderClaimed(order.id), about=order.organisation_id)
