"""Somebody's account, for whoever runs the installation: found by its address, suspended, let back in."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from lyceum.kernel.foundation.interface.doors import page
from lyceum.kernel.foundation.rules.caller import Individual
from lyceum.kernel.foundation.rules.policy import OPERATOR
from lyceum.kernel.foundation.rules.refusal import Conflict, NotFound
from lyceum.kernel.identity.actions.account import restore_person, suspend_person
from lyceum.kernel.identity.queries.installation import person_at, person_here


@page(OPERATOR)
def people(caller: Individual, request: HttpRequest) -> HttpResponse:
    email = request.GET.get("email", "").strip()
    content: dict[str, object] = {"email": email}
    try:
        content["found"] = person_at(caller, email) if email else None
    except NotFound:
        content["nobody"] = True
    return render(request, "operations/people.html", content)


@page(OPERATOR, methods=("POST",))
def person_suspension(caller: Individual, request: HttpRequest, person_id: UUID) -> HttpResponse:
    found = person_here(caller, person_id)
    try:
        if found.state == "active":
            suspend_person(caller, person_id)
        else:
            restore_person(caller, person_id)
    except Conflict as refusal:
        messages.error(request, refusal.message)
    else:
        done = _("%(name)s is suspended.") if found.state == "active" else _("%(name)s may come back.")
        messages.success(request, done % {"name": found.name or found.email})
    return redirect(f"{reverse('operations:people')}?{urlencode({'email': found.email})}")
