"""What one browser says to another of the same call, passed on and not kept: it holds network addresses."""

import json
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from lyceum.kernel.foundation.limits import spend
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.refusal import Invalid, NotFound
from lyceum.kernel.video.actions.telling import tell_person
from lyceum.kernel.video.models import Attendance
from lyceum.kernel.video.rules.signal import Malformed, judged


def pass_signal(caller: Caller, room_id: UUID, connection_id: UUID, to: UUID, signal: str) -> None:
    """Both are in this call now, the first is the caller's own; otherwise there is nobody to tell."""
    spend("call.signal", str(caller.person_id), capacity=600, per_seconds=60)
    try:
        said = judged(signal)
    except Malformed as fault:
        raise Invalid(_("This cannot be passed on."), code="malformed") from fault
    inside = Attendance.objects.within(caller).filter(room_id=room_id, left_at=None)
    people = dict(inside.filter(id__in={connection_id, to}).values_list("id", "person_id"))
    if people.get(connection_id) != caller.person_id or to not in people or to == connection_id:
        raise NotFound(_("This person is no longer in the call."), code="gone")
    with transaction.atomic():
        tell_person(room_id, people[to], "signal", {"from": str(connection_id), "to": str(to), **json.loads(said)})
