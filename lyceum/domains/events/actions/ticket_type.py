"""Ticket types of an event: added, changed, put in order, taken off."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from lyceum.domains.events.actions.price_step import StepText, set_steps
from lyceum.domains.events.actions.quota import count_types, own_quota
from lyceum.domains.events.announcements import OfferChanged
from lyceum.domains.events.models import Event, TicketKind, TicketType
from lyceum.domains.events.queries.managed import event_to_change, type_of
from lyceum.kernel.foundation.actions.announcing import announce
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.refusal import Conflict, Invalid

MOST_TYPES = 60
HIGHEST_PRICE = 2_000_000_000  # in the smallest unit: what the column holds


@dataclass(frozen=True, slots=True)
class TypeText:
    """What its organiser decides. Amounts in the currency's smallest unit; ``vat_rate`` in basis points."""

    name: str
    price: int = 0
    vat_rate: int = 0
    text: str = ""
    kind: str = TicketKind.TICKET
    addon_to_id: UUID | None = None
    is_free_price: bool = False
    floor: int = 0
    sale_from: datetime | None = None
    sale_until: datetime | None = None
    minimum: int = 1
    maximum: int | None = None
    bundle: int = 1
    is_hidden: bool = False
    is_on_sale: bool = True

    @classmethod
    def of(cls, ticket_type: TicketType) -> "TypeText":
        return cls(**{one.name: getattr(ticket_type, one.name) for one in fields(cls)})


NAMES = tuple(one.name for one in fields(TypeText))


@transaction.atomic
def add_type(
    caller: Caller,
    event_id: UUID,
    type_id: UUID,
    text: TypeText,
    *,
    places: int | None = None,
    quota_ids: Sequence[UUID] = (),
    steps: Sequence[StepText] = (),
) -> TicketType:
    """At the end of the list, counted by a quota of its own (``places``) or by others. Idempotent under its id."""
    event = event_to_change(caller, event_id)
    if (already := event.ticket_types.filter(id=type_id).first()) is not None:
        return already
    position = event.ticket_types.count()
    if position >= MOST_TYPES:
        raise Conflict(_("An event has at most %(most)s ticket types.") % {"most": MOST_TYPES})
    ticket_type = TicketType(id=type_id, organisation_id=event.organisation_id, event=event, position=position)
    _keep(event, ticket_type, text, is_new=True)
    if places is not None:
        own_quota(event, ticket_type, places)
    count_types(event, {ticket_type.id: set(quota_ids)}, keeps=True)
    set_steps(event, ticket_type, steps)
    announce(caller, OfferChanged(event.id))
    return ticket_type


@transaction.atomic
def edit_type(
    caller: Caller, event_id: UUID, type_id: UUID, text: TypeText, steps: Sequence[StepText] | None = None
) -> TicketType:
    """What is sold stays as it was sold: a new price is for those who come. ``steps``: None leaves them be."""
    event = event_to_change(caller, event_id)
    ticket_type = type_of(event, type_id)
    _keep(event, ticket_type, text)
    if steps is not None:
        set_steps(event, ticket_type, steps)
    announce(caller, OfferChanged(event.id))
    return ticket_type


@transaction.atomic
def order_types(caller: Caller, event_id: UUID, type_ids: Sequence[UUID]) -> None:
    """All of them, once each, in the wanted order."""
    event = event_to_change(caller, event_id)
    types = {one.id: one for one in event.ticket_types.all()}
    if sorted(type_ids) != sorted(types):
        raise Conflict(_("The tickets have changed meanwhile. Look at them again."), code="changed_meanwhile")
    moved = [types[one] for position, one in enumerate(type_ids) if types[one].position != position]
    for position, one in enumerate(type_ids):
        types[one].position = position
    TicketType.objects.bulk_update(moved, ["position"])
    announce(caller, OfferChanged(event.id))


@transaction.atomic
def remove_type(caller: Caller, event_id: UUID, type_id: UUID) -> None:
    """Refused once somebody has one: take it off sale. Idempotent."""
    event = event_to_change(caller, event_id)
    ticket_type = event.ticket_types.filter(id=type_id).first()
    if ticket_type is None:
        return
    if ticket_type.lines.exists():
        raise Conflict(_("Tickets of this type are in orders: take it off sale instead."), code="in_use")
    set_steps(event, ticket_type, ())
    ticket_type.event_seats.update(is_blocked=True)  # else they would be sold as any ticket
    alone = [quota for quota in ticket_type.quotas.all() if quota.ticket_types.count() == 1]
    ticket_type.delete()
    for quota in alone:
        quota.delete()
    announce(caller, OfferChanged(event.id))


def _keep(event: Event, ticket_type: TicketType, text: TypeText, *, is_new: bool = False) -> None:
    faults = {name: [fault] for name, fault in _faults(event, ticket_type, text)}
    if faults:
        raise Invalid(_("Some fields are not right."), fields=faults)
    for name in NAMES:
        given = getattr(text, name)
        setattr(ticket_type, name, given.strip() if isinstance(given, str) else given)
    try:
        with transaction.atomic():
            ticket_type.save(force_insert=is_new)
    except IntegrityError as fault:
        raise Conflict(_("This id is taken. Make a new one.")) from fault


def _faults(event: Event, ticket_type: TicketType, text: TypeText) -> Iterator[tuple[str, str]]:
    name = text.name.strip()
    others = event.ticket_types.exclude(id=ticket_type.id)
    if not 0 < len(name) <= 80:
        yield "name", _("Give it a name of at most %(most)s characters.") % {"most": 80}
    elif others.filter(name=name).exists():
        yield "name", _("Another ticket of this event has this name.")
    if len(text.text) > 300:
        yield "text", _("At most %(most)s characters.") % {"most": 300}
    if text.kind not in TicketKind.values:
        yield "kind", _("There is no such kind of ticket.")
    if text.addon_to_id and not (text.kind == TicketKind.ADDON and others.filter(id=text.addon_to_id).exists()):
        yield "addon_to_id", _("Only an extra is added to another ticket of the same event.")
    yield from _faults_of_price(text)
    yield from _faults_of_sale(event, text)


def _faults_of_price(text: TypeText) -> Iterator[tuple[str, str]]:
    if not 0 <= text.price <= HIGHEST_PRICE:
        yield "price", _("A price from nothing up.") if text.price < 0 else _("That is too much for one ticket.")
    if not 0 <= text.vat_rate <= 10_000:
        yield "vat_rate", _("A rate from 0 to 100 %.")
    if not 0 <= text.floor <= HIGHEST_PRICE:
        yield "floor", _("A price from nothing up.")
    if text.is_free_price and text.price and text.price < text.floor:
        yield "price", _("Suggest at least the lowest amount.")


def _faults_of_sale(event: Event, text: TypeText) -> Iterator[tuple[str, str]]:
    if text.sale_from and text.sale_until and text.sale_until <= text.sale_from:
        yield "sale_until", _("The sale ends before it begins.")
    if text.sale_until and text.sale_until > event.ends_at:
        yield "sale_until", _("The sale ends after the event.")
    if text.sale_from and text.sale_from >= event.ends_at:
        yield "sale_from", _("The sale begins after the event.")
    if not 1 <= text.minimum <= 100:
        yield "minimum", _("From 1 to %(most)s.") % {"most": 100}
    if text.maximum is not None and not text.minimum <= text.maximum <= 100:
        yield "maximum", _("From the minimum to %(most)s.") % {"most": 100}
    if not 1 <= text.bundle <= 100:
        yield "bundle", _("From 1 to %(most)s.") % {"most": 100}
