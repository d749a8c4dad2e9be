from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from lyceum.kernel.foundation.interface.doors import page
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.policy import MEMBER
from lyceum.kernel.ui.queries.today import today_for


@page(MEMBER)
def today(caller: Caller, request: HttpRequest) -> HttpResponse:
    return render(request, "ui/today.html", {"today": today_for(caller)})
