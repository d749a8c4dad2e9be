from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.messaging.models import Notice


def may_publish(caller: Caller) -> bool:
    return caller.may("messaging.publish")


def may_moderate(caller: Caller) -> bool:
    return caller.may("messaging.moderate")


def may_change(caller: Caller, notice: Notice) -> bool:
    """Edit, publish, withdraw, and see who has read it: one's own; any for a moderator."""
    return may_moderate(caller) or (may_publish(caller) and notice.author_id == caller.person_id)
