"""Tickets in the words of whoever holds them: for paper, for wallets, for the page."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from lyceum.domains.events.models import EventSeat, Order, SectionKind, Ticket, TicketState
from lyceum.domains.events.ports import printer
from lyceum.domains.events.queries.words import conditions_of, place_lines, when_of
from lyceum.domains.events.rules.ticket_sheet import TicketSheet
from lyceum.kernel.foundation.addresses import absolute, inside
from lyceum.kernel.foundation.rules.money import shown


@dataclass(frozen=True, slots=True)
class Squares:
    """A QR code as one path, ``size`` squares wide."""

    path: str
    size: int

    @classmethod
    def of(cls, code: str) -> "Squares":
        rows = printer().squares(code)
        runs = (f"M{x} {y}h{length}v1h-{length}z" for y, row in enumerate(rows) for x, length in _runs(row))
        return cls("".join(runs), len(rows))


def sheet_of(ticket: Ticket, language: str) -> TicketSheet:
    """In the language that is active; ``ticket`` comes with its line, type, order, event, place and organisation."""
    event, line = ticket.event, ticket.line
    place, address = place_lines(event)
    spot = event.place
    conditions = conditions_of(event, language, line.order.promised)
    return TicketSheet(
        id=f"{ticket.id}.{ticket.serial}",
        code=ticket.code,
        number=number_of(ticket),
        event=event.title,
        organiser=event.organisation.name,
        kind=line.ticket_type.name,
        holder=ticket.holder_name,
        when=when_of(event),
        where=", ".join(part for part in (place, address) if part),
        seat=seat_of(ticket),
        price=shown(line.price, line.order.currency, language),
        hue=event.organisation.hue,
        starts_at=event.starts_at,
        ends_at=event.ends_at,
        place=place,
        address=address,
        latitude=spot.latitude if spot else None,
        longitude=spot.longitude if spot else None,
        link=absolute(event.organisation.slug, inside("events:event", event.slug)),
        language=language,
        labels=_labels(),
        note=" ".join([_("Show this code at the door, on paper or on your phone."), *conditions]),
        is_valid=ticket.state != TicketState.CANCELLED,
    )


def number_of(ticket: Ticket) -> str:
    """What one can read aloud: the order's code, the line, the place in a bundle."""
    line = ticket.line
    return f"{line.order.code}-{line.position + 1}" + (f"-{ticket.number}" if ticket.number > 1 else "")


def seat_of(ticket: Ticket) -> str:
    taken: Any = getattr(ticket.line, "event_seat", None)
    if taken is None:
        return ""
    return seat_told(taken)


def seat_told(taken: EventSeat) -> str:
    """With its seat and section at hand."""
    seat = taken.seat
    is_table = seat.section.kind == SectionKind.TABLES
    words = _("%(section)s, table %(row)s, seat %(seat)s") if is_table else _("%(section)s, row %(row)s, seat %(seat)s")
    return words % {"section": seat.section.name, "row": seat.row, "seat": seat.number}


def tickets_of(order: Order) -> list[Ticket]:
    """Those that its buyer has still, with all that a sheet shows, in the order of the lines."""
    rows: Iterable[Ticket] = Ticket.objects.filter(
        organisation_id=order.organisation_id, line__order=order, serial=1
    ).select_related(
        "line__ticket_type", "line__order", "line__event_seat__seat__section", "event__place", "event__organisation"
    )
    return sorted(rows, key=lambda ticket: (ticket.line.position, ticket.number))


def _labels() -> dict[str, str]:
    return {
        "holder": _("Name"),
        "when": _("When"),
        "where": _("Where"),
        "seat": _("Seat"),
        "number": _("Ticket number"),
    }


def _runs(row: list[bool]) -> Iterable[tuple[int, int]]:
    x = 0
    while x < len(row):
        length = next((n for n in range(x, len(row)) if not row[n]), len(row)) - x
        if length:
            yield x, length
        x += length or 1
