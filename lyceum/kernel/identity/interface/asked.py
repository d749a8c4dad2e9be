"""Reads who asks before anything else does, so that nothing else has to ask the database again."""

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest
from django.utils.crypto import constant_time_compare

from lyceum.kernel.identity.models import Person
from lyceum.kernel.identity.queries.asking import Asked, who_asks
from lyceum.kernel.identity.queries.sign_in import claimed_by_token


def ask(request: HttpRequest, slug: str) -> Asked:
    """Sets ``request.asked``. A token counts before a session, as it does everywhere."""
    token = bearer_of(request)
    if token:
        asked = who_asks(slug, token=claimed_by_token(token))
    else:
        asked = who_asks(slug, session_key=request.session.session_key)
        _spare_the_session(request, asked)
    request.asked = asked  # type: ignore[attr-defined]
    return asked


def bearer_of(request: HttpRequest) -> str:
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else ""


def _spare_the_session(request: HttpRequest, asked: Asked) -> None:
    """Hand over what was read. Where anything is not plainly as it should be, Django reads and judges by itself."""
    if asked.session is None:
        return
    session = request.session
    session._session_cache = session.decode(asked.session)  # type: ignore[attr-defined]
    if asked.person and _is_of(session, asked.person):
        request._cached_user = asked.person  # type: ignore[attr-defined]


def _is_of(session: SessionBase, person: Person) -> bool:
    return (
        session.get(SESSION_KEY) == str(person.pk)
        and session.get(BACKEND_SESSION_KEY) in settings.AUTHENTICATION_BACKENDS
        and constant_time_compare(session.get(HASH_SESSION_KEY, ""), person.get_session_auth_hash())
    )
