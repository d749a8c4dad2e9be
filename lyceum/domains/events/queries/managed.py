"""The events that the caller organises: all of the organisation's, or those for which they were named manager."""

from collections.abc import Sequence
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _

from lyceum.domains.events.models import CrewMember, CrewRole, Event, Question, Quota, TicketKind, TicketType, Voucher
from lyceum.domains.events.permissions import may_edit, may_make
from lyceum.domains.events.rules.readiness import Shape
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.refusal import Conflict, NotAllowed, NotFound

_SEES_ALL = ("events.edit", "events.sell", "events.check_in", "events.see_figures")


def managed_events(caller: Caller) -> QuerySet[Event]:
    """Those the caller may change."""
    rows: QuerySet[Event] = Event.objects.within(caller).select_related("place", "series")
    return rows if may_make(caller) else rows.filter(_helped(caller, [CrewRole.MANAGER]))


def events_at_work(caller: Caller) -> QuerySet[Event]:
    """Those at which the caller has anything to do: change, sell, let in, count."""
    rows: QuerySet[Event] = Event.objects.within(caller).select_related("place", "series")
    return rows if any(map(caller.may, _SEES_ALL)) else rows.filter(_helped(caller, CrewRole.values))


def event_at_work(caller: Caller, event_id: UUID) -> Event:
    found = events_at_work(caller).filter(id=event_id).first()
    if found is None:
        raise NotFound(_("There is no such event, or you do not help there."))
    return found


def managed_event(caller: Caller, event_id: UUID) -> Event:
    found = managed_events(caller).filter(id=event_id).first()
    if found is None:
        event_at_work(caller, event_id)
        raise NotAllowed(_("Only its managers may change this event."))
    return found


def event_to_change(caller: Caller, event_id: UUID, edition: int | None = None, *, lock: bool = True) -> Event:
    """Locked until the end of the transaction. ``edition``: the one the caller saw; another one since is refused."""
    rows = Event.objects.within(caller)
    found: Event | None = (rows.select_for_update(no_key=True) if lock else rows).filter(id=event_id).first()
    if found is None or not may_edit(caller, event_id):
        event_at_work(caller, event_id)
        raise NotAllowed(_("Only its managers may change this event."))
    if edition is not None and edition != found.edition:
        raise Conflict(
            _("Somebody changed this while you were writing. Compare both versions, then save yours again."),
            code="changed_meanwhile",
        )
    return found


def type_of(event: Event, type_id: UUID) -> TicketType:
    found: TicketType | None = event.ticket_types.filter(id=type_id).first()
    if found is None:
        raise NotFound(_("There is no such ticket at this event."))
    return found


def quota_of(event: Event, quota_id: UUID) -> Quota:
    found: Quota | None = event.quotas.filter(id=quota_id).first()
    if found is None:
        raise NotFound(_("There is no such quota at this event."))
    return found


def voucher_of(event: Event, voucher_id: UUID) -> Voucher:
    found: Voucher | None = event.vouchers.filter(id=voucher_id).first()
    if found is None:
        raise NotFound(_("There is no such code at this event."))
    return found


def question_of(event: Event, question_id: UUID) -> Question:
    found: Question | None = event.questions.filter(id=question_id).first()
    if found is None:
        raise NotFound(_("There is no such question at this event."))
    return found


def shape_of(event: Event) -> Shape:
    types = list(event.ticket_types.annotate(counted=Count("quotas")))
    tickets = [one for one in types if one.kind == TicketKind.TICKET and one.is_on_sale]
    return Shape(
        title=event.title,
        ends_at=event.ends_at,
        has_where=event.place_id is not None or event.is_online,
        types=len(tickets),
        uncounted=sum(not one.counted for one in types if one.is_on_sale),
        has_summary=bool(event.summary or event.text),
        has_picture=event.picture_id is not None,
        has_accessibility=bool(event.accessible) or bool(event.place and event.place.access),
    )


def _helped(caller: Caller, roles: Sequence[str]) -> Exists:
    return Exists(CrewMember.objects.own(caller).filter(event=OuterRef("pk"), role__in=roles))
