from datetime import date
from itertools import groupby
from uuid import UUID

from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from lyceum.kernel.foundation import registry
from lyceum.kernel.foundation.interface.doors import page
from lyceum.kernel.foundation.rules.caller import Anyone, Individual
from lyceum.kernel.foundation.rules.policy import PUBLIC, SIGNED_IN
from lyceum.kernel.foundation.rules.refusal import NotFound
from lyceum.kernel.notifications.actions.preference import unsubscribe
from lyceum.kernel.notifications.actions.reading import read_all, read_notification
from lyceum.kernel.notifications.queries.centre import NotificationView, notifications_for, shown, unread_count
from lyceum.kernel.notifications.queries.composing import SALT
from lyceum.kernel.notifications.rules.subscription import Subscription

PAGE = 30


@page(SIGNED_IN)
def centre(caller: Individual, request: HttpRequest) -> HttpResponse:
    only_unread = request.GET.get("show") == "unread"
    rows = notifications_for(caller, unread=only_unread)
    after = request.GET.get("after", "")
    if after:
        rows = rows.filter(id__lt=_uuid(after))
    found = list(rows[: PAGE + 1])
    content = {
        "days": _by_day([shown(caller, row) for row in found[:PAGE]]),
        "next": found[PAGE - 1].id if len(found) > PAGE else None,
        "only_unread": only_unread,
        "unread": unread_count(caller),
    }
    is_part = request.headers.get("HX-Target", "").endswith("notifications")
    return render(request, "notifications/_notifications.html" if is_part else "notifications/centre.html", content)


@page(SIGNED_IN)
def bell(caller: Individual, request: HttpRequest) -> HttpResponse:
    """Loaded by every page, and again whenever the socket says so."""
    return render(request, "notifications/_bell.html", {"unread": unread_count(caller)})


@page(SIGNED_IN, methods=("POST",))
def reading(caller: Individual, request: HttpRequest, notification_id: UUID) -> HttpResponse:
    """Read, and on to what it is about."""
    view = shown(caller, read_notification(caller, notification_id))
    return redirect(view.url or "notifications:centre")


@page(SIGNED_IN, methods=("POST",))
def reading_all(caller: Individual, request: HttpRequest) -> HttpResponse:
    read_all(caller)
    return redirect("notifications:centre")


@csrf_exempt  # a mail reader's own "unsubscribe" button posts here, without any cookie of ours
@page(PUBLIC, methods=("GET", "POST"))
def subscription(caller: Anyone, request: HttpRequest, token: str) -> HttpResponse:
    """Where the link in a letter leads: one click ends such letters."""
    try:
        asked = Subscription.read(signing.loads(token, salt=SALT))
    except (signing.BadSignature, ValueError) as fault:
        raise NotFound(_("This link is not complete. Open it again from the letter.")) from fault
    if request.method == "POST":
        unsubscribe(caller, asked)
    content = {"label": registry.notification_kinds()[asked.kind].label, "done": request.method == "POST"}
    return render(request, "notifications/subscription.html", content)


def _by_day(views: list[NotificationView]) -> list[tuple[date, list[NotificationView]]]:
    """Days of the reader's time zone, in the order given."""
    return [(day, list(found)) for day, found in groupby(views, key=lambda view: timezone.localdate(view.at))]


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as fault:
        raise NotFound(_("There is nothing at this address.")) from fault
