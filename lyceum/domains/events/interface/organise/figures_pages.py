"""What events sell, drawn, with a table behind each drawing; and the same as files."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import slugify
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from lyceum.domains.events.demo.crowd import may_send_crowd, send_crowd
from lyceum.domains.events.interface.organise.event_pages import around
from lyceum.domains.events.interface.organise.keeping import told
from lyceum.domains.events.interface.organise.words import CHANNELS, FORECASTS, STATES
from lyceum.domains.events.models import Channel, Event
from lyceum.domains.events.queries.figures import (
    Funnel,
    by_channel,
    by_type,
    event_counted,
    events_counted,
    funnel_of,
    sums_of,
    taxes_of,
)
from lyceum.domains.events.queries.figures_drawn import SPANS, all_sales_chart, fan, sales_chart
from lyceum.domains.events.queries.figures_together import together
from lyceum.domains.events.queries.forecasting import forecast_of
from lyceum.domains.events.queries.organising import event_lines
from lyceum.domains.events.queries.sheets import SHEETS, sheet_of
from lyceum.kernel.foundation.interface.doors import page
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.policy import MEMBER
from lyceum.kernel.foundation.rules.sheet import csv_of, delimiter_for
from lyceum.kernel.identity.queries.organisation import organisation_of
from lyceum.kernel.reporting.queries.workbook import XLSX, workbook


@dataclass(frozen=True, slots=True)
class Step:
    """Of the funnel: ``part`` of the first, ``kept`` of the one before, in hundredths."""

    name: str
    number: int
    part: int
    kept: int | None


@page(MEMBER)
def figures(caller: Caller, request: HttpRequest, event_id: UUID) -> HttpResponse:
    """``over``: hours or days. Asked by htmx, it gives the changing part alone."""
    event = event_counted(caller, event_id)
    over = request.GET.get("over", "days")
    content = around(caller, event, "figures") | _shown(caller, event, over if over in SPANS else "days")
    is_part = request.headers.get("HX-Request") == "true"
    template = "events/organise/_figures.html" if is_part else "events/organise/figures.html"
    return render(request, template, content)


@page(MEMBER)
def all_figures(caller: Caller, request: HttpRequest) -> HttpResponse:
    events = events_counted(caller)
    found = together(caller, events)
    chart = all_sales_chart(caller, [one.line.event.id for one in found.lines], organisation_of(caller).time_zone)
    content = {"found": found, "chart": chart, "states": STATES}
    return render(request, "events/organise/all_figures.html", content)


@page(MEMBER)
def sheet(caller: Caller, request: HttpRequest, event_id: UUID, what: str, ending: str) -> HttpResponse:
    """Orders, attendees, answers, check-ins, VAT: as a spreadsheet takes them."""
    found = sheet_of(caller, event_id, what)
    if ending == "xlsx":
        answer = HttpResponse(workbook(found.title, found.head, found.rows), content_type=XLSX)
    elif ending == "csv":
        written = csv_of(found.head, found.rows, delimiter=delimiter_for(get_language() or ""))
        answer = HttpResponse(written, content_type="text/csv")
    else:
        raise Http404
    answer["Content-Disposition"] = f'attachment; filename="{slugify(found.title)[:80] or what}.{ending}"'
    return answer


@page(MEMBER, methods=("POST",))
def crowd(caller: Caller, request: HttpRequest, event_id: UUID) -> HttpResponse:
    """In the demo: made-up buyers come."""
    told(request, lambda: send_crowd(caller, event_id), _("A crowd is on its way: watch the figures."))
    return redirect("events:figures", event_id)


def _steps(found: Funnel) -> list[Step]:
    names = [_("Views of its page"), _("Places taken"), _("Name given"), _("Paid")]
    steps: list[Step] = []
    for name, number in zip(names, found.steps, strict=True):
        most, before = max(found.steps[0], 1), found.steps[len(steps) - 1] if steps else 0
        steps.append(Step(name, number, min(100, round(100 * number / most)), _kept(number, before)))
    return steps


def _kept(number: int, before: int) -> int | None:
    return min(100, round(100 * number / before)) if before else None


def _shown(caller: Caller, event: Event, over: str) -> dict[str, Any]:
    line = event_lines(caller, [event])[0]
    said = forecast_of(caller, event, line.places)
    sums = sums_of(caller, event)
    return {
        "line": line,
        "topic": f"shop:{event.organisation_id}:event:{event.id}:availability",
        "sums": sums,
        "over": over,
        "spans": SPANS.items(),
        "chart": sales_chart(caller, event, over),
        "forecast": said,
        "forecast_words": FORECASTS[said.basis],
        "fan": fan(caller, event, said),
        "types": by_type(caller, event),
        "channels": [(CHANNELS[Channel(one.name)], one) for one in by_channel(caller, event)],
        "funnel": _steps(funnel_of(caller, event)),
        "taxes": taxes_of(caller, event),
        "sheets": SHEETS.items(),
        "may_send_crowd": may_send_crowd(caller, event),
    }
