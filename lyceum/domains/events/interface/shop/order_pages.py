"""An order behind its secret link, from the choice to the tickets: one address all along, so that none is lost."""

from dataclasses import replace
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from lyceum.domains.events.actions.asking_payment import pay_order
from lyceum.domains.events.actions.claiming import claim_order
from lyceum.domains.events.actions.placing import place_order
from lyceum.domains.events.actions.releasing import drop_hold
from lyceum.domains.events.interface.shop.checkout_form import CheckoutForm
from lyceum.domains.events.interface.shop.file_pages import sent
from lyceum.domains.events.interface.shop.framing import framed, refuse_other_sites
from lyceum.domains.events.interface.shop.ics import TYPE, calendar_file
from lyceum.domains.events.interface.shop.order_front import methods_for, order_front, standing_of
from lyceum.domains.events.interface.shop.payment_front import payment_front
from lyceum.domains.events.interface.shop.sheets import sheet_of, tickets_of
from lyceum.domains.events.interface.shop.ticket_front import path_of
from lyceum.domains.events.interface.shop.ticket_pages import paper_asked
from lyceum.domains.events.models import Order, OrderState
from lyceum.domains.events.ports import printer
from lyceum.domains.events.queries.naming import may_fill_in, open_of
from lyceum.domains.events.queries.shop import hosts_of, lines_of, order_behind, questions_of
from lyceum.kernel.foundation.interface.doors import page
from lyceum.kernel.foundation.rules.caller import Anyone, Individual
from lyceum.kernel.foundation.rules.policy import PUBLIC, SIGNED_IN
from lyceum.kernel.foundation.rules.refusal import NotFound, Refusal


@csrf_exempt  # see framing: a token would need a cookie
@page(PUBLIC, methods=("GET", "POST"))
def order(caller: Anyone, request: HttpRequest, code: str, secret: str, embedded: bool = False) -> HttpResponseBase:
    found = order_behind(caller, code, secret)
    with translation.override(found.language):
        counter = Counter(replace(caller, language=found.language), request, found, embedded)
        answer = counter.placed() if request.method == "POST" else counter.page()
    answer["Cache-Control"] = "private, no-store"
    return framed(answer, hosts_of(caller)) if embedded else answer


class Counter:
    """One request at an order's address, in the language in which it was begun."""

    def __init__(self, caller: Anyone, request: HttpRequest, order: Order, embedded: bool = False) -> None:
        self.caller, self.request, self.order, self.embedded = caller, request, order, embedded
        self.lines = lines_of(caller, order)
        self.is_open = standing_of(order, timezone.now()) == OrderState.HELD

    def page(self, form: CheckoutForm | None = None, refused: Any = "", status: int = 200) -> HttpResponse:
        person_id = self.caller.person_id if isinstance(self.caller, Individual) else None
        left = open_of(self.caller, self.order) if may_fill_in(self.order, timezone.now()) else None
        shown = order_front(self.order, self.lines, person_id, self.order.language, left)
        if form is None and self.is_open:
            form = self.form(None)
        payment = payment_front(self.order) if shown.state == OrderState.PLACED else None
        context = {
            "shown": shown, "form": form, "payment": payment, "refused": refused, "embedded": self.embedded,
        }  # fmt: skip
        return render(self.request, "events/order.html", context, status=status)

    def form(self, given: Any) -> CheckoutForm:
        known = {"email": self.order.email, "name": self.order.name}
        if isinstance(self.caller, Individual) and not given:
            person: Any = self.request.user
            known = {"email": person.email, "name": str(person)}
        questions = questions_of(self.caller, self.order.event_id)
        methods = methods_for(self.order)
        known["method"] = methods[0].code if methods else ""
        return CheckoutForm(
            given, order=self.order, lines=self.lines, questions=questions, methods=methods, initial=known
        )

    def placed(self) -> HttpResponseBase:
        refuse_other_sites(self.request)
        form = self.form(self.request.POST)
        if self.is_open and not form.is_valid():
            return self.page(form, status=422)
        try:
            if self.is_open:
                place_order(self.caller, self.order.id, self.order.secret, form.placing(path_of(self.order)))
            return self.paid()
        except Refusal as refusal:
            self.order.refresh_from_db()
            return self.page(form, refusal.message, refusal.status)

    def paid(self) -> HttpResponseBase:
        """On to where one pays; or back to the order, which says how it stands. The way there leads out of a frame."""
        step = pay_order(self.caller, self.order.id, self.order.secret, return_url=path_of(self.order))
        return HttpResponseRedirect(step.url if step.kind == "go" else path_of(self.order))


@csrf_exempt  # see framing: a token would need a cookie
@page(PUBLIC, methods=("POST",))
def payment(caller: Anyone, request: HttpRequest, code: str, secret: str) -> HttpResponseBase:
    """To pay again, or to go on with what was left."""
    refuse_other_sites(request)
    found = order_behind(caller, code, secret)
    with translation.override(found.language):
        counter = Counter(replace(caller, language=found.language), request, found)
        try:
            return counter.paid()
        except Refusal as refusal:
            return counter.page(refused=refusal.message, status=refusal.status)


@csrf_exempt  # see framing: a token would need a cookie
@page(PUBLIC, methods=("POST",))
def cancellation(caller: Anyone, request: HttpRequest, code: str, secret: str) -> HttpResponse:
    """Of an order that is not paid: its places are free at once, and one may choose anew."""
    refuse_other_sites(request)
    found = drop_hold(caller, order_behind(caller, code, secret).id, secret)
    return redirect("events:event", found.event.slug)


@page(PUBLIC)
def standing(caller: Anyone, request: HttpRequest, code: str, secret: str) -> JsonResponse:
    """What a page that waits asks again and again."""
    found = order_behind(caller, code, secret)
    answer = JsonResponse({"state": payment_front(found).standing})
    answer["Cache-Control"] = "private, no-store"
    return answer


@page(PUBLIC)
def order_paper(caller: Anyone, request: HttpRequest, code: str, secret: str) -> HttpResponse:
    found = order_behind(caller, code, secret)
    with translation.override(found.language):
        sheets = [sheet_of(ticket, found.language) for ticket in tickets_of(found)]
    if not sheets:
        raise NotFound(_("There are no tickets in this order."))
    return sent(printer().printed(sheets, paper_asked(request)), "application/pdf", f"{found.code}.pdf")


@page(PUBLIC)
def order_file(caller: Anyone, request: HttpRequest, code: str, secret: str) -> HttpResponse:
    found = order_behind(caller, code, secret)
    with translation.override(found.language):
        return sent(calendar_file([found.event], link=settings.SITE_URL + path_of(found)), TYPE, f"{found.code}.ics")


@csrf_exempt  # see framing: a token would need a cookie
@page(SIGNED_IN, methods=("POST",))
def owner(caller: Individual, request: HttpRequest, code: str, secret: str) -> HttpResponse:
    """Whoever is signed in keeps it in their wallet."""
    refuse_other_sites(request)
    claim_order(caller, code, secret)
    messages.success(request, _("It is in your wallet now."))
    return redirect("events:order", code, secret)
