"""``/outbox/``: what the embedded adapter kept instead of sending."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.clickjacking import xframe_options_sameorigin

from lyceum.kernel.foundation.interface.doors import page
from lyceum.kernel.foundation.rules.caller import Anyone
from lyceum.kernel.foundation.rules.policy import PUBLIC
from lyceum.kernel.notifications.queries.outbox import outbox, outbox_message

# A letter brings its own style, and nothing else: no script, no address but what is in it.
_LETTER_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'; "
    "sandbox allow-popups allow-popups-to-escape-sandbox"
)


@page(PUBLIC)
def outbox_page(caller: Anyone, request: HttpRequest) -> HttpResponse:
    recipient = request.GET.get("recipient", "").strip()
    messages = outbox(caller, recipient)[:100]
    return render(request, "notifications/outbox_list.html", {"letters": messages, "recipient": recipient})


@page(PUBLIC)
def message(caller: Anyone, request: HttpRequest, message_id: UUID) -> HttpResponse:
    return render(request, "notifications/outbox_message.html", {"letter": outbox_message(caller, message_id)})


@xframe_options_sameorigin
@page(PUBLIC)
def letter(caller: Anyone, request: HttpRequest, message_id: UUID) -> HttpResponse:
    """The HTML of a letter, alone, to be shown in a frame."""
    html = outbox_message(caller, message_id).html.replace("<head>", '<head><base target="_blank">', 1)
    return HttpResponse(html, headers={"Content-Security-Policy": _LETTER_POLICY})
