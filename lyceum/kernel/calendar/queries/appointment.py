"""Appointments of the caller: one, and lists of them."""

from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from lyceum.kernel.calendar.models import Appointment, AppointmentPerson, Slot, State, Turn
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.refusal import NotFound

STANDING = (State.PROPOSED, State.ACCEPTED)


def appointments_for(caller: Caller) -> QuerySet[Appointment]:
    """All in which the caller takes part, each with its people and its times; newest first."""
    found: QuerySet[Appointment] = Appointment.objects.of_person(caller).order_by("-id")
    people = AppointmentPerson.objects.select_related("person").order_by("-leads", "id")
    return found.prefetch_related(Prefetch("people", queryset=people), "slots")


def waiting_for(caller: Caller) -> QuerySet[Appointment]:
    """Those whose times wait for the caller's answer, while one of them is still to come; the oldest first."""
    ahead = Slot.objects.filter(appointment=OuterRef("pk"), round=OuterRef("round"), starts_at__gt=timezone.now())
    asked = appointments_for(caller).filter(Exists(ahead), state__in=STANDING, asker__isnull=False)
    return asked.exclude(asker_id=caller.person_id).order_by("id")


def coming_for(caller: Caller) -> QuerySet[Appointment]:
    """Accepted and not over yet, the next one first."""
    rows = appointments_for(caller).filter(state=State.ACCEPTED, ends_at__gt=timezone.now())
    return rows.order_by("starts_at", "id")


def asked_by(caller: Caller) -> QuerySet[Appointment]:
    """What the caller has proposed, and nobody has answered yet."""
    return appointments_for(caller).filter(state=State.PROPOSED, asker_id=caller.person_id)


def past_for(caller: Caller) -> QuerySet[Appointment]:
    """Over, declined or cancelled, the last one first."""
    over = Q(state=State.ACCEPTED, ends_at__lte=timezone.now())
    return appointments_for(caller).filter(over | ~Q(state__in=STANDING))


def appointment_for(caller: Caller, appointment_id: UUID) -> Appointment:
    turns = Turn.objects.select_related("person").order_by("id")
    found = appointments_for(caller).filter(id=appointment_id)
    appointment = found.prefetch_related(Prefetch("turns", queryset=turns)).first()
    if appointment is None:
        raise NotFound(_("There is no such appointment, or it is not yours."))
    return appointment


def appointment_to_change(caller: Caller, appointment_id: UUID) -> Appointment:
    """Locked until the end of the transaction."""
    own = AppointmentPerson.objects.own(caller).filter(appointment=OuterRef("pk"))
    rows = Appointment.objects.within(caller).filter(Exists(own), id=appointment_id)
    found: Appointment | None = rows.select_for_update(of=("self",)).first()
    if found is None:
        raise NotFound(_("There is no such appointment, or it is not yours."))
    return found
