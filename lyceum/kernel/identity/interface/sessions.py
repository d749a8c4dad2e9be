"""Django's sessions, where the request that ends its own sign-in is answered all the same."""

from django.conf import settings
from django.contrib.sessions.exceptions import SessionInterrupted
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpRequest, HttpResponse


class Sessions(SessionMiddleware):
    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        """A session that was noted as seen, and was then deleted, by this request or beside it, cannot be saved."""
        try:
            return super().process_response(request, response)
        except SessionInterrupted:
            response.delete_cookie(settings.SESSION_COOKIE_NAME, samesite="Lax")
            return response
