"""Tickets are given back by the rules that were shown before they were bought; what comes back is said beforehand."""

from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.csrf import csrf_exempt

from lyceum.domains.events.actions.cancelling import TakingBack, refund_own_order
from lyceum.domains.events.interface.shop.framing import refuse_other_sites
from lyceum.domains.events.interface.shop.ticket_front import path_of
from lyceum.domains.events.models import Order, OrderLine, OrderState, TicketKind
from lyceum.domains.events.queries.shop import lines_of, order_behind
from lyceum.domains.events.queries.terms import terms_of
from lyceum.domains.events.queries.words import conditions_of
from lyceum.domains.events.rules.giving_back import given_back, may_give_back
from lyceum.kernel.foundation.interface.doors import page
from lyceum.kernel.foundation.rules.caller import Anyone
from lyceum.kernel.foundation.rules.identifier import new_identifier
from lyceum.kernel.foundation.rules.money import shown
from lyceum.kernel.foundation.rules.policy import PUBLIC
from lyceum.kernel.foundation.rules.refusal import Refusal


@dataclass(frozen=True, slots=True)
class Offered:
    """A line that may be given back, and what comes back for it."""

    line: OrderLine
    label: str


class RefundForm(forms.Form):
    """``id``: made with the page, so that sending it twice gives back once."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    lines = forms.MultipleChoiceField(
        label=gettext_lazy("Which tickets?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Choose at least one ticket.")},
    )

    def __init__(self, *args: Any, offered: list[Offered], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["lines"].choices = [(str(each.line.id), each.label) for each in offered]  # type: ignore[attr-defined]  # a field of choices has them


@csrf_exempt  # see framing: a token would need a cookie
@page(PUBLIC, methods=("GET", "POST"))
def refund(caller: Anyone, request: HttpRequest, code: str, secret: str) -> HttpResponseBase:
    order = order_behind(caller, code, secret)
    with translation.override(order.language):
        caller = replace(caller, language=order.language)
        offered = _offered(caller, order)
        form = RefundForm(request.POST or None, offered=offered, initial={"id": new_identifier()})
        refused: Any = ""
        if request.method == "POST":
            refuse_other_sites(request)
            if form.is_valid():
                try:
                    lines = tuple(UUID(line) for line in form.cleaned_data["lines"])
                    refund_own_order(caller, order.id, secret, TakingBack(form.cleaned_data["id"], lines))
                    return redirect(path_of(order))
                except Refusal as refusal:
                    refused = refusal.message
        context = {
            "order": order, "form": form, "offered": offered, "refused": refused, "back": path_of(order),
            "conditions": conditions_of(order.event, order.language, order.promised),
        }  # fmt: skip
        status = 422 if form.errors else 409 if refused else 200
        answer = render(request, "events/refund.html", context, status=status)
    answer["Cache-Control"] = "private, no-store"
    return answer


def _offered(caller: Anyone, order: Order) -> list[Offered]:
    """Tickets; what was added to one goes along with it."""
    terms, now = terms_of(order), timezone.now()
    if order.state != OrderState.PAID or not may_give_back(terms, now):
        return []
    lines = [line for line in lines_of(caller, order) if line.is_live]
    offered = []
    for line in lines:
        if line.ticket_type.kind == TicketKind.TICKET:
            along = [line, *(other for other in lines if other.addon_of_id == line.id)]
            back = sum(given_back(each.price, terms, now) for each in along)
            words = _("%(type)s, number %(number)s: %(amount)s back") % {
                "type": line.ticket_type.name,
                "number": line.position + 1,
                "amount": shown(back, order.currency, order.language),
            }
            offered.append(Offered(line, words))
    return offered
