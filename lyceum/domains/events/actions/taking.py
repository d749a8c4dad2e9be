"""Places taken from the shop, through whichever door: in turn where there is a line, and whoever looks sees it."""

from lyceum.domains.events.actions.holding import Hold, hold_places
from lyceum.domains.events.actions.pulse import note_change
from lyceum.domains.events.actions.turnstile import through_turnstile
from lyceum.domains.events.models import Order
from lyceum.domains.events.queries.shopping import shop_of
from lyceum.kernel.foundation.rules.caller import Anyone


def take_places(caller: Anyone, wanted: Hold, *, place: str = "") -> Order:
    """``place``: theirs in the line, if there is one. Raises StandInLine where it is not their turn."""
    with through_turnstile(shop_of(caller), wanted.event_id, place):
        order = hold_places(caller, wanted)
    note_change(order.organisation_id, order.event_id)
    return order
