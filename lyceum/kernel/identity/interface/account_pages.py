"""One's own account: the profile, the ways in, and where one is signed in."""

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _

from lyceum.kernel.foundation.interface.doors import page
from lyceum.kernel.foundation.rules.caller import Anyone, Individual
from lyceum.kernel.foundation.rules.policy import PUBLIC, SIGNED_IN
from lyceum.kernel.foundation.rules.refusal import NotFound
from lyceum.kernel.identity.actions.account import change_profile
from lyceum.kernel.identity.actions.sign_in import end_other_sign_ins, end_sign_in
from lyceum.kernel.identity.demo.people import demo_people
from lyceum.kernel.identity.interface.account_forms import ProfileForm
from lyceum.kernel.identity.models import Person
from lyceum.kernel.identity.ports import entrance
from lyceum.kernel.identity.queries.sign_in import sign_ins_of


@page(SIGNED_IN)
def account(caller: Individual, request: HttpRequest) -> HttpResponse:
    return redirect("account_profile")


@page(SIGNED_IN, methods=("GET", "POST"))
def profile(caller: Individual, request: HttpRequest) -> HttpResponse:
    person = Person.objects.get(id=caller.person_id)
    form = ProfileForm(request.POST or None, instance=person)
    if request.method == "POST" and form.is_valid():
        changed = change_profile(caller, form.cleaned_data)
        translation.activate(changed.language)
        messages.success(request, _("Your profile is saved."))
        return redirect("account_profile")
    status = 422 if form.is_bound else 200
    return render(request, "identity/profile.html", {"form": form}, status=status)


@page(SIGNED_IN)
def security(caller: Individual, request: HttpRequest) -> HttpResponse:
    return render(request, "identity/security.html", {"ways": entrance().ways_in(request, caller.person_id)})


@page(SIGNED_IN)
def sign_ins(caller: Individual, request: HttpRequest) -> HttpResponse:
    return render(request, "identity/sign_in_list.html", {"sign_ins": sign_ins_of(caller)})


@page(SIGNED_IN, methods=("POST",))
def sign_in_end(caller: Individual, request: HttpRequest, sign_in_id: UUID) -> HttpResponse:
    if str(sign_in_id) == caller.sign_in:
        logout(request)
        return redirect("/")
    end_sign_in(caller, sign_in_id)
    messages.success(request, _("That sign-in has ended."))
    return redirect("account_sign_ins")


@page(SIGNED_IN, methods=("POST",))
def other_sign_ins_end(caller: Individual, request: HttpRequest) -> HttpResponse:
    end_other_sign_ins(caller)
    messages.success(request, _("You are signed out everywhere else."))
    return redirect("account_sign_ins")


@page(PUBLIC, methods=("POST",))
def demo(caller: Anyone, request: HttpRequest) -> HttpResponse:
    """One click to be somebody of the demo; where there is no demo there is no such page."""
    if not settings.DEMO:
        raise NotFound(_("There is nothing at this address."))
    chosen = next((one for one in demo_people() if str(one.id) == request.POST.get("person")), None)
    if chosen is None:
        raise NotFound(_("There is nobody of this name in the demo."))
    entrance().admit(request, chosen.id, "demo")
    return redirect(settings.LOGIN_REDIRECT_URL)
