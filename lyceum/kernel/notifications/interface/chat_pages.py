"""Rooms of the organisation's chat that are told."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from lyceum.kernel.foundation.interface.doors import page
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.policy import may
from lyceum.kernel.foundation.rules.refusal import Conflict, Invalid, TooMany, Unavailable
from lyceum.kernel.notifications.actions.chat_hook import keep_chat_hook, remove_chat_hook, try_chat_hook
from lyceum.kernel.notifications.interface.forms import ChatHookForm
from lyceum.kernel.notifications.permissions import FOLLOW
from lyceum.kernel.notifications.queries.chat_hook import chat_rooms


@page(may(FOLLOW), methods=("GET", "POST"))
def chat_hooks(caller: Caller, request: HttpRequest) -> HttpResponse:
    form = ChatHookForm(caller, request.POST or None, initial={"language": caller.language})
    if request.method == "POST" and form.is_valid():
        content = {**form.cleaned_data}
        try:
            keep_chat_hook(caller, content.pop("id"), **content)
        except (Invalid, Conflict) as refusal:
            form.add_error("url" if isinstance(refusal, Invalid) else "name", str(refusal.message))
        else:
            messages.success(request, _("The room is connected. Send a trial to see it there."))
            return redirect("notifications:chat_hooks")
    content = {"form": form, "rooms": chat_rooms(caller)}
    return render(request, "notifications/chat_hook_list.html", content, status=422 if form.errors else 200)


@page(may(FOLLOW), methods=("POST",))
def removal(caller: Caller, request: HttpRequest, hook_id: UUID) -> HttpResponse:
    remove_chat_hook(caller, hook_id)
    messages.success(request, _("The room is told nothing any more."))
    return redirect("notifications:chat_hooks")


@page(may(FOLLOW), methods=("POST",))
def trial(caller: Caller, request: HttpRequest, hook_id: UUID) -> HttpResponse:
    try:
        try_chat_hook(caller, hook_id)
    except (Invalid, Unavailable, TooMany) as refusal:
        messages.error(request, str(refusal.message))
    else:
        messages.success(request, _("Sent: look into the room."))
    return redirect("notifications:chat_hooks")
