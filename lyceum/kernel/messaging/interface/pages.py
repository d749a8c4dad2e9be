"""The board and its notices, as those they are for see them."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from lyceum.kernel.foundation.interface.doors import page
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.policy import MEMBER, may
from lyceum.kernel.foundation.rules.refusal import NotFound
from lyceum.kernel.messaging.actions.reading import mark_read
from lyceum.kernel.messaging.permissions import may_publish
from lyceum.kernel.messaging.queries.board import board_page, drafts_for, notice_for
from lyceum.kernel.messaging.queries.readers import readers_of
from lyceum.kernel.messaging.queries.shown import all_shown, shown
from lyceum.kernel.messaging.queries.today import unread_count


@page(MEMBER)
def notices(caller: Caller, request: HttpRequest) -> HttpResponse:
    """Whole, or the list alone when a socket says that something changed."""
    show, after = request.GET.get("show", ""), request.GET.get("after", "")
    drafts = drafts_for(caller) if may_publish(caller) else None
    content = {"show": show, "may_publish": may_publish(caller), "unread": unread_count(caller)}
    if show == "drafts" and drafts is not None:
        content |= {"notices": all_shown(caller, drafts[:100])}
    else:
        found = board_page(caller, unread=show == "unread", after=_notice_id(after))
        content |= {"notices": all_shown(caller, found.notices), "next": found.next}
    content["drafts"] = drafts.count() if drafts is not None else 0
    is_part = request.headers.get("HX-Target", "").endswith("notices")
    return render(request, "messaging/_notices.html" if is_part else "messaging/notice_list.html", content)


@page(MEMBER)
def notice(caller: Caller, request: HttpRequest, notice_id: UUID) -> HttpResponse:
    found = notice_for(caller, notice_id)
    return render(request, "messaging/notice.html", {"notice": shown(caller, found)})


@page(MEMBER, methods=("POST",))
def reading(caller: Caller, request: HttpRequest, notice_id: UUID) -> HttpResponse:
    """Sent by the page of a notice once it is open: a GET changes nothing. Its bell counts anew."""
    mark_read(caller, notice_id)
    return HttpResponse(status=204, headers={"HX-Trigger": "live:notifications"})


@page(may("messaging.publish"))
def readers(caller: Caller, request: HttpRequest, notice_id: UUID) -> HttpResponse:
    return render(request, "messaging/_readers.html", {"readers": readers_of(caller, notice_id)})


def _notice_id(text: str) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError as fault:
        raise NotFound(_("There is nothing at this address.")) from fault
