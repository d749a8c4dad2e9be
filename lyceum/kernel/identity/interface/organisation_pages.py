from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from lyceum.kernel.foundation.addresses import within
from lyceum.kernel.foundation.interface.doors import page
from lyceum.kernel.foundation.rules.caller import Anyone, Caller, Individual
from lyceum.kernel.foundation.rules.policy import MEMBER, PUBLIC, SIGNED_IN, may
from lyceum.kernel.foundation.rules.refusal import NotFound
from lyceum.kernel.foundation.rules.roles import Role
from lyceum.kernel.identity.actions.membership import leave_organisation
from lyceum.kernel.identity.actions.organisation import change_organisation, open_organisation
from lyceum.kernel.identity.actions.ownership import close_organisation, hand_over_ownership, reopen_organisation
from lyceum.kernel.identity.interface.organisation_forms import ClosingForm, HeirForm, OpeningForm, SettingsForm
from lyceum.kernel.identity.interface.refused_form import ANSWERABLE, refused
from lyceum.kernel.identity.queries.invitation import invitations_to
from lyceum.kernel.identity.queries.membership import members_with_roles
from lyceum.kernel.identity.queries.offer import KIND_OFFERS, domain_offers, public_page
from lyceum.kernel.identity.queries.organisation import (
    closed_memberships_of,
    free_slug,
    memberships_of,
    organisation_of,
    suspended_memberships_of,
)

OWNS = may("identity.own_organisation")
CHANGES = may("identity.change_organisation")


@page(PUBLIC)
def about(caller: Anyone, request: HttpRequest) -> HttpResponse:
    """The organisation's public page, for members too."""
    organisation = request.organisation  # type: ignore[attr-defined]  # set by the middleware
    if organisation is None:
        raise NotFound(_("There is nothing at this address."))
    return render(request, "identity/organisation.html", {"public": public_page(caller, organisation)})


@page(SIGNED_IN)
def organisations(caller: Individual, request: HttpRequest) -> HttpResponse:
    context = {
        "places": list(memberships_of(caller)),
        "offers": invitations_to(caller),
        "closed": list(closed_memberships_of(caller).filter(organisation__suspended_at=None)),
        "suspended": list(suspended_memberships_of(caller)),
    }
    return render(request, "identity/organisation_list.html", context)


@page(SIGNED_IN, methods=("GET", "POST"))
def new_organisation(caller: Individual, request: HttpRequest) -> HttpResponse:
    form = OpeningForm(request.POST or None, initial={"language": caller.language, "time_zone": caller.time_zone})
    if form.is_valid():
        try:
            made = open_organisation(caller, form.cleaned_data["slug"], form.changes())
            messages.success(request, _("%(name)s is open. You are its owner.") % {"name": made.name})
            return redirect(within(made.slug, "/today/"))
        except ANSWERABLE as refusal:
            refused(form, refusal)
    context = {"form": form, "kinds": KIND_OFFERS}
    return render(request, "identity/organisation_new.html", context, status=422 if form.errors else 200)


@page(SIGNED_IN)
def address(caller: Individual, request: HttpRequest) -> HttpResponse:
    """A free address for the name being typed."""
    name = request.GET.get("name", "").strip()
    return render(request, "identity/_address.html", {"slug": free_slug(caller, name) if name else ""})


@page(SIGNED_IN, methods=("POST",))
def opening(caller: Individual, request: HttpRequest, organisation_id: UUID) -> HttpResponse:
    """A closed organisation is opened again."""
    organisation = reopen_organisation(caller, organisation_id)
    return redirect(within(organisation.slug, "/today/"))


@page(CHANGES, methods=("GET", "POST"))
def settings(caller: Caller, request: HttpRequest) -> HttpResponse:
    form = SettingsForm.of(organisation_of(caller), request.POST or None)
    if form.is_valid():
        try:
            change_organisation(caller, form.changes())
            messages.success(request, _("The settings are saved."))
            return redirect("identity:settings")
        except ANSWERABLE as refusal:
            refused(form, refusal)
    return _settings(caller, request, form=form)


@page(OWNS, methods=("POST",))
def ownership(caller: Caller, request: HttpRequest) -> HttpResponse:
    form = HeirForm(_heirs(caller), request.POST)
    if form.is_valid():
        try:
            heir = hand_over_ownership(caller, form.cleaned_data["membership_id"])
            messages.success(request, _("%(name)s is an owner now.") % {"name": heir.person})
            return redirect("identity:member", heir.id)
        except ANSWERABLE as refusal:
            refused(form, refusal)
    return _settings(caller, request, heir_form=form)


@page(OWNS, methods=("POST",))
def closing(caller: Caller, request: HttpRequest) -> HttpResponse:
    form = ClosingForm(request.POST)
    if form.is_valid():
        try:
            close_organisation(caller, form.cleaned_data["typed"])
            messages.success(request, _("The organisation is closed. You can open it again here."))
            return redirect("/organisations/")
        except ANSWERABLE as refusal:
            refused(form, refusal)
    return _settings(caller, request, closing_form=form)


@page(MEMBER, methods=("POST",))
def departure(caller: Caller, request: HttpRequest) -> HttpResponse:
    """The caller leaves the organisation."""
    leave_organisation(caller)
    messages.success(request, _("You have left the organisation."))
    return redirect("/organisations/")


def _settings(caller: Caller, request: HttpRequest, **forms: Any) -> HttpResponse:
    context = {
        "form": SettingsForm.of(organisation_of(caller)),
        "kinds": KIND_OFFERS,
        "domains": domain_offers(),
        "owns": caller.may("identity.own_organisation"),
        "heir_form": HeirForm(_heirs(caller)),
        "closing_form": ClosingForm(),
        **forms,
    }
    wrong = any(form.errors for form in forms.values())
    return render(request, "identity/settings.html", context, status=422 if wrong else 200)


def _heirs(caller: Caller) -> list[tuple[str, str]]:
    staff = members_with_roles(caller, set(Role) - {Role.STUDENT, Role.ATHLETE, Role.LEARNER, Role.ATTENDEE})
    return [(str(m.id), str(m.person)) for m in staff.filter(expires_at=None).exclude(id=caller.membership_id)]
