"""Sends whoever must stand in line to the page where they wait."""

from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from lyceum.domains.events.actions.turnstile import StandInLine
from lyceum.domains.events.rules.turnstile import PLACE_FIELD

HOURS = 6


def sent_to_line(
    request: HttpRequest, slug: str, refusal: StandInLine, form: dict[str, str], embedded: bool
) -> HttpResponseBase:
    """What was chosen goes along in the address, so that nothing is chosen twice; the place, in a cookie, too."""
    chosen = form | {PLACE_FIELD: refusal.line.place}
    name = "embedded_line" if embedded else "line"
    answer = redirect(f"{reverse(f'events:{name}', args=[slug])}?{urlencode(chosen)}")
    if not embedded:
        path = request.path
        answer.set_cookie(
            PLACE_FIELD, refusal.line.place, max_age=HOURS * 3600, path=path, secure=settings.SECURE, httponly=True,
            samesite="Lax",
        )  # fmt: skip
    return answer
