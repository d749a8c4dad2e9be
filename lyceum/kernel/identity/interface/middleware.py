"""Who asks, for which organisation: read from the address and the sign-in, once per request."""

import re
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import set_script_prefix
from django.utils import timezone, translation

from lyceum.kernel.foundation.rules.caller import Anyone, Origin
from lyceum.kernel.identity.interface.address import network_of
from lyceum.kernel.identity.interface.asked import ask
from lyceum.kernel.identity.queries.asking import Asked
from lyceum.kernel.identity.queries.caller import caller_for, caller_found
from lyceum.kernel.identity.rules.client import client_named

Answer = Callable[[HttpRequest], HttpResponse]
_FIRST_SEGMENT = re.compile(r"^/([a-z0-9][a-z0-9-]{0,39})(/.*)$")


class OrganisationInAddress:
    """Moves ``/{organisation}`` to the script name: every reversed address stays inside the organisation.

    With the organisation it finds who asks; what follows only has to agree.
    """

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.organisation = None  # type: ignore[attr-defined]
        set_script_prefix(f"{request.META.get('SCRIPT_NAME', '')}/")  # not the one of this thread's last request
        segment = _FIRST_SEGMENT.match(request.path_info)
        if segment and segment[1] not in settings.RESERVED_SLUGS:
            slug, rest = segment.groups()
        else:
            slug, rest = "", ""
        asked = ask(request, slug)
        if asked.organisation:
            request.organisation = asked.organisation  # type: ignore[attr-defined]
            request.path_info = rest
            request.META["SCRIPT_NAME"] = f"/{slug}"
            set_script_prefix(f"/{slug}/")
        return self.answer(request)


class FindCaller:
    """Sets ``request.caller``, and speaks the person's language in their time zone."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            translation.activate(request.user.language)
            timezone.activate(request.user.time_zone)
        request.LANGUAGE_CODE = translation.get_language() or settings.LANGUAGE_CODE
        request.caller = _find(request)  # type: ignore[attr-defined]
        return self.answer(request)


def _find(request: HttpRequest) -> Anyone:
    person: Any = request.user if request.user.is_authenticated else None
    asked: Asked = request.asked  # type: ignore[attr-defined]
    origin, language = origin_of(request), translation.get_language() or settings.LANGUAGE_CODE
    if person is not None and person == asked.person:
        return caller_found(asked, origin, language, request.sign_in)  # type: ignore[attr-defined]
    return caller_for(person, asked.organisation, origin, language, request.sign_in if person else "")  # type: ignore[attr-defined]


def origin_of(request: HttpRequest) -> Origin:
    """The network, not the address; the kind of browser, not all that it says of itself."""
    client = client_named(request.headers.get("User-Agent", ""))
    return Origin(network_of(request.META.get("REMOTE_ADDR", "")), client, getattr(request, "request_id", ""))
