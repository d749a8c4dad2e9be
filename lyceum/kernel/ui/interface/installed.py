"""What makes a site of pages an installed application: manifest, icon, colour, offline page."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from lyceum.kernel.foundation.interface.doors import page
from lyceum.kernel.foundation.rules.caller import Anyone, Individual
from lyceum.kernel.foundation.rules.policy import PUBLIC
from lyceum.kernel.ui.actions.appearance import choose_appearance
from lyceum.kernel.ui.interface.shell import THEME_COOKIE, THEMES
from lyceum.kernel.ui.rules.colour import hex_of

LYCEUM_HUE = 262
LONG = "public, max-age=31536000, immutable"
YEAR = 31_536_000


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
        "description": _("Teach, train and meet, in one place."),
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


@page(PUBLIC, methods=("POST",))
def appearance(caller: Anyone, request: HttpRequest) -> HttpResponse:
    """Theme and language: kept with the person, and on the device for visitors."""
    theme, language = request.POST.get("theme", ""), request.POST.get("language", "")
    if isinstance(caller, Individual):
        choose_appearance(caller, theme=theme, language=language)
    answer = HttpResponse(status=204) if request.headers.get("X-Quiet") else HttpResponseRedirect(_back(request))
    if theme in THEMES:
        answer.set_cookie(THEME_COOKIE, theme, max_age=YEAR, secure=settings.SECURE, samesite="Lax")
    if language in dict(settings.LANGUAGES):
        answer.set_cookie(settings.LANGUAGE_COOKIE_NAME, language, max_age=YEAR, secure=settings.SECURE, samesite="Lax")
    return answer


def _back(request: HttpRequest) -> str:
    referer = request.headers.get("Referer", "")
    return referer if url_has_allowed_host_and_scheme(referer, {request.get_host()}) else "/"


def _hue(request: HttpRequest) -> int:
    organisation = request.organisation  # type: ignore[attr-defined]
    return organisation.hue if organisation else LYCEUM_HUE


def _pixels() -> list[dict[str, str]]:
    sized = [("icon-192.png", "192x192", "any"), ("icon-512.png", "512x512", "any")]
    sized.append(("maskable-512.png", "512x512", "maskable"))
    return [
        {"src": static(f"ui/icons/{name}"), "sizes": size, "type": "image/png", "purpose": purpose}
        for name, size, purpose in sized
    ]
