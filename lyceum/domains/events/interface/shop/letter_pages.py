"""Where letters of an organiser are ended, by the link in one of them: whether one has an account or not."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt

from lyceum.domains.events.actions.circular import accept_letters, refuse_letters
from lyceum.domains.events.interface.shop.framing import refuse_other_sites
from lyceum.domains.events.queries.circular import copy_behind, refuses_letters
from lyceum.kernel.foundation.interface.doors import page
from lyceum.kernel.foundation.rules.caller import Anyone
from lyceum.kernel.foundation.rules.policy import PUBLIC


@csrf_exempt  # a reader's own "unsubscribe" button posts here by itself (RFC 8058)
@page(PUBLIC, methods=("GET", "POST"))
def letters(caller: Anyone, request: HttpRequest, copy_id: UUID, secret: str) -> HttpResponse:
    if request.method == "POST":
        refuse_other_sites(request)
        act = accept_letters if "again" in request.POST else refuse_letters
        act(caller, copy_id, secret)
    copy = copy_behind(caller, copy_id, secret)
    email = copy.ticket.holder_email if copy.ticket else copy.order.email
    content = {"is_refused": refuses_letters(caller, email), "email": email, "organiser": copy.organisation.name}
    return render(request, "events/letters.html", content)
