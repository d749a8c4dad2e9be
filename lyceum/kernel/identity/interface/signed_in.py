"""By what right a request speaks for a person: an access token, or a browser's session that still stands."""

import time
from collections.abc import Callable

from django.contrib.auth import logout
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse

from lyceum.kernel.foundation.interface.rest import problem
from lyceum.kernel.foundation.rules.refusal import NotSignedIn
from lyceum.kernel.identity.actions.sign_in import SEEN_EVERY, note_sign_in_seen
from lyceum.kernel.identity.interface.asked import bearer_of
from lyceum.kernel.identity.queries.asking import Asked
from lyceum.kernel.identity.queries.sign_in import sign_in_by_token

Answer = Callable[[HttpRequest], HttpResponse]
SESSION_SIGN_IN = "sign_in"
SESSION_SEEN = "sign_in_seen"
_ASKS_FOR_TOKENS = ("/api/v1/tokens", "/api/v1/tokens/refresh")


class FindSignIn:
    """Sets ``request.sign_in``; a wrong token is refused even where a session would have done."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.sign_in = ""  # type: ignore[attr-defined]
        token = bearer_of(request)
        try:
            if request.method == "POST" and request.path_info in _ASKS_FOR_TOKENS:
                _sign_by_nothing(request)
            elif token:
                _sign_by_token(request, token)
            elif request.user.is_authenticated:
                _sign_by_session(request)
        except NotSignedIn as refusal:
            answer = problem(request, refusal)
            answer["WWW-Authenticate"] = 'Bearer error="invalid_token"'
            return answer
        return self.answer(request)


def _sign_by_nothing(request: HttpRequest) -> None:
    """Whoever asks for tokens is nobody yet, whatever their app sends along; so there is nothing to forge either."""
    request.user = AnonymousUser()
    request.signed_by_token = True  # type: ignore[attr-defined]


def _sign_by_token(request: HttpRequest, token: str) -> None:
    asked: Asked = request.asked  # type: ignore[attr-defined]  # by this same token
    if asked.person and asked.sign_in_id and asked.seen_at:
        request.user, sign_in_id, seen_at = asked.person, asked.sign_in_id, asked.seen_at
    else:
        sign_in = sign_in_by_token(token)  # refuses, as a rule
        request.user, sign_in_id, seen_at = sign_in.person, sign_in.id, sign_in.seen_at
    request.sign_in = str(sign_in_id)  # type: ignore[attr-defined]
    # No other site can make a browser send this header: nothing to forge.
    request.signed_by_token = request._dont_enforce_csrf_checks = True  # type: ignore[attr-defined]
    if time.time() - seen_at.timestamp() > SEEN_EVERY.total_seconds():
        note_sign_in_seen(sign_in_id)


def _sign_by_session(request: HttpRequest) -> None:
    """The session is the proof (ending a sign-in deletes it); every few minutes its record is asked, too."""
    session, now = request.session, int(time.time())
    sign_in = session.get(SESSION_SIGN_IN, "")
    if now - session.get(SESSION_SEEN, 0) > SEEN_EVERY.total_seconds():
        if not sign_in or not note_sign_in_seen(sign_in, session.session_key):
            logout(request)
            return
        session[SESSION_SEEN] = now
    request.sign_in = sign_in  # type: ignore[attr-defined]
