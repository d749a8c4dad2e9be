from typing import Any

from django.contrib import messages
from django.contrib.messages.middleware import MessageMiddleware
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from lyceum.kernel.ui.interface.toasts import ToastMessages


def answered(view: Any, **headers: str) -> HttpResponse:
    chain = SessionMiddleware(MessageMiddleware(ToastMessages(view)))
    return chain(RequestFactory().get("/", headers=headers))


def saving(request: HttpRequest) -> HttpResponse:
    messages.success(request, "Saved <b>.")
    return HttpResponse("<p>row</p>")


def leaving(request: HttpRequest) -> HttpResponse:
    messages.success(request, "Saved.")
    return HttpResponse(headers={"HX-Redirect": "/"})


def test_a_message_comes_as_a_toast_beside_the_fragment(db: None) -> None:
    content = answered(saving, **{"HX-Request": "true"}).content.decode()
    assert content.startswith('<p>row</p><div hx-swap-oob="beforeend:#toasts">')
    assert "Saved &lt;b&gt;." in content


def test_a_whole_page_shows_its_messages_itself(db: None) -> None:
    assert answered(saving).content == b"<p>row</p>"


def test_a_message_waits_for_the_page_that_follows(db: None) -> None:
    assert answered(leaving, **{"HX-Request": "true"}).content == b""
