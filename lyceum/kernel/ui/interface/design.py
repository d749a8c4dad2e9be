from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from lyceum.kernel.foundation.interface.doors import page
from lyceum.kernel.foundation.rules.caller import Anyone
from lyceum.kernel.foundation.rules.policy import PUBLIC


@page(PUBLIC)
def design(caller: Anyone, request: HttpRequest) -> HttpResponse:
    """The living style guide: every component, in whichever theme."""
    return render(request, "ui/design.html", {"theme": request.GET.get("theme", "")})
