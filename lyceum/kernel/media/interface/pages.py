from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from lyceum.kernel.foundation.interface.doors import page
from lyceum.kernel.foundation.interface.paging import after_of
from lyceum.kernel.foundation.rules.caller import Anyone, Caller, Individual
from lyceum.kernel.foundation.rules.policy import PUBLIC, SIGNED_IN, may
from lyceum.kernel.foundation.rules.refusal import Invalid
from lyceum.kernel.identity.models import Organisation, Person
from lyceum.kernel.media.actions.deleting import delete_file, restore_file
from lyceum.kernel.media.actions.replacing import set_logo, set_portrait
from lyceum.kernel.media.interface.forms import PictureForm
from lyceum.kernel.media.interface.serving import served
from lyceum.kernel.media.permissions import BRAND, MANAGE, may_read_name
from lyceum.kernel.media.queries.file import deleted_within, file_for, files_within, storage_used
from lyceum.kernel.media.rules.purposes import PURPOSES

_PER_PAGE = 30


@page(PUBLIC)
def file(caller: Anyone, request: HttpRequest, file_id: UUID, variant: str) -> HttpResponseBase:
    """The query decides who may see it: a public file opens to anybody, any other to those it is for."""
    return served(request, file_for(caller, file_id), variant)


@page(SIGNED_IN, methods=("GET", "POST"))
def portrait(caller: Individual, request: HttpRequest) -> HttpResponse:
    person = Person.objects.get(id=caller.person_id)
    context = {"image_id": person.portrait_id, "purpose": PURPOSES["portrait"], "heading": _("Your picture")}
    return _picture_page(caller, request, set_portrait, "media:portrait", "media/portrait.html", context)


@page(may(BRAND), methods=("GET", "POST"))
def logo(caller: Caller, request: HttpRequest) -> HttpResponse:
    organisation = Organisation.objects.get(id=caller.organisation_id)
    context = {"image_id": organisation.logo_id, "purpose": PURPOSES["logo"], "heading": _("Logo")}
    return _picture_page(caller, request, set_logo, "media:logo", "media/logo.html", context)


def _picture_page(
    caller: Any, request: HttpRequest, change: Any, back: str, template: str, context: dict[str, Any]
) -> HttpResponse:
    form = PictureForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and "remove" in request.POST:
        change(caller, None)
        messages.success(request, _("The picture is gone."))
        return redirect(back)
    if request.method == "POST" and form.is_valid():
        try:
            change(caller, form.cleaned_data["file"])
        except Invalid as refusal:
            form.add_error("file", str(refusal.message))
        else:
            messages.success(request, _("The new picture is in place."))
            return redirect(back)
    return render(request, template, {**context, "form": form}, status=422 if form.errors else 200)


@page(may(MANAGE))
def storage(caller: Caller, request: HttpRequest) -> HttpResponse:
    shown = "deleted" if request.GET.get("shown") == "deleted" else "live"
    rows = deleted_within(caller) if shown == "deleted" else files_within(caller)
    if after := after_of(request):
        rows = rows.filter(id__lt=after)
    found = list(rows.order_by("-id")[: _PER_PAGE + 1])
    used, allowed = storage_used(caller)
    context = {
        "files": [(file, not may_read_name(caller, file)) for file in found[:_PER_PAGE]],
        "next": found[_PER_PAGE - 1].id if len(found) > _PER_PAGE else None,
        "used": used,
        "allowed": allowed,
        "used_share": round(100 * used / allowed, 1) if allowed else 100,
        "shown": shown,
        "shown_live": shown == "live",
        "shown_deleted": shown == "deleted",
    }
    return render(request, "media/storage.html", context)


@page(may(MANAGE), methods=("POST",))
def storage_file(caller: Caller, request: HttpRequest, file_id: UUID) -> HttpResponse:
    if request.POST.get("state") == "restored":
        restore_file(caller, file_id)
        messages.success(request, _("The file is back."))
    else:
        delete_file(caller, file_id)
        messages.success(request, _("The file is deleted. It can be brought back for 30 days."))
    return redirect("media:storage")
