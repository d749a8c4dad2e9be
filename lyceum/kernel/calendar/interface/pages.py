"""Appointments: the list, and one."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.text import slugify
from django.utils.translation import gettext as _

from lyceum.kernel.calendar.interface.ics import Method
from lyceum.kernel.calendar.interface.ics import appointment_file as written
from lyceum.kernel.calendar.queries.appointment import (
    appointment_for,
    asked_by,
    coming_for,
    past_for,
    waiting_for,
)
from lyceum.kernel.calendar.queries.shown import about_card, all_shown, shown
from lyceum.kernel.foundation.interface.doors import page
from lyceum.kernel.foundation.interface.paging import after_of
from lyceum.kernel.foundation.interface.rest import page_of
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.policy import MEMBER
from lyceum.kernel.foundation.rules.refusal import NotFound
from lyceum.kernel.identity.queries.organisation import organisation_of

MOST = 50


@page(MEMBER)
def appointments(caller: Caller, request: HttpRequest) -> HttpResponse:
    """Whole, or the list alone when a socket says that something changed."""
    show = request.GET.get("show", "")
    content: dict[str, object] = {"show": show}
    if show == "past":
        found = page_of(past_for(caller), after=after_of(request), limit=20, show=lambda row: row)
        content |= {"past": all_shown(caller, found["items"]), "next": found["next"]}
    else:
        content |= {
            "waiting": all_shown(caller, waiting_for(caller)[:MOST]),
            "coming": all_shown(caller, coming_for(caller)[:MOST]),
            "asked": all_shown(caller, asked_by(caller)[:MOST]),
        }
    is_part = request.headers.get("HX-Target", "").endswith("appointments")
    return render(request, "calendar/_appointments.html" if is_part else "calendar/appointment_list.html", content)


@page(MEMBER)
def appointment(caller: Caller, request: HttpRequest, appointment_id: UUID) -> HttpResponse:
    found = appointment_for(caller, appointment_id)
    content = {"appointment": shown(caller, found), "about": about_card(caller, found)}
    is_part = request.headers.get("HX-Target", "").endswith("appointment")
    return render(request, "calendar/_appointment.html" if is_part else "calendar/appointment.html", content)


@page(MEMBER)
def appointment_file(caller: Caller, request: HttpRequest, appointment_id: UUID) -> HttpResponse:
    """For any calendar."""
    found = appointment_for(caller, appointment_id)
    if found.starts_at is None:
        raise NotFound(_("It has no time yet."))
    bytes_ = written(found, organisation_of(caller).slug, caller.time_zone, Method.PUBLISH)
    answer = HttpResponse(bytes_, content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{slugify(found.title)[:60] or "appointment"}.ics"'
    return answer
