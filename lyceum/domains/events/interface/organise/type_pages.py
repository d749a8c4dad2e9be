"""Tickets and quotas of one event, on one screen."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from lyceum.domains.events.actions import quota as quotas
from lyceum.domains.events.actions import ticket_type as types
from lyceum.domains.events.interface.organise.event_pages import around
from lyceum.domains.events.interface.organise.keeping import back, kept, order_wanted, shown, told
from lyceum.domains.events.interface.organise.type_forms import QuotaForm, TypeForm, type_begun
from lyceum.domains.events.models import Event
from lyceum.domains.events.queries.managed import managed_event, quota_of, type_of
from lyceum.domains.events.queries.organising import quotas_of, type_lines
from lyceum.kernel.foundation.interface.doors import page
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.identifier import new_identifier
from lyceum.kernel.foundation.rules.policy import MEMBER


@page(MEMBER)
def tickets(caller: Caller, request: HttpRequest, event_id: UUID) -> HttpResponse:
    event = managed_event(caller, event_id)
    return render(request, "events/organise/tickets.html", _screen(caller, event))


@page(MEMBER, methods=("GET", "POST"))
def new_type(caller: Caller, request: HttpRequest, event_id: UUID) -> HttpResponse:
    event = managed_event(caller, event_id)
    begun = {"id": new_identifier(), "vat_rate": _usual_rate(event), "places": 100}
    form = TypeForm(event, None, request.POST or None, initial=begun)
    if request.method == "POST" and form.is_valid():
        asked = form.cleaned_data
        made = kept(
            form,
            lambda: types.add_type(
                caller,
                event_id,
                asked["id"],
                form.type_text,
                places=asked["places"],
                quota_ids=form.quotas,
                steps=form.steps,
            ),
        )
        if made:
            return back("tickets", event_id)
    return shown(request, "events/organise/type.html", form, around(caller, event, "tickets"))


@page(MEMBER, methods=("GET", "POST"))
def ticket_type(caller: Caller, request: HttpRequest, event_id: UUID, type_id: UUID) -> HttpResponse:
    event = managed_event(caller, event_id)
    found = type_of(event, type_id)
    form = TypeForm(event, found, request.POST or None, initial=type_begun(found))
    if (
        request.method == "POST"
        and form.is_valid()
        and kept(form, lambda: types.edit_type(caller, event_id, type_id, form.type_text, form.steps))
    ):
        return back("tickets", event_id)
    return shown(request, "events/organise/type.html", form, {**around(caller, event, "tickets"), "type": found})


@page(MEMBER, methods=("POST",))
def type_removal(caller: Caller, request: HttpRequest, event_id: UUID, type_id: UUID) -> HttpResponse:
    told(request, lambda: types.remove_type(caller, event_id, type_id), _("Removed."))
    return back("tickets", event_id)


@page(MEMBER, methods=("POST",))
def type_order(caller: Caller, request: HttpRequest, event_id: UUID) -> HttpResponse:
    event = managed_event(caller, event_id)
    ids = list(event.ticket_types.order_by("position", "id").values_list("id", flat=True))
    told(request, lambda: types.order_types(caller, event_id, order_wanted(request, "step", ids)), _("Moved."))
    if "HX-Request" in request.headers:
        return render(request, "events/organise/_types.html", _screen(caller, event))
    return back("tickets", event_id)


@page(MEMBER, methods=("GET", "POST"))
def new_quota(caller: Caller, request: HttpRequest, event_id: UUID) -> HttpResponse:
    event = managed_event(caller, event_id)
    form = QuotaForm(event, request.POST or None, initial={"id": new_identifier()})
    return _quota(caller, request, event, form)


@page(MEMBER, methods=("GET", "POST"))
def quota(caller: Caller, request: HttpRequest, event_id: UUID, quota_id: UUID) -> HttpResponse:
    event = managed_event(caller, event_id)
    found = quota_of(event, quota_id)
    counted = [f"{one.id}" for one in found.ticket_types.all()]
    begun = {"id": found.id, "name": found.name, "capacity": found.capacity, "types": counted}
    return _quota(caller, request, event, QuotaForm(event, request.POST or None, initial=begun), quota_id)


@page(MEMBER, methods=("POST",))
def quota_removal(caller: Caller, request: HttpRequest, event_id: UUID, quota_id: UUID) -> HttpResponse:
    told(request, lambda: quotas.remove_quota(caller, event_id, quota_id), _("Removed."))
    return back("tickets", event_id)


def _quota(
    caller: Caller, request: HttpRequest, event: Event, form: QuotaForm, quota_id: UUID | None = None
) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        asked, its_id = form.cleaned_data, quota_id or form.cleaned_data["id"]
        if kept(
            form,
            lambda: quotas.set_quota(caller, event.id, its_id, asked["name"], asked["capacity"], form.type_ids),
        ):
            return back("tickets", event.id)
    content = {**around(caller, event, "tickets"), "quota_id": quota_id}
    return shown(request, "events/organise/quota.html", form, content)


def _screen(caller: Caller, event: Event) -> dict[str, object]:
    return {
        **around(caller, event, "tickets"),
        "types": type_lines(caller, event),
        "quotas": quotas_of(caller, event),
    }


def _usual_rate(event: Event) -> int:
    """That of the ticket before: nobody types the same rate six times."""
    last = event.ticket_types.order_by("-position").first()
    return last.vat_rate if last else 0
