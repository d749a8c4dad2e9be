"""What an organiser's programs are told, and letters to those who come: of one organisation, to its own people."""

from typing import Any, NamedTuple

from lyceum.domains.events.actions.circular import CircularText, accept_letters, send_circular
from lyceum.domains.events.models import Circular, CircularCopy, Event, Hook, HookDelivery, LetterRefusal, Order, Ticket
from lyceum.domains.events.queries.circular import circular_lines, copy_behind, refuses_letters
from lyceum.domains.events.queries.hook import deliveries_of, delivery_of, hooks_of
from lyceum.domains.events.queries.segment import Segment, _of_orders, _of_tickets, refusing
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.refusal import Conflict
from tests.isolation.probes.apart import apart
from tests.isolation.probes.events_place import gala
from tests.isolation.probes.probe import insider, probe
from tests.isolation.samples import Samples


class Desk(NamedTuple):
    """``copy``: of a letter about the event; ``refused``: an address that wants none."""

    caller: Caller
    delivery: HookDelivery
    copy: CircularCopy
    event: Event
    refused: str


def desk(samples: Samples) -> Desk:
    known = samples.parts
    copy = CircularCopy.objects.select_related("circular__event", "order").get(id=known["events:letters.copy_id"])
    delivery = HookDelivery.objects.select_related("hook").get(id=known["put_hook_delivery.delivery_id"])
    refused = LetterRefusal.objects.get(organisation=samples.house.here.organisation)
    return Desk(insider(samples), delivery, copy, copy.circular.event, refused.email)


def _told(act: str, call: Any, *models: Any, **ways: Any) -> None:
    apart(f"events.{act}", desk, call, moved=models, **ways)


_told("queries.hook.hooks_of", lambda at: hooks_of(at.caller), Hook)
_told("queries.hook.deliveries_of", lambda at: deliveries_of(at.caller, at.delivery.hook), HookDelivery)
_told("queries.hook.delivery_of", lambda at: delivery_of(at.caller, at.delivery.hook, at.delivery.id), HookDelivery)
_told("queries.circular.circular_lines", lambda at: circular_lines(at.caller, at.event), Circular)
_told("queries.circular.copy_behind", lambda at: copy_behind(at.caller, at.copy.id, at.copy.secret), CircularCopy)
_told("queries.circular.refuses_letters", lambda at: refuses_letters(at.caller, at.refused), LetterRefusal)
_told("queries.segment.refusing", lambda at: refusing(at.caller), LetterRefusal)
_told("queries.segment._of_tickets", lambda at: _of_tickets(at.caller, at.event, Segment()), Ticket)
_told("queries.segment._of_orders", lambda at: _of_orders(at.caller, at.event, Segment()), Order)
_told(
    "actions.circular.send_circular",
    lambda at: send_circular(at.caller, at.event.id, at.copy.circular_id, CircularText("Thanks", "See you.")),
    Circular,
    refused=Conflict,
)


@probe("events.actions.circular.accept_letters")
def who_wants_no_letters_elsewhere_goes_on_wanting_none(samples: Samples) -> None:
    at = desk(samples)
    refusal = LetterRefusal.objects.create(organisation_id=at.caller.organisation_id, email=at.copy.order.email)
    gala(samples).moved(refusal)
    accept_letters(at.caller, at.copy.id, at.copy.secret)
    assert LetterRefusal.objects.filter(id=refusal.id).exists()
