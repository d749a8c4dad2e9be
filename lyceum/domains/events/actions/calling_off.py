"""An event is cancelled: every order of it is given back, in batches, each once, whatever falls over meanwhile."""

from uuid import UUID, uuid5

from django.db import transaction
from django.utils.translation import gettext as _

from lyceum.domains.events.actions.cancelling import TakingBack, take_back
from lyceum.domains.events.actions.offering import give_up
from lyceum.domains.events.actions.releasing import OPEN
from lyceum.domains.events.announcements import EventCalledOff
from lyceum.domains.events.models import (
    Event,
    EventState,
    Order,
    OrderState,
    Ticket,
    TicketState,
    WaitingEntry,
    WaitingState,
)
from lyceum.domains.events.permissions import may_edit
from lyceum.kernel.foundation.actions.announcing import announce
from lyceum.kernel.foundation.interface.doors import refuse_unless
from lyceum.kernel.foundation.jobs import job
from lyceum.kernel.foundation.rules.caller import Caller, Visitor
from lyceum.kernel.foundation.rules.refusal import NotFound

AT_ONCE = 50


@transaction.atomic
def call_off_event(caller: Caller, event_id: UUID) -> Event:
    """From this commit on nothing is sold; a job gives every order back, and everybody is told by it."""
    event: Event | None = Event.objects.within(caller).select_for_update().filter(id=event_id).first()
    if event is None:
        raise NotFound(_("There is no such event."))
    refuse_unless(may_edit(caller, event_id))
    if event.state != EventState.CANCELLED:
        event.state = EventState.CANCELLED
        event.edition += 1
        event.save()
        announce(caller, EventCalledOff(event.id))
        give_all_back.later(organisation_id=caller.organisation_id, event_id=event.id, once=str(event.id))
    return event


@job(queue="default")
def give_all_back(organisation_id: UUID, event_id: UUID) -> None:
    while give_some_back(organisation_id, event_id):
        pass


@transaction.atomic
def give_some_back(organisation_id: UUID, event_id: UUID) -> int:
    """Tickets that let somebody in already are left alone."""
    caller = Visitor(organisation_id)
    used = Ticket.objects.filter(event_id=event_id, state=TicketState.USED).values("line__order_id")
    live = Order.objects.filter(organisation_id=organisation_id, event_id=event_id, state__in=(*OPEN, OrderState.PAID))
    rows = live.exclude(id__in=used).select_for_update(no_key=True, of=("self",)).order_by("id")
    orders = list(rows.select_related("event")[:AT_ONCE])
    for order in orders:
        take_back(caller, order, TakingBack(uuid5(order.id, "called off")), "event")
    waiting = WaitingEntry.objects.filter(
        organisation_id=organisation_id, event_id=event_id, state__in=(WaitingState.WAITING, WaitingState.OFFERED)
    )
    entries = list(waiting.select_for_update().order_by("id")[:AT_ONCE])
    for entry in entries:
        give_up(entry, WaitingState.LAPSED)
    return len(orders) + len(entries)
