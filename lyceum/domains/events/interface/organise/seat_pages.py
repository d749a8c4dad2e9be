"""The seats of one event: on which plan, sold as what, kept back."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lyceum.domains.events.actions.seating import SoldAs, allow_lone_seats, sell_seats, use_plan
from lyceum.domains.events.interface.organise.event_pages import around
from lyceum.domains.events.interface.organise.keeping import back, told
from lyceum.domains.events.interface.seat_views import TONES, Look, plan_view
from lyceum.domains.events.models import Event, TicketKind, TicketType
from lyceum.domains.events.queries.hall import Hall, HallSeat, hall_of, taken_seats
from lyceum.domains.events.queries.managed import managed_event
from lyceum.domains.events.queries.seat_plans import plans_of
from lyceum.kernel.foundation.interface.doors import page
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.policy import MEMBER
from lyceum.kernel.foundation.rules.refusal import Conflict, Invalid


@page(MEMBER, methods=("GET", "POST"))
def event_seats(caller: Caller, request: HttpRequest, event_id: UUID) -> HttpResponse:
    event = managed_event(caller, event_id)
    hall = hall_of(caller, event.id, event.offer_edition)
    if request.method == "POST":
        if "plan_id" in request.POST:
            told(request, lambda: use_plan(caller, event.id, _id(request.POST["plan_id"])), _("The plan is chosen."))
        elif "lone" in request.POST:
            told(request, lambda: allow_lone_seats(caller, event.id, request.POST["lone"] == "yes"), _("Saved."))
        elif hall is not None:
            _sell(caller, request, event, hall)
        return back("event_seats", event_id)
    types = _types(event)
    content: dict[str, object] = {"plans": plans_of(caller), "types": types}
    if hall is not None:
        taken = taken_seats(caller, event.id)
        content |= {
            "plan": plan_view(hall, _look(types, taken)),
            "counts": _counts(hall, types, taken),
            "sections": [one for one in hall.sections if one.kind != "free"],
            "kept_back": sum(seat.is_blocked for seat in hall.seats),
        }
    return render(request, "events/organise/seats.html", {**around(caller, event, "seats"), **content})


def _sell(caller: Caller, request: HttpRequest, event: Event, hall: Hall) -> None:
    sold_as, chosen = request.POST.get("sold_as", ""), _chosen(request.POST, hall)
    if not chosen:
        messages.error(request, _("Choose some seats first."))
        return
    try:
        as_what = SoldAs(is_kept_back=True) if sold_as == "back" else SoldAs(None if sold_as == "any" else _id(sold_as))
        number = sell_seats(caller, event.id, chosen, as_what)
    except (Conflict, Invalid) as refusal:
        messages.error(request, str(refusal.message))
        return
    said = ngettext("%(n)s seat is changed.", "%(n)s seats are changed.", number) % {"n": number}
    if left := len(chosen) - number:
        said += " " + ngettext(
            "%(n)s that somebody has stays as it was sold.", "%(n)s that people have stay as they were sold.", left
        ) % {"n": left}
    messages.success(request, said)


def _chosen(sent: QueryDict, hall: Hall) -> list[UUID]:
    """``scope``: chosen, all, or the id of a section."""
    scope = sent.get("scope", "chosen")
    if scope == "chosen":
        return [seat.id for seat in hall.seats if f"seat-{seat.id}" in sent]
    return [seat.id for seat in hall.seats if scope in ("all", f"{seat.section_id}")]


def _types(event: Event) -> list[tuple[TicketType, int]]:
    rows = event.ticket_types.filter(kind=TicketKind.TICKET).order_by("position", "id")
    return [(one, number % TONES + 1) for number, one in enumerate(rows)]


def _look(types: list[tuple[TicketType, int]], taken: set[UUID]) -> Callable[[HallSeat], Look]:
    tones = {one.id: (tone, one.name) for one, tone in types}

    def look(seat: HallSeat) -> Look:
        tone, name = tones.get(seat.type_id, (0, _("any ticket"))) if seat.type_id else (0, _("any ticket"))
        if seat.id in taken:
            return Look("taken", tone, more=_("%(ticket)s, somebody has it") % {"ticket": name})
        if seat.is_blocked:
            return Look("kept", tone, more=_("kept back"))
        return Look("free", tone, more=name)

    return look


def _counts(hall: Hall, types: list[tuple[TicketType, int]], taken: set[UUID]) -> list[tuple[str, int, int, int]]:
    """Name, tone, seats, of which somebody has."""
    rows: list[tuple[UUID | None, str, int]] = [(one.id, one.name, tone) for one, tone in types]
    counted = []
    for type_id, name, tone in [*rows, (None, _("Any ticket"), 0)]:
        seats = [seat for seat in hall.seats if seat.type_id == type_id and not seat.is_blocked]
        if seats:
            counted.append((name, tone, len(seats), sum(seat.id in taken for seat in seats)))
    return counted


def _id(text: str) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError as fault:
        raise Invalid(_("There is no such ticket at this event.")) from fault
