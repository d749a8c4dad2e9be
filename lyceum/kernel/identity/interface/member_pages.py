from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django_htmx.http import HttpResponseClientRedirect

from lyceum.kernel.foundation.interface.doors import page
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.policy import MEMBER, may
from lyceum.kernel.identity.actions.membership import (
    change_roles,
    remove_member,
    restore_member,
    set_end,
    set_title,
    suspend_member,
)
from lyceum.kernel.identity.interface.member_forms import EndForm, MemberFilterForm, RolesForm, TitleForm
from lyceum.kernel.identity.interface.refused_form import ANSWERABLE, refused
from lyceum.kernel.identity.permissions import may_manage
from lyceum.kernel.identity.queries.group import groups_for
from lyceum.kernel.identity.queries.membership import member_count, member_list, member_of
from lyceum.kernel.identity.queries.role import permission_matrix, roles_for

SEES, MANAGES = may("identity.see_members"), may("identity.manage_members")


@page(SEES)
def members(caller: Caller, request: HttpRequest) -> HttpResponse:
    form = MemberFilterForm(request.GET, list(groups_for(caller)))
    wanted = form.wanted()
    found = member_list(caller, wanted, after=request.GET.get("after", ""))
    asked = {name: value for name, value in request.GET.items() if name in form.fields and value}
    context = {
        "form": form,
        "members": found.members,
        "count": member_count(caller, wanted),
        "is_filtered": bool(asked),
        "next": f"?{urlencode({**asked, 'after': found.next})}" if found.next else "",
        "first": f"?{urlencode(asked)}" if request.GET.get("after") else "",
    }
    template = "identity/_members.html" if request.htmx else "identity/member_list.html"  # type: ignore[attr-defined]
    return render(request, template, context)


@page(SEES, methods=("GET", "DELETE"))
def member(caller: Caller, request: HttpRequest, membership_id: UUID) -> HttpResponse:
    if request.method == "DELETE":
        name = str(member_of(caller, membership_id).person)
        remove_member(caller, membership_id)
        messages.success(request, _("%(name)s is no longer a member.") % {"name": name})
        return HttpResponseClientRedirect(reverse("identity:members"))
    return _member(caller, request, membership_id)


@page(MANAGES, methods=("POST",))
def roles_of_member(caller: Caller, request: HttpRequest, membership_id: UUID) -> HttpResponse:
    form = RolesForm(caller, member_of(caller, membership_id), request.POST)
    if form.is_valid():
        try:
            change_roles(caller, membership_id, form.wanted())
            messages.success(request, _("The roles are saved."))
            return redirect("identity:member", membership_id)
        except ANSWERABLE as refusal:
            refused(form, refusal)
    return _member(caller, request, membership_id, roles_form=form)


@page(MANAGES, methods=("POST",))
def title(caller: Caller, request: HttpRequest, membership_id: UUID) -> HttpResponse:
    form = TitleForm(request.POST)
    if form.is_valid():
        set_title(caller, membership_id, form.cleaned_data["title"])
        messages.success(request, _("The title is saved."))
        return redirect("identity:member", membership_id)
    return _member(caller, request, membership_id, title_form=form)


@page(MANAGES, methods=("POST", "DELETE"))
def suspension(caller: Caller, request: HttpRequest, membership_id: UUID) -> HttpResponse:
    act = restore_member if request.method == "DELETE" else suspend_member
    changed = act(caller, membership_id)
    said = _("%(name)s is suspended.") if changed.suspended_at else _("%(name)s has access again.")
    messages.success(request, said % {"name": changed.person})
    return HttpResponseClientRedirect(reverse("identity:member", args=[membership_id]))


@page(MANAGES, methods=("POST",))
def end(caller: Caller, request: HttpRequest, membership_id: UUID) -> HttpResponse:
    form = EndForm(member_of(caller, membership_id), request.POST)
    if form.is_valid():
        try:
            set_end(caller, membership_id, form.expires_at())
            messages.success(request, _("The end of the membership is saved."))
            return redirect("identity:member", membership_id)
        except ANSWERABLE as refusal:
            refused(form, refusal)
    return _member(caller, request, membership_id, end_form=form)


@page(MEMBER)
def roles(caller: Caller, request: HttpRequest) -> HttpResponse:
    context = {"roles": roles_for(caller), "rooms": permission_matrix(caller)}
    return render(request, "identity/role_list.html", context)


def _member(caller: Caller, request: HttpRequest, membership_id: UUID, **forms: Any) -> HttpResponse:
    found = member_of(caller, membership_id)
    context = {
        "member": found,
        "is_self": found.id == caller.membership_id,
        "may_manage": may_manage(caller, found),
        "roles_form": RolesForm(caller, found),
        "end_form": EndForm(found),
        "title_form": TitleForm(initial={"title": found.title}),
        **forms,
    }
    wrong = any(form.errors for form in forms.values())
    return render(request, "identity/member.html", context, status=422 if wrong else 200)
