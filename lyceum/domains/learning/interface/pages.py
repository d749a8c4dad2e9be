"""The shelf of paths, and a path as its student sees it."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from lyceum.domains.learning.models import Path
from lyceum.domains.learning.permissions import may_change, may_study, may_teach
from lyceum.domains.learning.queries.asking import due_counts, due_now
from lyceum.domains.learning.queries.drawn import answers_by_week
from lyceum.domains.learning.queries.exchanges import own_exchanges
from lyceum.domains.learning.queries.forecast import forecasts
from lyceum.domains.learning.queries.path import path_for
from lyceum.domains.learning.queries.progress import next_due, share_of, standings
from lyceum.domains.learning.queries.shelf import studied_shelf, taught_shelf
from lyceum.domains.learning.queries.sittings import sittings_of
from lyceum.kernel.foundation.interface.doors import page
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.identifier import new_identifier
from lyceum.kernel.foundation.rules.policy import may

LATEST = 2  # exchanges, beside the path


@page(may("learning.open"))
def paths(caller: Caller, request: HttpRequest) -> HttpResponse:
    """What one studies, and what one teaches with."""
    studied = studied_shelf(caller) if may_study(caller) else []
    taught = taught_shelf(caller) if may_teach(caller) else []
    content = {"studied": studied, "taught": taught, "may_study": may_study(caller), "may_teach": may_teach(caller)}
    return render(request, "learning/path_list.html", content)


@page(may("learning.open"))
def path(caller: Caller, request: HttpRequest, path_id: UUID) -> HttpResponse:
    """A student's way through it; its teacher is led to where it is made."""
    found = path_for(caller, path_id)
    if may_change(caller, found):
        return redirect("learning:editor", path_id)
    return render(request, "learning/path.html", _of_student(caller, found))


def _of_student(caller: Caller, found: Path) -> dict[str, object]:
    steps = due_now(caller, found, standings(caller, found))
    due, new = due_counts(caller, [found])[found.id], sum(s.new for s in steps if s.is_open)
    return {
        "path": found,
        "steps": steps,
        "share": round(100 * share_of(steps)),
        "due": due,
        "new": new,
        "next_due": None if due or new else next_due(caller, found),
        "forecasts": forecasts(caller, found),
        "answers": answers_by_week(caller, found),
        "sittings": sittings_of(caller, found),
        "exchanges": own_exchanges(caller, found, LATEST),
        "has_documents": found.sources.exists(),
        "new_id": new_identifier(),
        "api": reverse("rest:api-root").rstrip("/"),
    }
