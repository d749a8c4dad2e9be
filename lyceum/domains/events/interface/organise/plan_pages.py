"""Plans of rooms: the list, one being drawn, its drawing while fields change."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from lyceum.domains.events.actions.seat_plan import MOST_SECTIONS, keep_plan, plan_to_change, remove_plan
from lyceum.domains.events.interface.organise.keeping import shown, told
from lyceum.domains.events.interface.organise.plan_forms import PlanForm, SectionForm, new_section, plan_begun
from lyceum.domains.events.interface.seat_views import PlanView, drawing_view
from lyceum.domains.events.models import SeatPlan, SectionKind
from lyceum.domains.events.queries.hall import HallSection
from lyceum.domains.events.queries.organising import places_of
from lyceum.domains.events.queries.seat_plans import plans_of
from lyceum.domains.events.rules.seat_drawing import ROW, drawn, faults
from lyceum.kernel.foundation.interface.doors import page
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.identifier import new_identifier
from lyceum.kernel.foundation.rules.policy import may
from lyceum.kernel.foundation.rules.refusal import Conflict, Invalid

ORGANISES = may("events.edit")


@page(ORGANISES)
def plans(caller: Caller, request: HttpRequest) -> HttpResponse:
    return render(request, "events/organise/plans.html", {"plans": plans_of(caller)})


@page(ORGANISES, methods=("GET", "POST"))
def new_plan(caller: Caller, request: HttpRequest) -> HttpResponse:
    begun = {"id": new_identifier(), "edition": 0, "stage": _("Stage"), "stage_width": 240, "best": 120}
    return _drawing_board(caller, request, begun | {"sections": [new_section(SectionKind.ROWS, 1, 40)]}, None)


@page(ORGANISES, methods=("GET", "POST"))
def plan(caller: Caller, request: HttpRequest, plan_id: UUID) -> HttpResponse:
    found = plan_to_change(caller, plan_id)
    return _drawing_board(caller, request, plan_begun(found), found)


@page(ORGANISES, methods=("POST",))
def plan_removal(caller: Caller, request: HttpRequest, plan_id: UUID) -> HttpResponse:
    if told(request, lambda: remove_plan(caller, plan_id), _("Removed.")):
        return redirect("events:plans")
    return redirect("events:plan", plan_id)


@page(ORGANISES, methods=("POST",))
def plan_drawing(caller: Caller, request: HttpRequest) -> HttpResponse:
    """What these fields draw; nothing is kept."""
    form = PlanForm([], request.POST)
    form.is_valid()
    return render(request, "events/organise/_drawing.html", {"plan": _drawn(form), "form": form})


def _drawing_board(caller: Caller, request: HttpRequest, begun: dict[str, Any], found: SeatPlan | None) -> HttpResponse:
    places = list(places_of(caller)[:200])
    form = PlanForm(places, request.POST or None, initial=begun)
    if request.method == "POST":
        if "add" in request.POST or "remove" in request.POST:
            form = PlanForm(places, _with_sections(request.POST))
            form.is_valid()
            return _board(request, form, found, status=200)
        if form.is_valid() and _kept(caller, form, found):
            return redirect("events:plan", found.id if found else form.cleaned_data["id"])
    return _board(request, form, found, status=422 if form.is_bound else 200)


def _kept(caller: Caller, form: PlanForm, found: SeatPlan | None) -> bool:
    asked = form.cleaned_data
    try:
        keep_plan(caller, found.id if found else asked["id"], form.text, asked["edition"] if found else None)
    except (Conflict, Invalid) as refusal:
        form.add_refusal(refusal.fields or {"": [refusal.message]})
        return False
    return True


def _board(request: HttpRequest, form: PlanForm, found: SeatPlan | None, status: int) -> HttpResponse:
    answer = shown(request, "events/organise/plan.html", form, {"found": found, "plan": _drawn(form)})
    answer.status_code = status
    return answer


def _with_sections(sent: QueryDict) -> QueryDict:
    """What was sent, with one section more or less. Their numbers need not follow one another."""
    changed = sent.copy()
    remove = sent.get("remove", "")
    for name in [name for name in changed if remove and name.startswith(f"{remove}-")]:
        del changed[name]
    if (kind := sent.get("add", "")) in SectionKind.values:
        numbers = [at for at in range(MOST_SECTIONS) if f"s{at}-id" in changed]
        free = next((at for at in range(MOST_SECTIONS) if at not in numbers), None)
        if free is not None:
            fields = new_section(kind, len(numbers) + 1, _behind(PlanForm([], changed)))
            for name, value in fields.items():
                changed[f"s{free}-{name}"] = f"{value}" if value is not False else ""
    return changed


def _behind(form: PlanForm) -> int:
    form.is_valid()
    reach = [seat.y for one in form.sections if one.is_valid() for seat in drawn(one.text.shape).seats]
    return round(max(reach, default=0) + 2 * ROW)


def _drawn(form: PlanForm) -> PlanView:
    """Of the sections that can be drawn as they stand."""
    known = [(one, _section(one)) for one in form.sections]
    sections = [(section, form_.prefix or "") for form_, section in known if section is not None]
    width = form["stage_width"].value()
    stage_width = float(width) if str(width).isdigit() else 240.0
    return drawing_view(sections, str(form["stage"].value() or ""), min(stage_width, 2000.0))


def _section(form: SectionForm) -> HallSection | None:
    if not form.is_bound:
        form = SectionForm({f"{form.prefix}-{name}": value for name, value in form.initial.items()}, prefix=form.prefix)
    if not form.is_valid() or faults(form.text.shape):
        return None
    text = form.text
    return HallSection(text.id, text.name, text.shape.kind, text.shape, drawn(text.shape))
