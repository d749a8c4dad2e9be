from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from lyceum.kernel.foundation import registry
from lyceum.kernel.foundation.interface.doors import page
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.policy import MEMBER
from lyceum.kernel.ui.interface.shell import slug_of
from lyceum.kernel.ui.queries.first_steps import first_steps_for
from lyceum.kernel.ui.queries.today import today_for


@page(MEMBER)
def badges(caller: Caller, request: HttpRequest) -> HttpResponse:
    """The numbers beside the menu's entries, asked for once the page is there."""
    counts = [
        (slug_of(name), count(caller)) for room in registry.rooms().values() for name, count in room.badges.items()
    ]
    return render(request, "ui/_badges.html", {"counts": counts})


@page(MEMBER)
def today(caller: Caller, request: HttpRequest) -> HttpResponse:
    """Kept by the service worker, so that the day's list is there in a locker room without a signal."""
    names = {"today": today_for(caller), "first_steps": first_steps_for(caller)}
    answer = render(request, "ui/today.html", names)
    answer["X-Keep-Offline"] = "1"
    return answer
