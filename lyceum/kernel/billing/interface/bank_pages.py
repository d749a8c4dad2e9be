"""The pages of the test bank: what a payer sees at a provider's."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from lyceum.kernel.billing.actions.bank import agree_at_bank, pay_at_bank
from lyceum.kernel.billing.models import BankCharge
from lyceum.kernel.billing.queries.bank import bank_charge
from lyceum.kernel.billing.queries.bank_words import CARD_WORDS, DECLINED_WORDS
from lyceum.kernel.foundation.interface.doors import page
from lyceum.kernel.foundation.rules.caller import Anyone
from lyceum.kernel.foundation.rules.money import shown
from lyceum.kernel.foundation.rules.policy import PUBLIC
from lyceum.kernel.foundation.rules.refusal import Refusal

ENDED = frozenset({"succeeded", "processing", "cancelled"})


@page(PUBLIC)
def bank(caller: Anyone, request: HttpRequest, charge_id: UUID) -> HttpResponse:
    charge = bank_charge(caller, charge_id)
    content = {
        "charge": charge,
        "amount": shown(charge.amount, charge.currency, caller.language),
        "cards": CARD_WORDS.values(),
        "declined": DECLINED_WORDS.get(charge.declined, ""),
        "back": charge.return_url,
        "is_over": charge.state in ENDED,
    }
    return render(request, "billing/bank.html", content)


@page(PUBLIC, methods=("POST",))
def card(caller: Anyone, request: HttpRequest, charge_id: UUID) -> HttpResponse:
    try:
        charge = pay_at_bank(caller, charge_id, request.POST.get("card", ""))
    except Refusal as refusal:
        if refusal.status == 404:
            raise
        messages.error(request, refusal.message)
        return redirect("billing:bank", charge_id)
    return _onwards(charge)


@page(PUBLIC, methods=("POST",))
def answer(caller: Anyone, request: HttpRequest, charge_id: UUID) -> HttpResponse:
    try:
        charge = agree_at_bank(caller, charge_id, is_agreed=request.POST.get("agree") == "1")
    except Refusal as refusal:
        if refusal.status == 404:
            raise
        messages.error(request, refusal.message)
        return redirect("billing:bank", charge_id)
    return _onwards(charge)


def _onwards(charge: BankCharge) -> HttpResponse:
    """Back to the shop once there is nothing more to do here."""
    return redirect(charge.return_url) if charge.state in ENDED else redirect("billing:bank", charge.id)
