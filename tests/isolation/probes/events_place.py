"""What the functions of events are called with."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import CharField
from django.db.models.functions import Cast

from lyceum.domains.events.models import CheckIn, Event, EventTurnstile, Order, Ticket
from lyceum.kernel.foundation.rules.caller import Caller
from tests.isolation.probes.apart import apart
from tests.isolation.probes.probe import insider
from tests.isolation.samples import Samples


@dataclass(frozen=True, slots=True)
class Gala:
    """``draft``: nobody has bought there; ``second``: its ticket was shown again, which is a conflict."""

    caller: Caller
    event: Event
    draft: Event
    ticket: Ticket
    second: CheckIn
    line: EventTurnstile
    abroad: UUID

    def moved(self, row: Any) -> None:
        """To the other organisation."""
        type(row)._base_manager.filter(id=row.id).update(organisation=self.abroad)


def gala(samples: Samples) -> Gala:
    known = samples.parts
    event = Event.objects.get(id=known["event_id"])
    return Gala(
        insider(samples),
        event,
        Event.objects.get(id=known["events:managed.event_id"]),
        Ticket.objects.get(event=event),
        CheckIn.objects.get(id=known["events:door_conflict.check_in_id"]),
        EventTurnstile.objects.get(event=event),
        samples.house.abroad.organisation.id,
    )


def unsold(_at: Gala) -> None:
    """Nothing holds an event, a place or a ticket type where it is; the other organisation has other slugs."""
    Order.objects.all().delete()
    Event.objects.update(place=None, slug=Cast("id", CharField()))


def events(act: str, call: Callable[[Gala], Any], **ways: Any) -> None:
    apart(f"events.{act}", gala, call, **ways)
