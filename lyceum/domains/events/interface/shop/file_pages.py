"""Files of the shop for anybody: an event and a whole programme for calendars."""

from django.http import HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.utils.text import slugify
from django.utils.translation import gettext as _

from lyceum.domains.events.interface.shop.event_pages import seen
from lyceum.domains.events.interface.shop.ics import TYPE, calendar_file
from lyceum.domains.events.queries.shop import programme
from lyceum.kernel.foundation.interface.doors import page
from lyceum.kernel.foundation.rules.caller import Anyone
from lyceum.kernel.foundation.rules.policy import PUBLIC
from lyceum.kernel.foundation.rules.refusal import NotFound


@page(PUBLIC)
def event_file(caller: Anyone, request: HttpRequest, slug: str) -> HttpResponse:
    _glance, catalogue = seen(caller, slug)
    return sent(calendar_file([catalogue.event]), TYPE, f"{slug}.ics")


@page(PUBLIC)
def programme_file(caller: Anyone, request: HttpRequest) -> HttpResponse:
    """Of an organisation: what a calendar subscribes to."""
    organisation = request.organisation  # type: ignore[attr-defined]  # set by identity's middleware
    if organisation is None:
        raise NotFound(_("There is nothing at this address."))
    answer = sent(calendar_file(programme(caller), organisation.name), TYPE, f"{slugify(organisation.name)}.ics")
    answer["Cache-Control"] = "public, max-age=600"
    return answer


def sent(body: bytes, content_type: str, name: str) -> HttpResponse:
    disposition = content_disposition_header(as_attachment=True, filename=name) or "attachment"
    return HttpResponse(body, content_type=content_type, headers={"Content-Disposition": disposition})
