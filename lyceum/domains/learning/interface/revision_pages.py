"""A student's sitting: begun by a button, answered on a page that works offline once it is open."""

from dataclasses import asdict
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import get_script_prefix, reverse

from lyceum.domains.learning.actions.revision import begin_revision
from lyceum.domains.learning.models import Revision
from lyceum.domains.learning.queries.asking import asked_in
from lyceum.domains.learning.queries.path import studied_path
from lyceum.domains.learning.queries.shown import asked_shown
from lyceum.kernel.foundation.interface.doors import page
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.identifier import new_identifier
from lyceum.kernel.foundation.rules.policy import may
from lyceum.kernel.foundation.rules.refusal import Conflict

STUDIES = may("learning.study")


@page(STUDIES, methods=("POST",))
def beginning(caller: Caller, request: HttpRequest, path_id: UUID) -> HttpResponse:
    """The "Commencer" of a step, or of all that is due on the path."""
    try:
        step_id = UUID(request.POST["step"]) if request.POST.get("step") else None
        revision, _asked = begin_revision(caller, new_identifier(), path_id, step_id)
    except Conflict as refusal:
        messages.info(request, refusal.message)
        return redirect("learning:path", path_id)
    except ValueError as fault:
        raise Http404 from fault
    return redirect("learning:revision", revision.id)


@page(STUDIES)
def revision(caller: Caller, request: HttpRequest, revision_id: UUID) -> HttpResponse:
    """Kept by the browser, so that it opens without a network, too."""
    found = Revision.objects.within(caller).own(caller).filter(id=revision_id).select_related("step").first()
    if found is None or found.ended_at:
        return redirect("learning:path", found.path_id) if found else redirect("learning:paths")
    path = studied_path(caller, found.path_id)
    asked = [asdict(one) for one in asked_shown(caller, asked_in(caller, path, found.step))]
    content = {
        "revision": found,
        "path": path,
        "asked": asked,
        "api": reverse("rest:api-root").rstrip("/"),
        "documents": f"{get_script_prefix()}documents/",
    }
    answer = render(request, "learning/revision.html", content)
    answer["X-Keep-Offline"] = "1"
    return answer
