"""The inbox beside a conversation. Whole without a script: the page lists and sends by forms; with one it is live."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from lyceum.kernel.foundation.interface.doors import page
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.policy import MEMBER
from lyceum.kernel.foundation.rules.refusal import Invalid, NotFound
from lyceum.kernel.messaging.actions.opening import open_about, open_direct, open_group, open_support
from lyceum.kernel.messaging.interface.thread_content import inbox_content, thread_content
from lyceum.kernel.messaging.models import Conversation
from lyceum.kernel.messaging.queries.correspondents import correspondents_for
from lyceum.kernel.messaging.queries.message_search import search_messages
from lyceum.kernel.messaging.queries.message_shown import MessageView
from lyceum.kernel.search.rules.highlight import excerpt, highlighted


@page(MEMBER)
def conversations(caller: Caller, request: HttpRequest) -> HttpResponse:
    """Whole, or the list alone when a socket says that something changed."""
    is_part = request.headers.get("HX-Target", "").endswith("conversations")
    here, after = identifier(request.GET.get("here")), identifier(request.GET.get("after"))
    content = inbox_content(caller, here=here, after=after)
    return render(request, "messaging/_conversations.html" if is_part else "messaging/conversation_list.html", content)


@page(MEMBER)
def conversation(caller: Caller, request: HttpRequest, conversation_id: UUID) -> HttpResponse:
    """``?before=``: older messages; ``?reply=``: the message that one answers. Opens without a network, too.

    The thread alone, to stand beside something else, where a page asks for it.
    """
    before = request.GET.get("before", "")
    content = thread_content(caller, conversation_id, before=int(before) if before.isdecimal() else None)
    content["replying"] = _replying(content["items"], identifier(request.GET.get("reply")))
    if request.headers.get("HX-Target", "").endswith("thread"):
        return render(request, "messaging/_thread_beside.html", content)
    answer = render(request, "messaging/conversation.html", content)
    answer["X-Keep-Offline"] = "1"
    return answer


@page(MEMBER, methods=("GET", "POST"))
def new_conversation(caller: Caller, request: HttpRequest) -> HttpResponse:
    """Choose to whom to write; asking twice leads to the same conversation."""
    if request.method == "POST":
        return redirect("messaging:conversation", _opened(caller, request.POST).id)
    words = request.GET.get("q", "").strip()[:100]
    content = {"words": words, "found": correspondents_for(caller, words)}
    is_part = request.headers.get("HX-Target", "").endswith("correspondents")
    return render(request, "messaging/_correspondents.html" if is_part else "messaging/new_conversation.html", content)


@page(MEMBER)
def conversation_search(caller: Caller, request: HttpRequest) -> HttpResponse:
    words = request.GET.get("q", "").strip()[:100]
    found = search_messages(caller, words, identifier(request.GET.get("in")), limit=50)
    rows = [(message, highlighted(excerpt(message.body, found.words, 240), found.words)) for message in found.items]
    content = inbox_content(caller) | {"words": words, "found": rows, "within": identifier(request.GET.get("in"))}
    return render(request, "messaging/conversation_search.html", content)


def _opened(caller: Caller, chosen: Any) -> Conversation:
    about = (chosen.get("about_kind", ""), identifier(chosen.get("about_id")))
    person, group = identifier(chosen.get("person")), identifier(chosen.get("group"))
    if person:
        return open_direct(caller, person, (about[0], about[1]) if about[1] else None)
    if group:
        return open_group(caller, group)
    if about[1]:
        return open_about(caller, about[0], about[1])
    if "support" in chosen:
        return open_support(caller)
    raise Invalid(_("Choose to whom you write."))


def _replying(messages: list[MessageView], wanted: UUID | None) -> MessageView | None:
    return next((message for message in messages if message.id == wanted), None)


def identifier(text: str | None) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError as fault:
        raise NotFound(_("There is nothing at this address.")) from fault
