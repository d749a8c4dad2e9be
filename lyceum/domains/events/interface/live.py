from contextlib import suppress
from uuid import UUID

from lyceum.domains.events.models import Event
from lyceum.domains.events.permissions import may_check_in
from lyceum.kernel.foundation.interface.live import topic
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.policy import MEMBER


@topic("event:{event}:door", MEMBER)
def may_hear_door(caller: Caller, event: str) -> bool:
    with suppress(ValueError):
        known = Event.objects.within(caller).filter(id=UUID(event)).exists()
        return known and may_check_in(caller, UUID(event))
    return False
