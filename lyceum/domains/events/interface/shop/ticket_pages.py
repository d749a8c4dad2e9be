"""One ticket behind its own link: shown, named, handed on, put into a wallet."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt

from lyceum.domains.events.actions.ticket import hand_on_ticket, rename_ticket
from lyceum.domains.events.interface.shop.file_pages import sent
from lyceum.domains.events.interface.shop.framing import refuse_other_sites
from lyceum.domains.events.interface.shop.sheets import sheet_of
from lyceum.domains.events.interface.shop.ticket_front import ticket_front
from lyceum.domains.events.models import Ticket
from lyceum.domains.events.ports import Paper, apple_wallet, google_wallet, printer
from lyceum.domains.events.queries.shop import ticket_behind
from lyceum.domains.events.queries.words import place_lines, when_of
from lyceum.kernel.foundation.interface.doors import page
from lyceum.kernel.foundation.rules.caller import Anyone
from lyceum.kernel.foundation.rules.policy import PUBLIC
from lyceum.kernel.foundation.rules.refusal import NotFound, Refusal

PASS = "application/vnd.apple.pkpass"


class NameForm(forms.Form):
    name = forms.CharField(label=_("Name on the ticket"), max_length=120)


class HandOnForm(forms.Form):
    name = forms.CharField(label=_("Their name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "off"}))
    email = forms.EmailField(
        label=_("Their e-mail"), max_length=254, help_text=_("The ticket is sent there, and yours is worth nothing."),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip


@csrf_exempt  # see framing: a token would need a cookie
@page(PUBLIC, methods=("GET", "POST"))
def ticket(caller: Anyone, request: HttpRequest, ticket_id: UUID, secret: str) -> HttpResponseBase:
    with _opened(caller, ticket_id, secret) as found:
        given = request.POST or None
        naming = NameForm(
            given if "naming" in request.POST else None, auto_id="naming-%s", initial={"name": found.holder_name}
        )
        handing = HandOnForm(given if "handing" in request.POST else None, auto_id="handing-%s")
        refused: Any = ""
        if request.method == "POST":
            refuse_other_sites(request)
            try:
                if naming.is_bound and naming.is_valid():
                    rename_ticket(caller, found.id, secret, naming.cleaned_data["name"])
                    return redirect(request.path)
                if handing.is_bound and handing.is_valid():
                    hand_on_ticket(caller, found.id, secret, **handing.cleaned_data)
                    return render(
                        request, "events/handed_on.html", {"to": handing.cleaned_data["name"], **_about(found)}
                    )
            except Refusal as refusal:
                refused = refusal.message
        context = {"naming": naming, "handing": handing, "refused": refused, **_about(found)}
        status = 422 if naming.errors or handing.errors else 409 if refused else 200
        answer = render(request, "events/ticket.html", context, status=status)
    answer["Cache-Control"] = "private, no-store"
    answer["X-Keep-Offline"] = "1"
    return answer


@page(PUBLIC)
def apple_pass(caller: Anyone, request: HttpRequest, ticket_id: UUID, secret: str) -> HttpResponse:
    if not apple_wallet().is_configured():
        raise NotFound(_("This wallet is not offered here."))
    with _opened(caller, ticket_id, secret) as found:
        body = apple_wallet().made(sheet_of(found, found.line.order.language))
        return sent(body, PASS, f"{found.line.order.code}.pkpass")


@page(PUBLIC)
def google_pass(caller: Anyone, request: HttpRequest, ticket_id: UUID, secret: str) -> HttpResponse:
    if not google_wallet().is_configured():
        raise NotFound(_("This wallet is not offered here."))
    with _opened(caller, ticket_id, secret) as found:
        return HttpResponseRedirect(google_wallet().address(sheet_of(found, found.line.order.language)))


@page(PUBLIC)
def ticket_paper(caller: Anyone, request: HttpRequest, ticket_id: UUID, secret: str) -> HttpResponse:
    with _opened(caller, ticket_id, secret) as found:
        sheets = [sheet_of(found, found.line.order.language)]
        return sent(printer().printed(sheets, paper_asked(request)), "application/pdf", f"{found.line.order.code}.pdf")


def paper_asked(request: HttpRequest) -> Paper:
    return Paper.PHONE if request.GET.get("paper") == Paper.PHONE else Paper.A4


@contextmanager
def _opened(caller: Anyone, ticket_id: UUID, secret: str) -> Iterator[Ticket]:
    found = ticket_behind(caller, ticket_id, secret)
    with translation.override(found.line.order.language):
        yield found


def _about(found: Ticket) -> dict[str, Any]:
    event = found.event
    return {
        "ticket": ticket_front(found, may_change=False),
        "event": event,
        "may_hand_on": event.may_transfer,
        "when": when_of(event),
        "place": place_lines(event)[0],
    }
