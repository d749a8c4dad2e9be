"""Which plan an event is sold on, and which of its seats are sold as what."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils.translation import gettext as _

from lyceum.domains.events.actions.offering import offer_freed
from lyceum.domains.events.actions.seat_quotas import follow_seats
from lyceum.domains.events.announcements import OfferChanged
from lyceum.domains.events.models import Event, EventSeat, Seat, SeatPlan, TicketKind
from lyceum.domains.events.queries.managed import event_to_change, type_of
from lyceum.kernel.foundation.actions.announcing import announce
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.refusal import Conflict, Invalid


@dataclass(frozen=True, slots=True)
class SoldAs:
    """``type_id``: the ticket that these seats are for, None for any; ``is_kept_back``: for none at all."""

    type_id: UUID | None = None
    is_kept_back: bool = False


@transaction.atomic
def use_plan(caller: Caller, event_id: UUID, plan_id: UUID | None) -> Event:
    """All its seats are kept back at first. Refused while somebody has a seat on the plan before. Idempotent."""
    event = event_to_change(caller, event_id)
    if event.seat_plan_id == plan_id:
        return event
    plan = None if plan_id is None else _plan_here(caller, plan_id)
    _lock_quotas(event)
    if _seats(event).filter(line__isnull=False).exists():
        raise Conflict(_("Seats are sold on this plan: it stays."), code="sold_already")
    _seats(event).update(is_blocked=True)
    follow_seats(event)  # what was sold by seat has no places until its new seats are sold
    _seats(event).delete()
    event.seat_plan = plan
    event.save(update_fields=["seat_plan"])
    if plan is not None:
        _place_seats(event, plan)
    announce(caller, OfferChanged(event.id))
    return event


@transaction.atomic
def sell_seats(caller: Caller, event_id: UUID, seat_ids: Collection[UUID], sold_as: SoldAs) -> int:
    """How many have changed: those that somebody has stay as they were sold."""
    event = event_to_change(caller, event_id)
    ticket_type = None
    if sold_as.type_id is not None:
        ticket_type = type_of(event, sold_as.type_id)
        if ticket_type.kind != TicketKind.TICKET or ticket_type.bundle != 1:
            raise Invalid(_("A seat is for one person: choose a ticket that lets one in."), code="not_for_one")
    _lock_quotas(event)
    if not sold_as.is_kept_back:
        _refuse_sold_without_seat(event, sold_as.type_id)
    changing = _seats(event).filter(id__in=seat_ids, line=None)
    locked = list(changing.select_for_update(of=("self",)).order_by("id").values_list("id", flat=True))
    changed = _seats(event).filter(id__in=locked, line=None)
    sold = {} if sold_as.is_kept_back else {"ticket_type": ticket_type}  # kept back, it stays a seat of its ticket
    number = changed.update(is_blocked=sold_as.is_kept_back, **sold)
    follow_seats(event)
    rows = Event.objects.filter(organisation_id=event.organisation_id, id=event.id)
    rows.update(edition=F("edition"))  # a new edition of the offer
    announce(caller, OfferChanged(event.id))
    offer_freed(caller, caller.organisation_id, event.id)
    return number


@transaction.atomic
def allow_lone_seats(caller: Caller, event_id: UUID, allowed: bool) -> None:
    event = event_to_change(caller, event_id)
    event.allows_lone_seats = allowed
    event.save(update_fields=["allows_lone_seats"])
    announce(caller, OfferChanged(event.id))


def _lock_quotas(event: Event) -> None:
    """As a hold locks them: one that has begun takes its seats first."""
    list(event.quotas.select_for_update(no_key=True).order_by("id").values_list("id"))


def _place_seats(event: Event, plan: SeatPlan) -> None:
    seats = Seat.objects.filter(organisation_id=event.organisation_id, section__plan=plan)
    EventSeat.objects.bulk_create(
        EventSeat(organisation_id=event.organisation_id, event=event, seat=seat, is_blocked=True) for seat in seats
    )


def _plan_here(caller: Caller, plan_id: UUID) -> SeatPlan:
    found: SeatPlan | None = SeatPlan.objects.within(caller).filter(id=plan_id).first()
    if found is None:
        raise Invalid(_("There is no such plan here."))
    return found


def _seats(event: Event) -> QuerySet[EventSeat]:
    rows: QuerySet[EventSeat] = EventSeat.objects.filter(organisation_id=event.organisation_id, event=event)
    return rows


def _refuse_sold_without_seat(event: Event, type_id: UUID | None) -> None:
    """Who has a ticket without a seat would stand, and their place would be counted twice."""
    types = event.ticket_types.filter(kind=TicketKind.TICKET, lines__is_live=True, lines__seat=None)
    sold = types.filter(id=type_id) if type_id else types
    if names := ", ".join(sorted({one.name for one in sold})):
        raise Conflict(
            _("%(names)s: some are sold without a seat. Sell these seats as another ticket.") % {"names": names},
            code="sold_already",
        )
