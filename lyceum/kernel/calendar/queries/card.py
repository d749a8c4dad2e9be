"""An appointment at a glance and its two people, for whoever takes part in it."""

from collections.abc import Iterable
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from lyceum.kernel.calendar.queries.appointment import appointments_for
from lyceum.kernel.foundation.rules.agenda import Card
from lyceum.kernel.foundation.rules.caller import Caller


def appointment_card(caller: Caller, appointment_id: UUID) -> Card | None:
    found = appointments_for(caller).filter(id=appointment_id).first()
    if found is None:
        return None
    when = date_format(timezone.localtime(found.starts_at), "DATETIME_FORMAT") if found.starts_at else ""
    return Card(found.title, reverse("calendar:appointment", args=[found.id]), "calendar-days", _("Appointment"), when)


def the_two(caller: Caller, appointment_id: UUID) -> Iterable[UUID]:
    """With whom one writes about it."""
    found = appointments_for(caller).filter(id=appointment_id).first()
    return [] if found is None else [place.person_id for place in found.people.all()]
