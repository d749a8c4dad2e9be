"""The payments of an organisation, and how it is paid."""

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from lyceum.kernel.billing.actions.payment import confirm_by_hand, confirm_refund_by_hand
from lyceum.kernel.billing.actions.payment_account import ask_again, choose_methods, connect_account
from lyceum.kernel.billing.interface.payment_forms import MethodsForm
from lyceum.kernel.billing.ports import payees
from lyceum.kernel.billing.queries.payment import LISTS, payment_seen, payment_shown, payments_for, steps_of
from lyceum.kernel.billing.queries.payment_method import account_of, offered_methods
from lyceum.kernel.foundation.interface.doors import page
from lyceum.kernel.foundation.interface.paging import after_of
from lyceum.kernel.foundation.interface.rest import page_of
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.policy import may
from lyceum.kernel.foundation.rules.refusal import Invalid, Refusal


@page(may("billing.see_payments"))
def payments(caller: Caller, request: HttpRequest) -> HttpResponse:
    asked = request.GET.get("show", "all")
    show = asked if asked in LISTS else "all"
    found = page_of(
        payments_for(caller, show), after=after_of(request), limit=20, show=lambda row: payment_shown(caller, row)
    )
    return render(
        request, "billing/payment_list.html", {"payments": found["items"], "next": found["next"], "show": show}
    )


@page(may("billing.see_payments"))
def payment(caller: Caller, request: HttpRequest, payment_id: UUID) -> HttpResponse:
    content = {"payment": payment_seen(caller, payment_id), "steps": steps_of(caller, payment_id)}
    return render(request, "billing/payment.html", content)


@page(may("billing.settle_payments"), methods=("POST",))
def confirmation(caller: Caller, request: HttpRequest, payment_id: UUID) -> HttpResponse:
    try:
        confirm_by_hand(caller, payment_id)
        messages.success(request, _("Noted: this is paid."))
    except Refusal as refusal:
        if refusal.status == 404:
            raise
        messages.error(request, refusal.message)
    return redirect("billing:payment", payment_id)


@page(may("billing.settle_payments"), methods=("POST",))
def refund_confirmation(caller: Caller, request: HttpRequest, refund_id: UUID) -> HttpResponse:
    refund = confirm_refund_by_hand(caller, refund_id)
    messages.success(request, _("Noted: the money has gone back."))
    return redirect("billing:payment", refund.payment_id)


@page(may("billing.settle_payments"), methods=("POST",))
def another_try(caller: Caller, request: HttpRequest, payment_id: UUID) -> HttpResponse:
    ask_again(caller, payment_id)
    messages.success(request, _("The provider is being asked."))
    return redirect("billing:payment", payment_id)


@page(may("billing.choose_methods"), methods=("GET", "POST"))
def getting_paid(caller: Caller, request: HttpRequest) -> HttpResponse:
    account, offered = account_of(caller.organisation_id), offered_methods(caller)
    form = MethodsForm(request.POST or None, account, offered)
    if form.is_valid():
        try:
            choose_methods(caller, form.chosen())
        except Invalid as refusal:
            for name, faults in refusal.fields.items():
                form.add_error(name, faults)
        else:
            messages.success(request, _("Kept. Your buyers choose from these from now on."))
            return redirect("billing:getting_paid")
    chosen = set(form["methods"].value() or [])
    content = {
        "form": form,
        "account": account,
        "methods": [(method, method.code in chosen) for method in offered],
        "connects": payees() is not None,
        "is_test": settings.PROVIDERS["payment"] == "embedded",
    }
    return render(request, "billing/getting_paid.html", content)


@page(may("billing.choose_methods"), methods=("POST",))
def connection(caller: Caller, request: HttpRequest) -> HttpResponse:
    return redirect(connect_account(caller, reverse("billing:getting_paid")))
