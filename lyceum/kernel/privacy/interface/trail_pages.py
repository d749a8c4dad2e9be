"""The organisation's audit trail: to read, to filter, to take away, to prove."""

import csv
from io import StringIO
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from lyceum.kernel.foundation.interface.doors import page
from lyceum.kernel.foundation.limits import spend
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.policy import may
from lyceum.kernel.privacy.actions.taking import take_trail
from lyceum.kernel.privacy.interface.forms import TrailForm
from lyceum.kernel.privacy.permissions import AUDIT
from lyceum.kernel.privacy.queries.proof import last_seal, verify_trail
from lyceum.kernel.privacy.queries.trail import TrailRow, Wish, trail_of

_HEAD = ["at", "who", "kind", "what", "details", "network", "client", "request", "id"]
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@page(may(AUDIT))
def trail(caller: Caller, request: HttpRequest) -> HttpResponse:
    form = TrailForm(caller, request.GET)
    wish = _wish(form)
    rows, following = trail_of(caller, wish)
    asked = {name: value for name, value in request.GET.items() if name != "after" and value}
    context = {
        "form": form,
        "rows": rows,
        "next": following and f"?{urlencode({**asked, 'after': following})}",
        "query": urlencode(asked),
        "is_filtered": bool(asked),
        "seal": last_seal(caller.organisation_id),
    }
    return render(request, "privacy/trail.html", context)


@page(may(AUDIT))
def trail_table(caller: Caller, request: HttpRequest) -> HttpResponse:
    """For spreadsheets: cells that would be run as a formula are made plain."""
    rows = take_trail(caller, _wish(TrailForm(caller, request.GET)))
    table = StringIO()
    writer = csv.writer(table)
    writer.writerow(_HEAD)
    writer.writerows([[_harmless(cell) for cell in _cells(row)] for row in rows])
    answer = HttpResponse("\ufeff" + table.getvalue(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="audit-{timezone.localdate().isoformat()}.csv"'
    return answer


@page(may(AUDIT))
def proof(caller: Caller, request: HttpRequest) -> HttpResponse:
    spend("privacy.proof", str(caller.organisation_id), capacity=20, per_seconds=3600)
    return render(request, "privacy/_proof.html", {"proof": verify_trail(caller.organisation_id)})


def _wish(form: TrailForm) -> Wish:
    """What cannot be read is not asked for."""
    form.is_valid()
    given: dict[str, Any] = {name: value for name, value in form.cleaned_data.items() if value}
    return Wish(**given)


def _cells(row: TrailRow) -> list[str]:
    details = "; ".join(f"{key}: {value}" for key, value in row.details.items())
    who = row.actor or (row.actor_id.hex if row.actor_id else "")
    return [
        row.at.isoformat(),
        who,
        row.kind,
        str(row.label),
        details,
        row.network,
        row.client,
        row.request_id,
        str(row.id),
    ]


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
