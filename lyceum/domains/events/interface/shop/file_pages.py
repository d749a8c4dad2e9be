"""Files of the shop for anybody: an event and a whole programme for calendars."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.utils.text import slugify
from django.utils.translation import gettext as _

from lyceum.domains.events.interface.shop.event_pages import seen
from lyceum.domains.events.interface.shop.ics import TYPE, calendar_file
from lyceum.domains.events.queries.order import ABOUT
from lyceum.domains.events.queries.shop import order_behind, programme
from lyceum.kernel.billing.queries.invoice import invoices_about
from lyceum.kernel.billing.queries.invoice_paper import invoice_pdf
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


@page(PUBLIC)
def invoice_file(caller: Anyone, request: HttpRequest, code: str, secret: str, invoice_id: UUID) -> HttpResponse:
    """Invoices and credit notes of this order, for whoever has its link."""
    order = order_behind(caller, code, secret)
    if invoice_id not in {one.id for one in invoices_about(order.organisation_id, ABOUT, order.id)}:
        raise NotFound(_("There is no such invoice."))
    name, body = invoice_pdf(order.organisation_id, invoice_id)
    answer = sent(body, "application/pdf", name)
    answer["Cache-Control"] = "private, no-store"
    return answer


def sent(body: bytes, content_type: str, name: str) -> HttpResponse:
    disposition = content_disposition_header(as_attachment=True, filename=name) or "attachment"
    return HttpResponse(body, content_type=content_type, headers={"Content-Disposition": disposition})
