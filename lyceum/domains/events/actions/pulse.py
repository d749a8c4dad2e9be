"""What is left, told to whoever looks: at most every half second per event and process, not per sale."""

from datetime import timedelta
from threading import Lock
from time import monotonic
from uuid import UUID

from django.utils import timezone

from lyceum.domains.events.queries.availability import availability
from lyceum.domains.events.rules.terms import PULSE
from lyceum.kernel.foundation.jobs import job
from lyceum.kernel.foundation.live import push_content
from lyceum.kernel.foundation.rules.caller import Visitor
from lyceum.kernel.foundation.rules.refusal import NotFound

MOST_KNOWN = 1000
_lock = Lock()
_told: dict[UUID, tuple[float, bool]] = {}


def note_change(organisation_id: UUID, event_id: UUID) -> None:
    """Told at once where nothing was told just now; else once more, a moment later, whatever comes in between."""
    with _lock:
        at, is_due = _told.get(event_id, (0.0, False))
        is_fresh = monotonic() - at >= PULSE
        if not is_fresh and is_due:
            return
        if len(_told) > MOST_KNOWN:
            _told.clear()
        _told[event_id] = (monotonic() if is_fresh else at, not is_fresh)
    if is_fresh:
        tell_availability(organisation_id, event_id)
    else:
        soon = timezone.now() + timedelta(seconds=PULSE)
        tell_availability.later(organisation_id=organisation_id, at=soon, once=str(event_id), event_id=event_id)


@job(queue="default")
def tell_availability(organisation_id: UUID, event_id: UUID) -> None:
    try:
        found = availability(Visitor(organisation_id), event_id)
    except NotFound:
        return
    left = {str(type_id): number for type_id, number in found.left.items()}
    topic = f"shop:{organisation_id}:event:{event_id}:availability"
    push_content(topic, "availability", {"id": event_id, "state": found.state, "left": left})
