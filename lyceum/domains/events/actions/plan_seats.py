"""The seats of a plan as it is drawn now: kept by what is written on them, wherever they stand."""

from collections.abc import Sequence
from uuid import UUID

from django.utils.translation import gettext as _

from lyceum.domains.events.actions.seat_quotas import follow_seats
from lyceum.domains.events.models import EventSeat, Quota, Seat, SeatPlan, Section
from lyceum.domains.events.rules.seat_drawing import DrawnSeat, Shape, drawn, worth
from lyceum.kernel.foundation.rules.refusal import Conflict

_DRAWN = ("row_position", "position", "x", "y", "is_accessible")
Key = tuple[UUID, str, str]


def keep_seats(plan: SeatPlan, sections: Sequence[tuple[Section, Shape]]) -> None:
    """In the caller's transaction, which holds the plan. Raises Conflict where a seat that somebody has would go."""
    here = {"organisation_id": plan.organisation_id}
    known: dict[Key, Seat] = {
        (one.section_id, one.row, one.number): one for one in Seat.objects.filter(**here, section__plan=plan)
    }
    wanted: dict[Key, DrawnSeat] = {
        (section.id, seat.row, seat.number): seat for section, shape in sections for seat in drawn(shape).seats
    }
    _remove(plan, [known[key] for key in known.keys() - wanted.keys()])
    plan.sections.exclude(id__in=[section.id for section, _shape in sections]).delete()
    for section, _shape in sections:
        section.save(force_insert=section._state.adding)  # an id of another plan's section is refused
    ranks = dict(zip(wanted, worth([(one.x, one.y) for one in wanted.values()], plan.drawing["best"]), strict=True))
    kept: list[Seat] = []
    new: list[Seat] = []
    for key, seat in wanted.items():
        row = known.get(key) or Seat(**here, section_id=key[0], row=key[1], number=key[2])
        row.rank = ranks[key]
        for name in _DRAWN:
            setattr(row, name, getattr(seat, name))
        (kept if key in known else new).append(row)
    Seat.objects.bulk_update(kept, [*_DRAWN, "rank"], batch_size=500)
    Seat.objects.bulk_create(new)
    _place_at_events(plan, new)


def _remove(plan: SeatPlan, gone: Sequence[Seat]) -> None:
    quotas = Quota.objects.filter(organisation_id=plan.organisation_id, event__seat_plan=plan).order_by("id")
    list(quotas.select_for_update(no_key=True).values_list("id"))  # a hold that has begun takes its seats first
    ids = [seat.id for seat in gone]
    at_events = EventSeat.objects.filter(organisation_id=plan.organisation_id, seat_id__in=ids)
    taken = at_events.filter(line__isnull=False).select_related("seat__section", "event")
    if first := taken.order_by("seat__section__position", "seat__row_position", "seat__position").first():
        seat = first.seat
        raise Conflict(
            _("Somebody has %(section)s, row %(row)s, seat %(seat)s at “%(event)s”: it cannot be drawn away.")
            % {"section": seat.section.name, "row": seat.row, "seat": seat.number, "event": first.event.title},
            code="seat_taken",
        )
    at_events.delete()
    Seat.objects.filter(organisation_id=plan.organisation_id, id__in=ids).delete()


def _place_at_events(plan: SeatPlan, new: Sequence[Seat]) -> None:
    """At events that use the plan already, a new seat is kept back until its organiser says how it is sold."""
    for event in plan.events.all():
        EventSeat.objects.bulk_create(
            EventSeat(organisation_id=plan.organisation_id, event=event, seat=seat, is_blocked=True) for seat in new
        )
        follow_seats(event)
