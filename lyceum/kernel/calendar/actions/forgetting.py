from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from lyceum.kernel.calendar.models import Appointment, Busy, State


def forget_appointments(organisation_id: UUID | None, person_id: UUID) -> None:
    """Nobody waits in vain for somebody who is erased: what was proposed or agreed with them ends."""
    if not organisation_id:
        return
    theirs = Appointment.objects.filter(organisation_id=organisation_id, people__person_id=person_id)
    ids = list(theirs.values_list("id", flat=True))
    ahead = Q(state=State.PROPOSED) | Q(state=State.ACCEPTED, ends_at__gt=timezone.now())
    Busy.objects.filter(appointment__in=ids, ends_at__gt=timezone.now()).delete()
    rows = Appointment.objects.filter(ahead, id__in=ids)
    rows.update(state=State.CANCELLED, asker=None, changed_at=timezone.now())
