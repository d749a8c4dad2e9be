"""What payment providers post to us: nobody is signed in there, the signature says who speaks."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

from lyceum.kernel.billing.actions.payment_hearing import hear_provider
from lyceum.kernel.billing.actions.watching import count_refused
from lyceum.kernel.billing.ports import Forged
from lyceum.kernel.foundation.interface.doors import page
from lyceum.kernel.foundation.rules.caller import Anyone
from lyceum.kernel.foundation.rules.policy import PUBLIC


@csrf_exempt  # signed by the provider, which has no cookie of ours
@page(PUBLIC, methods=("POST",))
def payments(caller: Anyone, request: HttpRequest, provider: str) -> HttpResponse:
    try:
        hear_provider(caller, provider, request.headers, request.body)
    except Forged as forgery:
        count_refused(None)
        return HttpResponse(str(forgery), status=400, content_type="text/plain")
    return HttpResponse(status=200)
