"""What lies with the provider or in the till, and what has arrived at the bank."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from lyceum.kernel.billing.actions.payout import take_payout_back, write_payout_down
from lyceum.kernel.billing.interface.payout_forms import PayoutForm
from lyceum.kernel.billing.queries.payout import held_accounts, payouts_for
from lyceum.kernel.foundation.interface.doors import page
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.policy import may
from lyceum.kernel.foundation.rules.refusal import Conflict, Invalid


@page(may("billing.settle_payments"), methods=("GET", "POST"))
def payouts(caller: Caller, request: HttpRequest) -> HttpResponse:
    held = [one for one in held_accounts(caller) if one.balance]
    form = PayoutForm(request.POST or None, held=held)
    if form.is_valid():
        try:
            write_payout_down(caller, form.arrived())
        except (Conflict, Invalid) as refusal:
            form.add_error("amount", refusal.message)
        else:
            messages.success(request, _("Noted: it is at the bank."))
            return redirect("billing:payouts")
    shown = {"form": form, "held": held, "payouts": payouts_for(caller)}
    return render(request, "billing/payouts.html", shown, status=422 if form.errors else 200)


@page(may("billing.settle_payments"), methods=("POST",))
def payout_reversal(caller: Caller, request: HttpRequest, payout_id: UUID) -> HttpResponse:
    take_payout_back(caller, payout_id)
    messages.success(request, _("Taken back: it lies where it lay."))
    return redirect("billing:payouts")
