"""Buyers are told by mail, at the address they gave, whether they have an account or not: each thing once."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from lyceum.domains.events.models import Order, Ticket, WaitingEntry
from lyceum.domains.events.queries.words import place_lines, when_of
from lyceum.kernel.foundation.addresses import absolute, inside
from lyceum.kernel.foundation.rules.enclosure import Enclosure
from lyceum.kernel.notifications.actions.addressing import tell_address

About = Mapping[str, str | int]


def write_to_buyer(
    organisation_id: UUID, order: Order, kind: str, *, key: object, about: About, enclosed: Sequence[Enclosure] = ()
) -> None:
    """``kind``: without the room. Nobody is written to who has given no address yet: a hold that was let go."""
    if not order.email:
        return
    with translation.override(order.language):
        button = _("Open my order")
    tell_address(
        organisation_id,
        f"events.{kind}",
        order.email,
        key=key,
        language=order.language,
        name=order.name,
        link=(absolute(order.event.organisation.slug, inside("events:order", order.code, order.secret)), button),
        about=about,
        enclosed=enclosed,
    )


def write_to_waiting(organisation_id: UUID, entry: WaitingEntry, *, about: About) -> None:
    """Once for each offer that is made."""
    with translation.override(entry.language), timezone.override(entry.event.time_zone):
        button = _("Take the places")
    tell_address(
        organisation_id,
        "events.place_offered",
        entry.email,
        key=f"{entry.id}:{entry.offer_until}",
        language=entry.language,
        name=entry.name,
        link=(absolute(entry.event.organisation.slug, inside("events:turn", entry.id, entry.secret)), button),
        about=about,
    )


def write_to_holder_of(organisation_id: UUID, ticket: Ticket, kind: str, *, key: object, about: About) -> None:
    """What concerns whoever has this ticket, at their own link."""
    language = ticket.line.order.language
    with translation.override(language):
        button = _("Open my ticket")
    tell_address(
        organisation_id,
        f"events.{kind}",
        ticket.holder_email,
        key=key,
        language=language,
        name=ticket.holder_name,
        link=(absolute(ticket.event.organisation.slug, inside("events:ticket", ticket.id, ticket.secret)), button),
        about=about,
    )


def write_to_holder(organisation_id: UUID, ticket: Ticket) -> None:
    """Whoever a ticket was handed on to: its new link, which nobody else has."""
    language = ticket.line.order.language
    with translation.override(language):
        when, place = when_of(ticket.event), place_lines(ticket.event)[0]
    about = {"title": ticket.event.title, "when": when, "place": place, "who": ticket.line.order.name}
    key = f"{ticket.id}:{ticket.serial}"
    write_to_holder_of(organisation_id, ticket, "ticket_received", key=key, about=about)
