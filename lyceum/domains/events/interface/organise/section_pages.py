"""The sections of one event: what it is, when and where, how it is sold, its picture."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from lyceum.domains.events.actions.event import picture_event
from lyceum.domains.events.actions.series import edit_in_series
from lyceum.domains.events.interface.organise.event_forms import DetailsForm, PlacedForm, SectionForm, when_begun
from lyceum.domains.events.interface.organise.event_pages import around
from lyceum.domains.events.interface.organise.keeping import back, kept, shown, told
from lyceum.domains.events.interface.organise.sale_forms import SaleForm, sale_begun
from lyceum.domains.events.models import Event
from lyceum.domains.events.queries.managed import managed_event
from lyceum.domains.events.queries.organising import places_of
from lyceum.kernel.billing.queries.payment_method import methods_of
from lyceum.kernel.foundation.interface.doors import page
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.markup import drawn
from lyceum.kernel.foundation.rules.policy import MEMBER

LARGEST_PICTURE = 15 * 1024 * 1024
_DETAILS = ("edition", "title", "summary", "category", "language", "accessible", "is_listed")


@page(MEMBER, methods=("GET", "POST"))
def details(caller: Caller, request: HttpRequest, event_id: UUID) -> HttpResponse:
    event = managed_event(caller, event_id)
    begun = {name: getattr(event, name) for name in _DETAILS} | {"text_": event.text}
    form = DetailsForm(event, request.POST or None, initial=begun)
    return _section(caller, request, event, form, "details", {"largest": LARGEST_PICTURE})


@page(MEMBER, methods=("GET", "POST"))
def when(caller: Caller, request: HttpRequest, event_id: UUID) -> HttpResponse:
    event = managed_event(caller, event_id)
    names = ("edition", "place_id", "is_online", "online_url")
    begun = when_begun(event) | {name: getattr(event, name) for name in names}
    form = PlacedForm(event, places_of(caller), request.POST or None, initial=begun)
    return _section(caller, request, event, form, "when", {})


@page(MEMBER, methods=("GET", "POST"))
def sale(caller: Caller, request: HttpRequest, event_id: UUID) -> HttpResponse:
    event = managed_event(caller, event_id)
    form = SaleForm(event, methods_of(caller.organisation_id), request.POST or None, initial=sale_begun(event))
    return _section(caller, request, event, form, "sale", {})


@page(MEMBER, methods=("POST",))
def picture(caller: Caller, request: HttpRequest, event_id: UUID) -> HttpResponse:
    upload = None if "remove" in request.POST else request.FILES.get("file")
    if upload is None and "remove" not in request.POST:
        messages.error(request, _("Choose a picture first."))
    else:
        told(request, lambda: picture_event(caller, event_id, upload), _("The picture is changed."))
    return back("details", event_id)


@page(MEMBER, methods=("POST",))
def preview(caller: Caller, request: HttpRequest, event_id: UUID) -> HttpResponse:
    """The description as the public will read it; nothing is kept."""
    managed_event(caller, event_id)
    return render(request, "events/organise/_preview.html", {"html": drawn(request.POST.get("text_", "")[:20_000])})


def _section(
    caller: Caller, request: HttpRequest, event: Event, form: SectionForm, name: str, more: dict[str, Any]
) -> HttpResponse:
    if request.method == "POST" and form.is_valid() and kept(form, _edit(caller, event, form)):
        messages.success(request, _("Saved."))
        return back(name, event.id)
    now = managed_event(caller, event.id)
    theirs = form.is_bound and f"{form['edition'].value()}" != f"{now.edition}"
    content = {**around(caller, now, name), **more, "theirs": theirs}
    return shown(request, f"events/organise/{name}.html", form, content)


def _edit(caller: Caller, event: Event, form: SectionForm) -> Callable[[], object]:
    edition = form.cleaned_data["edition"]
    return lambda: edit_in_series(caller, event.id, form.text, form.wanted_scope, edition)
