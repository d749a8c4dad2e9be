"""What moderators look at, and the rules that they set; whom somebody has blocked, and what they have muted."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from lyceum.kernel.foundation.interface.doors import page
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.policy import MEMBER, may
from lyceum.kernel.foundation.rules.refusal import Invalid, Refusal
from lyceum.kernel.messaging.actions.attending import mute_conversation
from lyceum.kernel.messaging.actions.blocking import block_person, unblock_person
from lyceum.kernel.messaging.actions.moderating import dismiss_reports, refuse_message, release_message
from lyceum.kernel.messaging.actions.ruling import change_rules
from lyceum.kernel.messaging.interface.conversation_forms import ConversationRulesForm
from lyceum.kernel.messaging.interface.conversation_pages import identifier
from lyceum.kernel.messaging.queries.blocks import blocked_by
from lyceum.kernel.messaging.queries.conversation_rules import ruling_of
from lyceum.kernel.messaging.queries.moderation import moderation_queue
from lyceum.kernel.messaging.queries.surroundings import around

MODERATES = may("messaging.moderate")


@page(MODERATES)
def moderation(caller: Caller, request: HttpRequest) -> HttpResponse:
    content = {"questions": moderation_queue(caller)}
    is_part = request.headers.get("HX-Target", "").endswith("questions")
    return render(request, "messaging/_questions.html" if is_part else "messaging/moderation.html", content)


@page(MODERATES, methods=("POST",))
def decision(caller: Caller, request: HttpRequest, message_id: UUID) -> HttpResponse:
    verdict = request.POST.get("verdict", "")
    if verdict == "release":
        release_message(caller, message_id)
        messages.success(request, _("Released: everybody in the conversation reads it now."))
    elif verdict == "refuse":
        refuse_message(caller, message_id)
        messages.success(request, _("Taken away: nobody else reads it."))
    elif verdict == "dismiss":
        dismiss_reports(caller, message_id)
        messages.success(request, _("Looked at, and left as it is."))
    else:
        raise Invalid(_("Choose what becomes of the message."))
    return redirect("messaging:moderation")


@page(MODERATES)
def surroundings(caller: Caller, request: HttpRequest, message_id: UUID) -> HttpResponse:
    """What was said before and after: shown when a moderator asks for it, and not before."""
    content = {"around": around(caller, message_id), "in_question": message_id}
    return render(request, "messaging/_surroundings.html", content)


@page(MODERATES, methods=("GET", "POST"))
def conversation_rules(caller: Caller, request: HttpRequest) -> HttpResponse:
    form = ConversationRulesForm(ruling_of(caller), request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            change_rules(caller, form.ruling)
        except Refusal as refusal:
            form.add_error(None, str(refusal.message))
        else:
            messages.success(request, _("The rules hold from now on."))
            return redirect("messaging:conversation_rules")
    return render(request, "messaging/conversation_rules.html", {"form": form}, status=422 if form.errors else 200)


@page(MEMBER, methods=("GET", "POST"))
def blocked(caller: Caller, request: HttpRequest) -> HttpResponse:
    """``person``: to block; ``lift``: to unblock."""
    if request.method == "POST":
        person, lifted = identifier(request.POST.get("person")), identifier(request.POST.get("lift"))
        if person:
            block_person(caller, person)
            messages.success(request, _("Blocked. They are not told."))
        if lifted:
            unblock_person(caller, lifted)
            messages.success(request, _("You can write to each other again."))
        return redirect("messaging:blocked")
    return render(request, "messaging/blocked.html", {"people": blocked_by(caller)})


@page(MEMBER, methods=("POST",))
def muting(caller: Caller, request: HttpRequest, conversation_id: UUID) -> HttpResponse:
    mute_conversation(caller, conversation_id, on=bool(request.POST.get("muted")))
    return redirect("messaging:conversation", conversation_id)
