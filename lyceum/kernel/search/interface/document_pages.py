"""A page of a document, word for word, with the quoted words marked: where every citation leads."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from lyceum.kernel.foundation.interface.doors import page
from lyceum.kernel.foundation.limits import spend
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.policy import MEMBER
from lyceum.kernel.search.queries.documents import page_text
from lyceum.kernel.search.queries.picture import picture_of
from lyceum.kernel.search.rules.highlight import cut

PICTURES = {"capacity": 60, "per_seconds": 60}  # each costs a second of processor at most


@page(MEMBER)
def document_page(caller: Caller, request: HttpRequest, document_id: UUID, number: int) -> HttpResponse:
    """``?from=&to=``: the characters to mark; ``?version=``: an older one that is quoted."""
    shown = page_text(caller, document_id, number, _number(request, "version"))
    version = shown.version
    return render(
        request,
        "search/document_page.html",
        {
            "page": shown,
            "document": version.document,
            "version": version,
            "is_older": version.number != version.document.version,
            "segments": cut(shown.text, _number(request, "from"), _number(request, "to")),
            "has_picture": version.format == "pdf" and version.file_id is not None,
            "previous": number - 1 if number > 1 else None,
            "next": number + 1 if number < version.pages else None,
        },
    )


@page(MEMBER)
def document_picture(caller: Caller, request: HttpRequest, document_id: UUID, number: int) -> HttpResponse:
    """The page as it was printed. A version never changes, so a browser may keep it."""
    shown = page_text(caller, document_id, number, _number(request, "version"))
    spend("search.picture", str(caller.person_id), **PICTURES)
    answer = HttpResponse(picture_of(caller, shown.version, number), content_type="image/webp")
    answer["Cache-Control"] = "private, max-age=86400"
    return answer


def _number(request: HttpRequest, name: str) -> int:
    """What is no number asks for nothing."""
    text = request.GET.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0
