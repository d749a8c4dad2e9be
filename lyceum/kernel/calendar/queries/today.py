"""What the agenda puts on *Today*: what waits for an answer, and what begins soon."""

from collections.abc import Iterator
from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from lyceum.kernel.calendar.models import Appointment
from lyceum.kernel.calendar.queries.agenda import sides_of
from lyceum.kernel.calendar.queries.appointment import coming_for, waiting_for
from lyceum.kernel.calendar.queries.shown import DOORS_OPEN
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.contribution import TodayItem

MOST = 3
SOON = timedelta(hours=24)


def appointments_today(caller: Caller) -> Iterator[TodayItem]:
    for appointment in coming_for(caller).filter(starts_at__lt=timezone.now() + SOON)[:MOST]:
        yield _coming(caller, appointment)
    for appointment in waiting_for(caller)[:MOST]:
        yield _waiting(caller, appointment)


def waiting_count(caller: Caller) -> int:
    """The number beside *Agenda*."""
    return waiting_for(caller).count()


def _coming(caller: Caller, appointment: Appointment) -> TodayItem:
    assert appointment.starts_at
    is_now = appointment.starts_at - DOORS_OPEN <= timezone.now()
    return TodayItem(
        title=appointment.title,
        url=reverse("calendar:appointment", args=[appointment.id]),
        icon="video" if appointment.is_video else "map-pin",
        detail=_("With %(person)s, %(when)s")
        % {
            "person": _other(caller, appointment),
            "when": date_format(timezone.localtime(appointment.starts_at), "H:i"),
        },
        at=appointment.starts_at,
        urgency=2 if is_now else 1,
    )


def _waiting(caller: Caller, appointment: Appointment) -> TodayItem:
    return TodayItem(
        title=_("Answer: %(title)s") % {"title": appointment.title},
        url=reverse("calendar:appointment", args=[appointment.id]),
        icon="calendar-days",
        detail=_("%(person)s proposes a time") % {"person": _other(caller, appointment)},
        urgency=1,
    )


def _other(caller: Caller, appointment: Appointment) -> str:
    _me, other = sides_of(caller, appointment)
    return str(other.person) if other else _("a former member")
