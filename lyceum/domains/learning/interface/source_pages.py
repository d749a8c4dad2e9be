"""Documents dropped into a path: each is taken in, or said beside its name why not. Nothing else is lost."""

from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from lyceum.domains.learning.actions.source import add_source, remove_source, upload_source
from lyceum.domains.learning.interface.editor_pages import editor_shown
from lyceum.domains.learning.models import Path
from lyceum.domains.learning.queries.path import taught_path
from lyceum.domains.learning.queries.workshop import source_lines
from lyceum.kernel.foundation.interface.doors import page
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.identifier import new_identifier
from lyceum.kernel.foundation.rules.policy import may
from lyceum.kernel.foundation.rules.refusal import Message, NotAllowed, NotFound, Refusal
from lyceum.kernel.search.actions.documents import Cover, replace_document

TEACHES = may("learning.teach")


@dataclass(frozen=True, slots=True)
class Refused:
    """A file that was not taken in, and why."""

    name: str
    why: Message


@page(TEACHES, methods=("GET", "POST"))
def sources(caller: Caller, request: HttpRequest, path_id: UUID) -> HttpResponse:
    """The list, as it stands now; a POST brings files: one with its own ``id``, or several without JavaScript."""
    path = taught_path(caller, path_id)
    if request.method != "POST":
        return _list(caller, request, path)
    files = request.FILES.getlist("file")
    refused = [one for file in files if (one := _refused(caller, path, file, request))]
    if "HX-Request" in request.headers:
        answer = _list(caller, request, path, refused)
        answer.status_code = 422 if refused else 200
        return answer
    if refused or not files:
        return editor_shown(caller, request, path, {"refused": refused}, status=422)
    return redirect("learning:editor", path_id)


@page(TEACHES, methods=("POST",))
def kept_source(caller: Caller, request: HttpRequest, path_id: UUID) -> HttpResponse:
    """One that is there already, chosen from a list."""
    try:
        add_source(caller, path_id, UUID(request.POST.get("document", "")))
    except ValueError:
        messages.error(request, _("Choose a document."))
    return redirect("learning:editor", path_id)


@page(TEACHES, methods=("POST",))
def source_version(caller: Caller, request: HttpRequest, path_id: UUID, document_id: UUID) -> HttpResponse:
    """A newer file: what it still says word for word stays as it is, the rest comes back to be looked at."""
    path = taught_path(caller, path_id)
    file = request.FILES.get("file")
    if not path.sources.filter(document_id=document_id).exists():
        raise NotFound(_("There is no such document."))
    if file is None:
        return redirect("learning:editor", path_id)
    try:
        replace_document(caller, document_id, file)
    except (NotAllowed, NotFound):
        raise
    except Refusal as refusal:
        return editor_shown(caller, request, path, {"refused": [Refused(file.name or "", _why(refusal))]}, status=422)
    return redirect("learning:editor", path_id)


@page(TEACHES, methods=("POST",))
def source_removal(caller: Caller, request: HttpRequest, path_id: UUID, document_id: UUID) -> HttpResponse:
    remove_source(caller, path_id, document_id)
    messages.success(request, _("Taken out of the path. Its questions stay."))
    return redirect("learning:editor", path_id)


def _refused(caller: Caller, path: Path, file: UploadedFile, request: HttpRequest) -> Refused | None:
    try:
        upload_source(caller, path.id, file, Cover(language=path.language, id=_id(request) or new_identifier()))
    except NotAllowed:
        raise
    except Refusal as refusal:
        return Refused(file.name or "", _why(refusal))
    return None


def _why(refusal: Refusal) -> Message:
    said = [fault for faults in refusal.fields.values() for fault in faults]
    return said[0] if said else refusal.message


def _list(caller: Caller, request: HttpRequest, path: Path, refused: list[Refused] | None = None) -> HttpResponse:
    content = {"path": path, "sources": source_lines(caller, path), "refused": refused or []}
    return render(request, "learning/_sources.html", content)


def _id(request: HttpRequest) -> UUID | None:
    try:
        return UUID(request.POST.get("id", ""))
    except ValueError:
        return None
