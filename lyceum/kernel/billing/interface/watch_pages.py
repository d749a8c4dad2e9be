"""How money does, for those who run the installation."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from lyceum.kernel.billing.actions.watching import try_money_again
from lyceum.kernel.billing.queries.watching import watch
from lyceum.kernel.foundation.interface.doors import page
from lyceum.kernel.foundation.rules.caller import Individual
from lyceum.kernel.foundation.rules.policy import OPERATOR


@page(OPERATOR)
def money(caller: Individual, request: HttpRequest) -> HttpResponse:
    return render(request, "billing/money.html", {"watch": watch(caller)})


@page(OPERATOR, methods=("POST",))
def money_try(caller: Individual, request: HttpRequest) -> HttpResponse:
    try_money_again(caller)
    messages.success(request, _("Everything that waits is tried again within a minute."))
    return redirect("billing:money")
