"""The first page: Lyceum's own for a visitor, the organisation's behind its name, *Today* for a member."""

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from lyceum.kernel.foundation.interface.doors import page
from lyceum.kernel.foundation.rules.caller import Anyone, Caller, Individual, Visitor
from lyceum.kernel.foundation.rules.policy import PUBLIC
from lyceum.kernel.identity.queries.offer import public_page
from lyceum.kernel.ui.queries.doorstep import only_organisation


@page(PUBLIC)
def landing(caller: Anyone, request: HttpRequest) -> HttpResponse:
    if isinstance(caller, Caller):
        return redirect("ui:today")
    organisation = request.organisation  # type: ignore[attr-defined]
    if organisation:
        if isinstance(caller, Visitor) and not organisation.is_public:
            return redirect_to_login(reverse("ui:today"))
        return render(request, "identity/organisation.html", {"public": public_page(caller, organisation)})
    if isinstance(caller, Individual):
        return redirect(_first_stop(caller))
    return render(request, "ui/landing.html")


def _first_stop(caller: Individual) -> str:
    slug = only_organisation(caller)
    return f"/{slug}{reverse('ui:today')}" if slug else reverse("identity:organisations")
