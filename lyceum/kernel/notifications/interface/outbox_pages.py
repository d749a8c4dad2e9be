"""``/outbox/``: what the embedded adapter kept instead of sending."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.clickjacking import xframe_options_sameorigin

from lyceum.kernel.foundation.interface.doors import page
from lyceum.kernel.foundation.rules.caller import Anyone
from lyceum.kernel.foundation.rules.policy import PUBLIC
from lyceum.kernel.notifications.models import Channel
from lyceum.kernel.notifications.queries.outbox import outbox, outbox_message

# A letter brings its own style, and nothing else: no script, no address but what is in it.
_LETTER_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'self'; "
    "sandbox allow-popups allow-popups-to-escape-sandbox"
)

KEPT = (Channel.EMAIL, Channel.PUSH, Channel.SMS, Channel.CHAT)


@page(PUBLIC)
def outbox_page(caller: Anyone, request: HttpRequest) -> HttpResponse:
    recipient, channel = request.GET.get("recipient", "").strip(), request.GET.get("channel", "")
    content = {
        "letters": outbox(caller, recipient, channel)[:100],
        "recipient": recipient,
        "channel": channel,
        "channels": [(each.value, each.label) for each in KEPT],
    }
    return render(request, "notifications/outbox_list.html", content)


@page(PUBLIC)
def message(caller: Anyone, request: HttpRequest, message_id: UUID) -> HttpResponse:
    return render(request, "notifications/outbox_message.html", {"letter": outbox_message(caller, message_id)})


@xframe_options_sameorigin
@page(PUBLIC)
def letter(caller: Anyone, request: HttpRequest, message_id: UUID) -> HttpResponse:
    """The HTML of a letter, alone, to be shown in a frame."""
    return letter_alone(outbox_message(caller, message_id).html)


def letter_alone(html: str) -> HttpResponse:
    opening_elsewhere = html.replace("<head>", '<head><base target="_blank">', 1)
    return HttpResponse(opening_elsewhere, headers={"Content-Security-Policy": _LETTER_POLICY})
