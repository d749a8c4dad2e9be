from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.messaging.models import Message, Notice


def may_publish(caller: Caller) -> bool:
    return caller.may("messaging.publish")


def may_moderate(caller: Caller) -> bool:
    return caller.may("messaging.moderate")


def may_change(caller: Caller, notice: Notice) -> bool:
    """Edit, publish, withdraw, and see who has read it: one's own; any for a moderator."""
    return may_moderate(caller) or (may_publish(caller) and notice.author_id == caller.person_id)


def may_write(caller: Caller) -> bool:
    """Take part in conversations."""
    return caller.may("messaging.write")


def may_edit(caller: Caller, message: Message) -> bool:
    """Change what it says, or delete it: its author alone, while it stands. A moderator removes what is reported."""
    return message.author_id == caller.person_id and not message.system and message.deleted_at is None
