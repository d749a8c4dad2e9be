"""An event as the public sees it: in words, in its own time zone, with what can be bought now."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import to_locale

from lyceum.domains.events.interface.shop.offers import Offer, few_left, offers_in
from lyceum.domains.events.models import Category, Event, EventState
from lyceum.domains.events.queries.catalogue import Catalogue
from lyceum.domains.events.queries.glance import Glance
from lyceum.domains.events.queries.words import (
    ACCESS,
    CATEGORIES,
    conditions_of,
    place_lines,
    spoken_moment,
    time_lines,
    when_of,
    zone_of,
)
from lyceum.domains.events.rules.offer import Reduction
from lyceum.domains.events.rules.standing import FEW, Stand
from lyceum.domains.events.rules.structured import PricedOffer, Spot, structured
from lyceum.domains.events.rules.terms import HOLD
from lyceum.kernel.foundation.addresses import absolute, inside
from lyceum.kernel.foundation.rules.markup import drawn, plain
from lyceum.kernel.foundation.rules.money import exponent

_MAP = "https://www.openstreetmap.org/?mlat={0}&mlon={1}#map=17/{0}/{1}"


@dataclass(frozen=True, slots=True)
class Notice:
    tone: str
    title: str
    words: str


@dataclass(frozen=True, slots=True)
class Front:
    event_id: UUID
    slug: str
    edition: int
    language: str
    title: str
    summary: str
    text: str
    description: str
    eyebrow: str
    starts_at: datetime
    when: str
    when_more: list[str]
    is_online: bool
    is_listed: bool
    place: str
    place_address: str
    map_address: str
    picture_id: UUID | None
    card: str
    locale: str
    access: list[str]
    conditions: list[str]
    notice: Notice | None
    offers: list[Offer]
    currency: str
    exponent: int
    hold_words: str
    address: str
    translations: list[tuple[str, str]]
    structured: dict[str, Any] = field(repr=False)
    prefix: str = ""  # of the shop inside another site's page
    has_seats: bool = False

    @property
    def may_book(self) -> bool:
        return any(offer.is_open and not offer.is_addon for offer in self.offers)

    @property
    def choose_path(self) -> str:
        return reverse(f"events:{self.prefix}event", args=[self.slug])

    @property
    def few_words(self) -> str:
        """Which the page fills in by itself when it hears that few are left."""
        return few_left("{n}")

    @property
    def few_from(self) -> int:
        return FEW

    @property
    def seats_path(self) -> str:
        return reverse(f"events:{self.prefix}seats", args=[self.slug]) if self.has_seats else ""

    @property
    def free_seats_path(self) -> str:
        return reverse("events:free_seats", args=[self.slug])

    @property
    def availability_path(self) -> str:
        return reverse("events:availability", args=[self.slug])

    @property
    def file_path(self) -> str:
        return reverse("events:event_file", args=[self.slug])


@dataclass(frozen=True, slots=True)
class Asked:
    """What stood in the form that is shown again: the code that was typed, and the values of its fields by name."""

    voucher: Reduction | None = None
    values: Mapping[str, str] = field(default_factory=dict)


def front_of(
    catalogue: Catalogue, glance: Glance, stands: tuple[Stand, ...], language: str, asked: Asked, prefix: str = ""
) -> Front:
    event = catalogue.event
    slug = event.organisation.slug
    address = absolute(slug, inside("events:event", event.slug))
    card = f"{absolute(slug, inside('events:event_card', event.slug))}?language={language}"
    offers = offers_in(catalogue, stands, language, asked.voucher, asked.values)
    place, place_address = place_lines(event)
    return Front(
        event_id=event.id,
        slug=event.slug,
        edition=glance.edition,
        language=event.language,
        title=event.title,
        summary=event.summary,
        text=drawn(event.text),
        description=_description(event, place),
        eyebrow=f"{CATEGORIES[Category(event.category)]} · {event.organisation.name}",
        starts_at=event.starts_at,
        when=when_of(event),
        when_more=time_lines(event),
        is_online=event.is_online,
        is_listed=event.is_listed,
        place=place,
        place_address=place_address,
        map_address=_map(event),
        picture_id=event.picture_id,
        card=card,
        locale=to_locale(language),
        access=[str(ACCESS[code]) for code in event.accessible if code in ACCESS],
        conditions=conditions_of(event, language),
        notice=_notice(event, glance, stands),
        offers=offers if event.state == EventState.PUBLISHED else [],
        currency=event.currency,
        exponent=exponent(event.currency),
        hold_words=_("Your places are kept for %(minutes)s minutes while you fill in the rest.")
        % {"minutes": int(HOLD.total_seconds()) // 60},
        address=address,
        translations=[(code, f"{address}?language={code}") for code, _name in settings.LANGUAGES],
        structured=_structured(event, address, _pictures(event, card), offers),
        prefix=prefix,
        has_seats=event.seat_plan_id is not None and any(offer.is_open for offer in offers),
    )


def _description(event: Event, place: str) -> str:
    words = event.summary or plain(event.text) or place
    return Truncator(f"{when_of(event)} · {words}").chars(200)


def _map(event: Event) -> str:
    if event.place is None or event.place.latitude is None:
        return ""
    return _MAP.format(event.place.latitude, event.place.longitude)


def _notice(event: Event, glance: Glance, stands: tuple[Stand, ...]) -> Notice | None:
    if event.state == EventState.DRAFT:
        return Notice("info", _("A draft"), _("Only the people who make this event see it."))
    if event.state == EventState.CANCELLED:
        return Notice("error", _("Cancelled"), _("This event does not take place. Everybody who paid is paid back."))
    if event.state == EventState.POSTPONED:
        words = _("It will take place on another date. Tickets stay valid, and may be given back.")
        return Notice("warning", _("Postponed"), words)
    if glance.now >= event.ends_at:
        return Notice("info", _("Over"), _("This event has taken place."))
    if event.sales_from and glance.now < event.sales_from:
        opens = spoken_moment(event.sales_from, event)
        return Notice("info", _("Sales have not begun"), _("They open on %(when)s.") % {"when": opens})
    if not stands:
        return Notice("info", _("No tickets"), _("There is nothing to book for this event."))
    return None


def _structured(event: Event, address: str, pictures: list[str], offers: list[Offer]) -> dict[str, Any]:
    organisation = event.organisation
    return structured(
        title=event.title,
        text=event.summary or Truncator(plain(event.text)).chars(300),
        address=address,
        state=event.state,
        starts_at=event.starts_at.astimezone(zone_of(event)),
        ends_at=event.ends_at.astimezone(zone_of(event)),
        language=event.language,
        organiser=(organisation.name, absolute(organisation.slug, "/")),
        pictures=pictures,
        spot=_spot(event),
        currency=event.currency,
        offers=[PricedOffer(offer.name, offer.price_plain, offer.standing, offer.opens_at) for offer in offers],
        is_online=event.is_online,
    )


def _pictures(event: Event, card: str) -> list[str]:
    own = (
        [absolute(event.organisation.slug, inside("media:file", event.picture_id, "large"))] if event.picture_id else []
    )
    return [*own, card]


def _spot(event: Event) -> Spot | None:
    place = event.place
    if place is None:
        return None
    return Spot(place.name, place.address, place.city, place.postcode, place.country, place.latitude, place.longitude)
