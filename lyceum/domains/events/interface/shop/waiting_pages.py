"""The waiting list: joining it, standing in it, taking what is offered, leaving."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt

from lyceum.domains.events.actions.waiting import Joining, join_waiting, leave_waiting, take_offer
from lyceum.domains.events.interface.shop.event_pages import seen
from lyceum.domains.events.interface.shop.framing import refuse_other_sites
from lyceum.domains.events.interface.shop.waiting_front import turn_front
from lyceum.domains.events.queries.shop import entry_behind
from lyceum.domains.events.queries.words import place_lines, when_of
from lyceum.kernel.foundation.interface.doors import page
from lyceum.kernel.foundation.rules.caller import Anyone, Individual
from lyceum.kernel.foundation.rules.identifier import new_identifier
from lyceum.kernel.foundation.rules.policy import PUBLIC
from lyceum.kernel.foundation.rules.refusal import NotFound, Refusal


class WaitingForm(forms.Form):
    quantity = forms.IntegerField(label=_("How many places?"), min_value=1, max_value=10, initial=1)
    email = forms.EmailField(
        label=_("E-mail"), max_length=254, help_text=_("We write as soon as it is your turn."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )  # fmt: skip
    name = forms.CharField(
        label=_("Name"), max_length=120, required=False, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )


@csrf_exempt  # see framing: a token would need a cookie
@page(PUBLIC, methods=("GET", "POST"))
def waiting(caller: Anyone, request: HttpRequest, slug: str, type_id: UUID) -> HttpResponseBase:
    _glance, catalogue = seen(caller, slug)
    sold = next((each.row for each in catalogue.sold if each.row.id == type_id), None)
    if sold is None or not catalogue.event.has_waiting_list:
        raise NotFound(_("There is no waiting list for this."))
    form, refused = WaitingForm(request.POST or None, initial=_known(caller, request)), ""
    if request.method == "POST":
        refuse_other_sites(request)
        if form.is_valid():
            try:
                entry = join_waiting(caller, Joining(new_identifier(), sold.id, **form.cleaned_data))
            except Refusal as refusal:
                refused = str(refusal.message)
            else:
                return redirect("events:turn", entry.id, entry.secret)
    event = catalogue.event
    context = {
        "form": form, "refused": refused, "event": event, "type": sold,
        "when": when_of(event), "place": place_lines(event)[0],
    }  # fmt: skip
    return render(request, "events/waiting.html", context, status=422 if form.errors or refused else 200)


@csrf_exempt  # see framing: a token would need a cookie
@page(PUBLIC, methods=("GET", "POST"))
def turn(caller: Anyone, request: HttpRequest, entry_id: UUID, secret: str) -> HttpResponseBase:
    entry = entry_behind(caller, entry_id, secret)
    refused: Any = ""
    with translation.override(entry.language):
        caller = replace(caller, language=entry.language)
        if request.method == "POST":
            refuse_other_sites(request)
            try:
                if "leave" in request.POST:
                    leave_waiting(caller, entry.id, secret)
                    return redirect(request.path)
                order = take_offer(caller, entry.id, secret, new_identifier())
                return redirect("events:order", order.code, order.secret)
            except Refusal as refusal:
                refused = refusal.message
        context = {"turn": turn_front(caller, entry), "refused": refused}
        answer: HttpResponse = render(request, "events/turn.html", context, status=409 if refused else 200)
    answer["Cache-Control"] = "private, no-store"
    return answer


def _known(caller: Anyone, request: HttpRequest) -> dict[str, str]:
    if not isinstance(caller, Individual):
        return {}
    person: Any = request.user
    return {"email": person.email, "name": str(person)}
