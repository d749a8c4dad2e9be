"""An event's page: drawn once for each thing it may show, and handed out from memory to whoever is not signed in."""

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import replace
from threading import Lock
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from lyceum.domains.events.actions.holding import Hold
from lyceum.domains.events.actions.taking import take_places
from lyceum.domains.events.actions.turnstile import StandInLine
from lyceum.domains.events.actions.viewing import note_view, write_views
from lyceum.domains.events.interface.shop.framing import framed, refuse_other_sites
from lyceum.domains.events.interface.shop.front import Asked, front_of
from lyceum.domains.events.interface.shop.offers import left_words
from lyceum.domains.events.interface.shop.standing import sent_to_line
from lyceum.domains.events.models import Channel, EventState
from lyceum.domains.events.permissions import may_edit
from lyceum.domains.events.queries.catalogue import Catalogue, catalogue_of
from lyceum.domains.events.queries.glance import Glance, glance_at
from lyceum.domains.events.queries.offer import reduction_of
from lyceum.domains.events.queries.shop import hosts_of
from lyceum.domains.events.rules.asking import Unreadable, wants_in
from lyceum.domains.events.rules.turnstile import PLACE_FIELD
from lyceum.kernel.foundation.interface.doors import page
from lyceum.kernel.foundation.rules.caller import Anyone, Caller, Visitor
from lyceum.kernel.foundation.rules.identifier import new_identifier
from lyceum.kernel.foundation.rules.policy import PUBLIC
from lyceum.kernel.foundation.rules.refusal import Invalid, NotFound, Refusal

YEAR = 31_536_000
THEME_COOKIE = "lyceum_theme"
_MOST_PAGES = 400
_ASKING = (
    "voucher",
    "type-",
    "price-",
    "seat-",
)  # a link may bring a code along; whatever else it brings changes nothing
_pages: OrderedDict[tuple[Any, ...], bytes] = OrderedDict()
_lock = Lock()


@csrf_exempt  # see framing: a token would need a cookie
@page(PUBLIC, methods=("GET", "POST"))
def event(caller: Anyone, request: HttpRequest, slug: str, embedded: bool = False) -> HttpResponseBase:
    language = language_of(request)
    with translation.override(language):
        shown = Shown(replace(caller, language=language), request, slug, embedded)
        answer = shown.chosen() if request.method == "POST" else shown.page()
    if "language" in request.GET and not embedded:
        answer.set_cookie(settings.LANGUAGE_COOKIE_NAME, language, max_age=YEAR, secure=settings.SECURE, samesite="Lax")
    return framed(answer, hosts_of(caller)) if embedded else answer


@page(PUBLIC)
def availability(caller: Anyone, request: HttpRequest, slug: str) -> HttpResponse:
    """What a page that stands open asks every few seconds."""
    glance, catalogue = seen(caller, slug)
    write_views(caller)
    pairs = zip(catalogue.sold, catalogue.stands(glance), strict=True)
    types = {str(s.row.id): {"words": left_words(st), "most": st.most} for s, st in pairs if not s.row.is_hidden}
    answer = JsonResponse({"edition": str(glance.edition), "types": types})
    answer["Cache-Control"] = "no-cache"
    return answer


def language_of(request: HttpRequest) -> str:
    """``?language=`` for links that search engines keep, and for frames; else what the middleware found."""
    asked = request.GET.get("language", "")
    return asked if asked in dict(settings.LANGUAGES) else translation.get_language() or settings.LANGUAGE_CODE


def seen(caller: Anyone, slug: str) -> tuple[Glance, Catalogue]:
    """A draft is seen by those who make it."""
    glance = glance_at(caller, slug)
    if glance.state == EventState.DRAFT and not (isinstance(caller, Caller) and may_edit(caller, glance.event_id)):
        raise NotFound(_("There is no such event."))
    return glance, catalogue_of(caller, glance)


