"""``messages.success(request, …)`` in the answer to htmx: a toast beside the fragment."""

from collections.abc import Callable

from django.contrib.messages import get_messages
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

Answer = Callable[[HttpRequest], HttpResponse]
LEAVES = ("HX-Redirect", "HX-Location", "HX-Refresh")


class ToastMessages:
    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.answer(request)
        if request.headers.get("HX-Request") and _is_fragment(response) and len(get_messages(request)):
            toasts = render_to_string("ui/_messages.html", {"messages": get_messages(request)}, request)
            response.write(f'<div hx-swap-oob="beforeend:#toasts">{toasts}</div>')
        return response


def _is_fragment(response: HttpResponse) -> bool:
    """An answer that htmx puts into the page; after a redirection the next page shows the messages."""
    is_html = response.get("Content-Type", "").startswith("text/html")
    stays = response.status_code in (200, 201, 422) and not any(header in response for header in LEAVES)
    return is_html and stays and not response.streaming
