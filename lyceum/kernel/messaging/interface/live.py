from collections.abc import Iterator
from contextlib import suppress
from uuid import UUID

from lyceum.kernel.foundation.interface.live import topic, utterance
from lyceum.kernel.foundation.limits import spend
from lyceum.kernel.foundation.live import push_content
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.policy import MEMBER, may
from lyceum.kernel.foundation.rules.refusal import TooMany
from lyceum.kernel.messaging.models import topic_of
from lyceum.kernel.messaging.queries.conversation import conversation_for, is_joined_by, joined_ids

BOARD = topic("organisation:{organisation}:notices", MEMBER)
READERS = topic("person:{me}:readers", MEMBER)  # of what they have written
MODERATION = topic("organisation:{organisation}:moderation", may("messaging.moderate"))
TYPED = {"capacity": 5, "per_seconds": 10}


def _each(caller: Caller) -> Iterator[str]:
    return (topic_of(id) for id in joined_ids(caller))


CONVERSATIONS = topic("person:{me}:conversations", MEMBER, each=_each)


@topic("conversation:{conversation}", MEMBER)
def may_hear_conversation(caller: Caller, conversation: str) -> bool:
    try:
        return is_joined_by(caller, UUID(conversation))
    except ValueError:
        return False


@utterance("typing", MEMBER)
def typing(caller: Caller, conversation: UUID) -> None:
    """Told to whoever looks, and kept nowhere; said too often, it is passed over."""
    told = conversation_for(caller, conversation)
    with suppress(TooMany):
        spend("messaging.typing", str(caller.person_id), **TYPED)
        push_content(told.topic, "typing", {"id": told.id, "person": caller.person_id})
