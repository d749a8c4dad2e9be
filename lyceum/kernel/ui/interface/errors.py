"""Error pages: what happened, in a sentence, and where to go. For htmx they are a toast."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from lyceum.kernel.foundation.rules.refusal import Refusal


def not_found(request: HttpRequest, exception: Any = None) -> HttpResponse:
    text = _("The address may be mistyped, or what was here has been removed.")
    return _answer(request, 404, _("There is nothing at this address"), text, "arches")


def not_allowed(request: HttpRequest, exception: Any = None) -> HttpResponse:
    text = _("Ask an administrator of your organisation if you think that it should be open to you.")
    return _answer(request, 403, _("This door is closed to you"), text, "gate")


def bad_request(request: HttpRequest, exception: Any = None) -> HttpResponse:
    return _answer(request, 400, _("This request cannot be read"), _("Go back and try once more."), "lamp")


def forgery(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form's token is missing or old: most often a page that was left open overnight."""
    text = _("For your safety the form was not sent. Go back, reload the page and send it again.")
    return _answer(request, 403, _("This page has waited too long"), text, "lamp")


def broken(request: HttpRequest) -> HttpResponse:
    """Uses neither the session nor the database: they may be what is broken."""
    names = {
        "title": _("Something broke on our side"),
        "text": _("Nothing that you had saved is lost. We have been told; try again in a moment."),
        "art": "lamp",
        "reference": getattr(request, "request_id", ""),
    }
    return HttpResponse(render_to_string("ui/broken.html", names), status=500)


def _answer(request: HttpRequest, status: int, title: str, text: str, art: str) -> HttpResponse:
    if request.headers.get("HX-Request"):
        return render(request, "ui/_refusal.html", {"refusal": Refusal(f"{title}. {text}")}, status=status)
    return render(request, "ui/error.html", {"title": title, "text": text, "art": art}, status=status)
