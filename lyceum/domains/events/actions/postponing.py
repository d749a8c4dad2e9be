"""An event moves to another date, or to one that is not known yet: in one act, and everybody is taken along."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lyceum.domains.events.announcements import EventPostponed
from lyceum.domains.events.models import Event, EventState
from lyceum.domains.events.queries.managed import event_to_change
from lyceum.domains.events.rules.postponing import NewDate, Standing, ending_of, fault_of, giving_back_until
from lyceum.kernel.foundation.actions.announcing import announce
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.refusal import Conflict, Invalid

_MOVING_ALONG = ("doors_at", "sales_until", "changes_until")
_FIELDS = {"same": "starts_at", "past": "starts_at", "ends_before": "ends_at", "days": "days"}
_WORDS = {
    "draft": _("A draft is nobody’s yet: change its date."),
    "called_off": _("This event is cancelled: it cannot take place on another date."),
    "over": _("It has begun already."),
    "nothing_new": _("It is postponed already, to a date to come."),
    "same": _("That is the date it has."),
    "past": _("That is in the past."),
    "ends_before": _("It ends before it begins."),
    "days": _("From 1 to 90 days."),
}


@transaction.atomic
def postpone_event(caller: Caller, event_id: UUID, new: NewDate, edition: int | None = None) -> Event:
    """Tickets stay valid. Who had one is told, and may give it back for all they paid until ``give_back_until``."""
    event = event_to_change(caller, event_id, edition)
    was, now = Standing(event.state, event.starts_at, event.ends_at), timezone.now()
    _refuse(fault_of(was, new, now))
    if event.state == EventState.PUBLISHED:
        event.moved_from = event.starts_at
    event.moved_at, event.give_back_until = now, giving_back_until(new, now)
    event.state = EventState.PUBLISHED if new.starts_at else EventState.POSTPONED
    if new.starts_at:
        _move(event, new.starts_at, ending_of(was, new) or new.starts_at)
    event.edition += 1
    event.save()
    announce(caller, EventPostponed(event.id, event.edition))
    return event


def _refuse(fault: str) -> None:
    if fault in _FIELDS:
        raise Invalid(_("Some fields are not right."), fields={_FIELDS[fault]: [_WORDS[fault]]}, code=fault)
    if fault:
        raise Conflict(_WORDS[fault], code=fault)


def _move(event: Event, starts_at: datetime, ends_at: datetime) -> None:
    """What was told beside the date keeps its distance from it; when the sale began stays."""
    later: timedelta = starts_at - event.starts_at
    for name in _MOVING_ALONG:
        if moment := getattr(event, name):
            setattr(event, name, moment + later)
    event.starts_at, event.ends_at = starts_at, ends_at
    event.ticket_types.filter(sale_until__isnull=False).update(sale_until=F("sale_until") + later)
