"""Orders of one event: found, read with their time line, given back, marked as paid; a name changed."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lyceum.domains.events.actions.cancelling import TakingBack, refund_order
from lyceum.domains.events.actions.resuming import retry_order
from lyceum.domains.events.actions.ticket import rename_ticket
from lyceum.domains.events.interface.organise.event_pages import around
from lyceum.domains.events.interface.organise.fields import PriceField
from lyceum.domains.events.interface.organise.keeping import shown, told
from lyceum.domains.events.interface.organise.words import ORDER_STATES, STEPS
from lyceum.domains.events.models import OrderState, StepKind
from lyceum.domains.events.queries.selling import (
    MOST_ORDERS,
    STUCK,
    OrderShown,
    event_sold_by,
    order_shown,
    orders_of,
)
from lyceum.kernel.billing.actions.payment import confirm_by_hand
from lyceum.kernel.foundation.interface.doors import page
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.identifier import new_identifier
from lyceum.kernel.foundation.rules.policy import MEMBER


class RefundForm(forms.Form):
    """No ticket chosen: all of them. No amount: their whole price."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    lines = forms.MultipleChoiceField(
        label=gettext_lazy("Tickets"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("None chosen: all of them."),
    )
    amount = PriceField(
        label=gettext_lazy("Amount"), required=False, help_text=gettext_lazy("Empty: what was paid for them.")
    )

    def __init__(self, found: OrderShown, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        lines, amount = self.fields["lines"], self.fields["amount"]
        assert isinstance(lines, forms.MultipleChoiceField)
        assert isinstance(amount, PriceField)
        # Sent again, it names tickets that are cancelled by then: the action knows it by its id.
        offered = found.lines if self.is_bound else found.live
        lines.choices = [(f"{one.id}", f"{one.ticket_type.name} {one.attendee_name}".strip()) for one in offered]
        amount.currency = found.order.currency

    @property
    def taking(self) -> TakingBack:
        asked = self.cleaned_data
        return TakingBack(asked["id"], tuple(UUID(one) for one in asked["lines"]), asked["amount"])


@page(MEMBER)
def orders(caller: Caller, request: HttpRequest, event_id: UUID) -> HttpResponse:
    event = event_sold_by(caller, event_id)
    words, state = request.GET.get("words", "")[:120], request.GET.get("state", "")
    found = orders_of(caller, event, words, state)
    lines = [(one, *ORDER_STATES[OrderState(one.state)]) for one in found[:MOST_ORDERS]]
    content = {"orders": lines, "count": found.count(), "words": words, "state": state, "most": MOST_ORDERS}
    states = [*((code, word) for code, (word, _tone) in ORDER_STATES.items()), (STUCK, _("Standing still"))]
    return render(
        request, "events/organise/orders.html", {**around(caller, event, "orders"), **content, "states": states}
    )


@page(MEMBER)
def order(caller: Caller, request: HttpRequest, event_id: UUID, order_id: UUID) -> HttpResponse:
    event = event_sold_by(caller, event_id)
    found = order_shown(caller, event, order_id)
    form = RefundForm(found, initial={"id": new_identifier()})
    return _one(caller, request, found, form)


@page(MEMBER, methods=("POST",))
def refund(caller: Caller, request: HttpRequest, event_id: UUID, order_id: UUID) -> HttpResponse:
    found = order_shown(caller, event_sold_by(caller, event_id), order_id)
    form = RefundForm(found, request.POST)
    if not form.is_valid():
        return _one(caller, request, found, form)
    told(request, lambda: refund_order(caller, order_id, form.taking), _("Given back. The buyer is told."))
    return redirect("events:order_managed", event_id, order_id)


@page(MEMBER, methods=("POST",))
def payment(caller: Caller, request: HttpRequest, event_id: UUID, order_id: UUID) -> HttpResponse:
    """The transfer has come, or somebody has paid on site."""
    found = order_shown(caller, event_sold_by(caller, event_id), order_id)
    payment_id = found.order.payment_id
    if payment_id is not None:
        told(request, lambda: confirm_by_hand(caller, payment_id), _("Marked as paid."))
    return redirect("events:order_managed", event_id, order_id)


@page(MEMBER, methods=("POST",))
def retry(caller: Caller, request: HttpRequest, event_id: UUID, order_id: UUID) -> HttpResponse:
    order_shown(caller, event_sold_by(caller, event_id), order_id)
    told(request, lambda: retry_order(caller, order_id), _("Tried again."))
    return redirect("events:order_managed", event_id, order_id)


@page(MEMBER, methods=("POST",))
def holder(caller: Caller, request: HttpRequest, event_id: UUID, order_id: UUID, ticket_id: UUID) -> HttpResponse:
    order_shown(caller, event_sold_by(caller, event_id), order_id)
    name = request.POST.get("name", "")
    told(request, lambda: rename_ticket(caller, ticket_id, "", name), _("The name is changed."))
    return redirect("events:order_managed", event_id, order_id)


def _one(caller: Caller, request: HttpRequest, found: OrderShown, form: RefundForm) -> HttpResponse:
    word, tone = ORDER_STATES[OrderState(found.order.state)]
    content = {
        **around(caller, found.order.event, "orders"),
        "found": found,
        "order": found.order,
        "order_word": word,
        "order_tone": tone,
        "steps": [(one, STEPS[StepKind(one.kind)]) for one in found.steps],
    }
    return shown(request, "events/organise/order.html", form, content)
