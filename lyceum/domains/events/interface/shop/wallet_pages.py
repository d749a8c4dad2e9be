"""Finding one's tickets again: by an e-mail with links, or in the wallet of whoever is signed in."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt

from lyceum.domains.events.actions.finding import mail_orders
from lyceum.domains.events.interface.shop.framing import refuse_other_sites
from lyceum.domains.events.interface.shop.ticket_front import past_of, wallet_of
from lyceum.domains.events.queries.wallet import coming_tickets, past_orders
from lyceum.kernel.foundation.interface.doors import page
from lyceum.kernel.foundation.rules.caller import Anyone, Individual
from lyceum.kernel.foundation.rules.policy import PUBLIC, SIGNED_IN


class FindForm(forms.Form):
    email = forms.EmailField(
        label=_("Your e-mail address"),
        max_length=254,
        help_text=_("The one that you gave when you bought."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )


@csrf_exempt  # see framing: a token would need a cookie
@page(PUBLIC, methods=("GET", "POST"))
def find_orders(caller: Anyone, request: HttpRequest) -> HttpResponse:
    """Says the same whether there is an order or not: nobody learns from it who goes where."""
    form = FindForm(request.POST or None)
    is_sent = False
    if request.method == "POST":
        refuse_other_sites(request)
        if form.is_valid():
            mail_orders(caller, form.cleaned_data["email"])
            is_sent = True
    status = 422 if form.errors else 200
    return render(request, "events/find_orders.html", {"form": form, "is_sent": is_sent}, status=status)


@page(SIGNED_IN)
def wallet(caller: Individual, request: HttpRequest) -> HttpResponse:
    """Opens without a network: whoever stands at a door may have none."""
    context = {"coming": wallet_of(coming_tickets(caller)), "past": past_of(past_orders(caller))}
    answer = render(request, "events/wallet.html", context)
    answer["X-Keep-Offline"] = "1"
    return answer
