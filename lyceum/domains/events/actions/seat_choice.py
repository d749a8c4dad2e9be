"""Seats for those who come without having chosen, and a word to those whose choice would leave one seat alone."""

import random
from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from django.utils.translation import gettext as _

from lyceum.domains.events.queries.hall import Hall, hall_of, taken_seats
from lyceum.domains.events.rules.offer import Offer
from lyceum.domains.events.rules.pricing import Want
from lyceum.domains.events.rules.seat_choice import left_alone
from lyceum.domains.events.rules.seating import Point
from lyceum.kernel.foundation.rules.caller import Anyone
from lyceum.kernel.foundation.rules.refusal import Conflict

SPREAD_FROM = 2  # whoever came too late twice looks elsewhere than everybody


def with_seats(caller: Anyone, offer: Offer, wants: Sequence[Want], attempt: int = 0) -> tuple[Want, ...]:
    """Where no seat was named, the best that are free, side by side. Without seats where there are not so many."""
    if not any((sold := offer.types.get(want.type_id)) and sold.is_seated for want in wants):
        return tuple(wants)
    hall = hall_of(caller, offer.event_id, offer.edition)
    if hall is None:
        return tuple(wants)
    taken = taken_seats(caller, offer.event_id) | {seat for want in wants for seat in want.seats}
    focus = _elsewhere(hall, taken) if attempt >= SPREAD_FROM else hall.focus
    seated = []
    for want in wants:
        sold = offer.types.get(want.type_id)
        if sold is not None and sold.is_seated and not want.seats and want.quantity > 0:
            want = replace(want, seats=tuple(hall.best_for(want.type_id, want.quantity, taken, focus)))
            taken |= set(want.seats)
        seated.append(want)
    return tuple(seated)


def refuse_lone_seats(caller: Anyone, offer: Offer, wants: Sequence[Want]) -> None:
    """Unless the organiser allows it, or no other choice of as many would be better."""
    if not any(want.seats for want in wants):
        return
    hall = hall_of(caller, offer.event_id, offer.edition)
    if hall is None or hall.allows_lone_seats:
        return
    chosen = {str(seat) for want in wants for seat in want.seats}
    taken = {str(seat) for seat in taken_seats(caller, offer.event_id)}
    if chosen & taken:
        return  # the statement says so
    blocked = {str(one.id) for one in hall.seats if one.is_blocked}
    in_rows = [one for one in hall.seats if one.section_id not in hall.tables]
    types = {want.type_id for want in wants}
    open_to = [one.spot for one in in_rows if any(one.is_for(type_id) for type_id in types)]
    if lone := left_alone([one.spot for one in in_rows], open_to, taken | blocked, chosen, hall.focus):
        names = ", ".join(hall.words(one) for one in hall.seats if str(one.id) in {spot.key for spot in lone})
        raise Conflict(
            _("This would leave a seat alone between others: %(seats)s. Move by one seat, or take it too.")
            % {"seats": names},
            code="lone_seat",
        )


def _elsewhere(hall: Hall, taken: set[UUID]) -> Point:
    free = [one for one in hall.seats if not one.is_blocked and one.id not in taken]
    seat = random.choice(free) if free else None  # noqa: S311  (no secret: it spreads a crowd)
    return (seat.x, seat.y) if seat else hall.focus