class Shown:
    """One request for an event's page."""

    def __init__(self, caller: Anyone, request: HttpRequest, slug: str, embedded: bool) -> None:
        self.caller, self.request, self.slug, self.embedded = caller, request, slug, embedded
        self.glance, self.catalogue = seen(caller, slug)
        self.stands = self.catalogue.stands(self.glance)

    def page(self) -> HttpResponseBase:
        self._count()
        asks = any(name.startswith(_ASKING) for name in self.request.GET)
        if isinstance(self.caller, Visitor) and not asks:
            return self._from_memory()
        return self._drawn(self._asked(self.request.GET))

    def chosen(self) -> HttpResponseBase:
        """Places are held, and the order's own page goes on; or this page again, with all that was typed."""
        refuse_other_sites(self.request)
        form = {name: str(value) for name, value in self.request.POST.items()}
        if "apply" in form:
            return self._drawn(self._asked(form), refused=self._refused_code(form))
        place = form.get(PLACE_FIELD) or self.request.COOKIES.get(PLACE_FIELD, "")
        try:
            order = take_places(self.caller, self._hold(form), place=place)
        except StandInLine as refusal:
            return sent_to_line(self.request, self.slug, refusal, form, self.embedded)
        except Refusal as refusal:
            return self._drawn(self._asked(form), refused=refusal.message, status=refusal.status)
        name = "embedded_order" if self.embedded else "order"
        return redirect(f"events:{name}", order.code, order.secret)

    def _count(self) -> None:
        """Drafts are seen by their makers alone; what a cache in front of us hands out is not counted."""
        if self.request.method == "GET" and self.glance.state != EventState.DRAFT:
            note_view(self.caller, self.glance.event_id, Channel.WIDGET if self.embedded else Channel.WEB)

    def _hold(self, form: Mapping[str, str]) -> Hold:
        event = self.catalogue.event
        try:
            wants = wants_in(form, event.currency)
        except Unreadable as fault:
            raise Invalid(_("One of the numbers cannot be read."), fields={fault.field: []}) from None
        channel = Channel.WIDGET if self.embedded else Channel.WEB
        return Hold(_id_in(form), event.id, tuple(wants), _code_in(form), channel)

    def _asked(self, form: Mapping[str, str]) -> Asked:
        code = _code_in(form)
        voucher = reduction_of(self.caller, self.glance.event_id, code) if code else None
        return Asked(voucher, dict(form) | {"voucher": code})

    def _refused_code(self, form: Mapping[str, str]) -> str:
        code = _code_in(form)
        known = not code or reduction_of(self.caller, self.glance.event_id, code)
        return "" if known else _("This code is not known here.")

    def _from_memory(self) -> HttpResponseBase:
        """The same page for all visitors of one language and theme, until something of it changes."""
        key = self._key()
        with _lock:
            body = _pages.get(key)
        if body is None:
            body = self._drawn(Asked()).content
            with _lock:
                _pages[key] = body
                while len(_pages) > _MOST_PAGES:
                    _pages.popitem(last=False)
        answer = HttpResponse(body)
        answer["Cache-Control"] = "public, max-age=0, s-maxage=5"
        answer["ETag"] = f'"{salted_hmac("events.page", repr(key)).hexdigest()[:24]}"'
        patch_vary_headers(answer, ["Cookie", "Accept-Language"])
        return get_conditional_response(self.request, etag=answer["ETag"], response=answer) or answer

    def _key(self) -> tuple[Any, ...]:
        organisation = self.request.organisation  # type: ignore[attr-defined]  # set by identity's middleware
        theme = self.request.COOKIES.get(THEME_COOKIE, "")[:6]
        look = (organisation.slug, organisation.name, organisation.hue, theme, self.caller.language, self.embedded)
        event = self.catalogue.event
        return (event.id, self.glance.edition, self.glance.now >= event.ends_at, id(self.catalogue), self.stands, look)

    def _drawn(self, asked: Asked, refused: Any = "", status: int = 200) -> HttpResponse:
        prefix = "embedded_" if self.embedded else ""
        context = {
            "front": front_of(self.catalogue, self.glance, self.stands, self.caller.language, asked, prefix),
            "embedded": self.embedded,
            "refused": refused,
            "voucher": asked.values.get("voucher", ""),
            "messages": [],  # a page for everybody holds nobody's
        }
        return render(self.request, "events/event.html", context, status=status)


def _code_in(form: Mapping[str, str]) -> str:
    return form.get("voucher", "").strip()[:60]


def _id_in(form: Mapping[str, str]) -> UUID:
    """Made by the page's script, so that a second press is the same order; without a script by us."""
    try:
        return UUID(form.get("id", ""))
    except ValueError:
        return new_identifier()
