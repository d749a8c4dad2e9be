"""One order, for whoever may see it: its buyer by their account or its secret, the event's sellers."""

from hmac import compare_digest
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from lyceum.domains.events.models import Order
from lyceum.domains.events.permissions import may_sell
from lyceum.domains.events.queries.shopping import buyer_of, shop_of
from lyceum.kernel.foundation.addresses import within
from lyceum.kernel.foundation.rules.caller import Anyone, Caller
from lyceum.kernel.foundation.rules.refusal import NotFound

ABOUT = "events:order"  # what billing calls it


def order_of(caller: Anyone, order_id: UUID, secret: str = "", *, locked: bool = False) -> Order:
    """NotFound is all that is said to anybody else. ``locked``: its saga waits for this transaction."""
    rows = Order.objects.within(shop_of(caller)).filter(id=order_id)
    if locked:
        rows = rows.select_related("event", "organisation").select_for_update(of=("self",), no_key=True)
    found: Order | None = rows.order_by().first()
    if found is None or not _may_see(caller, found, secret):
        raise NotFound(_("There is no such order."))
    return found


def order_address(order: Order) -> str:
    """Its page, from the top of the site, with what opens it."""
    return within(order.organisation.slug, f"/orders/{order.code}/{order.secret}/")


def _may_see(caller: Anyone, order: Order, secret: str) -> bool:
    if secret and compare_digest(secret.encode(), order.secret.encode()):
        return True
    if order.person_id and order.person_id == buyer_of(caller):
        return True
    return isinstance(caller, Caller) and may_sell(caller, order.event_id)
