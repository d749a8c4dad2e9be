"""The private feed: its page, and the file that other calendars read."""

import hashlib
from datetime import timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.utils.translation import gettext as _

from lyceum.kernel.calendar.actions.feeding import note_feed_read, open_feed, revoke_feed
from lyceum.kernel.calendar.interface.feed_address import feed_address
from lyceum.kernel.calendar.interface.ics import feed_file as written
from lyceum.kernel.calendar.queries.agenda import agenda_for
from lyceum.kernel.calendar.queries.feed import feed_at, open_feed_of
from lyceum.kernel.foundation.interface.doors import page
from lyceum.kernel.foundation.rules.caller import Anyone, Caller
from lyceum.kernel.foundation.rules.policy import MEMBER, PUBLIC
from lyceum.kernel.foundation.rules.refusal import NotFound

BACK, AHEAD = timedelta(days=60), timedelta(days=400)


@page(MEMBER, methods=("GET", "POST"))
def feed(caller: Caller, request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        open_feed(caller)
        messages.success(request, _("Open. Give the address to your calendar, and to nobody else."))
        return redirect("calendar:feed")
    found = open_feed_of(caller)
    address = feed_address(caller) if found else ""
    webcal = address.replace("https://", "webcal://").replace("http://", "webcal://")
    return render(request, "calendar/feed.html", {"feed": found, "address": address, "webcal": webcal})


@page(MEMBER, methods=("POST",))
def closing(caller: Caller, request: HttpRequest) -> HttpResponse:
    revoke_feed(caller)
    messages.success(request, _("Closed: the former address leads nowhere any more."))
    return redirect("calendar:feed")


@page(PUBLIC)
def feed_file(caller: Anyone, request: HttpRequest, token: str) -> HttpResponse:
    """Whoever holds the address reads it: no calendar signs in. A calendar that has it already is told so."""
    found = feed_at(caller, token)
    if found is None:
        raise NotFound(_("There is nothing at this address."))
    feed, owner = found
    now = timezone.now()
    with translation.override(owner.language), timezone.override(owner.time_zone):
        entries = agenda_for(owner, now - BACK, now + AHEAD)
        body = written(feed.id, str(feed.organisation), entries, feed.created_at)
    note_feed_read(owner, feed)
    etag = quote_etag(hashlib.sha256(body).hexdigest())
    answer = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    answer["ETag"], answer["Cache-Control"] = etag, "private, max-age=300"
    answer["X-Robots-Tag"] = "noindex"
    return get_conditional_response(request, etag=etag, response=answer) or answer
