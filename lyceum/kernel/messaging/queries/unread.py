from django.db.models import F

from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.messaging.models import Message


def unread_messages(caller: Caller) -> int:
    """Of all the caller's conversations that are not muted: what somebody else wrote after the last they have read."""
    place = "conversation__participants"
    theirs = {f"{place}__person_id": caller.person_id, f"{place}__left_at": None, f"{place}__muted": False}
    rows = Message.objects.within(caller).standing().exclude(author_id=caller.person_id)
    count: int = rows.filter(**theirs, position__gt=F(f"{place}__read_position")).count()
    return count
