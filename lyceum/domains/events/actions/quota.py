"""Quotas: how many there are of what, shared between types as the organiser says."""

from collections.abc import Collection, Mapping
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from lyceum.domains.events.actions.offering import offer_freed
from lyceum.domains.events.announcements import OfferChanged
from lyceum.domains.events.models import Event, Quota, QuotaType, TicketType
from lyceum.domains.events.queries.managed import event_to_change, quota_of
from lyceum.kernel.foundation.actions.announcing import announce
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.refusal import Conflict, Invalid

LARGEST = 1_000_000


@transaction.atomic
def set_quota(
    caller: Caller, event_id: UUID, quota_id: UUID, name: str, capacity: int, type_ids: Collection[UUID]
) -> Quota:
    """Made under the id that the client made, or changed. Never fewer than are sold or being paid."""
    event = event_to_change(caller, event_id)
    name = name.strip()
    _refuse_faults(event, quota_id, name, capacity, type_ids)
    quota = event.quotas.filter(id=quota_id).first()
    if quota is None:
        quota = _made(Quota(id=quota_id, organisation_id=event.organisation_id, event=event, name=name), capacity)
    else:
        set_capacity(quota, capacity)
        quota.name = name
        quota.save(update_fields=["name"])
    _link(quota, set(type_ids))
    announce(caller, OfferChanged(event.id))
    offer_freed(caller, caller.organisation_id, event.id)
    return quota


@transaction.atomic
def remove_quota(caller: Caller, event_id: UUID, quota_id: UUID) -> None:
    """Refused while it counts a ticket. Idempotent."""
    event = event_to_change(caller, event_id)
    quota = event.quotas.filter(id=quota_id).first()
    if quota is None:
        return
    if not Quota.objects.within(caller).filter(id=quota.id, held=0, sold=0).delete()[0]:
        raise Conflict(_("It counts tickets that are sold or being paid: it stays."), code="in_use")
    announce(caller, OfferChanged(event.id))


def set_capacity(quota: Quota, capacity: int) -> None:
    """One guarded statement: whoever buys at this moment is counted, or comes too late."""
    changed = Quota.objects.filter(
        id=quota.id, organisation_id=quota.organisation_id, capacity__gte=0, held__lte=capacity - F("sold")
    ).update(capacity=capacity)
    if not changed:
        now = Quota.objects.get(id=quota.id, organisation_id=quota.organisation_id)
        fault = _("%(taken)s are sold or being paid: it cannot be less.") % {"taken": now.held + now.sold}
        raise Conflict(fault, fields={"capacity": [fault]}, code="below_sold")
    quota.capacity = capacity


def own_quota(event: Event, ticket_type: TicketType, places: int) -> Quota:
    """One that counts this type alone, under its name; in the caller's transaction."""
    _refuse_size(places, "places")
    name = free_name(event, ticket_type.name)
    quota = _made(Quota(organisation_id=event.organisation_id, event=event, name=name), places)
    _link(quota, {ticket_type.id})
    return quota


def count_types(event: Event, wanted: Mapping[UUID, set[UUID]], *, keeps: bool = False) -> None:
    """Type → the quotas that count it, beside those that do already if it ``keeps`` them."""
    for type_id, quota_ids in wanted.items():
        for quota in (quota_of(event, quota_id) for quota_id in sorted(quota_ids)):
            _link(quota, {*_linked(quota), type_id})
        if not keeps:
            for quota in event.quotas.filter(ticket_types=type_id).exclude(id__in=quota_ids):
                _link(quota, _linked(quota) - {type_id})


def free_name(event: Event, name: str) -> str:
    taken = set(event.quotas.filter(name__startswith=name).values_list("name", flat=True))
    names = (name if number == 1 else f"{name[:74]} {number}" for number in range(1, len(taken) + 2))
    return next(one for one in names if one not in taken)


def _made(quota: Quota, capacity: int) -> Quota:
    quota.capacity = capacity
    try:
        with transaction.atomic():
            quota.save(force_insert=True)
    except IntegrityError as fault:
        raise Conflict(_("This id is taken. Make a new one.")) from fault
    return quota


def _linked(quota: Quota) -> set[UUID]:
    rows = QuotaType.objects.filter(quota=quota, organisation_id=quota.organisation_id)
    return set(rows.values_list("ticket_type_id", flat=True))


def _link(quota: Quota, type_ids: set[UUID]) -> None:
    """A ticket was counted where it was sold: a type of which some are sold changes its quotas no more."""
    now = _linked(quota)
    changed = now ^ type_ids
    if not changed:
        return
    sold = TicketType.objects.filter(
        organisation_id=quota.organisation_id, id__in=changed, lines__is_live=True
    ).distinct()
    if names := ", ".join(one.name for one in sold):
        fault = _("%(names)s: sold already, and counted as it was sold.") % {"names": names}
        raise Conflict(fault, fields={"types": [fault]}, code="sold_already")
    QuotaType.objects.filter(quota=quota, ticket_type_id__in=now - type_ids).delete()
    QuotaType.objects.bulk_create(
        QuotaType(organisation_id=quota.organisation_id, quota=quota, ticket_type_id=one) for one in type_ids - now
    )


def _refuse_faults(event: Event, quota_id: UUID, name: str, capacity: int, type_ids: Collection[UUID]) -> None:
    faults: dict[str, list[str]] = {}
    if not 0 < len(name) <= 80:
        faults["name"] = [_("Give it a name of at most %(most)s characters.") % {"most": 80}]
    elif event.quotas.exclude(id=quota_id).filter(name=name).exists():
        faults["name"] = [_("Another quota of this event has this name.")]
    if event.ticket_types.filter(id__in=type_ids).count() != len(set(type_ids)):
        faults["types"] = [_("One of these tickets is not of this event.")]
    if faults:
        raise Invalid(_("Some fields are not right."), fields=faults)
    _refuse_size(capacity, "capacity")


def _refuse_size(places: int, name: str) -> None:
    if not 0 <= places <= LARGEST:
        fault = _("From 0 to %(most)s.") % {"most": LARGEST}
        raise Invalid(_("Some fields are not right."), fields={name: [fault]})
