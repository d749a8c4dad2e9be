from lyceum.domains.events.interface.listing_subscribers import relist, relist_at, relist_soon
from lyceum.domains.events.queries.published import KIND, public_entries

CATALOGUE = {KIND: public_entries}

_CHANGED = "event_published event_changed event_removed offer_changed event_cancelled event_postponed".split()
_SOLD = "order_paid order_cancelled order_expired".split()
LISTING = (
    {f"events.{fact}": [relist] for fact in _CHANGED}
    | {f"events.{fact}": [relist_soon] for fact in _SOLD}
    | {"events.place_changed": [relist_at]}
)
