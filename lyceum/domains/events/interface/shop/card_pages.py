"""The picture of an event for whoever is sent a link to it."""

from collections import OrderedDict
from dataclasses import replace
from threading import Lock
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import translation
from django.utils.cache import get_conditional_response
from django.utils.crypto import salted_hmac

from lyceum.domains.events.interface.shop.event_pages import language_of, seen
from lyceum.domains.events.models import Event
from lyceum.domains.events.ports import painter
from lyceum.domains.events.queries.words import place_lines, when_of
from lyceum.domains.events.rules.social_card import SocialCard
from lyceum.kernel.foundation.interface.doors import page
from lyceum.kernel.foundation.rules.caller import Anyone
from lyceum.kernel.foundation.rules.policy import PUBLIC
from lyceum.kernel.foundation.rules.refusal import NotFound
from lyceum.kernel.media.queries.bytes import pieces_of
from lyceum.kernel.media.queries.file import file_for

_MOST_CARDS = 60
_cards: OrderedDict[tuple[Any, ...], bytes] = OrderedDict()
_lock = Lock()


@page(PUBLIC)
def card(caller: Anyone, request: HttpRequest, slug: str) -> HttpResponseBase:
    language = language_of(request)
    with translation.override(language):
        _glance, catalogue = seen(replace(caller, language=language), slug)
        event, shown = catalogue.event, _shown(catalogue.event)
    etag = f'"{salted_hmac("events.card", repr((event.id, event.picture_id, shown))).hexdigest()[:24]}"'
    answer = HttpResponse(_painted(caller, event, shown), content_type="image/jpeg")
    answer["Cache-Control"], answer["ETag"] = "public, max-age=3600", etag
    return get_conditional_response(request, etag=etag, response=answer) or answer


def _shown(event: Event) -> SocialCard:
    name, _address = place_lines(event)
    city = event.place.city if event.place else ""
    where = " · ".join(part for part in (name, city) if part)
    return SocialCard(event.title, when_of(event), where, event.organisation.name, event.organisation.hue)


def _painted(caller: Anyone, event: Event, shown: SocialCard) -> bytes:
    """Painted once for each thing that it may say."""
    key = (event.id, event.picture_id, shown)
    with _lock:
        body = _cards.get(key)
    if body is None:
        body = painter().painted(shown, _picture(caller, event))
        with _lock:
            _cards[key] = body
            while len(_cards) > _MOST_CARDS:
                _cards.popitem(last=False)
    return body


def _picture(caller: Anyone, event: Event) -> bytes:
    if event.picture_id is None:
        return b""
    try:
        return b"".join(pieces_of(file_for(caller, event.picture_id)))
    except NotFound:  # taken away since
        return b""
