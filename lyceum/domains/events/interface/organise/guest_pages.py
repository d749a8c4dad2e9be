"""Guests of one event: invited one by one or as a list, seen, taken back; places kept for them."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lyceum.domains.events.actions.inviting import invite_guest, withdraw_invitation
from lyceum.domains.events.actions.keeping_back import keep_back
from lyceum.domains.events.interface.organise.event_pages import around
from lyceum.domains.events.interface.organise.guest_forms import GuestForm, GuestListForm, ReserveForm
from lyceum.domains.events.interface.organise.keeping import back, kept, shown, told
from lyceum.domains.events.models import Event
from lyceum.domains.events.permissions import may_edit
from lyceum.domains.events.queries.guests import MOST_GUESTS, guests_of, kept_back, totals_of
from lyceum.domains.events.queries.selling import event_sold_by, order_shown
from lyceum.kernel.foundation.interface.doors import page
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.identifier import new_identifier
from lyceum.kernel.foundation.rules.policy import MEMBER
from lyceum.kernel.foundation.rules.refusal import Refusal


@page(MEMBER, methods=("GET", "POST"))
def guests(caller: Caller, request: HttpRequest, event_id: UUID) -> HttpResponse:
    """To invite one is to post here."""
    event = event_sold_by(caller, event_id)
    form = GuestForm(event, _keeps(caller, event), request.POST or None, initial={"id": new_identifier()})
    if request.method == "POST" and form.is_valid() and kept(form, lambda: invite_guest(caller, event_id, form.one)):
        messages.success(request, _("Invited. The tickets are on their way."))
        return back("guests", event_id)
    return _drawn(caller, request, event, form, None)


@page(MEMBER, methods=("POST",))
def guest_list(caller: Caller, request: HttpRequest, event_id: UUID) -> HttpResponse:
    """Each line stands for itself: those that cannot be invited stay in the form, with the reason."""
    event = event_sold_by(caller, event_id)
    keeps = _keeps(caller, event)
    form = GuestListForm(event, keeps, request.POST, request.FILES)
    if form.is_valid():
        done, left = _invite_all(caller, event, form)
        if done:
            said = ngettext("%(n)s guest is invited.", "%(n)s guests are invited.", done) % {"n": done}
            messages.success(request, said)
        if not left:
            return back("guests", event_id)
        form = GuestListForm(event, keeps, _left_over(request.POST, left))
        form.is_valid()
        for line, why in left:
            form.add_error("rows", f"{line}: {why}")
    return _drawn(caller, request, event, None, form)


@page(MEMBER, methods=("POST",))
def guest_withdrawal(caller: Caller, request: HttpRequest, event_id: UUID, order_id: UUID) -> HttpResponse:
    order_shown(caller, event_sold_by(caller, event_id), order_id)
    told(request, lambda: withdraw_invitation(caller, order_id), _("Withdrawn. Your guest is told."))
    return back("guests", event_id)


@page(MEMBER, methods=("POST",))
def reserve(caller: Caller, request: HttpRequest, event_id: UUID, quota_id: UUID) -> HttpResponse:
    form = ReserveForm(request.POST)
    if form.is_valid():
        places = form.cleaned_data["places"]
        told(request, lambda: keep_back(caller, event_id, quota_id, places), _("Saved."))
    else:
        messages.error(request, _("Say how many, in figures."))
    return back("guests", event_id)


def _keeps(caller: Caller, event: Event) -> bool:
    return any(one.places for one in kept_back(caller, event))


def _invite_all(caller: Caller, event: Event, form: GuestListForm) -> tuple[int, list[tuple[str, str]]]:
    """Each in a transaction of its own, so that a long list holds nobody up."""
    left = []
    for row, guest in form.guests:
        try:
            invite_guest(caller, event.id, guest)
        except Refusal as refusal:
            faults = [str(fault) for each in refusal.fields.values() for fault in each]
            left.append((f"{row.name}; {row.email}; {row.quantity or '?'}", " ".join(faults) or str(refusal.message)))
    return len(form.guests) - len(left), left


def _left_over(given: Any, left: list[tuple[str, str]]) -> Any:
    again = given.copy()
    again["rows"] = "\n".join(line for line, _why in left)
    return again


def _drawn(
    caller: Caller, request: HttpRequest, event: Event, form: GuestForm | None, listed: GuestListForm | None
) -> HttpResponse:
    begun, keeps = {"id": new_identifier()}, _keeps(caller, event)
    found = guests_of(caller, event)
    content = {
        **around(caller, event, "guests"),
        "one": form or GuestForm(event, keeps, initial=begun),
        "listed": listed or GuestListForm(event, keeps, initial=begun, prefix=None),
        "guests": found[:MOST_GUESTS],
        "totals": totals_of(caller, event),
        "quotas": kept_back(caller, event) if may_edit(caller, event.id) else [],
    }
    return shown(request, "events/organise/guests.html", listed or form or content["one"], content)  # type: ignore[arg-type]  # one of them is a form
