from typing import Any
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
from lyceum.kernel.identity.actions.group import change_group, delete_group, make_group, place_member, take_out
from lyceum.kernel.identity.interface.group_forms import GroupForm
from lyceum.kernel.identity.interface.refused_form import ANSWERABLE, refused
from lyceum.kernel.identity.permissions import may_change_group, may_make_groups
from lyceum.kernel.identity.queries.group import group_for, groups_for, newcomers_to

MAKES = may("identity.make_groups")


@page(MEMBER, methods=("GET", "POST"))
def groups(caller: Caller, request: HttpRequest) -> HttpResponse:
    form = GroupForm(request.POST or None)
    if form.is_valid():
        try:
            made = make_group(caller, **form.cleaned_data)
            messages.success(request, _("The group «%(name)s» is made. Who is in it?") % {"name": made.name})
            return redirect("identity:group", made.id)
        except ANSWERABLE as refusal:
            refused(form, refusal)
    context = {"groups": groups_for(caller), "form": form, "may_make": may_make_groups(caller)}
    return render(request, "identity/group_list.html", context, status=422 if form.errors else 200)


@page(MEMBER, methods=("GET", "POST", "DELETE"))
def group(caller: Caller, request: HttpRequest, group_id: UUID) -> HttpResponse:
    if request.method == "DELETE":
        delete_group(caller, group_id)
        messages.success(request, _("The group is deleted. Its members are still members."))
        return HttpResponseClientRedirect(reverse("identity:groups"))
    form = GroupForm(request.POST or None)
    if form.is_valid():
        try:
            change_group(caller, group_id, **form.cleaned_data)
            messages.success(request, _("The group is saved."))
            return redirect("identity:group", group_id)
        except ANSWERABLE as refusal:
            refused(form, refusal)
    return _group(caller, request, group_id, form if form.is_bound else None)


@page(MAKES)
def candidates(caller: Caller, request: HttpRequest, group_id: UUID) -> HttpResponse:
    """Members who are not in the group yet, by the letters typed."""
    return render(request, "identity/_group_newcomers.html", _newcomers(caller, request, group_id))


@page(MAKES, methods=("POST", "DELETE"))
def place(caller: Caller, request: HttpRequest, group_id: UUID, membership_id: UUID) -> HttpResponse:
    """In (again with ``leads`` to lead it) or out; answers the two lists as they are now."""
    if request.method == "DELETE":
        take_out(caller, group_id, membership_id)
    else:
        place_member(caller, group_id, membership_id, leads=request.POST.get("leads") == "on")
    if not request.htmx:  # type: ignore[attr-defined]
        return redirect("identity:group", group_id)
    return render(request, "identity/_group_people.html", _people(caller, request, group_id))


def _group(caller: Caller, request: HttpRequest, group_id: UUID, form: GroupForm | None) -> HttpResponse:
    context = _people(caller, request, group_id)
    found = context["group"]
    context["form"] = form or GroupForm(initial={"name": found.name, "description": found.description})
    wrong = form is not None and form.errors
    return render(request, "identity/group.html", context, status=422 if wrong else 200)


def _people(caller: Caller, request: HttpRequest, group_id: UUID) -> dict[str, Any]:
    found = group_for(caller, group_id)
    changes = may_change_group(caller, found)
    shown = {"group": found, "places": found.places.all(), "may_change": changes}
    return shown | (_newcomers(caller, request, group_id) if changes else {})


def _newcomers(caller: Caller, request: HttpRequest, group_id: UUID) -> dict[str, Any]:
    search = request.GET.get("search", "")
    return {
        "group": group_for(caller, group_id),
        "newcomers": newcomers_to(caller, group_id, search)[:8],
        "search": search,
    }
