"""Guests, and places kept back for them, of one organisation."""

from typing import Any, NamedTuple

from django.db.models import F

from lyceum.domains.events.actions.inviting import Guest, invite_guest
from lyceum.domains.events.actions.keeping_back import keep_back, let_go
from lyceum.domains.events.models import Event, Order, Quota, Reserve, Ticket
from lyceum.domains.events.queries.guests import guests_of, kept_back, kept_in_all, tickets_out, totals_of
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.refusal import Conflict
from tests.isolation.probes.apart import apart
from tests.isolation.probes.events_place import gala
from tests.isolation.probes.probe import insider, probe
from tests.isolation.samples import Samples


class Desk(NamedTuple):
    caller: Caller
    event: Event
    quota: Quota
    order: Order


def desk(samples: Samples) -> Desk:
    known = samples.parts
    event = Event.objects.get(id=known["events:guests.event_id"])
    order = Order.objects.get(id=known["events:guest_withdrawal.order_id"])
    return Desk(insider(samples), event, Quota.objects.get(event=event), order)


def _guests(act: str, call: Any, *models: Any, **ways: Any) -> None:
    apart(f"events.{act}", desk, call, moved=models, **ways)


def _invited(at: Desk) -> Order:
    return invite_guest(at.caller, at.event.id, Guest(at.order.id, "A guest", "a@example.org", _type(at)))


def _type(at: Desk) -> Any:
    return at.event.ticket_types.get().id


def _let_go(at: Desk) -> Any:
    let_go(at.caller, {at.quota.id: 1})
    return Reserve.objects.get(quota=at.quota).places


_guests("queries.guests.guests_of", lambda at: guests_of(at.caller, at.event), Order)
_guests("queries.guests.totals_of", lambda at: totals_of(at.caller, at.event), Order, Ticket)
_guests("queries.guests.kept_back", lambda at: kept_back(at.caller, at.event), Reserve, Quota)
_guests("queries.guests.kept_in_all", lambda at: kept_in_all(at.caller, at.event.id), Reserve)
_guests("queries.guests.tickets_out", lambda at: tickets_out(at.caller, at.event), Ticket)
_guests("actions.inviting.invite_guest", _invited, Order, refused=Conflict)
_guests("actions.keeping_back.let_go", _let_go, Reserve)


@probe("events.actions.keeping_back.keep_back")
def places_that_are_kept_back_elsewhere_are_not_let_go_here(samples: Samples) -> None:
    at = desk(samples)
    keep_back(at.caller, at.event.id, at.quota.id, 3)
    assert Reserve.objects.get(quota=at.quota).places == 3
    gala(samples).moved(Reserve.objects.get(quota=at.quota))
    keep_back(at.caller, at.event.id, at.quota.id, 0)
    assert Reserve.objects.filter(quota=at.quota, places=3).exists()
    assert Quota.objects.filter(id=at.quota.id, held=F("sold") + 1).exists()
