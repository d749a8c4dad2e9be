"""The organisations of this installation, for whoever runs it: found, looked at, suspended, let go on."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from lyceum.kernel.foundation.interface.doors import page
from lyceum.kernel.foundation.interface.paging import after_of
from lyceum.kernel.foundation.interface.rest import page_of
from lyceum.kernel.foundation.rules.caller import Individual
from lyceum.kernel.foundation.rules.policy import OPERATOR
from lyceum.kernel.identity.actions.suspension import restore_organisation, suspend_organisation
from lyceum.kernel.identity.models import Organisation
from lyceum.kernel.identity.queries.installation import STATES, organisation_counts, organisations_here, standing_of
from lyceum.kernel.identity.queries.offer import KIND_OFFERS
from lyceum.kernel.operations.interface.words import ORGANISATION_STATES

_PER_PAGE = 50


@page(OPERATOR)
def organisations(caller: Individual, request: HttpRequest) -> HttpResponse:
    state, words = request.GET.get("state", ""), request.GET.get("q", "")
    found = page_of(
        organisations_here(caller, state, words), after=after_of(request), limit=_PER_PAGE, show=_with_state
    )
    names: dict[str, Any] = {
        "organisations": found["items"],
        "next": found["next"],
        "choices": _choices(caller, state),
        "state": state,
        "words": words,
    }
    partial = request.headers.get("HX-Target") == "organisations"
    template = "operations/_organisations.html" if partial else "operations/organisation_list.html"
    return render(request, template, names)


@page(OPERATOR)
def organisation(caller: Individual, request: HttpRequest, organisation_id: UUID) -> HttpResponse:
    standing = standing_of(caller, organisation_id)
    _with_state(standing.organisation)
    return render(request, "operations/organisation.html", {"standing": standing, "found": standing.organisation})


@page(OPERATOR, methods=("POST",))
def suspension(caller: Individual, request: HttpRequest, organisation_id: UUID) -> HttpResponse:
    suspended = suspend_organisation(caller, organisation_id)
    messages.success(request, _("%(name)s is suspended.") % {"name": suspended.name})
    return redirect("operations:organisation", organisation_id)


@page(OPERATOR, methods=("POST",))
def restoration(caller: Individual, request: HttpRequest, organisation_id: UUID) -> HttpResponse:
    restored = restore_organisation(caller, organisation_id)
    messages.success(request, _("%(name)s goes on.") % {"name": restored.name})
    return redirect("operations:organisation", organisation_id)


def _with_state(found: Organisation) -> Organisation:
    """For the template: how its state and its kind are called."""
    found.state = ORGANISATION_STATES[found.shut or "open"]  # type: ignore[attr-defined]
    found.kind_label = KIND_OFFERS[found.kind].name  # type: ignore[attr-defined]
    return found


def _choices(caller: Individual, current: str) -> list[dict[str, Any]]:
    counts = organisation_counts(caller)
    everything = {"code": "", "label": _("All"), "count": sum(counts.values()), "is_current": current not in STATES}
    return [everything] + [
        {"code": code, "label": ORGANISATION_STATES[code].label, "count": counts[code], "is_current": code == current}
        for code in STATES
    ]
