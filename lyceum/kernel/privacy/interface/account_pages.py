"""One's own data: take a copy, be forgotten, see what one did; and what is kept, for everybody to read."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from lyceum.kernel.foundation.interface.doors import page
from lyceum.kernel.foundation.interface.paging import after_of
from lyceum.kernel.foundation.rules.caller import Anyone, Individual
from lyceum.kernel.foundation.rules.policy import PUBLIC, SIGNED_IN
from lyceum.kernel.foundation.rules.refusal import Conflict
from lyceum.kernel.identity.models import Person
from lyceum.kernel.identity.queries.confirmation import is_recently_confirmed
from lyceum.kernel.identity.queries.organisation import organisations_owned_alone
from lyceum.kernel.privacy.actions.erasing import cancel_erasure, request_erasure
from lyceum.kernel.privacy.actions.exporting import request_export
from lyceum.kernel.privacy.interface.forms import FarewellForm
from lyceum.kernel.privacy.queries.departure import fates, waiting_erasure
from lyceum.kernel.privacy.queries.export import last_exports
from lyceum.kernel.privacy.queries.notice import chapters
from lyceum.kernel.privacy.queries.trail import Wish, own_trail


@page(SIGNED_IN)
def privacy(caller: Individual, request: HttpRequest) -> HttpResponse:
    context = {"exports": last_exports(caller), "erasure": waiting_erasure(caller)}
    return render(request, "privacy/privacy.html", context)


@page(SIGNED_IN, methods=("GET", "POST"))
def export(caller: Individual, request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        request_export(caller)
        messages.success(request, _("Your copy is being made. We will tell you when it is ready."))
        return redirect("privacy:privacy")
    return render(request, "privacy/_exports.html", {"exports": last_exports(caller)})


@page(SIGNED_IN, methods=("GET", "POST"))
def erasure(caller: Individual, request: HttpRequest) -> HttpResponse:
    """Only for somebody who has just proved who they are: an open screen is not enough."""
    if not is_recently_confirmed(request):
        return redirect(f"{reverse('account_reauthenticate')}?next={reverse('privacy:erasure')}")
    email = Person.objects.get(id=caller.person_id).email
    form = FarewellForm(email, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            request_erasure(caller)
        except Conflict as refusal:
            form.add_error(None, str(refusal.message))
        else:
            messages.success(request, _("Your account will be deleted in seven days. You can change your mind."))
            return redirect("privacy:privacy")
    context = {"form": form, "fates": list(fates(caller)), "owned": organisations_owned_alone(caller)}
    return render(request, "privacy/erasure.html", context, status=422 if form.errors else 200)


@page(SIGNED_IN, methods=("POST",))
def erasure_cancellation(caller: Individual, request: HttpRequest) -> HttpResponse:
    cancel_erasure(caller)
    messages.success(request, _("Your account stays."))
    return redirect("privacy:privacy")


@page(SIGNED_IN)
def activity(caller: Individual, request: HttpRequest) -> HttpResponse:
    rows, following = own_trail(caller, Wish(after=after_of(request)))
    return render(request, "privacy/activity.html", {"rows": rows, "next": following})


@page(PUBLIC)
def notice(caller: Anyone, request: HttpRequest) -> HttpResponse:
    return render(request, "privacy/notice.html", {"chapters": chapters(caller)})
