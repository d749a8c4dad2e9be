"""Writing, previewing, publishing and withdrawing a notice."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from lyceum.kernel.foundation.interface.doors import page
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.identifier import new_identifier
from lyceum.kernel.foundation.rules.markup import drawn
from lyceum.kernel.foundation.rules.policy import may
from lyceum.kernel.messaging.actions.publishing import publish_notice, withdraw_notice
from lyceum.kernel.messaging.actions.writing import edit_notice, write_notice
from lyceum.kernel.messaging.interface.forms import NoticeForm, begun
from lyceum.kernel.messaging.models import Notice, State
from lyceum.kernel.messaging.queries.board import notice_for

PUBLISHES = may("messaging.publish")


@page(PUBLISHES, methods=("GET", "POST"))
def new(caller: Caller, request: HttpRequest) -> HttpResponse:
    form = NoticeForm(caller, request.POST or None, initial={"id": new_identifier()})
    if request.method == "POST" and form.is_valid():
        return _kept(caller, request, form, write_notice(caller, form.cleaned_data["id"], form.text))
    return _editor(request, form)


@page(PUBLISHES, methods=("GET", "POST"))
def text(caller: Caller, request: HttpRequest, notice_id: UUID) -> HttpResponse:
    notice = notice_for(caller, notice_id)
    form = NoticeForm(caller, request.POST or None, initial=begun(notice))
    if request.method == "POST" and form.is_valid():
        return _kept(caller, request, form, edit_notice(caller, notice_id, form.text))
    return render(
        request, "messaging/editor.html", {"form": form, "notice": notice}, status=422 if form.errors else 200
    )


@page(PUBLISHES, methods=("POST",))
def preview(caller: Caller, request: HttpRequest) -> HttpResponse:
    html = drawn(request.POST.get("body", "")[:20_000])
    return render(request, "messaging/_preview.html", {"html": html})


@page(PUBLISHES, methods=("POST",))
def publication(caller: Caller, request: HttpRequest, notice_id: UUID) -> HttpResponse:
    _say(request, publish_notice(caller, notice_id))
    return redirect("messaging:notice", notice_id)


@page(PUBLISHES, methods=("POST",))
def withdrawal(caller: Caller, request: HttpRequest, notice_id: UUID) -> HttpResponse:
    withdraw_notice(caller, notice_id)
    messages.success(request, _("Withdrawn: it is a draft again, and nobody else sees it."))
    return redirect("messaging:notice", notice_id)


def _editor(request: HttpRequest, form: NoticeForm, notice: Notice | None = None) -> HttpResponse:
    content = {"form": form, "notice": notice}
    return render(request, "messaging/editor.html", content, status=422 if form.errors else 200)


def _kept(caller: Caller, request: HttpRequest, form: NoticeForm, notice: Notice) -> HttpResponse:
    if request.POST.get("then") == "publish":
        notice = publish_notice(caller, notice.id, form.cleaned_data["publish_at"])
    _say(request, notice)
    return redirect("messaging:notice", notice.id)


def _say(request: HttpRequest, notice: Notice) -> None:
    said = {
        State.DRAFT: _("Saved as a draft: only you see it."),
        State.SCHEDULED: _("It will be published at the time that you chose."),
        State.PUBLISHED: _("Published. Those it is for are being told."),
    }
    messages.success(request, said[notice.state])
