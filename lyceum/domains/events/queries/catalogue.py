"""What an event offers, as its rows say it: remembered by each process for as long as its edition stands."""

from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime
from threading import Lock
from time import monotonic
from uuid import UUID

from lyceum.domains.events.models import Event, PriceStep, TicketKind, TicketType
from lyceum.domains.events.queries.glance import Glance
from lyceum.domains.events.queries.shopping import shop_of
from lyceum.domains.events.rules.standing import Stand, Step, Window, stand, step_now
from lyceum.kernel.foundation.rules.caller import Anyone

MOST_REMEMBERED, SECONDS = 500, 60  # what no edition tells of (a place's address) is seen after that


@dataclass(frozen=True, slots=True)
class Sold:
    """A ticket type with its early birds, in their order."""

    row: TicketType
    steps: tuple[PriceStep, ...]

    def stand(self, glance: Glance, event: Event) -> Stand:
        kind, key = self.row, str(self.row.id)
        sales = Window(event.sales_from, event.sales_until or event.starts_at)
        window = Window(kind.sale_from, kind.sale_until).within(sales)
        most = min(event.max_per_order, kind.maximum or event.max_per_order)
        places = glance.places.get(key)
        found = stand(glance.now, window, places, bundle=kind.bundle, least=kind.minimum, most=most)
        steps = [Step(step.price, step.until, glance.steps.get(str(step.id))) for step in self.steps]
        return Stand(found.standing, found.most, found.left, step_now(glance.now, steps))


@dataclass(frozen=True, slots=True)
class Catalogue:
    event: Event
    sold: tuple[Sold, ...]

    def stands(self, glance: Glance) -> tuple[Stand, ...]:
        return tuple(each.stand(glance, self.event) for each in self.sold)


_remembered: OrderedDict[UUID, tuple[int, float, Catalogue]] = OrderedDict()
_lock = Lock()


def catalogue_of(caller: Anyone, glance: Glance) -> Catalogue:
    now = monotonic()
    with _lock:
        known = _remembered.get(glance.event_id)
    if known and known[0] == glance.edition and now - known[1] < SECONDS:
        return known[2]
    read = _read(caller, glance.event_id)
    with _lock:
        _remembered[glance.event_id] = (glance.edition, now, read)
        _remembered.move_to_end(glance.event_id)
        while len(_remembered) > MOST_REMEMBERED:
            _remembered.popitem(last=False)
    return read


def _read(caller: Anyone, event_id: UUID) -> Catalogue:
    event = Event.objects.within(shop_of(caller)).select_related("place", "organisation").get(id=event_id)
    types = (
        TicketType.objects.within(shop_of(caller)).filter(event=event, is_on_sale=True).prefetch_related("price_steps")
    )
    ordered = sorted(types, key=_order)
    return Catalogue(event, tuple(Sold(row, tuple(sorted(row.price_steps.all(), key=_step_order))) for row in ordered))


def _order(row: TicketType) -> tuple[bool, int, datetime]:
    return row.kind == TicketKind.ADDON, row.position, row.created_at


def _step_order(step: PriceStep) -> tuple[int, datetime]:
    return step.position, step.created_at
