from contextlib import suppress
from uuid import UUID

from lyceum.domains.events.models import Event
from lyceum.domains.events.permissions import may_check_in
from lyceum.domains.events.queries.availability import availability
from lyceum.kernel.foundation import scope
from lyceum.kernel.foundation.interface.live import topic
from lyceum.kernel.foundation.rules.caller import Anyone, Caller, Visitor
from lyceum.kernel.foundation.rules.policy import MEMBER, PUBLIC
from lyceum.kernel.foundation.rules.refusal import NotFound


@topic("event:{event}:door", MEMBER)
def may_hear_door(caller: Caller, event: str) -> bool:
    with suppress(ValueError):
        known = Event.objects.within(caller).filter(id=UUID(event)).exists()
        return known and may_check_in(caller, UUID(event))
    return False


@topic("shop:{shop}:event:{event}:availability", PUBLIC)
def may_hear_availability(caller: Anyone, shop: str, event: str) -> bool:
    """What is left of a published event is everybody's to know: a socket of nobody stands in no organisation."""
    with suppress(ValueError, NotFound):
        organisation_id = UUID(shop)
        with scope.entered(organisation_id):
            return bool(availability(Visitor(organisation_id), UUID(event)).state)
    return False
