from hmac import compare_digest
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from lyceum.domains.events.models import Ticket
from lyceum.domains.events.permissions import may_sell
from lyceum.domains.events.queries.shopping import buyer_of, shop_of
from lyceum.kernel.foundation.rules.caller import Anyone, Caller
from lyceum.kernel.foundation.rules.refusal import NotFound


def ticket_of(caller: Anyone, ticket_id: UUID, secret: str = "", *, locked: bool = False) -> Ticket:
    """For its holder by its own secret or their account, the event's sellers, and, until it was handed on, its buyer by
    the order's."""
    rows = Ticket.objects.within(shop_of(caller)).select_related("event", "line__order")
    if locked:
        rows = rows.select_for_update(of=("self",), no_key=True)
    found: Ticket | None = rows.filter(id=ticket_id).first()
    if found is None or not _may_see(caller, found, secret):
        raise NotFound(_("There is no such ticket."))
    return found


def _may_see(caller: Anyone, ticket: Ticket, secret: str) -> bool:
    order = ticket.line.order if ticket.serial == 1 else None
    secrets = [ticket.secret, *([order.secret] if order else [])]
    if secret and any(compare_digest(secret.encode(), known.encode()) for known in secrets):
        return True
    if buyer_of(caller) is not None and buyer_of(caller) in (ticket.person_id, order.person_id if order else None):
        return True
    return isinstance(caller, Caller) and may_sell(caller, ticket.event_id)
