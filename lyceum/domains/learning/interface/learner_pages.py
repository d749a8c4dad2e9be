"""How a student learns: what they say of it, what is known of it, and how to have it forgotten."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from lyceum.domains.learning.actions.learner import change_learner, forget_learner
from lyceum.domains.learning.interface.learner_forms import LearnerForm
from lyceum.domains.learning.queries.learner import learner_of, memory_told
from lyceum.kernel.foundation.interface.doors import page
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.policy import may

STUDIES = may("learning.study")


@page(STUDIES, methods=("GET", "POST"))
def profile(caller: Caller, request: HttpRequest) -> HttpResponse:
    learner = learner_of(caller)
    begun = {name: getattr(learner, name) for name in LearnerForm.base_fields}
    form = LearnerForm(request.POST or None, initial=begun)
    if request.method == "POST" and form.is_valid():
        change_learner(caller, form.profile)
        messages.success(request, _("Kept."))
        return redirect("learning:profile")
    content = {"form": form, "learner": learner, "memory": memory_told(caller)}
    return render(request, "learning/profile.html", content, status=422 if form.errors else 200)


@page(STUDIES, methods=("POST",))
def forgetting(caller: Caller, request: HttpRequest) -> HttpResponse:
    forget_learner(caller)
    messages.success(request, _("Forgotten. The usual model of memory steers your revisions again."))
    return redirect("learning:profile")
