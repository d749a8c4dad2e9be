"""How each kind looks, for those who look after it; and how mails do."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_sameorigin

from lyceum.kernel.foundation.interface.doors import page
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.policy import may
from lyceum.kernel.foundation.rules.refusal import Conflict, Invalid, TooMany, Unavailable
from lyceum.kernel.notifications.actions.trial import send_trial
from lyceum.kernel.notifications.interface.outbox_pages import letter_alone
from lyceum.kernel.notifications.models import Channel
from lyceum.kernel.notifications.permissions import FOLLOW
from lyceum.kernel.notifications.queries.mail_figures import mail_figures
from lyceum.kernel.notifications.queries.preview import preview_of, previewed_kinds

FIRST = "notifications.welcome"
CHANNELS = (Channel.EMAIL, Channel.PUSH, Channel.SMS, Channel.IN_APP)


@page(may(FOLLOW))
def previews(caller: Caller, request: HttpRequest) -> HttpResponse:
    kinds = previewed_kinds(caller)
    kind = request.GET.get("kind") or FIRST
    language = request.GET.get("language") or caller.language
    channel = request.GET.get("channel")
    content = {
        "kinds": kinds,
        "preview": preview_of(caller, kind, language),
        "channel": channel if channel in CHANNELS else Channel.EMAIL,
        "channels": [(each.value, each.label) for each in CHANNELS],
        "is_narrow": request.GET.get("width") == "phone",
    }
    return render(request, "notifications/preview.html", content)


@xframe_options_sameorigin
@page(may(FOLLOW))
def preview_letter(caller: Caller, request: HttpRequest) -> HttpResponse:
    """The letter alone, for the frame."""
    shown = preview_of(caller, request.GET.get("kind") or FIRST, request.GET.get("language") or caller.language)
    return letter_alone(shown.letter.html)


@page(may(FOLLOW), methods=("POST",))
def preview_trial(caller: Caller, request: HttpRequest) -> HttpResponse:
    kind, language, channel = (request.POST.get(name, "") for name in ("kind", "language", "channel"))
    try:
        send_trial(caller, kind, language, channel)
    except (Invalid, Conflict, TooMany, Unavailable) as refusal:
        messages.error(request, str(refusal.message))
    else:
        messages.success(request, _("Sent to you."))
    back = redirect("notifications:previews")
    back["Location"] += f"?kind={kind}&language={language}&channel={channel}"
    return back


@page(may(FOLLOW))
def figures(caller: Caller, request: HttpRequest) -> HttpResponse:
    return render(request, "notifications/mail_figures.html", {"figures": mail_figures(caller)})
