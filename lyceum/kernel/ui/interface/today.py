from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from lyceum.kernel.foundation.interface.doors import page
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.policy import MEMBER
from lyceum.kernel.ui.queries.first_steps import first_steps_for
from lyceum.kernel.ui.queries.today import today_for


@page(MEMBER)
def today(caller: Caller, request: HttpRequest) -> HttpResponse:
    """Kept by the service worker, so that the day's list is there in a locker room without a signal."""
    names = {"today": today_for(caller), "first_steps": first_steps_for(caller)}
    answer = render(request, "ui/today.html", names)
    answer["X-Keep-Offline"] = "1"
    return answer
