"""What makes a site of pages an installed application: manifest, icon, colour, offline page."""

import hashlib
import json

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from lyceum.kernel.foundation.interface.doors import page
from lyceum.kernel.foundation.rules.caller import Anyone, Individual
from lyceum.kernel.foundation.rules.colour import OUR_HUE, hex_of
from lyceum.kernel.foundation.rules.policy import PUBLIC
from lyceum.kernel.identity.actions.account import change_profile
from lyceum.kernel.ui.interface.shell import THEME_COOKIE, THEMES

LONG = "public, max-age=31536000, immutable"
YEAR = 31_536_000
PRECACHED = ("lyceum.css", "lyceum.js", "htmx.js", "icons.svg", "fonts/young-serif.woff2", "fonts/hanken-grotesk.woff2")


@page(PUBLIC)
def brand(caller: Anyone, request: HttpRequest) -> HttpResponse:
    """The organisation's hue; every other colour follows from it. The address carries the hue, so it may be kept."""
    css = f":root{{--brand-hue:{_hue(request)}}}"
    return HttpResponse(css, content_type="text/css", headers={"Cache-Control": LONG})


@page(PUBLIC)
def icon(caller: Anyone, request: HttpRequest) -> HttpResponse:
    colour = hex_of(0.47, 0.14, _hue(request))
    answer = render(request, "ui/icon.svg", {"colour": colour}, content_type="image/svg+xml")
    answer["Cache-Control"] = LONG if "v" in request.GET else "public, max-age=3600"
    return answer


@page(PUBLIC)
def manifest(caller: Anyone, request: HttpRequest) -> JsonResponse:
    organisation = request.organisation  # type: ignore[attr-defined]
    name = organisation.name if organisation else "Lyceum"
    content = {
        "id": reverse("ui:landing"),
        "name": name,
        "short_name": name[:24],
        "description": _("Learn together, in one place."),
        "lang": caller.language,
        "start_url": reverse("ui:today") if organisation else "/",
        "scope": "/",
        "display": "standalone",
        "background_color": "#f8f6f2",
        "theme_color": hex_of(0.47, 0.14, _hue(request)),
        "icons": [
            {"src": f"{reverse('ui:icon')}?v={_hue(request)}", "sizes": "any", "type": "image/svg+xml"},
            *_pixels(),
        ],
    }
    return JsonResponse(content, content_type="application/manifest+json", headers={"Cache-Control": "max-age=3600"})


@page(PUBLIC)
def offline(caller: Anyone, request: HttpRequest) -> HttpResponse:
    return render(request, "ui/offline.html")


@page(PUBLIC)
def worker(caller: Anyone, request: HttpRequest) -> HttpResponse:
    """The service worker; its text changes with the assets, so that browsers renew what they keep."""
    assets = [static(f"ui/{name}") for name in PRECACHED]
    edition = hashlib.sha256(" ".join(assets).encode()).hexdigest()[:12]
    content = {"assets": assets, "edition": edition, "icon": static("ui/icons/icon-192.png"), "offline": "/offline/"}
    answer = render(request, "ui/sw.js", {"settings": json.dumps(content)}, content_type="text/javascript")
    answer["Cache-Control"] = "no-cache"
    return answer


@page(PUBLIC, methods=("POST",))
def appearance(caller: Anyone, request: HttpRequest) -> HttpResponse:
    """Theme and language: kept with the person, and on the device for visitors."""
    chosen = _chosen(request)
    if isinstance(caller, Individual):
        change_profile(caller, chosen)
    answer = HttpResponse(status=204) if request.headers.get("X-Quiet") else HttpResponseRedirect(_back(request))
    for kind, cookie in (("theme", THEME_COOKIE), ("language", settings.LANGUAGE_COOKIE_NAME)):
        if kind in chosen:
            answer.set_cookie(cookie, chosen[kind], max_age=YEAR, secure=settings.SECURE, samesite="Lax")
    return answer


def _chosen(request: HttpRequest) -> dict[str, str]:
    """What is given and known; anything else is left as it was."""
    known = {"theme": THEMES, "language": tuple(dict(settings.LANGUAGES))}
    return {kind: request.POST[kind] for kind, values in known.items() if request.POST.get(kind) in values}


def _back(request: HttpRequest) -> str:
    referer = request.headers.get("Referer", "")
    return referer if url_has_allowed_host_and_scheme(referer, {request.get_host()}) else "/"


def _hue(request: HttpRequest) -> int:
    organisation = request.organisation  # type: ignore[attr-defined]
    return organisation.hue if organisation else OUR_HUE


def _pixels() -> list[dict[str, str]]:
    sized = [("icon-192.png", "192x192", "any"), ("icon-512.png", "512x512", "any")]
    sized.append(("maskable-512.png", "512x512", "maskable"))
    return [
        {"src": static(f"ui/icons/{name}"), "sizes": size, "type": "image/png", "purpose": purpose}
        for name, size, purpose in sized
    ]
