from contextlib import suppress
from uuid import UUID

from lyceum.domains.events.permissions import may_check_in
from lyceum.kernel.foundation.interface.live import topic
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.policy import MEMBER


@topic("event:{event}:door", MEMBER)
def may_hear_door(caller: Caller, event: str) -> bool:
    with suppress(ValueError):
        return may_check_in(caller, UUID(event))
    return False
