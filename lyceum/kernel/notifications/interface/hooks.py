"""What carriers post to us: nobody is signed in there, the signature says who speaks."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

from lyceum.kernel.foundation.interface.doors import page
from lyceum.kernel.foundation.rules.caller import Anyone, Visitor
from lyceum.kernel.foundation.rules.policy import PUBLIC
from lyceum.kernel.notifications.actions.mail_news import record_mail_news
from lyceum.kernel.notifications.ports import Forged, mail_news


@csrf_exempt  # signed by the carrier, which has no cookie of ours
@page(PUBLIC, methods=("POST",))
def sendgrid(caller: Anyone, request: HttpRequest) -> HttpResponse:
    try:
        news = mail_news("sendgrid", request.headers, request.body)
    except Forged as forgery:
        return HttpResponse(str(forgery), status=403, content_type="text/plain")
    record_mail_news(Visitor(origin=caller.origin), news)
    return HttpResponse(status=204)
