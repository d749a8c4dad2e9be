from uuid import UUID

from lyceum.domains.events.actions.offering import give_up, offer_freed
from lyceum.domains.events.actions.waiting import LIVE
from lyceum.domains.events.models import WaitingEntry, WaitingState
from lyceum.kernel.foundation.rules.caller import Visitor


def forget_turns(organisation_id: UUID | None, person_id: UUID) -> None:
    """Nobody waits for somebody who is erased: what was kept for them goes to the next. In a transaction."""
    if organisation_id is None:
        return
    theirs = WaitingEntry.objects.filter(organisation_id=organisation_id, person_id=person_id, state__in=LIVE)
    entries = list(theirs.order_by("event_id", "id").select_for_update())
    for entry in entries:
        give_up(entry, WaitingState.LEFT)
    for event_id in sorted({entry.event_id for entry in entries}):
        offer_freed(Visitor(organisation_id), organisation_id, event_id)
