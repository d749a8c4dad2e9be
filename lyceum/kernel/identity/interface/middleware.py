"""Who asks, for which organisation: read from the address and the sign-in, once per request."""

import re
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import set_script_prefix
from django.utils import timezone, translation

from lyceum.kernel.foundation.rules.caller import Anyone, Origin
from lyceum.kernel.identity.interface.address import network_of
from lyceum.kernel.identity.models import Organisation
from lyceum.kernel.identity.queries.caller import caller_for
from lyceum.kernel.identity.rules.client import client_named

Answer = Callable[[HttpRequest], HttpResponse]
_FIRST_SEGMENT = re.compile(r"^/([a-z0-9][a-z0-9-]{0,39})(/.*)$")


class OrganisationInAddress:
    """Moves ``/{organisation}`` to the script name: every reversed address stays inside the organisation."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.organisation = None  # type: ignore[attr-defined]
        set_script_prefix(f"{request.META.get('SCRIPT_NAME', '')}/")  # not the one of this thread's last request
        segment = _FIRST_SEGMENT.match(request.path_info)
        if segment and segment[1] not in settings.RESERVED_SLUGS:
            organisation = Organisation.objects.filter(slug=segment[1]).first()
            if organisation:
                request.organisation = organisation  # type: ignore[attr-defined]
                request.path_info = segment[2]
                request.META["SCRIPT_NAME"] = f"/{organisation.slug}"
                set_script_prefix(f"/{organisation.slug}/")
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
    person = request.user if request.user.is_authenticated else None
    return caller_for(
        person,  # type: ignore[arg-type]
        request.organisation,  # type: ignore[attr-defined]
        origin_of(request),
        translation.get_language() or settings.LANGUAGE_CODE,
        getattr(request, "sign_in", "") if person else "",
    )


def origin_of(request: HttpRequest) -> Origin:
    """The network, not the address; the kind of browser, not all that it says of itself."""
    client = client_named(request.headers.get("User-Agent", ""))
    return Origin(network_of(request.META.get("REMOTE_ADDR", "")), client, getattr(request, "request_id", ""))
