"""At the door: the event, its tickets and who came in, of one organisation; the line before its sale; one's tickets."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from lyceum.domains.events.actions import turnstile as line
from lyceum.domains.events.actions.check_in import Told, _in_conflict, _judge, _locked, record_scans, settle_conflict
from lyceum.domains.events.actions.turnstile import _note, _standing, _turnstile_at, set_turnstile
from lyceum.domains.events.models import CheckIn, Event, EventTurnstile, Mode, Order, OrderState, Ticket
from lyceum.domains.events.queries.door import conflicts_at, counts_of, door_tickets, event_at_door
from lyceum.domains.events.queries.turnstile import turnstile_of
from lyceum.domains.events.queries.wallet import coming_tickets, past_orders
from lyceum.domains.events.rules.check_in import Direction, Outcome
from lyceum.kernel.foundation.rules.refusal import NotFound
from tests.isolation.probes.events_place import Gala, events, gala, unsold
from tests.isolation.probes.probe import probe
from tests.isolation.samples import Samples


def _judged(at: Gala) -> Any:
    _judge(at.caller, at.ticket)
    return at.ticket.admitted_at


def _no_line(at: Gala) -> None:
    unsold(at)
    line._seen.pop(at.event.id, None)
    EventTurnstile.objects.all().delete()


def _stood(at: Gala) -> Any:
    return _standing(at.caller, at.line, timezone.now(), None)


def _noted(at: Gala) -> bool:
    """What a hold took, while people stand in line."""
    at.line.stands_since = timezone.now()
    _note(at.caller, at.line, 9.0, False)
    return bool(EventTurnstile.objects.filter(id=at.line.id, slow_ms=9.0).exists())


def _mine(at: Gala) -> None:
    Ticket.objects.update(person=at.caller.person_id)


def _over(_at: Gala) -> None:
    days = [timezone.now() - timedelta(days=ago) for ago in (3, 2)]
    Event.objects.update(starts_at=days[0], ends_at=days[1])
    Order.objects.update(state=OrderState.PAID)


events("queries.door.event_at_door", lambda at: event_at_door(at.caller, at.event.id), first=unsold, moved=(Event,))
events("queries.door.door_tickets", lambda at: door_tickets(at.caller, at.event.id), moved=(Ticket,))
events("queries.door.counts_of", lambda at: counts_of(at.caller, at.event.id), moved=(Ticket,))
events("actions.check_in._locked", lambda at: _locked(at.caller, at.event, [at.ticket.id]), moved=(Ticket,))
events("actions.check_in._judge", _judged, moved=(CheckIn,))
events(
    "actions.check_in._in_conflict",
    lambda at: _in_conflict(at.caller, at.event, [at.ticket.id]),
    moved=(CheckIn,),
)
events(
    "actions.check_in.settle_conflict",
    lambda at: settle_conflict(at.caller, at.event.id, at.second.id),
    moved=(CheckIn,),
)
events("queries.turnstile.turnstile_of", lambda at: turnstile_of(at.caller, at.event.id), moved=(EventTurnstile,))
events(
    "actions.turnstile._turnstile_at",
    lambda at: _turnstile_at(at.caller, at.event.id).event_id,
    first=_no_line,
    moved=(Event,),
)
events("actions.turnstile._standing", _stood, moved=(EventTurnstile,))
events("actions.turnstile._note", _noted, moved=(EventTurnstile,))
events("queries.wallet.coming_tickets", lambda at: coming_tickets(at.caller), first=_mine, given=(Ticket,))
events("queries.wallet.past_orders", lambda at: past_orders(at.caller), first=_over, given=(Order,))


@probe("events.actions.check_in.record_scans")
def a_scan_elsewhere_is_not_told(samples: Samples) -> None:
    at, now = gala(samples), timezone.now()
    told = Told(at.second.id, now, Direction.IN, Outcome.ADMITTED, at.ticket.id)
    asked = (at.caller, at.event.id, "one", now, [told])
    assert [judged.id for judged in record_scans(*asked).judged] == [at.second.id]
    at.moved(at.second)
    assert record_scans(*asked).judged == []


@probe("events.queries.door.conflicts_at")
def a_conflict_is_of_two_scans_here(samples: Samples) -> None:
    at = gala(samples)
    assert [conflict.first_device for conflict in conflicts_at(at.caller, at.event.id)] == ["one"]
    at.moved(at.ticket.check_ins.exclude(id=at.second.id).get())
    assert [conflict.first_device for conflict in conflicts_at(at.caller, at.event.id)] == [""]
    at.moved(at.second)
    assert conflicts_at(at.caller, at.event.id) == []


@probe("events.actions.turnstile.set_turnstile")
def a_line_elsewhere_stands_as_it_stood(samples: Samples) -> None:
    at = gala(samples)
    kept = EventTurnstile.objects.filter(event=at.event)
    at.moved(kept.get())
    set_turnstile(at.caller, at.event.id, Mode.ALWAYS)
    assert kept.get().mode == Mode.BY_ITSELF
    Event.objects.filter(id=at.event.id).update(slug="elsewhere")
    at.moved(at.event)
    with pytest.raises(NotFound):
        set_turnstile(at.caller, at.event.id, Mode.ALWAYS)
