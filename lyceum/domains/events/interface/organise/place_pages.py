"""The places that the organisation knows, and who helps at one event."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from lyceum.domains.events.actions import crew as crews
from lyceum.domains.events.actions.place import keep_place, place_to_change, remove_place
from lyceum.domains.events.interface.organise.event_pages import around
from lyceum.domains.events.interface.organise.keeping import back, kept, shown, told
from lyceum.domains.events.interface.organise.place_forms import PlaceForm, place_begun
from lyceum.domains.events.interface.organise.terms_forms import CrewForm
from lyceum.domains.events.interface.organise.words import CREW
from lyceum.domains.events.models import CrewRole
from lyceum.domains.events.queries.managed import managed_event
from lyceum.domains.events.queries.organising import crew_of, places_of
from lyceum.kernel.foundation.interface.doors import page
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.identifier import new_identifier
from lyceum.kernel.foundation.rules.policy import MEMBER, may
from lyceum.kernel.identity.queries.membership import members_of
from lyceum.kernel.identity.queries.organisation import organisation_of

ORGANISES = may("events.edit")


@page(ORGANISES)
def places(caller: Caller, request: HttpRequest) -> HttpResponse:
    return render(request, "events/organise/places.html", {"places": places_of(caller)[:200]})


@page(ORGANISES, methods=("GET", "POST"))
def new_place(caller: Caller, request: HttpRequest) -> HttpResponse:
    begun = {"id": new_identifier(), "country": "FR", "time_zone": organisation_of(caller).time_zone}
    form = PlaceForm(request.POST or None, initial=begun)
    if (
        request.method == "POST"
        and form.is_valid()
        and kept(form, lambda: keep_place(caller, form.cleaned_data["id"], form.text))
    ):
        return redirect("events:places")
    return shown(request, "events/organise/place.html", form, {})


@page(ORGANISES, methods=("GET", "POST"))
def place(caller: Caller, request: HttpRequest, place_id: UUID) -> HttpResponse:
    found = place_to_change(caller, place_id)
    form = PlaceForm(request.POST or None, initial=place_begun(found))
    if request.method == "POST" and form.is_valid() and kept(form, lambda: keep_place(caller, place_id, form.text)):
        return redirect("events:places")
    return shown(request, "events/organise/place.html", form, {"place": found})


@page(ORGANISES, methods=("POST",))
def place_removal(caller: Caller, request: HttpRequest, place_id: UUID) -> HttpResponse:
    told(request, lambda: remove_place(caller, place_id), _("Removed."))
    return redirect("events:places")


@page(MEMBER, methods=("GET", "POST"))
def crew(caller: Caller, request: HttpRequest, event_id: UUID) -> HttpResponse:
    event = managed_event(caller, event_id)
    form = CrewForm(members_of(caller).select_related("person")[:1000], request.POST or None)
    if request.method == "POST" and form.is_valid():
        person_id, role = UUID(form.cleaned_data["person_id"]), form.cleaned_data["role"]
        if kept(form, lambda: crews.set_crew(caller, event_id, person_id, role)):
            return back("crew", event_id)
    words = dict(CREW)
    content = {"crew": [(one, words[CrewRole(one.role)]) for one in crew_of(caller, event)]}
    return shown(request, "events/organise/crew.html", form, {**around(caller, event, "crew"), **content})


@page(MEMBER, methods=("POST",))
def crew_removal(caller: Caller, request: HttpRequest, event_id: UUID, person_id: UUID) -> HttpResponse:
    told(request, lambda: crews.remove_crew(caller, event_id, person_id), _("They no longer help here."))
    return back("crew", event_id)
