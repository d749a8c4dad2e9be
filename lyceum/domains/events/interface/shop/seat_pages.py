"""The room, seat by seat: chosen on a plan or in a list, by hand or by us."""

from collections.abc import Mapping
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from lyceum.domains.events.interface.seat_views import TONES, Look, PlanView, plan_view
from lyceum.domains.events.interface.shop.event_pages import Shown, language_of, seen
from lyceum.domains.events.interface.shop.framing import framed, refuse_other_sites
from lyceum.domains.events.interface.shop.front import Asked, Front, front_of
from lyceum.domains.events.interface.shop.offers import Offer
from lyceum.domains.events.queries.hall import Hall, HallSeat, hall_of, taken_seats
from lyceum.domains.events.queries.shop import hosts_of
from lyceum.domains.events.rules.asking import seats_in
from lyceum.domains.events.rules.seating import LARGEST_PARTY
from lyceum.kernel.foundation.interface.doors import page
from lyceum.kernel.foundation.rules.caller import Anyone
from lyceum.kernel.foundation.rules.policy import PUBLIC
from lyceum.kernel.foundation.rules.refusal import NotFound


@csrf_exempt  # as the event's own page
@page(PUBLIC, methods=("GET", "POST"))
def seats(caller: Anyone, request: HttpRequest, slug: str, embedded: bool = False) -> HttpResponseBase:
    with translation.override(language_of(request)):
        shown = _Seats(caller, request, slug, embedded)
        answer = shown.chosen() if request.method == "POST" else shown.page()
    answer["Cache-Control"] = "no-store"
    return framed(answer, hosts_of(caller)) if embedded else answer


@page(PUBLIC)
def free_seats(caller: Anyone, request: HttpRequest, slug: str) -> HttpResponse:
    """``taken``: by their place in the list. ``party`` and ``of``: the best for so many, as that ticket or any."""
    glance, _catalogue = seen(caller, slug)
    hall = _hall(caller, glance.event_id, glance.edition)
    taken = taken_seats(caller, glance.event_id)
    at = {seat.id: number for number, seat in enumerate(hall.seats)}
    best = _best(hall, taken, request.GET)
    said = {"edition": str(glance.edition), "taken": sorted(at[one] for one in taken if one in at)}
    answer = JsonResponse(said | {"best": [at[one] for one in best]})
    answer["Cache-Control"] = "no-cache"
    return answer


class _Seats(Shown):
    """The same request as for the event's page, with the room beside it."""

    def page(self) -> HttpResponseBase:
        return self._drawn(self._asked(self.request.GET))

    def chosen(self) -> HttpResponseBase:
        refuse_other_sites(self.request)
        if "best" not in self.request.POST:
            return super().chosen()
        form = {name: str(value) for name, value in self.request.POST.items()}
        hall, taken = self._room()
        found = _best(hall, taken, form)
        kept = {name: value for name, value in form.items() if not name.startswith("seat-")}
        refused = "" if found else _("There are not so many seats left.")
        return self._drawn(self._asked(kept), refused=refused, seats=set(found))

    def _room(self) -> tuple[Hall, set[UUID]]:
        hall = _hall(self.caller, self.glance.event_id, self.glance.edition)
        return hall, taken_seats(self.caller, self.glance.event_id)

    def _drawn(
        self, asked: Asked, refused: object = "", status: int = 200, seats: set[UUID] | None = None
    ) -> HttpResponse:
        hall, taken = self._room()
        prefix = "embedded_" if self.embedded else ""
        front = front_of(self.catalogue, self.glance, self.stands, self.caller.language, asked, prefix)
        seated = [one for one in front.offers if not one.is_addon and _is_seated(hall, one)]
        chosen = set(seats_in(asked.values)) if seats is None else seats
        context = {
            "front": front,
            "embedded": self.embedded,
            "refused": refused,
            "voucher": asked.values.get("voucher", ""),
            "plan": _plan(hall, front, seated, taken, chosen - taken),
            "seated": [(one, number % TONES + 1) for number, one in enumerate(seated)],
            "others": [one for one in front.offers if one not in seated and one.is_open],
            "party": asked.values.get("party", "2"),
            "of": asked.values.get("of", ""),
            "largest": min(LARGEST_PARTY, self.catalogue.event.max_per_order),
            "messages": [],
        }
        return render(self.request, "events/seats.html", context, status=status)


def _hall(caller: Anyone, event_id: UUID, edition: int) -> Hall:
    hall = hall_of(caller, event_id, edition)
    if hall is None:
        raise NotFound(_("There are no seats to choose here."))
    return hall


def _is_seated(hall: Hall, offer: Offer) -> bool:
    return any(seat.is_for(offer.id) for seat in hall.seats)


def _plan(hall: Hall, front: Front, seated: list[Offer], taken: set[UUID], chosen: set[UUID]) -> PlanView:
    tones = {one.id: number % TONES + 1 for number, one in enumerate(seated)}
    is_open = [one for one in seated if one.is_open]

    def look(seat: HallSeat) -> Look:
        may = [one for one in is_open if seat.is_for(one.id)]
        tone = tones.get(seat.type_id, 0) if seat.type_id else tones.get(may[0].id, 0) if may else 0
        if seat.id in taken:
            return Look("taken", tone, more=_("taken"))
        if not may:
            return Look("out", more=_("not on sale"))
        values = " ".join(str(one.id) for one in may)
        return Look("free", tone, str(may[0].id), values, f"{may[0].name}, {may[0].price_shown}")

    return plan_view(hall, look, chosen)


def _best(hall: Hall, taken: set[UUID], form: Mapping[str, str]) -> list[UUID]:
    party, of = form.get("party", ""), form.get("of", "")
    if not (party.isascii() and party.isdigit() and len(party) < 4):
        return []
    try:
        type_id = UUID(of) if of else None
    except ValueError:
        return []
    return hall.best_for(type_id, int(party), taken)
