"""One message: sent, answered, changed, deleted, marked and reported by ordinary forms."""

from uuid import UUID

from django.contrib import messages as said
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from lyceum.kernel.foundation.interface.doors import page
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.identifier import new_identifier
from lyceum.kernel.foundation.rules.policy import MEMBER
from lyceum.kernel.foundation.rules.refusal import Refusal
from lyceum.kernel.media.actions.storing import Terms, store_file
from lyceum.kernel.media.rules.visibility import Visibility
from lyceum.kernel.messaging.actions.editing import delete_message, edit_message
from lyceum.kernel.messaging.actions.message_reporting import report_message
from lyceum.kernel.messaging.actions.posting import PURPOSE, MessageText, post_message
from lyceum.kernel.messaging.actions.reacting import react
from lyceum.kernel.messaging.interface.conversation_forms import EditForm, ReportForm
from lyceum.kernel.messaging.interface.conversation_pages import identifier
from lyceum.kernel.messaging.interface.thread_content import thread_content
from lyceum.kernel.messaging.permissions import may_edit
from lyceum.kernel.messaging.queries.attachment_picture import picture_of_attachment
from lyceum.kernel.messaging.queries.message_shown import message_shown
from lyceum.kernel.messaging.queries.thread import message_for, versions_of
from lyceum.kernel.messaging.rules.palette import MARKS


@page(MEMBER, methods=("POST",))
def messages(caller: Caller, request: HttpRequest, conversation_id: UUID) -> HttpResponse:
    """Sent without a script. What is refused stands in the field again, with the reason."""
    body = request.POST.get("body", "")
    try:
        text = MessageText(body, identifier(request.POST.get("reply_to")), _attached(caller, request))
        post_message(caller, conversation_id, identifier(request.POST.get("id")) or new_identifier(), text)
    except Refusal as refusal:
        content = thread_content(caller, conversation_id) | {"fault": refusal.message, "written": body}
        return render(request, "messaging/conversation.html", content, status=refusal.status)
    return redirect("messaging:conversation", conversation_id)


@page(MEMBER, methods=("GET", "POST"))
def message(caller: Caller, request: HttpRequest, conversation_id: UUID, message_id: UUID) -> HttpResponse:
    """All that can be done with it, and what it said before."""
    row = message_for(caller, message_id)
    form = EditForm(request.POST or None, initial={"body": row.body})
    if request.method == "POST" and form.is_valid():
        edit_message(caller, message_id, form.cleaned_data["body"])
        said.success(request, _("Changed."))
        return _back(conversation_id, message_id)
    content = {
        "message": message_shown(caller, message_id),
        "conversation": {"id": row.conversation_id},
        "edit_form": form if may_edit(caller, row) else None,
        "report_form": None if row.author_id == caller.person_id else ReportForm(),
        "versions": versions_of(caller, message_id),
        "marks": MARKS,
        "alone": {"leads": True, "is_own": row.author_id == caller.person_id},
    }
    return render(request, "messaging/message.html", content, status=422 if form.errors else 200)


@page(MEMBER, methods=("POST",))
def deletion(caller: Caller, request: HttpRequest, conversation_id: UUID, message_id: UUID) -> HttpResponse:
    delete_message(caller, message_id)
    return _back(conversation_id, message_id)


@page(MEMBER, methods=("POST",))
def reaction(caller: Caller, request: HttpRequest, conversation_id: UUID, message_id: UUID) -> HttpResponse:
    """Put on, or taken off where it stands."""
    mark = request.POST.get("mark", "")
    shown = message_shown(caller, message_for(caller, message_id).id)
    is_on = any(one.mark == mark and caller.person_id in one.people for one in shown.reactions)
    react(caller, message_id, mark, on=not is_on)
    return _back(conversation_id, message_id)


@page(MEMBER, methods=("POST",))
def report(caller: Caller, request: HttpRequest, conversation_id: UUID, message_id: UUID) -> HttpResponse:
    form = ReportForm(request.POST)
    if form.is_valid():
        report_message(caller, message_id, form.cleaned_data["reason"], form.cleaned_data["note"])
        said.success(request, _("Thank you. A moderator will look at it."))
    return _back(conversation_id, message_id)


@page(MEMBER)
def attachment_picture(caller: Caller, request: HttpRequest, file_id: UUID) -> HttpResponse:
    """The first page of a PDF. A file never changes, so a browser may keep it."""
    answer = HttpResponse(picture_of_attachment(caller, file_id), content_type="image/webp")
    answer["Cache-Control"] = "private, max-age=86400"
    return answer


def _attached(caller: Caller, request: HttpRequest) -> list[UUID]:
    """Files that came with the form itself."""
    terms = Terms(PURPOSE, Visibility.PLACE)
    return [store_file(caller, upload, terms).id for upload in request.FILES.getlist("files")]


def _back(conversation_id: UUID, message_id: UUID) -> HttpResponse:
    return redirect(f"{reverse('messaging:conversation', args=[conversation_id])}#message-{message_id}")
