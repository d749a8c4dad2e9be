from typing import Any, cast
from uuid import UUID

from allauth.account.adapter import get_adapter
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django_htmx.http import HttpResponseClientRedirect

from lyceum.kernel.foundation.interface.doors import admitted, page
from lyceum.kernel.foundation.interface.paging import after_of
from lyceum.kernel.foundation.rules.caller import Anyone, Caller, Individual, Visitor
from lyceum.kernel.foundation.rules.policy import PUBLIC, SIGNED_IN, may
from lyceum.kernel.foundation.rules.refusal import Conflict
from lyceum.kernel.identity.actions.acceptance import accept_invitation
from lyceum.kernel.identity.actions.invitation import invite, revoke_invitation, send_again
from lyceum.kernel.identity.actions.invitation_list import invite_list
from lyceum.kernel.identity.interface.invitation_forms import InvitationForm, ListForm
from lyceum.kernel.identity.interface.organisation_address import organisation_at
from lyceum.kernel.identity.interface.refused_form import ANSWERABLE, refused
from lyceum.kernel.identity.models import Invitation
from lyceum.kernel.identity.queries.group import group_names, groups_to_fill
from lyceum.kernel.identity.queries.invitation import addresses_of, invitation_by_token, invitations_of
from lyceum.kernel.identity.queries.invitation_list import check_list
from lyceum.kernel.identity.queries.organisation import organisation_of

INVITES = may("identity.invite_members")
_PER_PAGE, _SHOWN = 50, 200


@page(INVITES)
def invitations(caller: Caller, request: HttpRequest) -> HttpResponse:
    rows = invitations_of(caller)
    after = after_of(request)
    found = list((rows.filter(id__lt=after) if after else rows)[: _PER_PAGE + 1])
    shown = found[:_PER_PAGE]
    groups = group_names(caller, {group_id for invitation in shown for group_id in invitation.group_ids})
    context = {
        "invitations": [(i, [groups[g] for g in i.group_ids if g in groups]) for i in shown],
        "next": f"?after={shown[-1].id}" if len(found) > _PER_PAGE else "",
        "first": reverse("identity:invitations") if after else "",
    }
    return render(request, "identity/invitation_list.html", context)


@page(INVITES, methods=("GET", "POST"))
def new_invitation(caller: Caller, request: HttpRequest) -> HttpResponse:
    usual = organisation_of(caller).member_role
    form = InvitationForm(caller, list(groups_to_fill(caller)), usual, request.POST or None)
    if form.is_valid():
        try:
            sent = invite(caller, **form.cleaned_data)
            messages.success(request, _("The invitation to %(email)s is on its way.") % {"email": sent.email})
            return redirect("identity:new_invitation" if "another" in request.POST else "identity:invitations")
        except ANSWERABLE as refusal:
            refused(form, refusal)
    return render(request, "identity/invitation_new.html", {"form": form}, status=422 if form.errors else 200)


@page(INVITES, methods=("GET", "POST"))
def invitation_list(caller: Caller, request: HttpRequest) -> HttpResponse:
    """First the lines with their faults, nothing kept; then, when confirmed, all of them or nobody."""
    form = ListForm(request.POST or None, request.FILES or None)
    if not form.is_valid():
        return render(request, "identity/invitation_list_new.html", {"form": form}, status=422 if form.errors else 200)
    try:
        if "confirmed" in request.POST:
            made = invite_list(caller, form.raw(), leave_out_faulty="leave_out_faulty" in request.POST)
            said = ngettext("%(count)s invitation is on its way.", "%(count)s invitations are on their way.", len(made))
            messages.success(request, said % {"count": len(made)})
            return redirect("identity:invitations")
        checked = check_list(caller, form.raw())
    except ANSWERABLE as refusal:
        refused(form, refusal)
        return render(request, "identity/invitation_list_new.html", {"form": form}, status=refusal.status)
    lines = [*checked.faulty, *checked.good]
    context = {"checked": checked, "lines": lines[:_SHOWN], "hidden": max(0, len(lines) - _SHOWN)}
    return render(request, "identity/invitation_list_check.html", context)


@page(INVITES, methods=("DELETE",))
def invitation(caller: Caller, request: HttpRequest, invitation_id: UUID) -> HttpResponse:
    revoke_invitation(caller, invitation_id)
    messages.success(request, _("The invitation is taken back."))
    return HttpResponseClientRedirect(reverse("identity:invitations"))


@page(INVITES, methods=("POST",))
def letter(caller: Caller, request: HttpRequest, invitation_id: UUID) -> HttpResponse:
    sent = send_again(caller, invitation_id)
    messages.success(request, _("The letter to %(email)s is on its way again.") % {"email": sent.email})
    return redirect("identity:invitations")


@page(PUBLIC, methods=("GET", "POST"))
def acceptance(caller: Anyone, request: HttpRequest, token: str) -> HttpResponse:
    """Who invites, as what; sign up or sign in first, then accept."""
    organisation_id = organisation_at(request)
    found = invitation_by_token(organisation_id, token)
    problem: dict[str, Any] = {}
    if request.method == "POST":
        person = cast(Individual, admitted(SIGNED_IN, request))
        try:
            accept_invitation(person, organisation_id, token, other_address="other_address" in request.POST)
            messages.success(request, _("Welcome! You are a member now."))
            return redirect("ui:today")
        except Conflict as refusal:
            problem = {"refusal": refusal}
    if isinstance(caller, Visitor) and found and found.state == "open":
        get_adapter().stash_verified_email(request, found.email)  # whoever has the letter has the address
    context = {"invitation": found, "token": token, "is_other": _is_other(caller, found), **problem}
    status = problem["refusal"].status if problem else 200 if found else 404
    return render(request, "identity/invitation_accept.html", context, status=status)


def _is_other(caller: Anyone, found: Invitation | None) -> bool:
    return isinstance(caller, Individual) and found is not None and found.email.lower() not in addresses_of(caller)
