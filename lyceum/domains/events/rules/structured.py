"""An event as schema.org says it, for search engines and assistants."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

_STATES = {"cancelled": "EventCancelled", "postponed": "EventPostponed"}
_STOCK = {"open": "InStock", "few": "LimitedAvailability", "sold_out": "SoldOut", "soon": "PreOrder", "over": "SoldOut"}


@dataclass(frozen=True, slots=True)
class Spot:
    name: str
    street: str = ""
    city: str = ""
    postcode: str = ""
    country: str = ""
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True, slots=True)
class PricedOffer:
    """``price``: plain, with a point. ``state``: open · few · sold_out · soon · over."""

    name: str
    price: str
    state: str
    opens_at: datetime | None = None


def structured(
    *, title: str, text: str, address: str, state: str, starts_at: datetime, ends_at: datetime, language: str,
    organiser: tuple[str, str], pictures: Sequence[str], spot: Spot | None, currency: str,
    offers: Iterable[PricedOffer], is_online: bool,
) -> dict[str, Any]:  # fmt: skip
    """``organiser``: name and address. https://schema.org/Event; only what is known is said."""
    said: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Event",
        "name": title,
        "url": address,
        "startDate": starts_at.isoformat(),
        "endDate": ends_at.isoformat(),
        "eventStatus": f"https://schema.org/{_STATES.get(state, 'EventScheduled')}",
        "eventAttendanceMode": _mode(is_online, spot),
        "inLanguage": language,
        "location": _location(is_online, spot, address),
        "organizer": {"@type": "Organization", "name": organiser[0], "url": organiser[1]},
        "offers": [_offer(offer, currency, address) for offer in offers],
        "description": text,
        "image": list(pictures),
    }
    return {name: value for name, value in said.items() if value}


def _mode(is_online: bool, spot: Spot | None) -> str:
    kind = ("Mixed" if spot else "Online") if is_online else "Offline"
    return f"https://schema.org/{kind}EventAttendanceMode"


def _location(is_online: bool, spot: Spot | None, address: str) -> list[dict[str, Any]]:
    places: list[dict[str, Any]] = [_place(spot)] if spot else []
    return places + ([{"@type": "VirtualLocation", "url": address}] if is_online else [])


def _place(spot: Spot) -> dict[str, Any]:
    parts = {
        "streetAddress": spot.street,
        "addressLocality": spot.city,
        "postalCode": spot.postcode,
        "addressCountry": spot.country,
    }
    place: dict[str, Any] = {"@type": "Place", "name": spot.name}
    if known := {name: value for name, value in parts.items() if value}:
        place["address"] = {"@type": "PostalAddress", **known}
    if spot.latitude is not None and spot.longitude is not None:
        place["geo"] = {"@type": "GeoCoordinates", "latitude": spot.latitude, "longitude": spot.longitude}
    return place


def _offer(offer: PricedOffer, currency: str, address: str) -> dict[str, Any]:
    said = {
        "@type": "Offer",
        "name": offer.name,
        "price": offer.price,
        "priceCurrency": currency,
        "url": address,
        "availability": f"https://schema.org/{_STOCK[offer.state]}",
    }
    return said | ({"validFrom": offer.opens_at.isoformat()} if offer.opens_at else {})
