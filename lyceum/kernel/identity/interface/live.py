from uuid import UUID

from lyceum.kernel.foundation.interface.live import topic
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.policy import MEMBER
from lyceum.kernel.identity.actions.presence import presence_topic
from lyceum.kernel.identity.queries.membership import may_see_person


def _here(caller: Caller, person: str) -> list[str]:
    return [presence_topic(caller.organisation_id, UUID(person))]


@topic("presence:{person}", MEMBER, each=_here)
def may_hear_presence(caller: Caller, person: str) -> bool:
    """Frames of the kinds ``here`` and ``gone``; who is here already says ``present_among``."""
    try:
        return may_see_person(caller, UUID(person))
    except ValueError:
        return False
