"""An organiser with an event on sale, for the tests of every room that sells."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.utils import timezone

from lyceum.domains.events.models import Event, EventState, Place, Quota, QuotaType, TicketType
from lyceum.kernel.foundation import scope
from lyceum.kernel.foundation.rules.caller import Caller, Visitor
from lyceum.kernel.foundation.rules.roles import Role
from lyceum.kernel.identity.models import Membership, Organisation
from lyceum.kernel.identity.tests.factories import ORIGIN, caller_of, make_member, make_organisation


@dataclass
class Shop:
    """An organisation that sells tickets, its organiser, one published event with ``types`` and a quota over them.

    Made by ``make_shop``, which enters its scope.
    """

    organisation: Organisation
    member: Membership
    event: Event
    types: list[TicketType]
    quota: Quota

    @property
    def organiser(self) -> Caller:
        """Its scope is entered."""
        return caller_of(self.member)

    @property
    def visitor(self) -> Visitor:
        """Anybody at the shop's door; its scope is entered."""
        scope.enter(self.organisation.id, None)
        return Visitor(self.organisation.id, "en", ORIGIN)


def make_shop(slug: str = "scene", capacity: int = 10, prices: tuple[int, ...] = (2000, 1200), **event: Any) -> Shop:
    organisation = make_organisation("La Scène", slug, kind="organiser", language="fr", domains=["events"])
    member = make_member(organisation, Role.OWNER)
    scope.enter(organisation.id, None)
    sold = make_event(organisation, **event)
    types = [add_type(sold, f"Type {number}", price) for number, price in enumerate(prices, 1)]
    quota = add_quota(sold, capacity, *types)
    return Shop(organisation, member, sold, types, quota)


def make_event(organisation: Organisation, **fields: Any) -> Event:
    """Published, in a month, on sale now. Its scope must be entered."""
    starts = timezone.now() + timedelta(days=30)
    terms = {
        "slug": "nuit-du-jazz",
        "title": "Nuit du jazz",
        "state": EventState.PUBLISHED,
        "starts_at": starts,
        "ends_at": starts + timedelta(hours=3),
        "published_at": timezone.now(),
        **fields,
    }
    event: Event = Event.objects.create(organisation=organisation, **terms)
    return event


def make_place(organisation: Organisation, **fields: Any) -> Place:
    terms = {"name": "Le Cargö", "city": "Caen", "latitude": 49.1758, "longitude": -0.3466, **fields}
    place: Place = Place.objects.create(organisation=organisation, **terms)
    return place


def add_type(event: Event, name: str = "Entry", price: int = 2000, **fields: Any) -> TicketType:
    terms = {"vat_rate": 550, "position": event.ticket_types.count(), **fields}
    made: TicketType = TicketType.objects.create(
        organisation_id=event.organisation_id, event=event, name=name, price=price, **terms
    )
    return made


def add_quota(event: Event, capacity: int, *types: TicketType, name: str = "") -> Quota:
    here = {"organisation_id": event.organisation_id}
    named = name or f"Quota {event.quotas.count() + 1}"
    quota: Quota = Quota.objects.create(**here, event=event, name=named, capacity=capacity)
    for sold in types:
        QuotaType.objects.create(**here, quota=quota, ticket_type=sold)
    return quota
