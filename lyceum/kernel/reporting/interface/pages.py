"""A report on the screen, on paper and as a spreadsheet; and what everybody may see."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import slugify
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from lyceum.kernel.foundation.interface.doors import page
from lyceum.kernel.foundation.rules.caller import Anyone, Caller
from lyceum.kernel.foundation.rules.policy import MEMBER, PUBLIC, may
from lyceum.kernel.foundation.rules.sheet import csv_of, delimiter_for
from lyceum.kernel.identity.queries.group import groups_for
from lyceum.kernel.reporting.actions.publishing import publish_figures
from lyceum.kernel.reporting.interface.asked import asked_in
from lyceum.kernel.reporting.permissions import may_publish
from lyceum.kernel.reporting.queries.comparison import comparison
from lyceum.kernel.reporting.queries.public import public_charts, publishable, published_codes
from lyceum.kernel.reporting.queries.report import report as report_for
from lyceum.kernel.reporting.queries.table import table_of
from lyceum.kernel.reporting.queries.words import SPANS
from lyceum.kernel.reporting.queries.workbook import XLSX, workbook


@page(MEMBER)
def report(caller: Caller, request: HttpRequest) -> HttpResponse:
    return render(request, "reporting/report.html", _content(caller, request))


@page(MEMBER)
def paper(caller: Caller, request: HttpRequest) -> HttpResponse:
    """The same with every table open, and nothing around it."""
    return render(request, "reporting/paper.html", _content(caller, request))


@page(MEMBER)
def table(caller: Caller, request: HttpRequest, ending: str) -> HttpResponse:
    """``?chart=…``: the table of one; otherwise of all."""
    found = table_of(caller, asked_in(request.GET), request.GET.get("chart", ""))
    if ending == "xlsx":
        answer = HttpResponse(workbook(found.title, found.head, found.rows), content_type=XLSX)
    elif ending == "csv":
        delimiter = delimiter_for(get_language() or "")
        answer = HttpResponse(csv_of(found.head, found.rows, delimiter=delimiter), content_type="text/csv")
    else:
        raise Http404
    answer["Content-Disposition"] = f'attachment; filename="{slugify(found.title)[:80]}.{ending}"'
    return answer


@page(may("reporting.publish"), methods=("GET", "POST"))
def publication(caller: Caller, request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        publish_figures(caller, request.POST.getlist("codes"))
        messages.success(request, _("Saved."))
        return redirect("reporting:publication")
    shown = {"indicators": publishable(), "codes": published_codes(caller)}
    return render(request, "reporting/publication.html", shown)


@page(PUBLIC)
def figures(caller: Anyone, request: HttpRequest) -> HttpResponse:
    """Of an organisation that has chosen to show some."""
    charts = public_charts(caller)
    if not charts:
        raise Http404
    return render(request, "reporting/figures.html", {"charts": charts})


def _content(caller: Caller, request: HttpRequest) -> dict[str, Any]:
    asked = asked_in(request.GET)
    found = report_for(caller, asked)
    wanted = {"of": found.view.of, "group": str(asked.group_id or "")}
    kept = {name: value for name, value in wanted.items() if value}
    return {
        "report": found,
        "compared": comparison(caller, found) if found.view.is_whole and not found.view.group else None,
        "groups": groups_for(caller) if found.view.is_whole else [],
        "spans": [(span.value, title, urlencode(kept | {"over": span.value})) for span, title in SPANS.items()],
        "query": urlencode(kept | {"over": found.span.value}),
        "may_publish": may_publish(caller),
        "may_read_trail": caller.may("privacy.audit"),
    }
